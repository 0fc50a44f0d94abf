from dataclasses import dataclass
from datetime import date, timedelta

from linkage.engagements import operations, rules
from linkage.engagements.enums import AT_WORK, EngagementStatus, Gate, Kind
from linkage.engagements.models import Engagement, Objective, StepMark
from linkage.kernel.days import day_of
from linkage.links.tests.factories import World as LinkWorld
from linkage.links.tests.factories import introduced
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

S = EngagementStatus
STARTS_ON, ENDS_ON = day_of(NOW), day_of(NOW) + timedelta(days=140)


@dataclass
class World(LinkWorld):
    """Thistlebank asked and Harrowgill helps: Daniel leads, Priya gives the days; Grace and Helen are the heads."""

    engagement: Engagement | None = None


def terms(**fields) -> operations.Terms:
    return operations.Terms(
        **{
            "title": "Reading at Thistlebank",
            "need": "Our Year 9 boys do not read.",
            "starts_on": STARTS_ON,
            "ends_on": ENDS_ON,
            "half_days": 24,
            "kind": Kind.DEPLOYMENT,
            **fields,
        }
    )


def world(programme, at=NOW, **fields) -> World:
    """Both schools after the introduction, and what has begun of it. The tenancy block is the caller's."""
    made = introduced(programme, at=at)
    begun = operations.begin(actor=actor(made.daniel), at=at, link=made.link, terms=terms(**fields))
    return World(**vars(made), engagement=begun)


def set_to(made: World, status: str) -> Engagement:
    """Put it where a test begins, with all done that comes before it starts."""
    if status in (*AT_WORK, S.PAUSED):
        _done_before(made)
    started = NOW if status not in (S.PREPARING, S.READY, S.AGREED) else None
    Engagement.objects.filter(pk=made.engagement.pk).update(status=status, started_at=started)
    if status == S.ACTIVE or not rules.gates_before_next(status):
        Engagement.objects.filter(pk=made.engagement.pk).update(next_code="", next_title="", next_doer="")
    made.engagement.hold()
    return made.engagement


def _done_before(made: World) -> None:
    for each in made.engagement.step_list.steps.filter(gate__in=(Gate.AGREE, Gate.START)):
        StepMark.objects.get_or_create(
            programme=made.programme,
            engagement=made.engagement,
            code=each.code,
            defaults={"done_on": STARTS_ON, "marked_by": made.daniel, "marked_at": NOW},
        )


def objective(made: World, text="Every tutor group reads daily", **fields) -> Objective:
    """One more aim."""
    place = made.engagement.objectives.count() + 1
    return Objective.objects.create(
        programme=made.programme, engagement=made.engagement, place=place, text=text, due_on=date(2027, 3, 26), **fields
    )


def mark(ours: World, who, code: str, at=NOW):
    """Somebody says that a step is done."""
    return operations.mark(actor=actor(who), at=at, engagement=ours.engagement, code=code, done_on=day_of(NOW))
