"""All open requests planned together: from rankings and what people said to the cheapest plan, its proof and reasons.

What costs nothing is a perfect fit: a pair costs the points that it misses, times how much each thing matters. A
request without anybody costs so much that no saving elsewhere is worth it, and a little more for each day it waited.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from linkage.brokering.rules.effects import Without, without_each
from linkage.brokering.rules.ranking import Candidate, Ranking
from linkage.brokering.rules.terms import WEIGHTS
from linkage.kernel import words
from linkage.kernel.violations import Violation
from linkage.solvers.matching import check, explain
from linkage.solvers.matching.first_come import first_come
from linkage.solvers.matching.solve import A_POINT
from linkage.solvers.matching.standing import Pair, Standing
from linkage.solvers.matching.types import Problem, Solution, problem

# How much a thing counts at each level; a thing nobody turned counts as "some".
COUNTS = {"not_at_all": 0, "a_little": 1, "some": 2, "a_lot": 4}
USUAL = "some"
# What can be turned, in the order of the page, and the terms that belong to it.
MATTERS = {
    "knows": ("Knows the subject", ("knows_this",)),
    "near": ("Close by", ("how_far",)),
    "fair": ("Shared fairly between schools", ("asked_so_far", "free")),
    "new": ("Schools not linked before", ("new_connection",)),
}
# What somebody was asked before counts with each place more, so it is the load of the plan and no cost of a pair.
BY_LOAD = "asked_so_far"
LOAD, SCHOOL_LOAD = (0, 5, 10, 15, 25, 40), (0, 2, 5, 9, 14, 20)
UNMET, DAY_WAITED, MOST_DAYS = 100_000, 10, 60
# What it costs to let go of somebody who is kept: more than any request that gets nobody.
LETTING_GO = 10 * UNMET
NEXT = 3


@dataclass(frozen=True)
class Asking:
    """One request of the round: who could help it, how long it has waited, and how many people it asks for.

    With `is_apart` these are to come from different schools. `kept` are the entries that a person wants kept for it;
    who was ruled out is no candidate at all. `areas` are the codes of what it is about.
    """

    request_id: str
    ranking: Ranking
    waited_days: int = 0
    wanted: int = 1
    is_apart: bool = False
    kept: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()

    @property
    def is_settled(self) -> bool:
        """Whether so many are kept as are wanted: nobody else is looked for."""
        return sum(self.ranking.candidate(entry_id) is not None for entry_id in self.kept) >= self.wanted


@dataclass(frozen=True)
class Planned:
    """A plan with what it was made from: `first` are the pairs that first come, first served would take.

    `without` is what ruling out each of its pairs would do; who is kept is not tried.
    """

    asking: tuple[Asking, ...]
    problem: Problem
    solution: Solution
    first: tuple[Pair, ...]
    certificate: check.Certificate
    without: Mapping[Pair, Without]

    @property
    def input_hash(self) -> str:
        """The same for the same problem."""
        told = self.problem
        columns = (told.wanted, told.unmet, told.places, told.promised, told.pair_request, told.pair_person)
        text = json.dumps([told.requests, told.people, [each.tolist() for each in (*columns, told.pair_cost)]])
        return hashlib.sha256(text.encode()).hexdigest()


def plan(asking: Sequence[Asking], levels: Mapping[str, str]) -> Planned:
    """Return the cheapest plan for these requests, which stand in the order in which they came."""
    told = _problem(asking, levels)
    standing = Standing(told)
    _, found = standing.told()
    at = {request_id: n for n, request_id in enumerate(told.requests)}
    pairs, _ = first_come(told, [at[each.request_id] for each in asking])
    first = tuple(_named(told, int(pair)) for pair in pairs)
    kept = {(each.request_id, entry_id) for each in asking for entry_id in each.kept}
    chosen = [pair for n in found.pairs.tolist() if (pair := _named(told, n)) not in kept]
    without = without_each(told, standing, chosen)
    return Planned(tuple(asking), told, found, first, check.certify(told, found), without)


def kept_too_often(asking: Iterable[Asking]) -> list[Violation]:
    """Nobody is kept for more requests than they have places"""
    found = [one for each in asking for one in each.ranking.candidates if one.helper.entry_id in each.kept]
    times = Counter(each.helper.entry_id for each in found)
    places = {each.helper.entry_id: each.helper.places_left for each in found}
    return [
        Violation(
            "kept_too_often",
            f"They are kept for {times[entry_id]} requests and have {words.count(places[entry_id], 'place')}. "
            "Let them go for another first",
        )
        for entry_id in sorted(times)
        if times[entry_id] > places[entry_id]
    ]


def outcome(planned: Planned) -> dict[str, Any]:
    """Return what is kept of a plan: keys, points and facts; nobody's name, and no words of anybody's.

    `rows`: for each request the pairs of the plan and of first come, who would be next, and how many could help.
    `demand`: {entry: points that one place more of theirs would save}. `one_more`: the codes of areas in which one
    person more would place a request that goes without.
    """
    told, found = planned.problem, planned.solution
    # Who fits best is asked first, and who is kept before all.
    chosen = [_named(told, int(pair)) for pair in found.pairs[np.argsort(told.pair_cost[found.pairs], kind="stable")]]
    candidates = _candidates(planned.asking)
    at = {request_id: n for n, request_id in enumerate(told.requests)}
    demand = explain.in_demand(told, found)
    return {
        "rows": [
            {
                "request": each.request_id,
                "asks": [
                    _pair(candidates, pair) | _without(planned, pair) for pair in chosen if pair[0] == each.request_id
                ],
                "first_come": [_pair(candidates, pair) for pair in planned.first if pair[0] == each.request_id],
                "unmet": int(found.unmet[at[each.request_id]]),
                "could_help": len(each.ranking.candidates),
                "next": [
                    {"entry": _named(told, other.pair)[1], "dearer": other.dearer, "limits": [*other.limits]}
                    for other in explain.nearest(told, found, at[each.request_id], limit=NEXT)
                ],
            }
            for each in planned.asking
        ],
        "demand": {entry: int(points) for entry, points in zip(told.people, demand, strict=True) if points > 0},
        "one_more": _one_more(planned),
    }


def certificate(planned: Planned) -> dict[str, Any]:
    """Return the proof as it is kept: what the plan costs, what its prices prove, and the prices; parts of a point."""
    told, found = planned.problem, planned.solution
    return {
        "a_point": A_POINT,
        "cost": planned.certificate.cost,
        "bound": planned.certificate.bound,
        "requests": dict(zip(told.requests, found.request_price.tolist(), strict=True)),
        "people": dict(zip(told.people, found.person_price.tolist(), strict=True)),
        "schools": dict(zip(told.schools, found.school_price.tolist(), strict=True)),
        "apart": [[told.requests[n], told.schools[at], price] for (n, at), price in found.apart_price.items()],
    }


def _one_more(planned: Planned) -> list[str]:
    """The areas in which somebody who costs as much as the usual pair would place one request more."""
    told, solution = planned.problem, planned.solution
    at = {request_id: n for n, request_id in enumerate(told.requests)}
    open_still = [each for each in planned.asking if not each.is_settled]
    free = [at[each.request_id] for each in planned.asking if not each.kept]
    costs = sorted(told.pair_cost[[n for n in solution.pairs if told.pair_request[n] in free]].tolist())
    usual = int(costs[len(costs) // 2]) if costs else 0
    return sorted(
        {
            code
            for each in open_still
            if explain.worth_of_one_more(solution, [at[each.request_id]], usual + (LETTING_GO if each.kept else 0))
            >= UNMET // 2
            for code in each.areas
        }
    )


def _problem(asking: Sequence[Asking], levels: Mapping[str, str]) -> Problem:
    counts = {term: COUNTS[levels.get(name, USUAL)] for name, (_, terms) in MATTERS.items() for term in terms}
    candidates = _candidates(asking)
    kept = {(each.request_id, entry_id) for each in asking for entry_id in each.kept}
    settled = {each.request_id for each in asking if each.is_settled}
    letting_go = {each.request_id: LETTING_GO if each.kept else 0 for each in asking}
    pairs = {
        pair: 0 if pair in kept else cost(found, counts) + letting_go[pair[0]]
        for pair, found in candidates.items()
        if pair in kept or pair[0] not in settled
    }
    helpers = {found.helper.entry_id: found.helper for found in candidates.values()}
    fair = counts[BY_LOAD]
    return problem(
        requests=[
            {
                "id": each.request_id,
                "wanted": each.wanted,
                "is_apart": each.is_apart and each.wanted > 1,
                "unmet": UNMET + DAY_WAITED * min(each.waited_days, MOST_DAYS) + letting_go[each.request_id],
            }
            for each in asking
        ],
        people=[
            {"id": each.entry_id, "school": each.school.id, "places": each.places_left, "promised": each.promised}
            for each in helpers.values()
        ],
        schools=[{"id": each} for each in {helper.school.id for helper in helpers.values()}],
        pairs=pairs,
        load=[fair * each for each in LOAD],
        school_load=[fair * each for each in SCHOOL_LOAD],
    )


def cost(candidate: Candidate, counts: Mapping[str, int]) -> int:
    """Return what a pair costs: the points it misses, times what each thing counts."""
    got = {term.name: term.points for term in candidate.terms}
    return sum(
        (most - got.get(name, 0)) * counts.get(name, COUNTS[USUAL]) for name, most in WEIGHTS.items() if name != BY_LOAD
    )


def _candidates(asking: Iterable[Asking]) -> dict[Pair, Candidate]:
    return {(each.request_id, found.helper.entry_id): found for each in asking for found in each.ranking.candidates}


def _named(told: Problem, pair: int) -> Pair:
    return told.requests[told.pair_request[pair]], told.people[told.pair_person[pair]]


def _without(planned: Planned, pair: Pair) -> dict[str, Any]:
    found = planned.without.get(pair)
    return {"without": asdict(found)} if found else {}


def _pair(candidates: Mapping[Pair, Candidate], pair: Pair) -> dict[str, Any]:
    found = candidates[pair]
    points = {term.name: term.points for term in found.terms}
    return {
        "entry": pair[1],
        "school": found.helper.school.id,
        "metres": found.helper.distance_m,
        "is_new": points["new_connection"] > 0,
        "terms": points,
    }
