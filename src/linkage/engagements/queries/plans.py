"""The aims of an engagement, what is done for them, and how each side sees them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Sum

from linkage.access.actor import Actor
from linkage.engagements import rules
from linkage.engagements.enums import VisitStatus
from linkage.engagements.models import Engagement, Objective, PlanAction, Rating, Review, Visit
from linkage.kernel.errors import NotFound
from linkage.kernel.violations import Violation
from linkage.links.enums import Side
from linkage.people.models import Person
from linkage.support_requests import queries as support_requests


@dataclass(frozen=True)
class Looked:
    """One look at it together: how each side sees each aim, {(aim, side): rating}."""

    review: Review
    ratings: dict[tuple[UUID, str], Rating]

    def sides(self) -> set[str]:
        """Which sides have said anything."""
        return {side for _, side in self.ratings}


def objectives(*, actor: Actor, engagement: Engagement) -> list[Objective]:
    """Return its aims in their order, with who looks after them and what is done."""
    actions = PlanAction.objects.filter(dropped_at=None).select_related("owner").order_by("due_on", "pk")
    found = Objective.objects.filter(programme_id=actor.tenant_id, engagement=engagement, dropped_at=None)
    aims = list(
        found.select_related("client_owner", "home_owner")
        .prefetch_related(Prefetch("actions", queryset=actions))
        .order_by("place")
    )
    for each in aims:
        # Known already: what may be done with an aim is asked of its engagement, which would be read anew.
        each.engagement = engagement
    return aims


def areas_of_plan(*, actor: Actor, engagement: Engagement) -> list[tuple[str, str]]:
    """Return what its aims can be about, (code, name) by name: the areas of the request it came of."""
    areas = support_requests.areas_of(actor=actor, support_request=engagement.support_request)
    return [(each.code, each.name) for each in areas]


def objective(*, actor: Actor, engagement: Engagement, objective_id: UUID) -> Objective:
    """Return one of its aims; raises NotFound, also for one that was taken off."""
    found = next((each for each in objectives(actor=actor, engagement=engagement) if each.pk == objective_id), None)
    if found is None:
        raise NotFound("objective")
    return found


def plan_action(*, actor: Actor, engagement: Engagement, action_id: UUID) -> PlanAction:
    """Return something that is done for an engagement the actor has found; raises NotFound."""
    found = (
        PlanAction.objects.filter(
            programme_id=actor.tenant_id, objective__engagement=engagement, dropped_at=None, pk=action_id
        )
        .select_related("owner", "objective")
        .first()
    )
    if found is None:
        raise NotFound("action")
    found.objective.engagement = engagement
    return found


def open_review(*, actor: Actor, engagement: Engagement) -> Review | None:
    """Return the look that is set and not finished."""
    return Review.objects.filter(programme_id=actor.tenant_id, engagement=engagement, closed_at=None).first()


def plan_asked_about(*, actor: Actor, engagement: Engagement) -> str:
    """Return who carries on, where both are asked in the look that is set whether that holds: half-way; else ""."""
    review = open_review(actor=actor, engagement=engagement)
    return engagement.carries_on if review is not None and review.is_half_way else ""


def looks(*, actor: Actor, engagement: Engagement) -> list[Looked]:
    """Return every look at it together, the newest first, with what each side said."""
    found = Review.objects.filter(programme_id=actor.tenant_id, engagement=engagement)
    rated = found.prefetch_related(Prefetch("ratings", queryset=Rating.objects.select_related("rated_by")))
    return [
        Looked(each, {(one.objective_id, one.side): one for one in each.ratings.all()})
        for each in rated.order_by("-due_on", "-pk")
    ]


def silent_sides(*, actor: Actor, engagement: Engagement, review: Review) -> list[str]:
    """Return the schools that have not said for each aim how it stands."""
    wanted = {each.pk for each in objectives(actor=actor, engagement=engagement)}
    said: dict[str, set[UUID]] = {Side.CLIENT: set(), Side.HOME: set()}
    for objective_id, side in review.ratings.filter(programme_id=engagement.programme_id).values_list(
        "objective_id", "side"
    ):
        said[side].add(objective_id)
    names: dict[str, str] = {
        Side.CLIENT: engagement.client_organisation.name,
        Side.HOME: engagement.home_organisation.name,
    }
    return [names[side] for side, found in said.items() if wanted - found]


def days_fit(*, actor: Actor, engagement: Engagement, ends: tuple[date, date], half_days: int) -> list[Violation]:
    """Return what is wrong with new days: out of order, before something planned, or fewer than used and booked."""
    wrong = rules.days_are_in_order(*ends)
    if not wrong and ends[1] < engagement.ends_on:
        wrong = rules.nothing_is_planned_after(ends[1], _planned(actor, engagement))
    booked = Visit.objects.that_count().filter(programme_id=actor.tenant_id, engagement=engagement)
    promised = booked.aggregate(sum=Sum("half_days"))["sum"] or 0
    if half_days and promised > half_days:
        said = f"{promised / 2:g} days are used or booked already. Enter as many or more, or cancel a visit first"
        wrong.append(Violation("days_fit", said, field="half_days"))
    return wrong


def _planned(actor: Actor, engagement: Engagement) -> list[tuple[str, date]]:
    """What has a day of its own that is still to come of it, in words."""
    own = {"programme_id": actor.tenant_id, "engagement": engagement}
    visits = Visit.objects.filter(**own, status=VisitStatus.PLANNED).values_list("visits_on", flat=True)
    looks = Review.objects.filter(**own, closed_at=None).values_list("due_on", flat=True)
    aims = objectives(actor=actor, engagement=engagement)
    return [
        *(("A visit", each) for each in visits),
        *(("Looking at it together", each) for each in looks),
        *((f"“{each.text}”", each.due_on) for each in aims if each.due_on),
        *((f"“{one.text}”", one.due_on) for each in aims for one in each.doing if one.done_at is None),
    ]


def the_doer_fits(
    *, actor: Actor, engagement: Engagement, owner: Person, due_on: date, had_it: UUID | None = None
) -> list[Violation]:
    """Return what is wrong with who does something and until when: nobody who takes part, a day after the last one.

    Whoever has it already keeps it while something else of it is changed.
    """
    if not engagement.side_of(owner.pk) and not actor.is_person(owner.pk) and owner.pk != had_it:
        return [
            Violation("the_doer_fits", "Choose somebody who takes part. Add them first, on the summary", "owner_id")
        ]
    return rules.the_day_is_within(due_on, engagement.ends_on)
