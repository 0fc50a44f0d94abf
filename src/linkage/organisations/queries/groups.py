"""School groups: named sets of the schools taking part."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.organisations.enums import MemberStatus
from linkage.organisations.models import Member, SchoolGroup, SchoolGroupPlace
from linkage.organisations.queries.members import members


def groups(*, actor: Actor) -> QuerySet[SchoolGroup]:
    """Return the groups by name, each with `size`, the number of its schools that take part."""
    taking_part = Q(places__member__status=MemberStatus.MEMBER)
    return (
        SchoolGroup.objects.filter(programme_id=actor.tenant_id)
        .annotate(size=Count("places", filter=taking_part))
        .order_by("name")
    )


def group(*, actor: Actor, group_id: UUID) -> tuple[SchoolGroup, list[Member]]:
    """Return a group and its schools by name; raises NotFound."""
    found = SchoolGroup.objects.filter(programme_id=actor.tenant_id, pk=group_id).first()
    if found is None:
        raise NotFound("school group")
    return found, list(members(actor=actor).filter(places__group=found).order_by("organisation__name"))


def group_schools(*, actor: Actor) -> dict[str, tuple[str, frozenset[UUID]]]:
    """Return by its id, as text, the name of each group by name, and the ids of its schools that take part."""
    places = SchoolGroupPlace.objects.filter(programme_id=actor.tenant_id, member__status=MemberStatus.MEMBER)
    found: dict[str, tuple[str, frozenset[UUID]]] = {}
    for group_id, name, school_id in places.order_by("group__name").values_list(
        "group_id", "group__name", "member__organisation_id"
    ):
        found[str(group_id)] = (name, found.get(str(group_id), (name, frozenset()))[1] | {school_id})
    return found


def group_ids(*, actor: Actor, organisation_ids: Collection[UUID]) -> QuerySet[Any, UUID]:
    """Return the keys of the groups in which one of these schools is that takes part."""
    places = SchoolGroupPlace.objects.filter(
        programme_id=actor.tenant_id,
        member__status=MemberStatus.MEMBER,
        member__organisation_id__in=organisation_ids,
    )
    return places.values_list("group_id", flat=True)


def members_outside(*, actor: Actor, group_id: UUID) -> list[Member]:
    """Return the schools taking part that are not in this group, by name."""
    return list(members(actor=actor).exclude(places__group_id=group_id).order_by("organisation__name"))
