"""From getting ready to the end: what moves an engagement, by itself or by somebody's word."""

from datetime import date, datetime, timedelta

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import AT_WORK, BEFORE_START, EngagementStatus, Gate, together
from linkage.engagements.models import Engagement, Review
from linkage.engagements.operations.agreements import end_agreements
from linkage.engagements.operations.ending import give_certificates
from linkage.engagements.operations.impact import open_pulses
from linkage.engagements.operations.settling import settle
from linkage.engagements.operations.step_lists import step_list_of
from linkage.engagements.operations.telling import tell_halted, tell_kind_changed, tell_resumed, tell_started
from linkage.engagements.operations.visits import cancel_planned
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links.enums import Side
from linkage.programmes import queries as programmes

S = EngagementStatus


class UnableToStart(Refused):
    """Something has to be done first."""


class UnableToHalt(Refused):
    """It cannot be paused or stopped so."""


class UnableToChangeKind(Refused):
    """It is that already."""


class UnableToClose(Refused):
    """Something has to be done before it ends."""


@operation(policy.START, target="engagement")
def start(*, actor: Actor, at: datetime, engagement: Engagement) -> Engagement:
    """Start what is agreed; the day half-way is set by itself.

    Raises UnableToStart while something has to be done first, UnableToMove where it is not agreed.
    """
    engagement.hold()
    engagement.refuse_unless(S.AGREED)
    UnableToStart.unless_none(
        rules.steps_are_done(queries.standings(actor=actor, engagement=engagement), Gate.AGREE, Gate.START)
    )
    engagement.move_to(S.ACTIVE, at)
    engagement.started_at = at
    settle(actor=actor, at=at, engagement=engagement)
    calendar = programmes.calendar(actor=actor, authority_code=engagement.client_organisation.authority_code)
    middle = rules.half_way_on(max(engagement.starts_on, day_of(at)), engagement.ends_on, calendar)
    Review.objects.create(programme_id=engagement.programme_id, engagement=engagement, due_on=middle, is_half_way=True)
    tell_started(actor=actor, at=at, engagement=engagement, half_way_on=middle)
    return engagement


@operation(policy.PAUSE, target="engagement")
def pause(
    *, actor: Actor, at: datetime, engagement: Engagement, reason: str, resume_on: date | None = None
) -> Engagement:
    """Pause it, and say why; until it goes on it can be read, and nothing of it changed.

    Raises UnableToHalt for a day to go on that is not to come.
    """
    engagement.hold()
    if resume_on is not None and resume_on <= day_of(at):
        raise UnableToHalt("Enter a day that is to come, or leave it empty")
    engagement.move_to(S.PAUSED, at)
    _halt(actor, at, engagement, reason)
    engagement.resume_on = resume_on
    engagement.save()
    tell_halted(actor=actor, at=at, engagement=engagement)
    return engagement


@operation(policy.RESUME, target="engagement")
def resume(*, actor: Actor, at: datetime, engagement: Engagement) -> Engagement:
    """Go on after a pause; the last day, and that of a look that is set, move by as long as it was paused."""
    engagement.hold()
    engagement.refuse_unless(S.PAUSED)
    engagement.move_to(S.ACTIVE, at)
    if engagement.halt_on is not None:
        paused = day_of(at) - engagement.halt_on
        engagement.ends_on += paused
        _move_look(actor, engagement, paused)
    engagement.halt_reason, engagement.halt_side, engagement.halt_on, engagement.resume_on = "", "", None, None
    engagement.save()
    tell_resumed(actor=actor, at=at, engagement=engagement)
    return engagement


def _move_look(actor: Actor, engagement: Engagement, by: timedelta) -> None:
    """The look that is set comes as much later as the end does, on a school day."""
    look = queries.open_review(actor=actor, engagement=engagement)
    if look is not None and by:
        calendar = programmes.calendar(actor=actor, authority_code=engagement.client_organisation.authority_code)
        look.due_on = min(calendar.add(look.due_on + by, 0), engagement.ends_on)
        look.save()


@operation(policy.STOP, target="engagement")
def stop(*, actor: Actor, at: datetime, engagement: Engagement, reason: str) -> Engagement:
    """Stop it for good, and say why. What has started is owed until the end of the notice, kept in `halt_on`."""
    engagement.hold()
    stop_for(actor=actor, at=at, engagement=engagement, side=policy.side_of(actor, engagement), reason=reason)
    return engagement


@part_of_operation
def stop_for(*, actor: Actor, at: datetime, engagement: Engagement, side: str, reason: str) -> None:
    """Stop it for one of the two schools; the caller holds it.

    Where who is helped ends it, the visits booked within the notice are owed: they count as given.
    """
    has_started = engagement.state in (*AT_WORK, S.PAUSED)
    engagement.move_to(S.STOPPED, at)
    engagement.halt_reason, engagement.halt_side, engagement.halt_on = reason, side, day_of(at)
    if has_started:
        engagement.halt_on = queries.notice_until(actor=actor, engagement=engagement, today=day_of(at))
    engagement.ended_at = at
    engagement.save()
    owed_until = engagement.halt_on if has_started and side == Side.CLIENT else None
    cancel_planned(actor=actor, at=at, engagement=engagement, reason=reason, owed_until=owed_until)
    end_agreements(actor=actor, at=at, engagement=engagement)
    tell_halted(actor=actor, at=at, engagement=engagement)


@operation(policy.CHANGE_KIND, target="engagement")
def change_kind(
    *, actor: Actor, at: datetime, engagement: Engagement, kind: str, is_one_way: bool = False
) -> Engagement:
    """Make something else of it, also on the way: all that was written and signed stays, the steps are the new kind's.

    Everybody who takes part is told. Raises UnableToChangeKind where it is that already.
    """
    engagement.hold()
    engagement.refuse_unless(*BEFORE_START, *AT_WORK)
    if together(kind, is_one_way=is_one_way) == together(engagement.kind, is_one_way=engagement.is_one_way):
        raise UnableToChangeKind(
            f"It is “{engagement.kind_words}” already. Choose something else, or leave it as it is"
        )
    if kind != engagement.kind:
        engagement.step_list = step_list_of(actor=actor, at=at, kind=kind)
    engagement.kind, engagement.is_one_way = kind, is_one_way
    engagement.changed_at = at
    settle(actor=actor, at=at, engagement=engagement)
    tell_kind_changed(actor=actor, at=at, engagement=engagement)
    return engagement


def _halt(actor: Actor, at: datetime, engagement: Engagement, reason: str) -> None:
    engagement.halt_reason = reason
    engagement.halt_side = policy.side_of(actor, engagement)
    engagement.halt_on = day_of(at)


@operation(policy.BEGIN_END, target="engagement")
def begin_end(*, actor: Actor, at: datetime, engagement: Engagement) -> Engagement:
    """Begin to bring it to an end: what has still to be done before is shown to both schools."""
    engagement.hold()
    engagement.refuse_unless(S.ACTIVE)
    engagement.move_to(S.EXITING, at)
    return settle(actor=actor, at=at, engagement=engagement)


@operation(policy.GO_ON, target="engagement")
def go_on(*, actor: Actor, at: datetime, engagement: Engagement) -> Engagement:
    """Go on after all."""
    engagement.hold()
    engagement.refuse_unless(S.EXITING)
    engagement.move_to(S.ACTIVE, at)
    return settle(actor=actor, at=at, engagement=engagement)


@operation(policy.CLOSE, target="engagement")
def close(*, actor: Actor, at: datetime, engagement: Engagement) -> Engagement:
    """End it: whoever gave days has a certificate of them, and both sides are asked for a year what it changed.

    Raises UnableToClose with what has to be done first.
    """
    engagement.hold()
    engagement.refuse_unless(S.EXITING)
    steps = queries.standings(actor=actor, engagement=engagement)
    UnableToClose.unless_none(rules.steps_are_done(steps, Gate.AGREE, Gate.START, Gate.END))
    engagement.move_to(S.CLOSED, at)
    engagement.ended_at = at
    cancel_planned(actor=actor, at=at, engagement=engagement, reason="The support has ended")
    end_agreements(actor=actor, at=at, engagement=engagement)
    open_pulses(actor=actor, at=at, engagement=engagement)
    settle(actor=actor, at=at, engagement=engagement)
    give_certificates(actor=actor, at=at, engagement=engagement)
    return engagement
