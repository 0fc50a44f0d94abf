"""Opening one more asking how ready both sides are."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.engagements.models import Engagement, ReadinessAsking, ReadinessQuestions
from linkage.people.models import Person


@part_of_operation
def ask_both(
    *,
    actor: Actor,  # noqa: ARG001 (a part of asking)
    at: datetime,
    engagement: Engagement,
    questions: ReadinessQuestions,
    asked_by: Person,
    number: int,
    is_light: bool,
) -> ReadinessAsking:
    """Open one more asking for both sides; between equals each reads both questions."""
    return ReadinessAsking.objects.create(
        programme_id=engagement.programme_id,
        engagement=engagement,
        number=number,
        questions=questions,
        is_light=is_light,
        is_shared=engagement.is_reciprocal,
        asked_by=asked_by,
        asked_at=at,
    )
