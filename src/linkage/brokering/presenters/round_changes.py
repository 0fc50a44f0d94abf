"""What changed between two plans of a round, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from linkage.brokering.enums import Cause
from linkage.brokering.models import Plan
from linkage.brokering.presenters.rounds import asked_in, name_of, school_of
from linkage.brokering.queries import Round
from linkage.kernel import words
from linkage.kernel.days import local

MOST_TOLD = 6


@dataclass(frozen=True)
class Changes:
    """What somebody did, and what the plan made of it."""

    title: str
    cause: str
    sentences: tuple[str, ...]


def changes(found: Round) -> Changes | None:
    """Return what changed since the plan before; None when there is none to compare with."""
    plan, before = found.plan, found.before
    if plan is None or before is None or plan.approved_at is not None:
        return None
    moved = list(_moved(found, plan, before))
    told = [*moved[:MOST_TOLD], *([f"{len(moved) - MOST_TOLD} more change"] if len(moved) > MOST_TOLD else [])]
    return Changes(
        title=f"What changed since {words.clock(local(before.planned_at))}",
        cause=_cause(found, plan),
        sentences=(*(told or ["Nobody else moves"]), _placed(plan, before)),
    )


def _cause(found: Round, plan: Plan) -> str:
    who = name_of(found.entries.get(str(plan.cause_entry_id)))
    school = school_of(found, str(plan.cause_request_id))
    return {
        Cause.PLANNED: "It was planned again",
        Cause.KEPT: f"{who} is kept for {school}",
        Cause.LET_GO: f"{who} is no longer kept for {school}",
        Cause.RULED_OUT: f"{who} is ruled out for {school}",
        Cause.LET_IN: f"{who} may be asked for {school} again",
        Cause.WEIGHED: "What matters most was changed",
        Cause.WENT_BACK: "You went back to the plan before",
    }[Cause(plan.cause)]


def _moved(found: Round, plan: Plan, before: Plan) -> Iterator[str]:
    known = {row["request"] for row in before.rows}
    for row in plan.rows:
        school = school_of(found, row["request"])
        now, then = {pair["entry"] for pair in row["asks"]}, {*asked_in(before, row["request"])}
        if row["request"] not in known:
            yield f"{school} is new in the plan"
        elif now - then:
            came = words.listing(sorted(name_of(found.entries.get(each)) for each in now - then))
            yield f"{came} now {'goes' if len(now - then) == 1 else 'go'} to {school}"
        elif then - now:
            yield f"Nobody is left for {school}"


def _placed(plan: Plan, before: Plan) -> str:
    now, then = (sum(bool(row["asks"]) for row in each.rows) for each in (plan, before))
    return f"Still {now} placed" if now == then else f"{now} placed, {then} before"
