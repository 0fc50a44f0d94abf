"""Which journeys are weighed at all: the nearest first, then whoever beyond them could make a cheaper rota."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from scipy.spatial import KDTree

from linkage.solvers.rota.programme import Columns, Programme, make_columns
from linkage.solvers.rota.rules import Rule, by_host
from linkage.solvers.rota.table import Floats, Ints, Table

# Visitors whose price is among the highest are looked at one by one: they would widen everybody's circle.
ORDINARY = 0.9
SMALL = 400
# Up to so many schools everybody may take somebody's place; in a larger round so many of the nearest of each phase.
EVERYBODY, NEAR = 80, 12


@dataclass(frozen=True, eq=False)
class Outside:
    """Journeys that were not weighed, and what each costs at the prices of those that were."""

    columns: Columns
    reduced: Floats

    def worth(self, visitors: int) -> float:
        """How far below the bound a plan with them could come at most, where so many visit a school."""
        first, place = self._ranked()
        return float(-np.minimum(self.reduced[first[place < visitors]], 0).sum())

    def best(self, number: int) -> Ints:
        """Return the codes of the best, so many to a host."""
        first, place = self._ranked()
        return self.columns.codes[first[place < number]]

    def _ranked(self) -> tuple[Ints, Ints]:
        """The journeys by host and worth, and the place of each among its host's."""
        first = np.lexsort((self.reduced, self.columns.host))
        hosts = self.columns.host[first]
        return first, np.arange(len(hosts)) - np.searchsorted(hosts, hosts)


def nearest(table: Table, rules: Sequence[Rule], number: int) -> Columns:
    """Return the journeys between each school and so many of the nearest of each phase, both ways; what is kept too."""
    host, visitor = _near_of_each_phase(table, number)
    kept = table.codes(table.problem.kept)
    return make_columns(table, rules, np.concatenate([visitor * table.n + host, host * table.n + visitor, kept]))


def _near_of_each_phase(table: Table, number: int) -> tuple[Ints, Ints]:
    """For each school the nearest of each phase: where mixing counts, the nearest of all may all be alike."""
    hosts, visitors = [], []
    for phase in np.unique(table.phase):
        those = np.flatnonzero(table.phase == phase)
        most = min(len(those), number)
        _, found = KDTree(table.places[those]).query(table.places, k=np.arange(1, most + 1))
        hosts.append(np.repeat(np.arange(table.n), most))
        visitors.append(those[found.reshape(-1)])
    return np.concatenate(hosts), np.concatenate(visitors)


def everybody(table: Table, rules: Sequence[Rule]) -> Columns:
    """Return all journeys that no rule forbids."""
    return make_columns(table, rules, np.arange(table.n**2))


def enough(table: Table, rules: Sequence[Rule], also: Ints) -> Columns:
    """Return the journeys that are enough to choose among anew round a place; of `also` those that may be are too."""
    if table.n <= EVERYBODY:
        return everybody(table, rules)
    return make_columns(table, rules, np.concatenate([nearest(table, rules, NEAR).codes, also]))


def cheaper(table: Table, rules: Sequence[Rule], programme: Programme, prices: Floats, below: float) -> Outside:
    """Return the journeys outside the programme that cost less than `below` at its prices, and what each costs so."""
    by_place = _prices_by_place(rules, programme, prices)
    codes = np.arange(table.n**2) if table.n <= SMALL else _within_reach(table, by_place, below)
    codes = codes[_reduced(table, rules, programme, prices, codes) < below]
    found = make_columns(table, rules, np.setdiff1d(codes, programme.columns.codes))
    return Outside(found, _reduced(table, rules, programme, prices, found.codes))


def _reduced(table: Table, rules: Sequence[Rule], programme: Programme, prices: Floats, codes: Ints) -> Floats:
    """What journeys cost beyond the prices of the rows that count them."""
    visitor, host = codes // table.n, codes % table.n
    reduced = table.cost(visitor, host)
    for rule in rules:
        if rule.row and rule.row.keys and rule.code in programme.of_rule:
            keys, begins = programme.of_rule[rule.code]
            if not len(keys):
                continue
            key = rule.row.key(table, visitor, host)
            at = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
            counts = rule.row.counts(table, visitor, host) & (keys[at] == key)
            reduced -= np.where(counts, prices[begins + at], 0.0)
    return reduced


def _prices_by_place(rules: Sequence[Rule], programme: Programme, prices: Floats) -> tuple[Floats, Floats]:
    """What a journey to each host, and of each visitor, may be worth at most."""
    n = programme.columns.n
    worth = np.zeros(n), np.zeros(n)
    for rule in rules:
        if rule.row and rule.row.keys and rule.code in programme.of_rule:
            keys, begins = programme.of_rule[rule.code]
            if len(keys) == n:
                which = worth[0] if rule.row.key is by_host else worth[1]
                which += np.maximum(prices[begins : begins + n], 0.0)
    return worth


def _within_reach(table: Table, worth: tuple[Floats, Floats], below: float) -> Ints:
    own = table.settings
    to_host, of_visitor = worth
    most = below + own.liking_km * (len(table.liked) > 0)
    limit = np.quantile(of_visitor, ORDINARY)
    ordinary, dear = np.flatnonzero(of_visitor <= limit), np.flatnonzero(of_visitor > limit)
    reach = _reach(to_host + limit + most, own.long_km)
    found = KDTree(table.places[ordinary]).query_ball_point(table.places, reach, return_sorted=False)
    hosts = np.repeat(np.arange(table.n), [len(each) for each in found])
    visitors = ordinary[np.fromiter(chain.from_iterable(found), np.int64, len(hosts))]
    far = _reach(to_host[None, :] + of_visitor[dear][:, None] + most, own.long_km)
    apart = table.places[dear][:, None, :] - table.places[None, :, :]
    at, to = np.nonzero(np.hypot(apart[..., 0], apart[..., 1]) <= far)
    return np.concatenate([visitors * table.n + hosts, dear[at] * table.n + to])


def _reach(worth: Floats, long_km: float) -> Floats:
    """The distance at which a journey costs so much: `Table.cost` turned round."""
    found: Floats = long_km / 2 * (np.sqrt(1 + 4 * np.maximum(worth, 0) / long_km) - 1)
    return found
