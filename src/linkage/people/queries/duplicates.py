"""Records that may be one human, and what both hold."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from linkage.access.actor import Actor
from linkage.people.models import Affiliation, DistinctPair, MergedPerson, Person, RoleGrant
from linkage.people.rules import duplicates


@dataclass(frozen=True)
class Pair:
    """Two records that may be one human, and what is the same in them."""

    one: Person
    other: Person
    because: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """What a record holds: where its person works, what they may do, and whether they sign in."""

    person: Person
    works: tuple[str, ...]
    roles: tuple[str, ...]
    signs_in: bool


def pairs(*, actor: Actor) -> list[Pair]:
    """Return every two records that may be one human, those with most in common first, in four queries."""
    schools: dict[UUID, set[UUID]] = defaultdict(set)
    work = Affiliation.objects.filter(programme_id=actor.tenant_id).standing()
    for person_id, organisation_id in work.values_list("person_id", "organisation_id"):
        schools[person_id].add(organisation_id)
    people = {each.pk: each for each in Person.objects.filter(programme_id=actor.tenant_id)}
    apart = set(DistinctPair.objects.filter(programme_id=actor.tenant_id).values_list("one_id", "other_id"))
    known = [
        duplicates.Known(each.pk, each.name, each.email, each.phone, frozenset(schools[each.pk]))
        for each in people.values()
    ]
    return [Pair(people[pair.one], people[pair.other], pair.because) for pair in duplicates.alike(known, apart=apart)]


def held(*, actor: Actor, person: Person) -> Held:
    """Return what one record holds, for the page that shows two of them side by side."""
    mine = {"programme_id": actor.tenant_id, "person": person}
    works = Affiliation.objects.filter(**mine).standing().select_related("organisation")
    roles = RoleGrant.objects.filter(ended_at=None, **mine).select_related("organisation")
    account = person.account
    return Held(
        person=person,
        works=tuple(f"{each.get_role_display()}, {each.organisation.name}" for each in works),
        roles=tuple(
            f"{each.get_role_display()}, {each.organisation.name if each.organisation else 'the whole programme'}"
            for each in roles
        ),
        signs_in=account is not None and account.last_login is not None,
    )


def names_of(*, actor: Actor, person_ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of people by key; the key of a record that was merged gives the name of who stayed."""
    found = dict(Person.objects.filter(programme_id=actor.tenant_id, pk__in=person_ids).values_list("pk", "name"))
    missing = person_ids - found.keys()
    if missing:
        merged = MergedPerson.objects.filter(programme_id=actor.tenant_id, merged_id__in=missing)
        found |= dict(merged.values_list("merged_id", "into__name"))
    return found


def references(*, actor: Actor) -> Iterator[models.ForeignKey[Any, Any]]:  # noqa: ARG001 (of the code, not of rows)
    """Return every foreign key of any app that points at a person: a new app cannot be forgotten."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel) and isinstance(relation.field, models.ForeignKey):
            yield relation.field
