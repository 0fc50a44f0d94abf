"""Who asks: the builder of the Actor."""

import uuid
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
from linkage.people.enums import AffiliationRole
from linkage.people.models import Affiliation, Cover, MergedPerson, Person, RoleGrant
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


def _of_person(person: Any, *, kind: Any, answer: Answer | None = None, **also: Any) -> Actor:
    if not hasattr(person, "granted"):
        [person] = _ITSELF.all(today=day_of(timezone.now()), person=person.pk)
    return Actor(
        kind=kind,
        name=person.name,
        programme_id=person.programme_id,
        person_id=person.pk,
        grants=frozenset(_grants(person)),
        staff_of=frozenset(uuid.UUID(place["school"]) for place in person.places),
        covers_for=frozenset(uuid.UUID(each["person"]) for each in person.covered),
        covered_lists=tuple((each["name"], date.fromisoformat(each["last"])) for each in person.covered),
        own_cover=next(
            ((c["who"], date.fromisoformat(c["first"]), date.fromisoformat(c["last"])) for c in person.own_cover), None
        ),
        answering=answer,
        title=_title(person.places),
        **also,
    )


def _standing(today: date) -> QuerySet[Any]:
    """People with where they are confirmed (`places`), what they were granted (`granted`), and whose lists they look
    after today (`covered`): asked at every page.
    """
    confirmed = Affiliation.objects.confirmed(today).filter(person=OuterRef("pk")).order_by("pk")
    current = RoleGrant.objects.current(today).filter(person=OuterRef("pk"))
    place = JSONObject(school="organisation_id", name="organisation__name", job="job_title", role="role")
    grant = JSONObject(role="role", school="organisation_id")
    covers = Cover.objects.filter(looks_after=OuterRef("pk"), ended_at=None, from_on__lte=today, to_on__gte=today)
    own = Cover.objects.filter(person=OuterRef("pk"), ended_at=None, to_on__gte=today)
    return Person.objects.annotate(
        places=ArraySubquery(confirmed.values(json=place)),
        granted=ArraySubquery(current.values(json=grant)),
        covered=ArraySubquery(
            covers.order_by("to_on", "pk").values(
                json=JSONObject(person="person_id", name="person__name", last="to_on")
            )
        ),
        own_cover=ArraySubquery(own.values(json=JSONObject(who="looks_after__name", first="from_on", last="to_on"))),
    )


_OF_ACCOUNT = Prepared(lambda today, account: _standing(today).filter(account=account).order_by("pk")[:1])
_ITSELF = Prepared(lambda today, person: _standing(today).filter(pk=person))


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
