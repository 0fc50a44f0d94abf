"""Who is weighed for whom, where there are too many pairs to weigh them all; and the proof that nobody was missed.

The nearest people of each request's areas are found by k-d trees and weighed. When a plan is found, its prices say how
cheap somebody beyond the list would have to be; whoever is so cheap joins the list, and the plan is made again, until
nobody is. So the plan is the cheapest over all pairs, and most pairs were never looked at (column generation: Dantzig
and Wolfe, 1960).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from linkage.solvers.matching.solve import A_POINT, solve
from linkage.solvers.matching.types import Numbers, Problem, Solution

Metres = NDArray[np.float64]
# What (request, person, metres apart) costs, and the farthest in metres at which it could still cost so many points.
Cost = Callable[[Numbers, Numbers, Metres], Numbers]
Farthest = Callable[[Metres], Metres]


@dataclass(frozen=True)
class Field:
    """Where everybody is, in metres, and what they ask for or offer: one row for each (who, area)."""

    asks_at: Metres
    offers_at: Metres
    asks: Numbers
    offers: Numbers


@dataclass(frozen=True)
class Listed:
    """The pairs to weigh, in the order of request and person; nearer to a request than its `reach` all are listed."""

    request: Numbers
    person: Numbers
    metres: Metres
    reach: Metres


def nearest(field: Field, number: int) -> Listed:
    """Return so many of the nearest people of each area of each request; with fewer than that, all of them."""
    reach = np.full(len(field.asks_at), np.inf)
    found = [_none()]
    for asking, there, tree in _areas(field):
        most = min(number, len(there))
        metres, place = tree.query(field.asks_at[asking], k=most, workers=-1)
        metres, place = metres.reshape(len(asking), most), place.reshape(len(asking), most)
        found.append((np.repeat(asking, most), there[place.ravel()], metres.ravel()))
        if most < len(there):
            np.minimum.at(reach, asking, metres[:, -1])
    return _listed(found, reach)


def widen(field: Field, listed: Listed, found: Solution, *, cost: Cost, farthest: Farthest) -> Listed:
    """Return the list with everybody beyond it who costs less, at the prices of a plan, than its request pays."""
    cheapest = int(found.person_price.min()) if len(found.person_price) else 0
    within = farthest((found.request_price - cheapest) / A_POINT)
    short = within > listed.reach
    more = [(listed.request, listed.person, listed.metres)]
    for asking, there, tree in _areas(field):
        wider = asking[short[asking]]
        around = tree.query_ball_point(field.asks_at[wider], within[wider], workers=-1, return_sorted=False)
        number = np.fromiter(map(len, around), np.int64, len(around))
        request = np.repeat(wider, number)
        person = there[np.fromiter(chain.from_iterable(around), np.int64, len(request))]
        metres = np.hypot(*(field.asks_at[request] - field.offers_at[person]).T)
        # Area by area, so that of all pairs within reach only these few are ever kept.
        worth = found.request_price[request] - found.person_price[person]
        is_cheaper = cost(request, person, metres) * A_POINT < worth
        more.append((request[is_cheaper], person[is_cheaper], metres[is_cheaper]))
    return _listed(more, listed.reach)


def solve_over_all(
    problem: Problem, field: Field, *, number: int, cost: Cost, farthest: Farthest
) -> tuple[Problem, Solution, int]:
    """Return the cheapest plan over all pairs, with the pairs that were weighed for it and how often it was made.

    `problem` says everything but the pairs. `farthest` may name too great a distance and never too small a one.
    """
    listed, times = nearest(field, number), 1
    weighed = with_pairs(problem, listed, cost)
    found = solve(weighed)
    while len((wider := widen(field, listed, found, cost=cost, farthest=farthest)).request) > len(listed.request):
        listed, times = wider, times + 1
        weighed = with_pairs(problem, listed, cost)
        found = solve(weighed)
    return weighed, found, times


def with_pairs(problem: Problem, listed: Listed, cost: Cost) -> Problem:
    """Return the problem with the pairs of a list, each weighed."""
    points = cost(listed.request, listed.person, listed.metres)
    return replace(problem, pair_request=listed.request, pair_person=listed.person, pair_cost=points)


def _areas(field: Field) -> Iterator[tuple[Numbers, Numbers, cKDTree]]:
    """For each area both sides know: who asks for it, who offers it, and the tree of these."""
    for area in np.intersect1d(field.asks[:, 1], field.offers[:, 1]):
        there = field.offers[field.offers[:, 1] == area, 0]
        yield field.asks[field.asks[:, 1] == area, 0], there, cKDTree(field.offers_at[there])


def _none() -> tuple[Numbers, Numbers, Metres]:
    return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)


def _listed(found: list[tuple[Numbers, Numbers, Metres]], reach: Metres) -> Listed:
    """Each pair once, in the order of request and person."""
    people = 1 + max((int(person.max(initial=0)) for _, person, _ in found), default=0)
    keys, first = np.unique(
        np.concatenate([request * people + person for request, person, _ in found]), return_index=True
    )
    metres = np.concatenate([each for _, _, each in found])[first]
    return Listed(keys // people, keys % people, metres, reach)
