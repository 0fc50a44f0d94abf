"""Persons, by themselves and by what they may do."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.people.enums import Role
from linkage.people.models import Person, RoleGrant


def person(*, actor: Actor, person_id: uuid.UUID | None) -> Person:
    """Return a person of the actor's programme; raises NotFound, also for a visitor nobody knows.

    The record holds contact details: what a page shows of them is the page's own decision.
    """
    found = _visible(actor).filter(pk=person_id).first() if person_id else None
    if found is None:
        raise NotFound("person")
    return found


def head_of(*, actor: Actor, organisation_id: uuid.UUID | None) -> Person | None:
    """Return the proved head of an organisation, never a deputy; None when there is none yet."""
    if organisation_id is None:
        return None
    grant = heads_at(actor=actor).filter(organisation_id=organisation_id).first()
    return grant.person if grant else None


def heads_at(*, actor: Actor) -> QuerySet[RoleGrant]:
    """Return what proves the heads of all organisations, the first of each before others; never a deputy."""
    return _grants(actor).filter(role=Role.HEAD, deputy_of=None).order_by("from_on", "pk")


def heads_of(*, actor: Actor, organisation_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Person]:
    """Return {organisation: its proved head} for those of these that have one; never a deputy."""
    found: dict[uuid.UUID, Person] = {}
    for grant in heads_at(actor=actor).filter(organisation_id__in=list(organisation_ids)):
        if grant.organisation_id is not None:
            found.setdefault(grant.organisation_id, grant.person)
    return found


def stands_for_head(*, actor: Actor, organisation_id: uuid.UUID, head: Person) -> Person | None:
    """Return who answers where the head is the one asked: the chair of governors, else the trust's officer, or None."""
    held = _grants(actor).filter(organisation_id=organisation_id, role__in=(Role.CHAIR, Role.TRUST_OFFICER))
    found = sorted(held.exclude(person=head), key=lambda each: (each.role != Role.CHAIR, each.from_on, str(each.pk)))
    return found[0].person if found else None


def people_with(*, actor: Actor, role: str) -> list[Person]:
    """Return the people who hold a role for the whole programme now, by name."""
    held = {grant.person for grant in _grants(actor).filter(role=role, organisation=None)}
    return sorted(held, key=lambda someone: (someone.name, str(someone.pk)))


def _grants(actor: Actor) -> QuerySet[RoleGrant]:
    if actor.programme_id is None:
        return RoleGrant.objects.none()
    current = RoleGrant.objects.current(day_of(timezone.now())).select_related("person")
    return current.filter(programme_id=actor.programme_id)


def _visible(actor: Actor) -> QuerySet[Person]:
    if actor.programme_id is None or actor.kind not in ("person", "link", "system"):
        return Person.objects.none()
    return Person.objects.filter(programme_id=actor.programme_id)
