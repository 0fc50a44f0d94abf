"""In which week each school is visited: colours of a graph in which those who share somebody are neighbours.

Whoever has the fewest weeks left is placed first (DSATUR, Brélaz 1979); who finds none takes one from others, who look
again (PartialCol, Blöchliger and Zufferey 2008). Where that ends without a place for all, HiGHS says whether there is
one; if not, the journeys that stand in the way of one another are named, and who visits whom is planned anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array

from linkage.solvers.rota.highs import TooLong, pick
from linkage.solvers.rota.table import Bools, Ints, Table

NONE = -1
LAST = np.iinfo(np.int64).max
# So many exchanges for each visit, and so many without one more placed, but in all no more than these; a graph that has
# a colouring gives one within some ten for each.
TURNS, PATIENCE, MOST_PATIENCE = 200, 40, 20_000
# Up to so many visits it is proven that no week is left; in a larger rota round those that found none.
PROVEN = 80
SECONDS = 10.0


@dataclass(frozen=True, eq=False)
class Placed:
    """The week of each host, an index into `Table.weeks`, or NONE; and sets of journeys that cannot all be made.

    Without `is_proven` they may perhaps be made, only not in weeks like these.
    """

    week: Ints
    in_the_way: list[Ints]
    is_proven: bool = True

    @property
    def unplaced(self) -> Ints:
        """The hosts without a week."""
        return np.flatnonzero(self.week == NONE)


def place(table: Table, codes: Ints) -> Placed:
    """Return a week for each host; with equal journeys always the same."""
    teams = teams_of(table, codes)
    free = np.array(
        [table.hosts_in[host] & table.goes_in[list(team)].all(axis=0) for host, team in enumerate(teams)], np.bool_
    ).reshape(table.n, -1)
    never = ~free.any(axis=1) & ~table.visited
    aside = never | table.visited
    # Whoever has been visited needs no week, whoever cannot be has none to ask for, and both keep none from anybody.
    free[aside] = True
    others = set(np.flatnonzero(aside).tolist())
    near = [set() if host in others else each - others for host, each in enumerate(beside(table, codes))]
    week = _exchanged(free, near, _first(free, near))
    week[never] = NONE
    if never.any():
        return Placed(week, [_who_never_meet(table, host, teams[host]) for host in np.flatnonzero(never).tolist()])
    return Placed(week, []) if (week != NONE).all() else _settled(table, teams, free, near, week)


def teams_of(table: Table, codes: Ints) -> list[tuple[int, ...]]:
    """Return the rows of those who visit each host, in the order of the journeys."""
    found: list[list[int]] = [[] for _ in range(table.n)]
    for code in codes:
        found[code % table.n].append(int(code // table.n))
    return [tuple(each) for each in found]


def beside(table: Table, codes: Ints) -> list[set[int]]:
    """Return for each host the others that cannot be visited in its week: somebody would be away twice, or at home.

    Whose visit has been is beside nobody.
    """
    teams, hosts_of = teams_of(table, codes), [list[int]() for _ in range(table.n)]
    for host, team in enumerate(teams):
        for visitor in team:
            hosts_of[visitor].append(host)
    been = set(np.flatnonzero(table.visited).tolist())
    return [
        set()
        if host in been
        else ({other for each in team for other in hosts_of[each]} | set(team) | set(hosts_of[host])) - {host} - been
        for host, team in enumerate(teams)
    ]


def _who_never_meet(table: Table, host: int, team: tuple[int, ...]) -> Ints:
    """The fewest of a team who have no week in common with the school they visit."""
    left = list(team)
    for visitor in team:
        others = [each for each in left if each != visitor]
        if not (table.hosts_in[host] & table.goes_in[others].all(axis=0)).any():
            left = others
    return np.array(sorted(each * table.n + host for each in left), np.int64)


def _first(free: Bools, beside: Sequence[set[int]]) -> Ints:
    """A week for whoever has the fewest left, one after another."""
    left = free.copy()
    week = np.full(len(free), NONE)
    number = left.sum(axis=1)
    waiting = set(range(len(free)))
    # Few weeks first, then many neighbours; whoever is done comes after all others.
    degree = np.array([len(each) for each in beside], np.int64)
    most = int(degree.max(initial=0)) + 1
    rank = number * most - degree
    while waiting:
        host = int(rank.argmin())
        waiting.remove(host)
        rank[host] = LAST
        if not number[host]:
            continue
        # The week that the fewest of those who still wait could use.
        asked = sum((left[each].astype(np.int64) for each in beside[host] & waiting), np.zeros(free.shape[1], np.int64))
        week[host] = min(np.flatnonzero(left[host]), key=lambda each: (asked[each], each))
        for other in beside[host] & waiting:
            if left[other, week[host]]:
                left[other, week[host]] = False
                number[other] -= 1
                rank[other] -= most
    return week


def _exchanged(free: Bools, beside: Sequence[set[int]], week: Ints) -> Ints:
    """Whoever has no week takes the one that the fewest neighbours have, who then look for another."""
    best, forbidden = week.copy(), np.zeros(free.shape, np.int64)
    chance, better = np.random.default_rng(0), 0
    for turn in range(TURNS * len(free)):
        waiting = np.flatnonzero(week == NONE)
        if not len(waiting):
            return week
        if len(waiting) < (best == NONE).sum():
            best, better = week.copy(), turn
        if turn - better > min(PATIENCE * len(free), MOST_PATIENCE):
            return best
        host = waiting[chance.integers(len(waiting))]
        taken = [week[other] for other in beside[host] if week[other] != NONE]
        costs = np.bincount(taken, minlength=free.shape[1]).astype(np.float64)
        costs[~free[host]] = np.inf
        costs[(forbidden[host] > turn) & (costs > 0)] += len(free)
        chosen = int(costs.argmin())
        week[host] = chosen
        for other in beside[host]:
            if week[other] == chosen:
                week[other] = NONE
                forbidden[other, chosen] = turn + len(waiting) + int(chance.integers(10))
    return best


def _settled(table: Table, teams: Sequence[tuple[int, ...]], free: Bools, beside: list[set[int]], week: Ints) -> Placed:
    """Ask for the most visits that have a week, round those that found none; and name journeys in the way."""
    hosts = _round(beside, np.flatnonzero(week == NONE))
    found = most(free, beside, week, hosts)
    if found is None:
        found = week
    if (found != NONE).all():
        return Placed(found, [])
    journeys, is_proven = _in_the_way(table, teams, free, beside, found)
    return Placed(found, [journeys], is_proven)


def _round(beside: Sequence[set[int]], hosts: Ints) -> Ints:
    """The hosts with those next to them, and next to those, as long as they are few enough."""
    inside = {int(each) for each in hosts}
    while len(wider := inside.union(*(beside[each] for each in inside))) <= PROVEN and wider != inside:
        inside = wider
    return np.array(sorted(inside), np.int64)


def most(free: Bools, beside: Sequence[set[int]], week: Ints, hosts: Ints) -> Ints | None:
    """Return weeks with the most of `hosts` placed, all others kept in theirs; None where that takes too long."""
    number = {int(host): at for at, host in enumerate(hosts)}
    may = free[hosts].copy()
    for host, at in number.items():
        for other in beside[host]:
            if other not in number and week[other] != NONE:
                may[at, week[other]] = False
    of_host, of_week = np.nonzero(may)
    index = np.full(may.shape, NONE)
    index[of_host, of_week] = np.arange(len(of_host))
    edges = [(number[one], number[other]) for one in number for other in beside[one] if other in number and one < other]
    rows = [index[[one, other], when] for one, other in edges for when in np.flatnonzero(may[one] & may[other])]
    rows += [np.flatnonzero(of_host == each) for each in range(len(hosts))]
    at_row = np.repeat(np.arange(len(rows)), [len(each) for each in rows])
    matrix = coo_array((np.ones(len(at_row)), (at_row, np.concatenate(rows))), shape=(len(rows), len(of_host))).tocsr()
    try:
        found = pick(-np.ones(len(of_host)), matrix, np.full(len(rows), -np.inf), np.ones(len(rows)), seconds=SECONDS)
    except TooLong:
        return None
    assert found is not None, "to place nobody is always a choice"
    result = week.copy()
    result[hosts] = NONE
    result[hosts[of_host[found]]] = of_week[found]
    return result


def _in_the_way(
    table: Table, teams: Sequence[tuple[int, ...]], free: Bools, beside: Sequence[set[int]], week: Ints
) -> tuple[Ints, bool]:
    """Journeys to a school without a week, and of those who keep it from having one, as few as may be."""
    stuck = int(np.flatnonzero(week == NONE)[0])
    hosts = _round(beside, np.array([stuck]))
    nobody = np.full(len(free), NONE)
    is_proven = _is_one_left(most(free, beside, nobody, hosts), hosts)
    for host in hosts[::-1]:
        fewer = hosts[hosts != host]
        if is_proven and host != stuck and _is_one_left(most(free, beside, nobody, fewer), fewer):
            hosts = fewer
    journeys = sorted(visitor * table.n + host for host in hosts for visitor in teams[host])
    return np.array(journeys, np.int64), is_proven


def _is_one_left(week: Ints | None, hosts: Ints) -> bool:
    """Whether it is known that one of them always stays without a week."""
    return week is not None and bool((week[hosts] == NONE).any())
