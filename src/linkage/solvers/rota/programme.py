"""Who visits whom as an integer programme: journeys are its columns, what a rule counts are its rows.

HiGHS solves it (`scipy.optimize`). What no rota can cost less than is worked out here again from the prices alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack, vstack

from linkage.solvers.rota.rules import Rule
from linkage.solvers.rota.table import Bools, Floats, Ints, Table
from linkage.solvers.rota.types import NEARLY

SECONDS = 60.0
# Kilometres beyond any journey's, and small enough that the next digits still count.
MISSING = 10_000.0


# As `scipy.optimize.milp` says it.
OUT_OF_TIME = 1
HALF = 0.5


class TooLong(Exception):
    """HiGHS came to no end in its time: neither a best plan is known, nor that there is none."""


@dataclass(frozen=True, eq=False)
class Columns:
    """Journeys that may be planned; `codes` are in order, and each stands there once."""

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


@dataclass(frozen=True, eq=False)
class Relaxed:
    """What parts of journeys would cost: `values` from 0 to 1, a price for each row, the bound these prove,
    and how much of the rows had to be done without.
    """

    values: Floats
    prices: Floats
    reduced: Floats
    bound: float
    short: float

    @cached_property
    def parted(self) -> Bools:
        """The journeys that are planned in part."""
        found: Bools = (self.values > NEARLY) & (self.values < 1 - NEARLY)
        return found


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
        key = rule.row.key(table, columns.visitor, columns.host)
        counts = rule.row.counts(table, columns.visitor, columns.host)
        keys = rule.row.keys(table) if rule.row.keys else _repeated(key[counts])
        at = np.minimum(np.searchsorted(keys, key), max(len(keys) - 1, 0))
        counts &= (keys[at] == key) if len(keys) else False
        where = np.flatnonzero(counts)
        parts.append(csr_array((np.ones(len(where)), (at[where], where)), shape=(len(keys), len(columns.codes))))
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


def relax(programme: Programme) -> Relaxed:
    """Return the cheapest plan of parts of journeys with its prices.

    What a row is short of may be had at a price beyond all journeys, so that there always is a plan, and its prices
    say where journeys are missing; `short` is how many.
    """
    low, high, matrix = programme.low, programme.high, programme.matrix
    same = low == high
    most, least = np.flatnonzero(np.isfinite(high) & ~same), np.flatnonzero(np.isfinite(low) & ~same)
    same, wants = np.flatnonzero(same), np.flatnonzero(low > 0)
    bought = csr_array((np.ones(len(wants)), (wants, np.arange(len(wants)))), shape=(len(low), len(wants)))
    whole = hstack([matrix, bought]).tocsr()
    found = linprog(
        np.concatenate([programme.columns.cost, np.full(len(wants), MISSING)]),
        A_ub=vstack([whole[most], -whole[least]]),
        b_ub=np.concatenate([high[most], -low[least]]),
        A_eq=whole[same],
        b_eq=low[same],
        bounds=np.array([[0, 1]] * matrix.shape[1] + [[0, np.inf]] * len(wants)),
        method="highs-ds",
    )
    prices = np.zeros(len(low))
    prices[same] = found.eqlin.marginals
    prices[most] += found.ineqlin.marginals[: len(most)]
    prices[least] -= found.ineqlin.marginals[len(most) :]
    prices = np.where((prices > 0) & np.isinf(low) | (prices < 0) & np.isinf(high), 0.0, prices)
    reduced = programme.columns.cost - matrix.T @ prices
    values, short = found.x[: matrix.shape[1]], float(found.x[matrix.shape[1] :].sum())
    return Relaxed(values, prices, reduced, proven(programme, prices, reduced), short)


def proven(programme: Programme, prices: Floats, reduced: Floats) -> float:
    """Return what no choice among the columns costs less than, from prices alone (weak duality)."""
    limit = np.where(prices > 0, programme.low, programme.high)
    return float(prices[prices != 0] @ limit[prices != 0] + np.minimum(reduced, 0).sum())


def choose(programme: Programme, free: Bools, fixed: Bools, *, is_best: bool = True) -> Bools | None:
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
        found = pick(programme.columns.cost[free], inner[has], low, high, is_best=is_best)
        if found is None:
            return None
        chosen[free] = found
    return chosen


def pick(
    cost: Floats, matrix: csr_array, low: Floats, high: Floats, *, seconds: float = SECONDS, is_best: bool = True
) -> Bools | None:
    """Return which columns together cost least, each taken once or not, or None where no choice fits the rows.

    Raises TooLong where the time ends first; without `is_best` the best found until then is enough.
    """
    found = milp(
        cost,
        constraints=LinearConstraint(matrix, low, high),
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0, "time_limit": seconds},
    )
    if found.status == OUT_OF_TIME and (is_best or found.x is None):
        raise TooLong
    return None if found.x is None else np.asarray(found.x > HALF, np.bool_)


def _repeated(keys: Ints) -> Ints:
    found, times = np.unique(keys, return_counts=True)
    return found[times > 1]
