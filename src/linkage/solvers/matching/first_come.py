"""What happens when requests are taken one by one, as they came: the way most programmes work today."""

from collections.abc import Sequence

import numpy as np

from linkage.solvers.matching.types import Numbers, Problem


def first_come(problem: Problem, order: Sequence[int] | Numbers, *, is_by_cost: bool = True) -> tuple[Numbers, Numbers]:
    """Return the pairs taken, and how many each request goes without, when requests are served in `order`.

    Each takes, of its candidates who still have a place, the one that costs least with the load they carry by then, as
    a patient person would; without `is_by_cost` the first on the list. Nobody who was given is moved again.
    """
    given = _Given(problem)
    first = np.searchsorted(problem.pair_request, np.arange(len(problem.requests) + 1))
    chosen: list[int] = []
    unmet = problem.wanted.copy()
    for request in order:
        for _ in range(int(problem.wanted[request])):
            mine: Numbers = np.arange(first[request], first[request + 1])
            pair = given.best(mine, is_by_cost=is_by_cost)
            if pair is None:
                break
            given.take(pair)
            chosen.append(pair)
            unmet[request] -= 1
    return np.sort(np.array(chosen, np.int64)), unmet


class _Given:
    """Who has been given so far."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._taken = np.zeros(len(problem.people), np.int64)
        self._of_school = np.zeros(len(problem.schools), np.int64)
        self._pairs: set[int] = set()
        self._schools: set[tuple[int, int]] = set()

    def best(self, pairs: Numbers, *, is_by_cost: bool) -> int | None:
        """The pair to take, or None when nobody is left."""
        told = self._problem
        person = told.pair_person[pairs]
        school = told.school_of[person]
        free = (self._taken[person] < told.places[person]) & (self._of_school[school] < told.school_places[school])
        free &= np.array([self._is_new(int(pair)) for pair in pairs], np.bool_)
        open_to = pairs[free]
        if not len(open_to):
            return None
        if not is_by_cost:
            return int(open_to[0])
        load = _step(told.load, (told.promised + self._taken)[person[free]])
        load += _step(told.school_load, (told.school_promised + self._of_school)[school[free]])
        return int(open_to[np.argmin(told.pair_cost[open_to] + load)])

    def take(self, pair: int) -> None:
        """Give it."""
        told = self._problem
        person = told.pair_person[pair]
        self._taken[person] += 1
        self._of_school[told.school_of[person]] += 1
        self._pairs.add(pair)
        self._schools.add((int(told.pair_request[pair]), int(told.school_of[person])))

    def _is_new(self, pair: int) -> bool:
        told = self._problem
        request, school = int(told.pair_request[pair]), int(told.school_of[told.pair_person[pair]])
        is_school_given = bool(told.is_apart[request]) and (request, school) in self._schools
        return pair not in self._pairs and not is_school_given


def _step(load: Numbers, number: Numbers) -> Numbers:
    found: Numbers = load[np.minimum(number, len(load) - 1)]
    return found
