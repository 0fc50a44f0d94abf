"""The people of a programme, as the coordinator's list shows them."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.people.models import Affiliation, Person, RoleGrant


@dataclass(frozen=True)
class PersonRow:
    """One person: where they work and what they may do."""

    id: uuid.UUID
    name: str
    email: str
    works: tuple[str, ...]
    roles: tuple[str, ...]
    known_since: datetime
    has_answered: bool


def everybody(*, actor: Actor, on: date) -> list[PersonRow]:
    """Return everybody the programme knows, by name; nobody who is only what a visitor typed on the public page."""
    works: dict[uuid.UUID, list[str]] = {}
    roles: dict[uuid.UUID, list[str]] = {}
    standing = Affiliation.objects.filter(programme_id=actor.tenant_id).standing().select_related("organisation")
    for row in standing.order_by("organisation__name", "pk"):
        works.setdefault(row.person_id, []).append(row.organisation.name)
    for held in RoleGrant.objects.current(on).filter(programme_id=actor.tenant_id).order_by("role", "pk"):
        label = "Deputy for the head" if held.deputy_of_id else held.get_role_display()
        roles.setdefault(held.person_id, []).append(label)
    typed = Affiliation.objects.filter(programme_id=actor.tenant_id).only_typed()
    only_typed = set(typed.filter(person__answered_at=None, person__invitations=None).values_list("person", flat=True))
    return [
        PersonRow(
            id=person.pk,
            name=person.name,
            email=person.email,
            works=tuple(dict.fromkeys(works.get(person.pk, ()))),
            roles=tuple(dict.fromkeys(roles.get(person.pk, ()))),
            known_since=person.created_at,
            has_answered=person.answered_at is not None or _came(person),
        )
        for person in Person.objects.filter(programme_id=actor.tenant_id)
        .select_related("account")
        .order_by("name", "pk")
        if person.pk not in only_typed or person.pk in works or person.pk in roles or _came(person)
    ]


def _came(person: Person) -> bool:
    account = person.account
    return account is not None and account.last_login is not None and account.last_login >= person.created_at
