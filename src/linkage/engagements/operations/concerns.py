"""A concern between who raised it and who handles it: raised, seen, written on, closed with what came of it."""

from datetime import datetime

from linkage.access.action import Action
from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import ConcernStatus
from linkage.engagements.models import Concern, ConcernMessage, Engagement
from linkage.engagements.operations.concern_access import end_accesses
from linkage.engagements.operations.concern_telling import tell_handler, tell_raiser
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.people import queries as people
from linkage.people.models import Person
from linkage.programmes import queries as programmes

S = ConcernStatus


class UnableToRaise(Refused):
    """Nobody of the programme could read it in confidence."""


@operation(policy.RAISE_CONCERN, target="engagement")
def raise_concern(
    *, actor: Actor, at: datetime, engagement: Engagement, words: str, wish: str, may_tell: bool = False
) -> Concern:
    """Tell who looks after the request in confidence, or the coordinators where nobody of neither school does.

    Raises UnableToRaise where everybody who could read it is of one of the two schools.
    """
    engagement.hold()
    policy.RAISE_CONCERN.check(actor, engagement)
    handler = queries.handler_for(actor=actor, engagement=engagement, at=at)
    if handler is None and not _somebody_else(actor, engagement):
        raise UnableToRaise(
            "Everybody who could read this here is of one of your two schools. Speak to your head, or to your governors"
        )
    made = Concern.objects.create(
        programme_id=engagement.programme_id,
        engagement=engagement,
        raised_by=_person(actor),
        side=policy.side_of(actor, engagement),
        handler=handler,
        words=words,
        wish=wish,
        may_tell=may_tell,
        raised_at=at,
        due_on=rules.concern_due_on(day_of(at), programmes.calendar(actor=actor)),
        handler_since=at,
    )
    tell_handler(actor=actor, at=at, concern=made)
    return made


@operation(policy.ACKNOWLEDGE_CONCERN, target="concern")
def acknowledge_concern(*, actor: Actor, at: datetime, concern: Concern) -> Concern:
    """Say that it was seen; who raised it is told. Saying it twice changes nothing."""
    hold_concern(actor=actor, at=at, concern=concern, action=policy.ACKNOWLEDGE_CONCERN)
    if concern.state == S.WAITING:
        _see(concern, at)
        concern.save()
        tell_raiser(actor=actor, at=at, concern=concern)
    return concern


@operation(policy.WRITE_CONCERN, target="concern")
def write_concern(*, actor: Actor, at: datetime, concern: Concern, words: str) -> ConcernMessage:
    """Write to the other of the two. What the handler writes also says that they have seen it."""
    hold_concern(actor=actor, at=at, concern=concern, action=policy.WRITE_CONCERN)
    made = ConcernMessage.objects.create(
        programme_id=concern.programme_id, concern=concern, written_by=_person(actor), words=words, written_at=at
    )
    if policy.raised(actor, concern):
        concern.handler_since, concern.raiser_since = concern.handler_since or at, None
        concern.save()
        tell_handler(actor=actor, at=at, concern=concern)
    else:
        _see(concern, at)
        concern.handler_since, concern.raiser_since = None, at
        concern.save()
        tell_raiser(actor=actor, at=at, concern=concern)
    return made


@operation(policy.NOTE_CONCERN_READ, target="concern")
def note_concern_read(*, actor: Actor, at: datetime, concern: Concern) -> Concern:  # noqa: ARG001 (the audit entry)
    """Say that the answer was read, and nothing more is to be said for now."""
    concern.hold()
    concern.raiser_since = None
    concern.save()
    return concern


@operation(policy.CLOSE_CONCERN, target="concern")
def close_concern(*, actor: Actor, at: datetime, concern: Concern, outcome: str, closing: str) -> Concern:
    """Close it with what came of it, in a word and in words; nothing can be read under it from now on."""
    hold_concern(actor=actor, at=at, concern=concern, action=policy.CLOSE_CONCERN)
    concern.move_to(S.CLOSED)
    concern.outcome, concern.closing, concern.ended_at = outcome, closing, at
    concern.handler_since, concern.raiser_since = None, at
    concern.save()
    end_accesses(actor=actor, at=at, concern=concern)
    tell_raiser(actor=actor, at=at, concern=concern)
    return concern


@operation(policy.WITHDRAW_CONCERN, target="concern")
def withdraw_concern(*, actor: Actor, at: datetime, concern: Concern) -> Concern:
    """Take it back: it stays between the two, nothing more is done, and nothing can be read under it."""
    hold_concern(actor=actor, at=at, concern=concern, action=policy.WITHDRAW_CONCERN)
    concern.move_to(S.WITHDRAWN)
    concern.ended_at, concern.handler_since, concern.raiser_since = at, None, None
    concern.save()
    end_accesses(actor=actor, at=at, concern=concern)
    if concern.handler is not None:
        tell_handler(actor=actor, at=at, concern=concern)
    return concern


@part_of_operation
def hold_concern(*, actor: Actor, at: datetime, concern: Concern, action: Action) -> None:  # noqa: ARG001
    """Hold its row; whoever it was taken from meanwhile is refused, and so is whatever comes after its end."""
    concern.hold()
    action.check(actor, concern)
    concern.refuse_unless_open()


def _see(concern: Concern, at: datetime) -> None:
    if concern.state == S.WAITING:
        concern.move_to(S.OPEN)
        concern.acknowledged_at = at


def _somebody_else(actor: Actor, engagement: Engagement) -> bool:
    return any(not actor.is_person(each.pk) for each in queries.takers(actor=actor, engagement=engagement))


def _person(actor: Actor) -> Person:
    return people.person(actor=actor, person_id=actor.person_id)
