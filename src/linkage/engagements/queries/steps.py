"""The steps of an engagement: which it has, and which are done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.models import Engagement, Step, StepDay, StepList, StepMark
from linkage.engagements.queries.agreements import agreement_is_signed
from linkage.engagements.queries.assurance import assurance_is_given
from linkage.engagements.queries.ending import has_thanked
from linkage.engagements.queries.impact import has_said_what_lasted
from linkage.engagements.queries.readiness import readiness_is_done
from linkage.kernel.errors import NotFound


@dataclass(frozen=True)
class Progress:
    """One step, and whether and since when it is done."""

    step: Step
    mark: StepMark | None
    is_done: bool
    done_on: date | None
    planned_on: date | None = None

    @property
    def standing(self) -> rules.Standing:
        """The step as the rules look at it."""
        each = self.step
        return rules.Standing(each.code, each.title, each.doer, each.gate, each.is_required, self.is_done)

    @property
    def is_by_itself(self) -> bool:
        """Whether it is found out from what was written here, so that nobody ticks it."""
        return self.step.code in rules.BY_ITSELF

    @property
    def is_check(self) -> bool:
        """Whether it is asked who looked into it, and what came of it."""
        return self.step.code in rules.CHECKS


def progress(*, actor: Actor, engagement: Engagement) -> list[Progress]:
    """Return the steps of an engagement in their order."""
    planned = StepDay.objects.filter(programme_id=actor.tenant_id, engagement=engagement, code=OuterRef("code"))
    steps = (
        Step.objects.filter(programme_id=actor.tenant_id, step_list_id=engagement.step_list_id)
        .annotate(planned_on=Subquery(planned.values("planned_on")))
        .order_by("place")
    )
    marked = StepMark.objects.filter(programme_id=actor.tenant_id, engagement=engagement).select_related("marked_by")
    marks = {each.code: each for each in marked}
    return [_progress(actor, engagement, step, marks.get(step.code)) for step in steps]


def step(*, actor: Actor, engagement: Engagement, code: str) -> Progress:
    """Return one step of an engagement the actor has found; raises NotFound."""
    found = next((each for each in progress(actor=actor, engagement=engagement) if each.step.code == code), None)
    if found is None:
        raise NotFound("step")
    return found


def step_to_do(*, actor: Actor, engagement: Engagement, code: str) -> Progress:
    """Return one step that is the actor's to do, with what was noted of it; raises NotFound."""
    found = step(actor=actor, engagement=engagement, code=code)
    if not policy.does(actor, engagement, found.step.doer):
        raise NotFound("step")
    return found


def step_titles(*, actor: Actor, engagement: Engagement) -> dict[str, str]:
    """Return what the steps of an engagement are called, by their code and in their order."""
    found = Step.objects.filter(programme_id=actor.tenant_id, step_list_id=engagement.step_list_id)
    return dict(found.order_by("place").values_list("code", "title"))


def has_step(*, actor: Actor, engagement: Engagement, code: str) -> bool:
    """Whether there is such a step in its list: each programme has its own."""
    steps = Step.objects.filter(programme_id=actor.tenant_id, step_list_id=engagement.step_list_id)
    return steps.filter(code=code).exists()


def standings(*, actor: Actor, engagement: Engagement) -> list[rules.Standing]:
    """Return the steps as the rules look at them."""
    return [each.standing for each in progress(actor=actor, engagement=engagement)]


def newest_steps(*, actor: Actor, kind: str) -> StepList | None:
    """Return the latest steps that the programme wants of a kind; None while it has those that Linkage ships."""
    found = StepList.objects.filter(programme_id=actor.tenant_id, kind=kind).prefetch_related("steps")
    return found.order_by("-version").first()


def step_texts(*, actor: Actor, kind: str) -> list[rules.StepText]:
    """Return the steps a new engagement of a kind would begin with."""
    found = newest_steps(actor=actor, kind=kind)
    if found is None:
        return list(rules.DEFAULTS[kind])
    ordered = sorted(found.steps.all(), key=lambda each: each.place)
    return [
        rules.StepText(each.code, each.title, each.text, each.doer, each.gate, each.is_required) for each in ordered
    ]


def _progress(actor: Actor, engagement: Engagement, step: Any, mark: StepMark | None) -> Progress:
    found_out = _FOUND_OUT.get(step.code)
    is_done = mark is not None or (found_out is not None and found_out(actor, engagement))
    return Progress(step, mark, is_done, mark.done_on if mark else None, step.planned_on)


def _has_objectives(_actor: Actor, engagement: Engagement) -> bool:
    return engagement.objectives.filter(programme_id=engagement.programme_id, dropped_at=None).exists()


def _has_carrier(_actor: Actor, engagement: Engagement) -> bool:
    return bool(engagement.carries_on)


def _has_looked(_actor: Actor, engagement: Engagement) -> bool:
    found = engagement.reviews.filter(programme_id=engagement.programme_id)
    return found.filter(is_half_way=True, closed_at__isnull=False).exists()


_FOUND_OUT: dict[str, Callable[[Actor, Engagement], bool]] = {
    rules.OBJECTIVES: _has_objectives,
    rules.CARRIES_ON: _has_carrier,
    rules.REVIEW: _has_looked,
    rules.ASSURANCE: lambda actor, engagement: assurance_is_given(actor=actor, engagement=engagement),
    rules.AGREEMENT: lambda actor, engagement: agreement_is_signed(actor=actor, engagement=engagement),
    rules.READINESS: lambda actor, engagement: readiness_is_done(actor=actor, engagement=engagement),
    rules.THANKS: lambda actor, engagement: has_thanked(actor=actor, engagement=engagement),
    rules.LASTED: lambda actor, engagement: has_said_what_lasted(actor=actor, engagement=engagement),
}
