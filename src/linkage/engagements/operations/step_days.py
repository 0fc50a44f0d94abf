"""The days on which steps are planned."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy
from linkage.engagements.models import Engagement, Step, StepDay
from linkage.kernel.errors import Refused
from linkage.people import queries as people


class UnableToPlanStep(Refused):
    """A day that cannot be planned for this step."""


@operation(policy.PLAN_STEP, target="engagement")
def plan_step(*, actor: Actor, at: datetime, engagement: Engagement, code: str, planned_on: date | None) -> Engagement:
    """Say on which day a step is planned; None takes its day away. It may have passed: then the step is late.

    Raises UnableToPlanStep for a step that is not there, and where nothing may be changed now.
    """
    engagement.hold()
    # Who led when the page was opened may have left it since.
    policy.PLAN_STEP.check(actor, engagement)
    if not engagement.is_changeable:
        raise UnableToPlanStep(f"This is now “{engagement.state.label}”, so no day can be planned")
    if not Step.objects.filter(programme_id=actor.tenant_id, step_list_id=engagement.step_list_id, code=code).exists():
        raise UnableToPlanStep("This step is not there any more. Go back and look at the list again")
    if planned_on is None:
        StepDay.objects.filter(programme_id=actor.tenant_id, engagement=engagement, code=code).delete()
        return engagement
    StepDay.objects.update_or_create(
        programme_id=actor.tenant_id,
        engagement=engagement,
        code=code,
        defaults={
            "planned_on": planned_on,
            "set_by": people.person(actor=actor, person_id=actor.person_id),
            "set_at": at,
        },
    )
    return engagement
