"""Who asks: the builder of the Actor."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone

from linkage.access.actor import Actor, Grant
from linkage.access.links import Answer
from linkage.database.prepared import Prepared
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.enums import AffiliationRole, Role
from linkage.people.models import Affiliation, Cover, MergedPerson, Person, RoleGrant
from linkage.people.rules import covers as rules
from linkage.programmes.models import Programme


def build_actor(request: Any, programme: Programme | None, answer: Answer | None) -> Actor:
    """Return who asks: named by `settings.ACTOR_BUILDER`, called by `@page` inside the tenancy block.

    A signed link acts for its person whoever is signed in; else the account's person in this programme; an account
    without one knows nothing here.
    """
    if answer is not None:
        person = _addressee(answer)
        return _of_person(person, kind="link", answer=answer) if person else Actor.nobody(answer.programme_id)
    if not request.user.is_authenticated:
        return Actor.nobody(programme.id if programme else None)
    account = request.user
    today = day_of(timezone.now())
    people = _OF_ACCOUNT.all(today=today, account=account.pk) if programme else []
    if not people:
        return Actor(
            kind="account",
            name=account.email,
            programme_id=programme.id if programme else None,
            account_id=account.pk,
            is_operator=account.is_operator,
        )
    return _of_person(people[0], kind="person", account_id=account.pk, is_operator=account.is_operator)


def _addressee(answer: Answer) -> Person | None:
    """Who a link was sent to; where two records became one since, who stayed."""
    person = Person.objects.filter(pk=answer.person_id).first()
    if person is not None:
        return person
    merged = MergedPerson.objects.filter(merged_id=answer.person_id).select_related("into").first()
    return merged.into if merged else None


def of_person(person: Person) -> Actor:
    """Return the actor this person would be if they were signed in; for jobs that act on somebody's word."""
    return _of_person(person, kind="person", account_id=person.account_id)


def of_people(*, actor: Actor, people: Iterable[Person]) -> dict[uuid.UUID, Actor]:
    """Return {person: the actor they would be}, as `of_person` does for one; asked once for all of them."""
    standing = _standing(day_of(timezone.now())).filter(programme_id=actor.tenant_id)
    found = standing.filter(pk__in=[each.pk for each in people])
    return {each.pk: _of_person(each, kind="person", account_id=each.account_id) for each in found}


def _of_person(person: Any, *, kind: Any, answer: Answer | None = None, **also: Any) -> Actor:
    today = day_of(timezone.now())
    if not hasattr(person, "granted"):
        [person] = _ITSELF.all(today=today, person=person.pk)
    return Actor(
        kind=kind,
        name=person.name,
        programme_id=person.programme_id,
        person_id=person.pk,
        grants=frozenset(_grants(person)),
        staff_of=frozenset(uuid.UUID(place["school"]) for place in person.places),
        **_of_covers(person, today),
        answering=answer,
        title=_title(person.places),
        **also,
    )


def _standing(today: date) -> QuerySet[Any]:
    """People with where they are confirmed (`places`), what they were granted (`granted`), and who is away in their
    programme, or will be (`away`): asked at every page.
    """
    confirmed = Affiliation.objects.confirmed(today).filter(person=OuterRef("pk")).order_by("pk")
    current = RoleGrant.objects.current(today).filter(person=OuterRef("pk"))
    place = JSONObject(school="organisation_id", name="organisation__name", job="job_title", role="role")
    grant = JSONObject(role="role", school="organisation_id")
    away = Cover.objects.to_come(today).filter(programme=OuterRef("programme")).order_by("to_on", "pk")
    cover = JSONObject(
        person="person_id",
        name="person__name",
        by="looks_after_id",
        by_name="looks_after__name",
        first="from_on",
        last="to_on",
        is_able="is_able",
    )
    return Person.objects.annotate(
        places=ArraySubquery(confirmed.values(json=place)),
        granted=ArraySubquery(current.values(json=grant)),
        away=ArraySubquery(away.values(json=cover)),
    )


_OF_ACCOUNT = Prepared(lambda today, account: _standing(today).filter(account=account).order_by("pk")[:1])
_ITSELF = Prepared(lambda today, person: _standing(today).filter(pk=person))


def _of_covers(person: Any, today: date) -> dict[str, Any]:
    """Whose lists somebody looks after today, and who looks after theirs."""
    away = [_days(each) for each in person.away]
    coordinates = any(each["role"] == Role.COORDINATOR and each["school"] is None for each in person.granted)
    mine = rules.looked_after_by(person.pk, away, today, coordinates=coordinates)
    own = next((each for each in away if each.person == person.pk), None)
    return {
        "covers_for": frozenset(each.person for each in mine),
        "covered_lists": tuple((each.name, each.last) for each in mine),
        "own_cover": (rules.looked_after_by_whom(own, away, today), own.first, own.last) if own else None,
    }


def _days(cover: dict[str, Any]) -> rules.Days:
    return rules.Days(
        person=uuid.UUID(cover["person"]),
        name=cover["name"],
        by=uuid.UUID(cover["by"]),
        by_name=cover["by_name"],
        first=date.fromisoformat(cover["first"]),
        last=date.fromisoformat(cover["last"]),
        is_able=cover["is_able"],
    )


def _title(places: list[dict[str, str]]) -> str:
    """What somebody is and where; at several places only how many, as a header has one line."""
    schools = len({place["school"] for place in places})
    if schools > 1:
        return f"At {words.number(schools)} schools"
    return next((f"{p['job'] or AffiliationRole(p['role']).label}, {p['name']}" for p in places), "")


def _grants(person: Any) -> list[Grant]:
    return [
        Grant(grant["role"], "programme", person.programme_id)
        if grant["school"] is None
        else Grant(grant["role"], "organisation", uuid.UUID(grant["school"]))
        for grant in person.granted
    ]
