"""A plan recomputed from the problem alone: whether it is allowed, what it costs, and whether its prices prove it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from linkage.kernel.violations import Violation
from linkage.solvers.matching.solve import costs_of, paid
from linkage.solvers.matching.types import Numbers, Problem, Solution


@dataclass(frozen=True)
class Certificate:
    """What a plan costs, and what its prices prove that every plan costs, in parts of a point."""

    cost: int
    bound: int

    @property
    def gap(self) -> int:
        """How much cheaper a plan could still be; nought for a plan that is proved."""
        return self.cost - self.bound


def violations(problem: Problem, solution: Solution) -> list[Violation]:
    """Return every limit that a plan breaks; it may have been made by hand."""
    return [*_violations(problem, solution)]


def _violations(problem: Problem, solution: Solution) -> Iterator[Violation]:
    request, person = problem.pair_request[solution.pairs], problem.pair_person[solution.pairs]
    met = np.bincount(request, minlength=len(problem.requests))
    for at in np.flatnonzero((met + solution.unmet != problem.wanted) | (solution.unmet < 0)):
        yield Violation("as_many_as_asked", f"{problem.requests[at]} asks for {problem.wanted[at]} and has {met[at]}")
    taken = np.bincount(person, minlength=len(problem.people))
    for at in np.flatnonzero(taken > problem.places):
        yield Violation("places", f"{problem.people[at]} has {problem.places[at]} places and is given {taken[at]}")
    school = problem.school_of[person]
    given = np.bincount(school, minlength=len(problem.schools))
    for at in np.flatnonzero(given > problem.school_places):
        limit = problem.school_places[at]
        yield Violation("school_places", f"{problem.schools[at]} has {limit} places and is given {given[at]}")
    if len(np.unique(solution.pairs)) != len(solution.pairs):
        yield Violation("distinct_people", "somebody is given to one request twice")
    apart = problem.is_apart[request]
    one_school = request[apart] * len(problem.schools) + school[apart]
    for at in np.unique(one_school[_is_repeated(one_school)]) // max(1, len(problem.schools)):
        yield Violation("distinct_schools", f"{problem.requests[at]} is given two people of one school")


def _is_repeated(values: Numbers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    _, place, number = np.unique(values, return_inverse=True, return_counts=True)
    repeated: np.ndarray[tuple[int], np.dtype[np.bool_]] = (number > 1)[place]
    return repeated


def certify(problem: Problem, solution: Solution) -> Certificate:
    """Return what a plan costs beside what its prices prove (weak duality: Ahuja, Magnanti, Orlin, section 9.4).

    Whatever the prices are, each unit wanted costs the price at its request, less what an arc on its way is cheaper
    than the prices at its two ends say; and no arc carries more than its limit. So nothing here trusts the search.
    """
    costs = costs_of(problem)
    request, person = problem.pair_request, problem.pair_person
    school = problem.school_of[person]
    holder, parts = solution.request_price[request], [*solution.apart_price.items()]
    if parts:
        keys = np.array([each for each, _ in parts], np.int64) @ [len(problem.schools), 1]
        prices = np.array([price for _, price in parts], np.int64)
        in_order = np.argsort(keys)
        apart = problem.is_apart[request]
        wanted = request[apart] * len(problem.schools) + school[apart]
        holder[apart] = prices[in_order][np.searchsorted(keys[in_order], wanted)]
        bound = int(np.minimum(prices - solution.request_price[keys // len(problem.schools)], 0).sum())
    else:
        bound = 0
    bound += int(problem.wanted @ solution.request_price)
    bound += int(problem.wanted @ np.minimum(costs.unmet - solution.request_price, 0))
    bound += int(np.minimum(costs.pair + solution.person_price[person] - holder, 0).sum())
    homes = solution.school_price[problem.school_of]
    bound += _steps(costs.load, problem.promised, problem.places, homes - solution.person_price)
    bound += _steps(costs.school_load, problem.school_promised, problem.school_places, -solution.school_price)
    cost = int(costs.pair[solution.pairs].sum() + costs.unmet @ solution.unmet)
    given = school[solution.pairs]
    taken = np.bincount(person[solution.pairs], minlength=len(problem.people))
    cost += paid(costs.load, problem.promised, taken)
    cost += paid(costs.school_load, problem.school_promised, np.bincount(given, minlength=len(problem.schools)))
    return Certificate(cost=cost, bound=bound)


def _steps(load: Numbers, promised: Numbers, places: Numbers, price: Numbers) -> int:
    """What the places of somebody are cheaper than the prices say: of all those for which they are."""
    cheaper = np.where(load[-1] + price < 0, places, np.searchsorted(load, -price) - promised)
    number = np.clip(cheaper, 0, places)
    return paid(load, promised, number) + int(number @ price)
