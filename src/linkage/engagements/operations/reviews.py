"""Looking at it together: each side says how each aim stands; where they differ both see it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, queries
from linkage.engagements.enums import AT_WORK
from linkage.engagements.models import CarryOnCheck, Engagement, Rating, Review
from linkage.engagements.operations.settling import settle
from linkage.engagements.operations.telling import tell_rated
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.people import queries as people


class UnableToReview(Refused):
    """Aims that cannot be looked at so, or not now."""


@operation(policy.OPEN_REVIEW, target="engagement")
def open_review(*, actor: Actor, at: datetime, engagement: Engagement, due_on: date) -> Review:
    """Set another day to look at it together, or move the one that is set.

    Raises UnableToReview for a day that has passed or lies after the end.
    """
    engagement.hold()
    engagement.refuse_unless(*AT_WORK)
    if not day_of(at) <= due_on <= engagement.ends_on:
        raise UnableToReview("Enter a day from today until the last day of the support")
    found = queries.open_review(actor=actor, engagement=engagement)
    if found is None:
        found = Review(programme_id=engagement.programme_id, engagement=engagement)
    found.due_on = due_on
    found.save()
    return found


@operation(policy.RATE, target="engagement")
def rate(
    *,
    actor: Actor,
    at: datetime,
    engagement: Engagement,
    ratings: Mapping[UUID, tuple[str, str]],
    carries_on: tuple[str, str] | None = None,
) -> Review:
    """Say for the actor's side how each aim stands: {aim: (colour, a line about it)}. Saying it anew replaces it.

    `carries_on` says half-way whether who carries on still holds, and a line about it. The other school is told once
    both have said it. Raises UnableToReview where no day is set.
    """
    engagement.hold()
    engagement.refuse_unless(*AT_WORK)
    review = _open(actor, engagement)
    side = policy.side_of(actor, engagement)
    person = people.person(actor=actor, person_id=actor.person_id)
    for objective in queries.objectives(actor=actor, engagement=engagement):
        colour, note = ratings[objective.pk]
        Rating.objects.update_or_create(
            programme_id=engagement.programme_id,
            review=review,
            objective=objective,
            side=side,
            defaults={"colour": colour, "note": note, "rated_by": person, "rated_at": at},
        )
    if carries_on is not None and queries.plan_asked_about(actor=actor, engagement=engagement):
        holds, note = carries_on
        said = {"engagement": engagement, "plan": engagement.carries_on, "holds": holds, "note": note}
        said |= {"said_by": person, "said_at": at}
        CarryOnCheck.objects.update_or_create(
            programme_id=engagement.programme_id, review=review, side=side, defaults=said
        )
    tell_rated(actor=actor, at=at, engagement=engagement, review=review)
    return review


@operation(policy.CLOSE_REVIEW, target="engagement")
def close_review(*, actor: Actor, at: datetime, engagement: Engagement, next_steps: str) -> Review:
    """Finish looking at it together, with what follows. Raises UnableToReview while a side has not said anything."""
    engagement.hold()
    engagement.refuse_unless(*AT_WORK)
    review = _open(actor, engagement)
    silent = queries.silent_sides(actor=actor, engagement=engagement, review=review)
    if silent:
        raise UnableToReview(f"{' and '.join(silent)} has still to say how each aim stands")
    review.next_steps, review.closed_at = next_steps, at
    review.save()
    settle(actor=actor, at=at, engagement=engagement)
    return review


def _open(actor: Actor, engagement: Engagement) -> Review:
    found = queries.open_review(actor=actor, engagement=engagement)
    if found is None:
        raise UnableToReview("No day is set to look at it together. Set one first")
    return found
