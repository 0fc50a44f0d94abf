"""Saying that a step is done, and taking it back."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, rules
from linkage.engagements.enums import OVER, EngagementStatus
from linkage.engagements.models import Engagement, Step, StepMark
from linkage.engagements.operations.settling import settle
from linkage.kernel.days import day_of
from linkage.kernel.errors import Forbidden, Refused
from linkage.people import queries as people


class UnableToMark(Refused):
    """A step that cannot be ticked, or not by this person, or not now."""


@operation(policy.MARK, target="engagement")
def mark(*, actor: Actor, at: datetime, engagement: Engagement, code: str, done_on: date, note: str = "") -> StepMark:
    """Say that a step is done, on which day; where it was the last before the next state, that follows by itself.

    Raises UnableToMark for a step that is not there or found out by itself, and a day that has not come.
    """
    engagement.hold()
    _refuse_halted(engagement)
    step = _step(actor, engagement, code)
    if done_on > day_of(at):
        raise UnableToMark("Enter a day that has come")
    made, _ = StepMark.objects.update_or_create(
        programme_id=engagement.programme_id,
        engagement=engagement,
        code=step.code,
        defaults={
            "done_on": done_on,
            "note": note,
            "marked_by": people.person(actor=actor, person_id=actor.person_id),
            "marked_at": at,
        },
    )
    settle(actor=actor, at=at, engagement=engagement)
    return made


@operation(policy.TAKE_MARK_BACK, target="engagement")
def take_mark_back(*, actor: Actor, at: datetime, engagement: Engagement, code: str) -> Engagement:
    """Say that a step is not done after all; taking back twice changes nothing."""
    engagement.hold()
    _refuse_halted(engagement)
    step = _step(actor, engagement, code)
    StepMark.objects.filter(programme_id=engagement.programme_id, engagement=engagement, code=step.code).delete()
    settle(actor=actor, at=at, engagement=engagement)
    return engagement


def _step(actor: Actor, engagement: Engagement, code: str) -> Step:
    found = Step.objects.filter(programme_id=actor.tenant_id, step_list_id=engagement.step_list_id, code=code).first()
    if found is None:
        raise UnableToMark("This step is not there any more. Go back and look at the list again")
    if not policy.does(actor, engagement, found.doer):
        raise Forbidden(policy.MARK.name)
    if found.code in rules.BY_ITSELF and found.code != rules.AGREEMENT:
        raise UnableToMark(f"“{found.title}” is done by itself, once it is written here")
    return found


def _refuse_halted(engagement: Engagement) -> None:
    """What is paused stays as it is; what is over has only its last steps to do."""
    if engagement.state == EngagementStatus.PAUSED or (
        engagement.state in OVER and engagement.state != EngagementStatus.CLOSED
    ):
        raise UnableToMark(f"This is now “{engagement.state.label}”, so no step can be ticked")
