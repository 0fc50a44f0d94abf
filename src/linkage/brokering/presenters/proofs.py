"""How we know that no better plan exists, and why somebody is asked: from what the plan kept."""

from dataclasses import dataclass
from typing import Any

from linkage.brokering.models import Plan
from linkage.brokering.presenters.rounds import ask_text, name_of, school_of
from linkage.brokering.queries import Round, Why
from linkage.kernel import words
from linkage.kernel.days import local

IN_DEMAND_SHOWN = 10
LIMITS = {
    "places": "All their places go to others in this plan",
    "school_places": "Their school gives as much as it can",
}


@dataclass(frozen=True)
class ProofPage:
    """The proof of one plan in figures; points are those of the plan, two for each point of a person's page."""

    facts: tuple[tuple[str, str], ...]
    is_proven: bool
    in_demand: tuple[tuple[str, str, str], ...]
    points: str
    bound: str


@dataclass(frozen=True)
class Chosen:
    """Somebody the plan gives: what was weighed, as it stands today, whether others need them, and what if not."""

    name: str
    school: str
    text: str
    facts: tuple[tuple[str, str], ...]
    demand: str
    without: str


@dataclass(frozen=True)
class Next:
    """Somebody else for a request."""

    name: str
    school: str
    dearer: str
    limit: str


@dataclass(frozen=True)
class WhyPage:
    """Why somebody is asked for one request, and who would be next."""

    school: str
    title: str
    chosen: tuple[Chosen, ...]
    nobody: str
    is_kept: bool
    first_come: str
    next: tuple[Next, ...]


def proof_page(found: Round, plan: Plan) -> ProofPage:
    """Return what the certificate says, and who is in demand."""
    point = plan.certificate["a_point"]
    demand = sorted(plan.outcome["demand"].items(), key=lambda each: (-each[1], each[0]))
    when = local(plan.planned_at)
    return ProofPage(
        facts=(
            ("Planned", f"{words.clock(when)} on {words.day(when.date())}"),
            ("Requests", str(len(plan.rows))),
            ("People who could help at least one", str(len(plan.certificate["people"]))),
            ("Weighed in", f"{plan.seconds:.2f} seconds"),
            ("What went in", plan.input_hash[:12]),
            ("Version of Linkage", plan.code_version),
        ),
        is_proven=plan.gap == 0,
        in_demand=tuple(_in_demand(found, entry_id, points) for entry_id, points in demand[:IN_DEMAND_SHOWN]),
        points=f"{round(plan.certificate['cost'] / point):,}",
        bound=f"{round(plan.certificate['bound'] / point):,}",
    )


def why_page(found: Why) -> WhyPage:
    """Return why this request has whom it has."""
    row, shown = found.row, found.round
    return WhyPage(
        school=school_of(shown, row["request"]),
        title=shown.requests[row["request"]].title,
        chosen=tuple(_chosen(found, pair) for pair in row["asks"]),
        nobody="" if row["asks"] else "Nobody in this plan",
        is_kept=any((row["request"], pair["entry"]) in shown.kept for pair in row["asks"]),
        first_come=words.listing([name_of(shown.entries.get(pair["entry"])) for pair in row["first_come"]]),
        next=tuple(_next(shown, each) for each in row["next"]),
    )


def _in_demand(found: Round, entry_id: str, points: int) -> tuple[str, str, str]:
    entry = found.entries.get(entry_id)
    return name_of(entry), entry.organisation.name if entry else "", words.count(points, "point")


def _chosen(found: Why, pair: dict[str, Any]) -> Chosen:
    entry = found.round.entries.get(pair["entry"])
    candidate = found.ranking.candidate(pair["entry"])
    points = found.demand.get(pair["entry"], 0)
    return Chosen(
        name=name_of(entry),
        school=entry.organisation.name if entry else "",
        text=ask_text(pair),
        facts=tuple((term.label, term.words) for term in candidate.terms) if candidate else (),
        demand=f"One place more of theirs would save the plan up to {words.count(points, 'point')}" if points else "",
        without=_without(found.round, pair["without"]) if "without" in pair else "",
    )


def _without(found: Round, would: dict[str, Any]) -> str:
    """What the plan would do with somebody ruled out: who comes instead, and what that means for the others."""
    came = words.listing([name_of(found.entries.get(each)) for each in would["instead"]])
    others = len(would["others"])
    short = [school_of(found, each) for each in would["short"]]
    told = words.listing(
        [
            f"{came} would be asked instead" if came else "Nobody would be asked instead",
            f"{words.count(others, 'other request')} would change" if others else "nothing else would change",
            *([f"{words.listing(short)} would go short"] if came and short else []),
        ]
    )
    return f"{told}. {_dearer_by(would)}"


def _dearer_by(would: dict[str, Any]) -> str:
    if would["short"]:
        return "One place fewer would be filled."
    return (
        f"The plan would cost {words.count(would['dearer'], 'point')} more."
        if would["dearer"]
        else "It costs the same."
    )


def _next(found: Round, each: dict[str, Any]) -> Next:
    entry = found.entries.get(each["entry"])
    dearer = each["dearer"]
    return Next(
        name=name_of(entry),
        school=entry.organisation.name if entry else "",
        dearer=f"At least {words.count(dearer, 'point')}" if dearer else "Nothing: as good",
        limit=words.listing([LIMITS[name] for name in each["limits"]]) or "Nothing: they have a place free",
    )
