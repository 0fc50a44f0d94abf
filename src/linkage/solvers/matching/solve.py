"""From a problem to the cheapest plan there is, with the prices that prove it."""

import hashlib

import numpy as np

from linkage.solvers.matching.network import Costs, Network, network
from linkage.solvers.matching.types import Numbers, Problem, Solution

# One point, as the search counts: room for what tells two plans of the same worth apart. Those parts of a point add up
# to less than one for a million pairs, so that they never decide against a point.
A_POINT, A_PART = 2**30, 2**10


def solve(problem: Problem) -> Solution:
    """Return the cheapest plan; the same for the same problem, in whatever order it was written down.

    Of plans that cost the same, parts of a point drawn from the ids decide: by lot, and not by name.
    """
    from linkage.solvers.matching import search  # noqa: PLC0415 - fetches the compiler

    net, order = network(problem, costs_of(problem))
    search.send_all(net, np.arange(len(problem.requests)), problem.wanted)
    return solution(problem, net, order)


def costs_of(problem: Problem) -> Costs:
    """Return what everything costs as the search counts."""
    return Costs(
        pair=problem.pair_cost * A_POINT + _lots(problem),
        unmet=problem.unmet * A_POINT,
        load=problem.load * A_POINT,
        school_load=problem.school_load * A_POINT,
    )


def _lots(problem: Problem) -> Numbers:
    """A part of a point for each pair, from the ids of both."""
    ours, theirs = _drawn(problem.requests), _drawn(problem.people)
    mixed = (ours[problem.pair_request] ^ theirs[problem.pair_person]) * np.uint64(0x9E3779B97F4A7C15)
    return ((mixed >> np.uint64(40)) % np.uint64(A_PART)).astype(np.int64)


def _drawn(ids: tuple[str, ...]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    drawn = b"".join(hashlib.blake2b(each.encode(), digest_size=8).digest() for each in ids)
    return np.frombuffer(drawn, np.uint64)


def solution(problem: Problem, net: Network, order: Numbers) -> Solution:
    """Return the plan that flows through a network, by the pairs of the problem."""
    pairs = np.sort(order[np.flatnonzero(net.is_used)])
    requests, people, schools = len(problem.requests), net.people, net.schools
    price = -net.potential
    holders = price[people + schools + 1 :]
    return Solution(
        pairs=pairs,
        unmet=net.unmet[:requests].copy(),
        cost=cost_of(problem, pairs, net.unmet[:requests]),
        person_price=price[:people].copy(),
        school_price=price[people : people + schools].copy(),
        request_price=holders[:requests].copy(),
        apart_price=_apart(problem, net, holders),
    )


def _apart(problem: Problem, net: Network, holders: Numbers) -> dict[tuple[int, int], int]:
    parts = range(len(problem.requests), len(net.whole))
    schools = net.school_of[net.person_of[net.first_pair[parts]]].tolist() if parts else []
    return {
        (int(net.whole[part]), int(school)): int(holders[part]) for part, school in zip(parts, schools, strict=True)
    }


def cost_of(problem: Problem, pairs: Numbers, unmet: Numbers) -> int:
    """Return what a plan costs, in points."""
    people = np.bincount(problem.pair_person[pairs], minlength=len(problem.people))
    schools = np.bincount(problem.school_of[problem.pair_person[pairs]], minlength=len(problem.schools))
    return int(
        problem.pair_cost[pairs].sum()
        + problem.unmet @ unmet
        + paid(problem.load, problem.promised, people)
        + paid(problem.school_load, problem.school_promised, schools)
    )


def paid(load: Numbers, promised: Numbers, taken: Numbers) -> int:
    """Return what so many places cost on top, each after those before it."""
    upto = np.concatenate([[0], np.cumsum(load)])

    def before(number: Numbers) -> Numbers:
        beyond = np.maximum(number - len(load), 0)
        found: Numbers = upto[np.minimum(number, len(load))] + beyond * load[-1]
        return found

    return int((before(promised + taken) - before(promised)).sum())
