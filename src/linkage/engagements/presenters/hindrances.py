"""What is in the way, as both schools read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.enums import HindranceKind
from linkage.engagements.models import Engagement, Hindrance, PlanAction
from linkage.kernel import words
from linkage.kernel.days import day_of

_TAGS = {HindranceKind.QUESTION: "info", HindranceKind.BLOCK: "bad", HindranceKind.SETBACK: "wait"}


@dataclass(frozen=True)
class Way:
    """What is in the way still, and what was; `warning` says how much of it, "" for nothing."""

    still: list[dict[str, Any]]
    settled: list[dict[str, Any]]
    warning: str
    can_add: bool

    @property
    def lines(self) -> list[str]:
        """What is in the way still, each in a line, to be spoken about."""
        return [f"{each['kind']}: {each['text']} ({each['who']}, {words.within(each['when'])})" for each in self.still]


def way(*, actor: Actor, engagement: Engagement, rows: Sequence[Hindrance], today: date) -> Way:
    """Return what is in the way for this reader, and what they may do with it."""
    can_write = engagement.is_changeable and policy.is_party(actor, engagement)
    still = [_still(actor, each, today, can_write=can_write) for each in rows if not each.settled_at]
    return Way(
        still=still,
        settled=[_settled(each, can_write=can_write) for each in rows if each.settled_at],
        warning=_warning(still),
        can_add=can_write,
    )


def _warning(still: Sequence[dict[str, Any]]) -> str:
    if not still:
        return ""
    late = sum(each["is_late"] for each in still)
    said = f"{words.count(len(still), 'thing')} {'is' if len(still) == 1 else 'are'} in the way"
    return f"{said}, {late} of them past the day" if late else said


def _still(actor: Actor, each: Hindrance, today: date, *, can_write: bool) -> dict[str, Any]:
    kind = HindranceKind(each.kind)
    is_late = each.due_on < today
    return {
        "id": each.pk,
        "kind": kind.label,
        "tag": (_TAGS[kind], kind.label),
        "text": each.text,
        "who": each.owner.name,
        "when": f"{'Was due' if is_late else 'By'} {words.day(each.due_on)}",
        "is_late": is_late,
        "before": each.outcome,
        "may": can_write and policy.owns_hindrance(actor, each),
    }


def _settled(each: Hindrance, *, can_write: bool) -> dict[str, Any]:
    on = words.day(day_of(each.settled_at)) if each.settled_at else ""
    return {"id": each.pk, "text": each.text, "outcome": each.outcome, "when": f"Settled on {on}", "may": can_write}


def hindrance_initial(found: Hindrance) -> dict[str, Any]:
    """Return what the form holds when it is changed."""
    return {**{name: getattr(found, name) for name in ("kind", "text", "due_on")}, "owner_id": str(found.owner_id)}


def action_initial(found: PlanAction) -> dict[str, Any]:
    """Return what the form holds when something to do is changed."""
    return {"text": found.text, "owner_id": str(found.owner_id), "due_on": found.due_on}


def everybody_and(engagement: Engagement, found: Hindrance | PlanAction) -> list[tuple[str, str]]:
    """Return who may look after it: who takes part, and whoever has it already."""
    taking_part = [
        (str(each.person_id), f"{each.person.name}, {each.organisation.name}") for each in engagement.everybody
    ]
    known = {key for key, _ in taking_part}
    has_it = (str(found.owner_id), f"{found.owner.name}, as now")
    return taking_part if has_it[0] in known else [*taking_part, has_it]
