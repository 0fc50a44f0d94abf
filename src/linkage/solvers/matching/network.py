"""The network of one problem.

    request → (request, school) → person → school → out

A request sends one unit for each person it asks for: to somebody, or out by an arc of its own, *unmet*. Where its
people are to come from different schools, a node for each school lets one unit through. What a person's and a school's
next place costs rises with each, so a convex load needs no nodes of its own: only the next place can be taken, and the
last given back.

A price is minus a potential: what one more unit from there costs.
"""

from typing import Any, NamedTuple

import numpy as np

from linkage.solvers.matching.types import Flags, Numbers, Problem

FAR = 2**62


class Network(NamedTuple):
    """The arcs (read only) and what flows through them (written by `search.send`).

    A *holder* has pairs: a request, or one school of a request whose people come from different ones (`whole` says of
    which). Nodes count people, schools, the way out, holders: so a request that comes later changes no number. A
    person's pairs in use are a chain: `chain[head[p]]` and so on.
    """

    people: int
    schools: int
    whole: Numbers  # of each holder
    first_part: Numbers  # of each request: its schools, as holders
    last_part: Numbers
    first_pair: Numbers  # of each holder
    last_pair: Numbers
    unmet_cost: Numbers
    holder_of: Numbers  # of each pair
    person_of: Numbers
    cost: Numbers
    school_of: Numbers
    first_of_school: Numbers
    in_school: Numbers  # people, school by school
    places: Numbers
    promised: Numbers
    load: Numbers
    school_places: Numbers
    school_promised: Numbers
    school_load: Numbers
    is_used: Flags
    chain: Numbers
    head: Numbers
    taken: Numbers
    school_taken: Numbers
    unmet: Numbers  # of each request
    is_part_used: Flags  # of each holder
    is_touched: Flags  # of each holder: a pair of it was taken or left since somebody looked
    potential: Numbers
    # The search's own: label, whence and by which pair each node was reached, and the heap of nodes with their places.
    label: Numbers
    whence: Numbers
    by_pair: Numbers
    heap: Numbers
    place: Numbers
    settled: Numbers


def network(problem: Problem, costs: "Costs") -> tuple[Network, Numbers | None]:
    """Return the network of a problem with nothing flowing yet, and which pair of it each of its pairs is."""
    people, schools, pairs = len(problem.people), len(problem.schools), len(problem.pair_request)
    requests = len(problem.requests)
    order, holder, whole = _holders(problem)
    # Many millions of pairs that are in order already are not written down twice.
    placed = slice(None) if order is None else order
    first_pair = firsts(holder, len(whole))
    first_part = requests + firsts(whole[requests:], requests)
    return Network(
        people=people,
        schools=schools,
        whole=whole,
        first_part=first_part[:-1],
        last_part=first_part[1:],
        first_pair=first_pair[:-1],
        last_pair=first_pair[1:],
        unmet_cost=costs.unmet,
        holder_of=holder,
        person_of=problem.pair_person[placed],
        cost=costs.pair[placed],
        school_of=problem.school_of,
        first_of_school=firsts(problem.school_of, schools),
        in_school=np.argsort(problem.school_of, kind="stable"),
        places=problem.places,
        promised=problem.promised,
        load=costs.load,
        school_places=problem.school_places,
        school_promised=problem.school_promised,
        school_load=costs.school_load,
        potential=_nearest_out(problem, costs, len(whole)),
        **_nothing_flows(people, schools, requests, len(whole), pairs),
    ), order


def _holders(problem: Problem) -> tuple[Numbers | None, Numbers, Numbers]:
    """The pairs in the order of their holders, the holder of each then, and the request of each holder."""
    asked, request = np.arange(len(problem.requests)), problem.pair_request
    if not problem.is_apart.any():
        if (request[1:] >= request[:-1]).all():
            return None, request, asked
        order = np.argsort(request, kind="stable")
        return order, request[order], asked
    # Pairs of a request whose people come from different schools stand school by school, after all others.
    school = np.where(problem.is_apart[request], problem.school_of[problem.pair_person], -1)
    order = np.lexsort((problem.pair_person, school, request, school >= 0))
    request, school = request[order], school[order]
    is_new = school >= 0
    is_new[1:] &= (request[1:] != request[:-1]) | (school[1:] != school[:-1])
    whole = np.concatenate([asked, request[is_new]])
    return order, np.where(school >= 0, len(asked) - 1 + np.cumsum(is_new), request), whole


class Costs(NamedTuple):
    """What everything costs as the search counts it: finer than points, so that no two plans are worth the same."""

    pair: Numbers
    unmet: Numbers
    load: Numbers
    school_load: Numbers


def _nothing_flows(people: int, schools: int, requests: int, holders: int, pairs: int) -> dict[str, Any]:
    nodes = people + schools + 1 + holders
    return {
        "is_used": np.zeros(pairs, np.bool_),
        "chain": np.full(pairs, -1, np.int64),
        "head": np.full(people, -1, np.int64),
        "taken": np.zeros(people, np.int64),
        "school_taken": np.zeros(schools, np.int64),
        "unmet": np.zeros(requests, np.int64),
        **{name: np.zeros(holders, np.bool_) for name in ("is_part_used", "is_touched")},
        "label": np.full(nodes, FAR, np.int64),
        **{name: np.full(nodes, -1, np.int64) for name in ("whence", "by_pair", "place")},
        **{name: np.zeros(nodes, np.int64) for name in ("heap", "settled")},
    }


def _nearest_out(problem: Problem, costs: Costs, holders: int) -> Numbers:
    """The potentials while nothing flows: the first place of each school, and of each person, is what it costs."""
    school = load_at(costs.school_load, problem.school_promised)
    person = load_at(costs.load, problem.promised) + school[problem.school_of]
    return np.concatenate([-person, -school, np.zeros(1 + holders, np.int64)])


def load_at(load: Numbers, number: Numbers) -> Numbers:
    """Return what a place costs on top for each number promised before it."""
    found: Numbers = load[np.minimum(number, len(load) - 1)]
    return found


def firsts(owners: Numbers, number: int) -> Numbers:
    """Return where each owner's stretch begins among things sorted by owner; one more says where the last ends."""
    return np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=number))]).astype(np.int64)


def ranges(first: Numbers, last: Numbers) -> Numbers:
    """Return all numbers of several stretches, one after the other, each from its first until before its last."""
    length = last - first
    found: Numbers = np.arange(length.sum()) + np.repeat(first - np.cumsum(length) + length, length)
    return found
