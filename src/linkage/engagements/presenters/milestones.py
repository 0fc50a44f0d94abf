"""The steps of a sponsorship as milestones: planned and done on which day, and the papers of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.models import Engagement, Paper
from linkage.engagements.queries.steps import Progress


@dataclass(frozen=True)
class Milestone:
    """One step with its days and papers."""

    code: str
    title: str
    hint: str
    href: str
    planned_on: date | None
    is_late: bool
    can_plan: bool
    status: tuple[str, str]
    done_on: date | None
    papers: list[tuple[str, str]]


def milestones(
    *,
    actor: Actor,
    engagement: Engagement,
    steps: Sequence[Progress],
    drawn: Sequence[dict[str, Any]],
    papers: Sequence[Paper],
    today: date,
) -> list[Milestone]:
    """Return the steps in their order; `drawn` is how the page shows each of them anyway."""
    may_plan = can_plan(actor, engagement)
    return [
        Milestone(
            code=each.step.code,
            title=each.step.title,
            hint=shown["hint"],
            href=shown["href"],
            planned_on=each.planned_on,
            is_late=rules.is_late(each.planned_on, today, is_done=each.is_done),
            can_plan=may_plan and not each.is_done,
            status=("good", "Done") if each.is_done else shown["status"],
            done_on=each.done_on,
            papers=[(one.title, _file(one)) for one in papers if one.code == each.step.code],
        )
        for each, shown in zip(steps, drawn, strict=True)
    ]


def can_plan(actor: Actor, engagement: Engagement) -> bool:
    """Whether the actor plans days of steps now."""
    return engagement.is_changeable and policy.leads(actor, engagement)


def _file(each: Paper) -> str:
    where = {"programme": each.engagement.programme.slug, "engagement_id": each.engagement_id}
    return reverse("engagements:paper", kwargs={**where, "paper_id": each.pk})
