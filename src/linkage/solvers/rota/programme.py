"""Who visits whom as an integer programme: journeys are its columns, what a rule counts are its rows.

HiGHS solves it (`highs`). What no rota can cost less than is worked out here again from the prices alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from linkage.solvers.rota.highs import SECONDS, pick
from linkage.solvers.rota.rules import Row, Rule
from linkage.solvers.rota.table import Bools, Floats, Ints, Table
from linkage.solvers.rota.types import NEARLY

# What a plan pays for each thing that is let pass, or each person who is told of a change, in kilometres: more than all
# journeys together.
DEAREST = 100_000.0


@dataclass(frozen=True, eq=False)
class Columns:
    """Journeys that may be planned; in `codes` each stands once."""

    n: int
    codes: Ints
    cost: Floats

    @cached_property
    def visitor(self) -> Ints:
        """The rows of the schools whose heads go."""
        return self.codes // self.n

    @cached_property
    def host(self) -> Ints:
        """The rows of the schools they go to."""
        return self.codes % self.n

    def chosen(self, keep: Bools) -> "Columns":
        """Return some of them."""
        return Columns(self.n, self.codes[keep], self.cost[keep])


@dataclass(frozen=True, eq=False)
class Programme:
    """Rows over columns. `of_rule` names for each rule the keys of its rows, and where they begin."""

    columns: Columns
    matrix: csr_array
    low: Floats
    high: Floats
    of_rule: dict[str, tuple[Ints, int]]

    def more(self, other: "Programme") -> "Programme":
        """Return both, where the rows of both are the same."""
        mine, others = self.columns, other.columns
        codes, cost = np.concatenate([mine.codes, others.codes]), np.concatenate([mine.cost, others.cost])
        return replace(self, columns=Columns(mine.n, codes, cost), matrix=hstack([self.matrix, other.matrix]).tocsr())


def allowed(table: Table, rules: Sequence[Rule], visitor: Ints, host: Ints) -> Bools:
    """Return which journeys no rule forbids."""
    found: Bools = visitor != host
    for rule in rules:
        if rule.forbids:
            found &= ~rule.forbids(table, visitor, host)
    return found


def make_columns(table: Table, rules: Sequence[Rule], codes: Ints) -> Columns:
    """Return those of the journeys that no rule forbids, to schools whose visit is to come."""
    codes = np.unique(codes)
    codes = codes[allowed(table, rules, codes // table.n, codes % table.n) & ~table.visited[codes % table.n]]
    return Columns(table.n, codes, table.cost_of(codes))


def lay(table: Table, rules: Sequence[Rule], columns: Columns, cuts: Sequence[Ints] = ()) -> Programme:
    """Return the rows of the rules over these columns; of each cut, codes of journeys, not all may be planned."""
    parts, lows, highs, of_rule, begins = [], [], [], {}, 0
    for rule in rules:
        if rule.row is None:
            continue
        keys = rule.row.keys(table) if rule.row.keys else _repeated(table, rule.row, columns)
        parts.append(counted(table, rule.row, columns, keys))
        lows.append(rule.row.low(table, keys))
        highs.append(rule.row.high(table, keys))
        of_rule[rule.code] = (keys, begins)
        begins += len(keys)
    for cut in cuts:
        where = np.flatnonzero(np.isin(columns.codes, cut))
        parts.append(csr_array((np.ones(len(where)), (np.zeros(len(where), int), where)), (1, len(columns.codes))))
        lows.append(np.array([-np.inf]))
        highs.append(np.array([len(cut) - 1.0]))
    return Programme(columns, vstack(parts).tocsr(), np.concatenate(lows), np.concatenate(highs), of_rule)


def proven(programme: Programme, prices: Floats, reduced: Floats) -> float:
    """Return what no choice among the columns costs less than, from prices alone (weak duality)."""
    limit = np.where(prices > 0, programme.low, programme.high)
    return float(prices[prices != 0] @ limit[prices != 0] + np.minimum(reduced, 0).sum())


def choose(
    programme: Programme, free: Bools, fixed: Bools, *, is_best: bool = True, seconds: float = SECONDS
) -> Bools | None:
    """Return the cheapest whole plan: `free` journeys are chosen among, `fixed` ones made, others left out.

    None where there is none. Raises TooLong as `pick` does.
    """
    made = programme.matrix[:, np.flatnonzero(fixed)].sum(axis=1)
    inner = programme.matrix[:, np.flatnonzero(free)]
    has = np.diff(inner.indptr) > 0
    if (made[~has] < programme.low[~has] - NEARLY).any() or (made[~has] > programme.high[~has] + NEARLY).any():
        return None
    chosen = fixed.copy()
    if free.any():
        low, high = (programme.low - made)[has], (programme.high - made)[has]
        found = pick(programme.columns.cost[free], inner[has], low, high, seconds=seconds, is_best=is_best)
        if found is None:
            return None
        chosen[free] = found
    return chosen


def counted(table: Table, row: Row, columns: Columns, keys: Ints) -> csr_array:
    """Return for each of the keys, which are in order, the columns that its row counts."""
    key = row.key(table, columns.visitor, columns.host)
    at = np.minimum(np.searchsorted(keys, key), max(len(keys) - 1, 0))
    counts = row.counts(table, columns.visitor, columns.host) & ((keys[at] == key) if len(keys) else False)
    where = np.flatnonzero(counts)
    return csr_array((np.ones(len(where)), (at[where], where)), shape=(len(keys), len(columns.codes)))


def _repeated(table: Table, row: Row, columns: Columns) -> Ints:
    """The keys of which one column more counts than breaks nothing."""
    counts = row.counts(table, columns.visitor, columns.host)
    found, times = np.unique(row.key(table, columns.visitor, columns.host)[counts], return_counts=True)
    return found[times > 1]
