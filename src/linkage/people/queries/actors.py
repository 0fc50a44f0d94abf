"""Who asks: the builder of the Actor."""

from datetime import date
from typing import Any

from django.utils import timezone

from linkage.access.actor import Actor, Grant
from linkage.access.links import Answer
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.models import Affiliation, MergedPerson, Person, RoleGrant
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
    person = Person.objects.filter(account=account).first() if programme else None
    if person is None:
        return Actor(
            kind="account",
            name=account.email,
            programme_id=programme.id if programme else None,
            account_id=account.pk,
            is_operator=account.is_operator,
        )
    return _of_person(person, kind="person", account_id=account.pk, is_operator=account.is_operator)


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


def _of_person(person: Person, *, kind: Any, answer: Answer | None = None, **also: Any) -> Actor:
    today = day_of(timezone.now())
    confirmed = list(Affiliation.objects.confirmed(today).filter(person=person).select_related("organisation"))
    return Actor(
        kind=kind,
        name=person.name,
        programme_id=person.programme_id,
        person_id=person.pk,
        grants=frozenset(_grants(person, today)),
        staff_of=frozenset(place.organisation_id for place in confirmed),
        answering=answer,
        title=_title(confirmed),
        **also,
    )


def _title(places: list[Affiliation]) -> str:
    """What somebody is and where; at several places only how many, as a header has one line."""
    if len({place.organisation_id for place in places}) > 1:
        return f"At {words.number(len({place.organisation_id for place in places}))} schools"
    return next((f"{p.job_title or p.get_role_display()}, {p.organisation.name}" for p in places), "")


def _grants(person: Person, today: date) -> list[Grant]:
    return [
        Grant(grant.role, "programme", person.programme_id)
        if grant.organisation_id is None
        else Grant(grant.role, "organisation", grant.organisation_id)
        for grant in RoleGrant.objects.current(today).filter(person=person)
    ]
