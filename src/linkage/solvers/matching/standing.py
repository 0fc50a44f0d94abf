"""A plan that stands, and takes one change after the other: somebody ruled out, somebody kept, a request more.

Each is settled where the plan is (`mending`) and not by planning all anew, so it takes no longer where there are
twenty thousand requests than where there are twenty.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linkage.solvers.matching.network import FAR, Network, firsts, network, ranges
from linkage.solvers.matching.solve import A_POINT, Ready, costs_of, drawn, lots, paid, solution
from linkage.solvers.matching.types import Numbers, Problem, Solution

Pair = tuple[str, str]


@dataclass(frozen=True)
class Changed:
    """What a change did to the plan: the pairs that it took, and those that it let go, by ids."""

    taken: frozenset[Pair]
    let_go: frozenset[Pair]


class Standing:
    """The cheapest plan of a problem, and of what becomes of it. It has room for so many requests and pairs more."""

    def __init__(self, problem: Problem, *, requests: int = 0, pairs: int = 0) -> None:
        """Find the plan to begin with."""
        from linkage.solvers.matching import mending, search  # noqa: PLC0415 - fetches the compiler

        self._mending, self._search = mending, search
        net, _ = network(problem, costs_of(problem))
        self._problem = problem
        self._holders, self._pairs = len(net.whole), len(net.cost)
        self._net = _with_room(net, requests, pairs)
        self._holder_of = {each: n for n, each in enumerate(problem.requests)}
        self._request_of = dict(enumerate(problem.requests))
        self._person_of = {each: n for n, each in enumerate(problem.people)}
        self._wanted = {n: int(each) for n, each in enumerate(problem.wanted)}
        self._drawn = drawn(problem.people)
        self._beside = mending.Mending(*_by_person(self._net, self._pairs), np.zeros(len(self._net.whole), np.int64))
        search.send_all(self._net, np.arange(len(problem.requests)), problem.wanted)
        self._was_used = self._net.is_used.copy()
        self._net.is_touched[:] = False

    def weigh(self, costs: Mapping[Pair, int]) -> Changed:
        """Say anew what some pairs cost, in points; return what that changed.

        Somebody ruled out costs more than going without; for somebody kept all others do. Raises KeyError for a pair
        that is not there.
        """
        for (request, person), points in costs.items():
            at = self._place(request, person)
            self._net.cost[at] = points * A_POINT + self._net.cost[at] % A_POINT
        holders = {self._holder_of[request] for request, _ in costs}
        self._mending.mend(self._net, self._beside, np.array(sorted(holders), np.int64))
        return self._changed()

    def insert(self, request: Mapping[str, Any], costs: Mapping[str, int]) -> Changed:
        """Take in a request (`types.problem` says what it has) and what each person costs it; return what that changed.

        Raises ValueError where there is no room left, and KeyError for a person who is not there.
        """
        net, holder = self._net, self._holders
        who = np.array([self._person_of[each] for each in costs], np.int64)
        is_apart = bool(request.get("is_apart"))
        homes = net.school_of[who] if is_apart else np.zeros(0, np.int64)
        schools = np.unique(homes)
        if holder + 1 + len(schools) > len(net.whole) or self._pairs + len(who) > len(net.cost):
            raise ValueError("there is no room for another request")
        points = np.array([*costs.values()], np.int64) * A_POINT + lots(drawn([request["id"]]), self._drawn[who])
        net.unmet_cost[holder] = request.get("unmet", 0) * A_POINT
        net.first_part[holder], net.last_part[holder] = holder + 1, holder + 1 + len(schools)
        self._holders = holder + 1 + len(schools)
        net.whole[holder : self._holders] = holder
        if not is_apart:
            self._write(holder, who, points)
        for n, school in enumerate(schools):
            self._write(holder + 1 + n, who[homes == school], points[homes == school])
        wanted = request.get("wanted", 1)
        self._holder_of[request["id"]], self._request_of[holder], self._wanted[holder] = holder, request["id"], wanted
        self._search.send_all(net, np.array([holder]), np.array([wanted]))
        return self._changed()

    def cost(self) -> int:
        """Return what the plan costs, in points."""
        net, told = self._net, self._problem
        used = np.flatnonzero(net.is_used)
        return int(
            (net.cost[used] // A_POINT).sum()
            + net.unmet @ (net.unmet_cost // A_POINT)
            + paid(told.load, told.promised, net.taken)
            + paid(told.school_load, told.school_promised, net.school_taken)
        )

    def told(self) -> tuple[Problem, Solution]:
        """Return what is asked by now, and the plan for it."""
        net, told = self._net, self._problem
        requests = tuple(sorted(self._holder_of))
        asked = np.array([self._holder_of[each] for each in requests], np.int64)
        request_of = np.zeros(len(net.whole), np.int64)
        request_of[asked] = np.arange(len(requests))
        request, person = request_of[net.whole[net.holder_of[: self._pairs]]], net.person_of[: self._pairs]
        by_pair = np.lexsort((person, request))
        order = np.empty(self._pairs, np.int64)
        order[by_pair] = np.arange(self._pairs)
        problem = replace(
            told,
            requests=requests,
            wanted=np.array([self._wanted[each] for each in asked.tolist()], np.int64),
            is_apart=net.first_part[asked] < net.last_part[asked],
            unmet=net.unmet_cost[asked] // A_POINT,
            pair_request=request[by_pair],
            pair_person=person[by_pair],
            pair_cost=net.cost[: self._pairs][by_pair] // A_POINT,
        )
        return problem, solution(Ready(problem, net, order, problem.wanted, asked, is_mirrored=False))

    def _write(self, holder: int, who: Numbers, costs: Numbers) -> None:
        """Give a holder its pairs."""
        net, begin, end = self._net, self._pairs, self._pairs + len(who)
        net.first_pair[holder], net.last_pair[holder] = begin, end
        net.holder_of[begin:end], net.person_of[begin:end], net.cost[begin:end] = holder, who, costs
        for pair, person in zip(range(begin, end), who, strict=True):
            self._beside.after[pair] = self._beside.first_of_person[person]
            self._beside.first_of_person[person] = pair
        self._pairs = end

    def _place(self, request: str, person: str) -> int:
        net, holder, who = self._net, self._holder_of[request], self._person_of[person]
        for each in (holder, *range(net.first_part[holder], net.last_part[holder])):
            first = net.first_pair[each]
            found = np.flatnonzero(net.person_of[first : net.last_pair[each]] == who)
            if len(found):
                return int(first + found[0])
        raise KeyError((request, person))

    def _changed(self) -> Changed:
        """What was taken and let go since this was last asked; only holders that were touched are looked at."""
        net, was = self._net, self._was_used
        touched = np.flatnonzero(net.is_touched)
        net.is_touched[touched] = False
        pairs = ranges(net.first_pair[touched], net.last_pair[touched])
        now, before = net.is_used[pairs], was[pairs]
        was[pairs] = now
        return Changed(self._named(pairs[now & ~before]), self._named(pairs[before & ~now]))

    def _named(self, at: Numbers) -> frozenset[Pair]:
        net = self._net
        who = [self._problem.people[n] for n in net.person_of[at]]
        return frozenset(zip([self._request_of[n] for n in net.whole[net.holder_of[at]].tolist()], who, strict=True))


def _with_room(net: Network, requests: int, pairs: int) -> Network:
    """The network with so many holders more that hold nothing yet, and pairs that are nobody's."""
    holders, nodes = len(net.whole) + requests, len(net.potential) + requests
    longer: dict[str, Any] = {
        "whole": np.concatenate([net.whole, np.arange(len(net.whole), holders)]),
        **{
            name: _longer(getattr(net, name), holders)
            for name in ("first_part", "last_part", "first_pair", "last_pair", "unmet_cost", "unmet")
        },
        **{name: _longer(getattr(net, name), holders) for name in ("is_part_used", "is_touched")},
        **{name: _longer(getattr(net, name), len(net.cost) + pairs) for name in ("holder_of", "person_of", "cost")},
        "is_used": _longer(net.is_used, len(net.cost) + pairs),
        "chain": _longer(net.chain, len(net.cost) + pairs, fill=-1),
        "potential": _longer(net.potential, nodes),
        "label": _longer(net.label, nodes, fill=FAR),
        **{name: _longer(getattr(net, name), nodes, fill=-1) for name in ("whence", "by_pair", "place")},
        **{name: _longer(getattr(net, name), nodes) for name in ("heap", "settled")},
    }
    return net._replace(**longer)


def _longer(column: NDArray[Any], length: int, *, fill: int = 0) -> NDArray[Any]:
    return np.concatenate([column, np.full(length - len(column), fill, column.dtype)])


def _by_person(net: Network, pairs: int) -> tuple[Numbers, Numbers]:
    """The first pair of each person, and after each pair the next of its person; -1 where there is none."""
    by_person = np.argsort(net.person_of[:pairs], kind="stable")
    begin = firsts(net.person_of[:pairs], net.people)
    after = np.full(len(net.cost), -1, np.int64)
    after[by_person[:-1]] = by_person[1:]
    has_any = begin[1:] > begin[:-1]
    after[by_person[begin[1:][has_any] - 1]] = -1
    first = np.full(net.people, -1, np.int64)
    first[has_any] = by_person[begin[:-1][has_any]]
    return first, after
