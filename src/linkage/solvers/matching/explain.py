"""Why a plan is as it is, from its prices: who is in demand, who comes next, and what one more person would bring.

A price is what one more unit from there would cost (`types.Solution`); so what a pair costs beyond the prices of its
two ends is the least by which the plan would get dearer with it (Ahuja, Magnanti, Orlin: Network Flows, 1993, 9.1).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from linkage.solvers.matching.solve import A_POINT, costs_of
from linkage.solvers.matching.types import Numbers, Problem, Solution


@dataclass(frozen=True)
class Next:
    """Somebody else for a request: the pair, by how many points at least the plan would get dearer, and what is full.

    `limits` names what stands in the way without moving somebody: "places" of the person, "school_places".
    """

    pair: int
    dearer: int
    limits: tuple[str, ...]


def in_demand(problem: Problem, solution: Solution) -> Numbers:
    """Return for each person how many points at most one place more of theirs would save; nought if one is free."""
    taken = np.bincount(problem.pair_person[solution.pairs], minlength=len(problem.people))
    step = problem.load[np.minimum(problem.promised + taken, len(problem.load) - 1)]
    homes = solution.school_price[problem.school_of]
    worth = _points(solution.person_price - homes) - step
    found: Numbers = np.where(taken < problem.places, 0, np.maximum(worth, 0))
    return found


def nearest(problem: Problem, solution: Solution, request: int, *, limit: int = 3) -> list[Next]:
    """Return who else could help a request, least dear for the plan first; of equals by the order of the problem."""
    pairs = np.flatnonzero(problem.pair_request == request)
    pairs = pairs[~np.isin(pairs, solution.pairs)]
    dearer = dearer_by(problem, solution, pairs)
    order = np.argsort(dearer, kind="stable")[:limit]
    return [Next(int(pairs[at]), int(dearer[at]), limits(problem, solution, int(pairs[at]))) for at in order]


def dearer_by(problem: Problem, solution: Solution, pairs: Numbers) -> Numbers:
    """Return by how many points at least the plan would get dearer with each of these pairs that it does not use."""
    person = problem.pair_person[pairs]
    holder = np.array(
        [
            solution.apart_price.get((int(r), int(problem.school_of[p])), int(solution.request_price[r]))
            for r, p in zip(problem.pair_request[pairs], person, strict=True)
        ],
        np.int64,
    )
    reduced = costs_of(problem).pair[pairs] + solution.person_price[person] - holder
    return _points(np.maximum(reduced, 0))


def limits(problem: Problem, solution: Solution, pair: int) -> tuple[str, ...]:
    """Return the limits that this plan has used up for a pair."""
    person = problem.pair_person[pair]
    school = problem.school_of[person]
    given = problem.pair_person[solution.pairs]
    full = [
        ("places", bool((given == person).sum() >= problem.places[person])),
        ("school_places", bool((problem.school_of[given] == school).sum() >= problem.school_places[school])),
    ]
    return tuple(name for name, is_full in full if is_full)


def worth_of_one_more(solution: Solution, requests: Iterable[int], cost: int) -> int:
    """Return how many points at most one more person would save who costs `cost` for each of these requests.

    The plan with them is cheaper by what the dearest of these requests pays now, less what they cost: no more than one
    request is helped by one place.
    """
    prices = solution.request_price[[*requests]]
    return max(0, int(_points(prices).max()) - cost) if len(prices) else 0


def _points(parts: Numbers) -> Numbers:
    """Whole points: what tells plans of the same worth apart is less than half of one."""
    found: Numbers = (parts + A_POINT // 2) // A_POINT
    return found
