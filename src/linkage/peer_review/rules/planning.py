"""Between a round and the planning: its settings, its plans as they are kept, and what each rule costs."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

from linkage.peer_review.enums import Preset
from linkage.peer_review.rules import changes
from linkage.peer_review.rules.rounds import Numbers
from linkage.solvers.rota import Impossible, Journey, Problem, Rota, Settings, Shape, Visit, asked_for, solve
from linkage.solvers.rota.breaches import KM_A_MILE

# Above so many schools the plan is made once and not again without each rule.
MOST_FOR_COSTS = 80
# A journey is long from here on.
LONG_MILES = 20


def settings_of(preset: str, numbers: Numbers) -> Settings:
    """Return the rules of a round as the planning takes them."""
    limit = numbers.distance_limit_miles
    return Settings(
        shape=Shape.PANEL if preset == Preset.PANEL else Shape.GROUPS,
        visitors=numbers.visitors,
        at_least=numbers.at_least,
        at_most=numbers.at_most,
        allows_mutual=numbers.allows_mutual,
        other_trust=numbers.other_trust,
        limit_km=None if limit is None else limit * KM_A_MILE,
        mixes_phases=numbers.mixes_phases,
        needs_writer=numbers.needs_writer,
        needs_lead=numbers.needs_lead,
        long_km=LONG_MILES * KM_A_MILE,
    )


def without_each(problem: Problem) -> list[tuple[str, Problem]]:
    """Return by its code each rule that the round asks for and could leave out, with the same problem without it."""
    asked = problem.settings
    loose: list[tuple[bool, str, dict[str, Any]]] = [
        (asked.shape == Shape.PANEL and not asked.allows_mutual, "mutual", {"allows_mutual": True}),
        (asked.other_trust, "trust", {"other_trust": False}),
        (asked.limit_km is not None, "distance", {"limit_km": None}),
        (asked.mixes_phases, "mixed", {"mixes_phases": False}),
        (asked.needs_writer, "writer", {"needs_writer": False}),
        (asked.needs_lead, "lead", {"needs_lead": False}),
    ]
    found = [
        (rule, replace(problem, settings=replace(asked, **change))) for is_asked, rule, change in loose if is_asked
    ]
    if problem.earlier:
        found.append(("earlier", replace(problem, earlier=frozenset())))
    if problem.apart:
        found.append(("apart", replace(problem, apart=frozenset())))
    return found


def wrong_alone(problem: Problem, journey: Journey) -> list[str]:
    """Return in sentences which rules a journey breaks whatever else is planned; none while a school is not in it."""
    if not {journey.visitor, journey.host} <= problem.by_id.keys():
        return []
    visit = Visit(journey.host, 0, (journey.visitor,))
    rules = (rule for rule in asked_for(problem) if rule.forbids and rule.code not in ("weeks", "ruled_out"))
    return [breach.said for rule in rules for breach in rule.breaches(problem, [visit])]


def costs(problem: Problem, rota: Rota) -> dict[str, float]:
    """Return by its code how many kilometres less the plan would cost without each rule; none above 80 schools."""
    if len(problem.schools) > MOST_FOR_COSTS:
        return {}
    found = {}
    for rule, looser in without_each(problem):
        other = solve(looser)
        if isinstance(other, Rota):
            found[rule] = round(max(0.0, rota.cost - other.cost), 1)
    return found


def written(rota: Rota | Impossible, changed: Iterable[str] = ()) -> dict[str, Any]:
    """Return a plan as it is kept: keys and weeks, or the rules in the way in their own sentences."""
    if isinstance(rota, Impossible):
        meet = sorted(sorted(each) for each in rota.meet)
        return {"rules": list(rota.rules), "said": list(rota.said), "relax": list(rota.relax), "meet": meet}
    visits = [
        {
            "host": each.host,
            "week": each.week,
            "visitors": list(each.visitors),
            "writer": each.writer,
            "lead": each.lead,
        }
        for each in rota.visits
    ]
    return {"visits": visits, "unplaced": list(rota.unplaced), "changed": sorted(changed)}


def standing(outcome: Mapping[str, Any], cost: float, bound: float) -> Rota:
    """Return a kept plan as the planning takes it; those of before there were leads name none."""
    visits = tuple(
        Visit(each["host"], each["week"], tuple(each["visitors"]), each["writer"], each.get("lead", ""))
        for each in outcome["visits"]
    )
    return Rota(visits, cost, bound, tuple(outcome["unplaced"]))


def swapped(rota: Rota, one: Journey, other: Journey) -> Rota:
    """Return the rota in which two visitors have changed places; whoever wrote or led there does so in their stead."""

    def change(visit: Visit) -> Visit:
        goes = {one.host: (one.visitor, other.visitor), other.host: (other.visitor, one.visitor)}
        if visit.host not in goes:
            return visit
        out, come = goes[visit.host]
        visitors = tuple(sorted((set(visit.visitors) - {out}) | {come}))
        writer, lead = (come if who == out else who for who in (visit.writer, visit.lead))
        return replace(visit, visitors=visitors, writer=writer, lead=lead)

    return replace(rota, visits=tuple(change(each) for each in rota.visits))


def moved(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the hosts whose week, visitors, writer or lead are others in one plan than in the other."""
    return {each.host for each in changes.changes(changes.planned(before), changes.planned(after))}


def fingerprint(problem: Problem) -> str:
    """Return a hash of everything a plan is made from."""
    facts = [
        sorted(repr(sorted(asdict(each).items(), key=str)) for each in problem.schools),
        repr(problem.settings),
        *(sorted(map(repr, each)) for each in (problem.earlier, problem.kept, problem.ruled_out)),
        sorted(map(sorted, problem.apart)),
        sorted(map(repr, problem.kept_weeks.items())),
        sorted(map(repr, problem.been)),
    ]
    return sha256(repr(facts).encode()).hexdigest()
