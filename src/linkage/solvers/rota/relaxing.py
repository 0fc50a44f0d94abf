"""Who visits whom in parts, over all journeys there are: what no rota can cost less than, and whom it would take.

It begins with the nearest and without the pairs that may not visit each other, of which there are as many as journeys:
whoever makes it cheaper comes to it, and each pair that it breaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from linkage.solvers.rota import nearby, programme
from linkage.solvers.rota.highs import InParts, Relaxation
from linkage.solvers.rota.programme import Columns, Programme
from linkage.solvers.rota.rules import Rule
from linkage.solvers.rota.table import Bools, Floats, Ints, Table
from linkage.solvers.rota.types import NEARLY

# So many of the nearest of each phase begin (of very many schools fewer), and so many come to each host at once.
NEAREST, NEAREST_OF_MANY, AT_ONCE = 5, 3, 4
# By how much those not weighed may lower the bound: all who could be in a cheaper plan are weighed in the end.
ENOUGH, ENOUGH_OF_MANY = 3e-4, 1e-3
# Up to so many schools the best is searched for to the end, which takes seconds: beyond, minutes.
EXACT = 1_000


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The plan in parts: all rows over the journeys that were weighed, how much of each journey is planned, a price for
    each row, what a journey costs beyond its prices, and what no plan of any journeys costs less than.
    """

    laid: Programme
    values: Floats
    prices: Floats
    reduced: Floats
    bound: float

    @property
    def cost(self) -> float:
        """What it costs."""
        return float(self.laid.columns.cost @ self.values)

    @cached_property
    def parted(self) -> Bools:
        """The journeys that are planned in part."""
        found: Bools = (self.values > NEARLY) & (self.values < 1 - NEARLY)
        return found


@dataclass(frozen=True, eq=False)
class Asked:
    """Rows of a rule that were broken, and are asked for since: their keys, in order, and what they count."""

    code: str
    keys: Ints
    matrix: csr_array
    high: Floats


def over_all(table: Table, rules: Sequence[Rule], cuts: Sequence[Ints]) -> Relaxed | None:
    """Return the plan in parts and the bound over all journeys; None where rows stay short of journeys.

    Whoever would make it cheaper is weighed too, until those left out could lower the bound by next to nothing.
    Raises TooLong where HiGHS finds no end.
    """
    always = [rule for rule in rules if rule.row is None or rule.row.keys]
    paired = [rule for rule in rules if rule.row is not None and not rule.row.keys]
    near, enough = (NEAREST, ENOUGH) if table.n <= EXACT else (NEAREST_OF_MANY, ENOUGH_OF_MANY)
    laid, asked = programme.lay(table, always, nearby.nearest(table, rules, near), cuts), list[Asked]()
    relaxation, worth = Relaxation(laid.columns.cost, laid.matrix, laid.low, laid.high), np.inf
    while True:
        found = relaxation.solve()
        broken = [each for rule in paired if len((each := _broken(table, rule, laid.columns, found.values)).keys)]
        for each in broken:
            relaxation.add_rows(each.matrix, each.high)
        asked += broken
        if broken and worth <= enough * abs(found.cost):
            continue  # Those beyond are looked at again once nothing is broken.
        outside = nearby.cheaper(table, rules, laid, found.prices, -NEARLY)
        worth = outside.worth(table.settings.visitors)
        if worth > enough * abs(found.cost):
            columns = programme.make_columns(table, rules, outside.best(AT_ONCE))
            more = programme.lay(table, always, columns, cuts)
            relaxation.add_columns(columns.cost, more.matrix)
            laid = laid.more(more)
        elif not broken:
            break
    if found.short > NEARLY:
        return None
    told = _told(table, rules, laid, cuts, asked, found)
    return replace(told, bound=told.bound - worth)


def _broken(table: Table, rule: Rule, columns: Columns, values: Floats) -> Asked:
    """The rows of a rule that this plan in parts breaks."""
    row = rule.row
    assert row is not None, "only rules with rows are asked"
    keys, which = np.unique(row.key(table, columns.visitor, columns.host), return_inverse=True)
    made = np.bincount(which, values * row.counts(table, columns.visitor, columns.host))
    keys = keys[made > row.high(table, keys) + NEARLY]
    return Asked(rule.code, keys, programme.counted(table, row, columns, keys), row.high(table, keys))


def _told(
    table: Table, rules: Sequence[Rule], laid: Programme, cuts: Sequence[Ints], asked: Sequence[Asked], found: InParts
) -> Relaxed:
    """The plan in parts with all rows; those that were never broken have no price."""
    whole, prices = programme.lay(table, rules, laid.columns, cuts), found.prices
    mine = np.zeros(len(whole.low))
    for code, (keys, begins) in laid.of_rule.items():
        first = whole.of_rule[code][1]
        mine[first : first + len(keys)] = prices[begins : begins + len(keys)]
    mine[len(mine) - len(cuts) :] = prices[len(laid.low) - len(cuts) : len(laid.low)]
    begins = len(laid.low)
    for each in asked:
        keys, first = whole.of_rule[each.code]
        mine[first + np.searchsorted(keys, each.keys)] = prices[begins : begins + len(each.keys)]
        begins += len(each.keys)
    reduced = whole.columns.cost - whole.matrix.T @ mine
    return Relaxed(whole, found.values, mine, reduced, programme.proven(whole, mine, reduced))


def within(table: Table, rules: Sequence[Rule], relaxed: Relaxed, gap: float) -> tuple[Columns, Floats]:
    """Return the journeys that may be in a plan that costs no more than the bound and a gap, and their reduced cost.

    One whose reduced cost is more is in none; those below minus the gap, which are in all of them, are among these.
    """
    outside = nearby.cheaper(table, rules, relaxed.laid, relaxed.prices, gap + NEARLY)
    codes = np.concatenate([relaxed.laid.columns.codes, outside.columns.codes])
    reduced = np.concatenate([relaxed.reduced, outside.reduced])
    order = np.argsort(codes)
    order = order[reduced[order] <= gap + NEARLY]
    found = Columns(table.n, codes[order], np.concatenate([relaxed.laid.columns.cost, outside.columns.cost])[order])
    return found, reduced[order]
