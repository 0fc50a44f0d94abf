"""Who handles a concern: handed on, taken up, and given back to the coordinators where nobody looks in time."""

from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import ConcernStatus
from linkage.engagements.models import Concern
from linkage.engagements.operations.concern_access import end_accesses
from linkage.engagements.operations.concern_telling import tell_handler, tell_raiser, tell_takers
from linkage.engagements.operations.concerns import hold_concern
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.people import queries as people
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each

S = ConcernStatus


class UnableToAssign(Refused):
    """Somebody to whom it cannot be handed on."""


@operation(policy.ASSIGN_CONCERN, target="concern")
def assign_concern(*, actor: Actor, at: datetime, concern: Concern, person_id: UUID) -> Concern:
    """Hand it on to somebody else of the programme, of neither school; both they and who raised it are told.

    What was opened to the handler is closed: who raised it opens it anew. Raises UnableToAssign for anybody else.
    """
    hold_concern(actor=actor, at=at, concern=concern, action=policy.ASSIGN_CONCERN)
    able = queries.other_handlers(actor=actor, concern=concern, at=at)
    wanted = next((each for each in able if each.pk == person_id), None)
    if wanted is None:
        raise UnableToAssign("Choose somebody who runs the programme and is of neither school")
    if concern.state == S.OPEN:
        concern.move_to(S.WAITING)
    concern.handler, concern.acknowledged_at, concern.late_told_at = wanted, None, None
    concern.due_on = rules.concern_due_on(day_of(at), programmes.calendar(actor=actor))
    concern.handler_since, concern.raiser_since = at, at
    concern.save()
    end_accesses(actor=actor, at=at, concern=concern)
    tell_handler(actor=actor, at=at, concern=concern)
    tell_raiser(actor=actor, at=at, concern=concern)
    return concern


@operation(policy.TAKE_CONCERN, target="concern")
def take_concern(*, actor: Actor, at: datetime, concern: Concern) -> Concern:
    """Take up what nobody handles, or nobody has looked at in time; who raised it is told."""
    hold_concern(actor=actor, at=at, concern=concern, action=policy.TAKE_CONCERN)
    if concern.state == S.WAITING:
        concern.move_to(S.OPEN)
    concern.handler = people.person(actor=actor, person_id=actor.person_id)
    concern.acknowledged_at = at
    concern.handler_since, concern.raiser_since = concern.handler_since or at, at
    concern.save()
    end_accesses(actor=actor, at=at, concern=concern)
    tell_raiser(actor=actor, at=at, concern=concern)
    return concern


@operation(policy.CHASE_CONCERNS)
def have_concerns_chased(*, actor: Actor, at: datetime) -> None:
    """Have each programme look what nobody has seen."""
    have_done_in_each(actor=actor, at=at, job="engagements.concerns-in-programme")


@operation(policy.CHASE_CONCERNS)
def chase_concerns(*, actor: Actor, at: datetime) -> int:
    """Tell the coordinators what nobody of the actor's programme has seen in time; return of how many they hear.

    Only on a working school day, and never while the programme is paused.
    """
    if not programmes.is_at_work(actor=actor, on=day_of(at)):
        return 0
    return sum(_chase(actor, at, each) for each in queries.unseen(actor=actor))


def _chase(actor: Actor, at: datetime, concern: Concern) -> bool:
    """Let go who may handle it no more; tell the coordinators once of what waits for one of them."""
    concern.hold()
    if not concern.is_open:
        return False
    if concern.handler is not None and not queries.is_handled(actor=actor, concern=concern):
        concern.handler, concern.late_told_at = None, None
        end_accesses(actor=actor, at=at, concern=concern)
    is_late = concern.state == S.WAITING and concern.due_on < day_of(at)
    if concern.late_told_at is not None or not (is_late or concern.handler is None):
        return False
    tell_takers(actor=actor, at=at, concern=concern)
    return True
