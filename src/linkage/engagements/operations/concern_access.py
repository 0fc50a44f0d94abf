"""Letting the handler of a concern read the plan and the notes of visits for a while, and what they read of it."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.engagements import policy, rules
from linkage.engagements.models import Concern, ConcernAccess, ConcernReading
from linkage.engagements.operations.concern_telling import tell_handler
from linkage.kernel.errors import NotFound, Refused
from linkage.people import queries as people


class UnableToGiveAccess(Refused):
    """Nobody to whom it could be opened, or not for so long."""


@operation(policy.GIVE_ACCESS, target="concern")
def give_access(*, actor: Actor, at: datetime, concern: Concern, days: int) -> ConcernAccess:
    """Let the handler read the plan and the notes of visits for so many days, to the minute; anew replaces it.

    Raises UnableToGiveAccess where nobody handles it yet, and for other than 7, 14 or 30 days.
    """
    concern.hold()
    policy.GIVE_ACCESS.check(actor, concern)
    concern.refuse_unless_open()
    if days not in rules.ACCESS_DAYS:
        raise UnableToGiveAccess("Choose for how long: 7, 14 or 30 days")
    if concern.handler is None:
        raise UnableToGiveAccess("Nobody has taken it up yet. You get an e-mail when somebody has")
    end_accesses(actor=actor, at=at, concern=concern)
    made = ConcernAccess.objects.create(
        programme_id=concern.programme_id,
        concern=concern,
        given_to=concern.handler,
        given_at=at,
        ends_at=rules.access_ends_at(at, days),
    )
    concern.handler_since = concern.handler_since or at
    concern.save()
    tell_handler(actor=actor, at=at, concern=concern)
    return made


@operation(policy.END_ACCESS, target="concern")
def end_access(*, actor: Actor, at: datetime, concern: Concern) -> Concern:
    """Let nobody read any more, from the next page on."""
    concern.hold()
    end_accesses(actor=actor, at=at, concern=concern)
    return concern


@operation(policy.READ_OPENED, target="access")
def read_opened(*, actor: Actor, at: datetime, access: ConcernAccess, part: str) -> ConcernReading:
    """Note that a part is read, for who opened it to see. Raises NotFound once the access has ended."""
    held = ConcernAccess.objects.select_for_update().get(programme_id=access.programme_id, pk=access.pk)
    if not held.is_open(at):
        raise NotFound("access")
    return ConcernReading.objects.create(
        programme_id=access.programme_id,
        access=access,
        part=part,
        read_by=people.person(actor=actor, person_id=actor.person_id),
        read_at=at,
    )


@part_of_operation
def end_accesses(*, actor: Actor, at: datetime, concern: Concern) -> None:  # noqa: ARG001 (as every consequence)
    """End whatever is open under a concern at this moment."""
    live = ConcernAccess.objects.filter(programme_id=concern.programme_id, concern=concern, ends_at__gt=at)
    live.update(ends_at=at)
