"""School groups: made, renamed, and who belongs to them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.organisations import policy, queries, rules
from linkage.organisations.models import SchoolGroup, SchoolGroupPlace


class UnableToNameGroup(Refused):
    """The name of a group is missing or taken."""


class UnableToChangeGroup(Refused):
    """None of the schools can be put into the group."""


@operation(policy.CREATE_GROUP)
def create_group(*, actor: Actor, at: datetime, name: str) -> SchoolGroup:  # noqa: ARG001 - the audit entry has `at`
    """Make an empty group; raises UnableToNameGroup when another bears the name."""
    plain = _usable_name(actor, name)
    return SchoolGroup.objects.create(programme_id=actor.tenant_id, name=plain)


@operation(policy.RENAME_GROUP, target="group")
def rename_group(*, actor: Actor, at: datetime, group: SchoolGroup, name: str) -> SchoolGroup:  # noqa: ARG001
    """Give a group another name; raises UnableToNameGroup when another bears it."""
    group.name = _usable_name(actor, name, but=group)
    group.save(update_fields=["name"])
    return group


@operation(policy.CHANGE_GROUP, target="group")
def add_to_group(
    *,
    actor: Actor,
    at: datetime,  # noqa: ARG001 - the audit entry has it
    group: SchoolGroup,
    member_ids: Sequence[UUID],
) -> list[SchoolGroupPlace]:
    """Put schools that take part into a group; raises UnableToChangeGroup when none of them can be."""
    wanted = set(member_ids)
    found = [member for member in queries.members_outside(actor=actor, group_id=group.pk) if member.pk in wanted]
    if not found:
        raise UnableToChangeGroup("Choose at least one school that is not in the group yet")
    places = [SchoolGroupPlace(programme_id=actor.tenant_id, group=group, member=member) for member in found]
    return SchoolGroupPlace.objects.bulk_create(places)


@operation(policy.CHANGE_GROUP, target="group")
def take_out_of_group(*, actor: Actor, at: datetime, group: SchoolGroup, member_id: UUID) -> SchoolGroup:  # noqa: ARG001
    """Take a school out of a group; raises UnableToChangeGroup when it is not in it."""
    taken, _ = SchoolGroupPlace.objects.filter(group=group, member_id=member_id).delete()
    if not taken:
        raise UnableToChangeGroup("That school is not in the group any more")
    return group


@operation(policy.DELETE_GROUP, target="group")
def delete_group(*, actor: Actor, at: datetime, group: SchoolGroup) -> None:  # noqa: ARG001 - the audit entry has `at`
    """Do away with a group; its schools go on taking part."""
    group.delete()


def _usable_name(actor: Actor, name: str, but: SchoolGroup | None = None) -> str:
    plain = " ".join(name.split())
    others = SchoolGroup.objects.filter(programme_id=actor.tenant_id)
    taken = others.exclude(pk=but.pk) if but else others
    UnableToNameGroup.unless_none(rules.group_name_is_free(plain, list(taken.values_list("name", flat=True))))
    return plain
