"""From a problem to the cheapest plan there is, with the prices that prove it."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from linkage.solvers.matching import mirror
from linkage.solvers.matching.network import Costs, Network, network
from linkage.solvers.matching.types import Numbers, Problem, Solution

# One point, as the search counts: room for what tells two plans of the same worth apart. Those parts of a point add up
# to less than one for a million pairs, so that they never decide against a point.
A_POINT, A_PART = 2**30, 2**10
Drawn = NDArray[np.uint64]


class Ready(NamedTuple):
    """A problem set up for the search: its network, which pair each of the network's is (None: the same), and
    which holder each request.

    In the mirror people stand in the place of requests (`mirror`), and `wanted` says what each of them wants.
    """

    problem: Problem
    net: Network
    order: Numbers | None
    wanted: Numbers
    asked: Numbers
    is_mirrored: bool


def solve(problem: Problem) -> Solution:
    """Return the cheapest plan; the same for the same problem, in whatever order it was written down.

    Of plans that cost the same, parts of a point drawn from the ids decide: by lot, and not by name.
    """
    from linkage.solvers.matching import search  # noqa: PLC0415 - fetches the compiler

    found = ready(problem, is_mirrored=mirror.is_shorter(problem))
    search.send_all(found.net, np.arange(len(found.wanted)), found.wanted)
    return solution(found)


def ready(problem: Problem, *, is_mirrored: bool) -> Ready:
    """Return a problem with nothing sent yet."""
    costs, asked = costs_of(problem), np.arange(len(problem.requests))
    if not is_mirrored:
        return Ready(problem, *network(problem, costs), problem.wanted, asked, is_mirrored=False)
    other, its_costs = mirror.mirrored(problem, costs)
    return Ready(problem, *network(other, its_costs), other.wanted, asked, is_mirrored=True)


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
    ours, theirs = drawn(problem.requests), drawn(problem.people)
    return lots(ours[problem.pair_request], theirs[problem.pair_person])


def lots(ours: Drawn, theirs: Drawn) -> Numbers:
    """Return a part of a point for each pair, from what was drawn for its request and its person."""
    mixed = ours ^ theirs
    # In place, as there may be many millions.
    mixed *= np.uint64(0x9E3779B97F4A7C15)
    mixed >>= np.uint64(40)
    mixed %= np.uint64(A_PART)
    return mixed.view(np.int64)


def drawn(ids: Iterable[str]) -> Drawn:
    """Return a number for each id, which says nothing of it."""
    held = b"".join(hashlib.blake2b(each.encode(), digest_size=8).digest() for each in ids)
    return np.frombuffer(held, np.uint64)


def solution(found: Ready) -> Solution:
    """Return the plan that flows through a network, by the pairs of the problem."""
    problem, price = found.problem, -found.net.potential
    used = np.flatnonzero(found.net.is_used)
    used = used if found.order is None else np.sort(found.order[used])
    pairs = used[used < len(problem.pair_request)]
    unmet = problem.wanted - np.bincount(problem.pair_request[pairs], minlength=len(problem.requests))
    people, schools = len(problem.people), len(problem.schools)
    holders = price[people + schools + 1 :]
    at_request, at_person, at_school = (
        mirror.prices(problem, costs_of(problem), price)
        if found.is_mirrored
        else (holders[found.asked], price[:people].copy(), price[people : people + schools].copy())
    )
    return Solution(
        pairs=pairs,
        unmet=unmet,
        cost=cost_of(problem, pairs, unmet),
        request_price=at_request,
        person_price=at_person,
        school_price=at_school,
        apart_price={} if found.is_mirrored else _apart(found, holders),
    )


def _apart(found: Ready, holders: Numbers) -> dict[tuple[int, int], int]:
    net = found.net
    parts = np.flatnonzero(net.whole != np.arange(len(net.whole)))
    request_of = np.zeros(len(net.whole), np.int64)
    request_of[found.asked] = np.arange(len(found.asked))
    schools = net.school_of[net.person_of[net.first_pair[parts]]]
    told = zip(request_of[net.whole[parts]].tolist(), schools.tolist(), holders[parts].tolist(), strict=True)
    return {(request, school): price for request, school, price in told}


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
