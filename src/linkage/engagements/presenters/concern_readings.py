"""The plan and the notes of visits, as who was let read them for a while sees them: each school by its name."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from linkage.engagements.enums import HindranceKind
from linkage.engagements.models import Engagement, Hindrance, Objective, Visit
from linkage.engagements.queries.plans import Looked
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.links.enums import Side


def opened_plan(
    *,
    engagement: Engagement,
    objectives: Sequence[Objective],
    looks: Sequence[Looked],
    rows: Sequence[Hindrance],
    today: date,
) -> dict[str, Any]:
    """Return the plan: the aims with what each school says, what is done for them, and what is in the way."""
    latest = next((each for each in looks if each.ratings), None)
    return {
        "title": engagement.title,
        "heads": (engagement.client_organisation.name, engagement.home_organisation.name),
        "aims": [_aim(each, latest) for each in objectives],
        "way": [_in_the_way(each, today) for each in rows],
        "looks": [(words.day(each.review.due_on), each.review.next_steps) for each in looks if each.review.closed_at],
        "carries_on": engagement.carries_on,
    }


def opened_visits(rows: Sequence[Visit]) -> list[dict[str, Any]]:
    """Return the notes that were sent."""
    return [
        {
            "title": f"{each.visitor.name} on {words.day(each.visits_on)}",
            "about": each.about,
            "note": [
                (heading, text)
                for heading, text in (("Done", each.done), ("Impact so far", each.so_far), ("Next", each.next_step))
                if text
            ],
        }
        for each in rows
    ]


def _aim(found: Objective, look: Looked | None) -> dict[str, Any]:
    said = [look.ratings.get((found.pk, side)) if look else None for side in (Side.CLIENT, Side.HOME)]
    return {
        "text": found.text,
        "said": [(each.colour if each else "", each.note if each else "") for each in said],
        "actions": [
            (
                each.text,
                each.owner.name,
                f"Done on {words.day(day_of(each.done_at))}" if each.done_at else f"By {words.day(each.due_on)}",
            )
            for each in found.doing
        ],
    }


def _in_the_way(each: Hindrance, today: date) -> tuple[str, str]:
    kind = HindranceKind(each.kind).label
    if each.settled_at:
        return each.text, f"{kind}. Settled: {each.outcome}"
    late = "was due" if each.due_on < today else "by"
    return each.text, f"{kind}. {each.owner.name}, {late} {words.day(each.due_on)}"
