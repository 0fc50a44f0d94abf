"""Who visits whom, without weeks: the best there is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from linkage.solvers.rota import nearby, programme
from linkage.solvers.rota.programme import HALF, Columns, Programme, Relaxed
from linkage.solvers.rota.rules import Rule
from linkage.solvers.rota.table import Bools, Ints, Table
from linkage.solvers.rota.types import NEARLY

NEAREST, AT_ONCE = 5, 4
# By how much those not weighed may lower the bound: all who could be in a cheaper plan are weighed in the end.
ENOUGH, ENOUGH_OF_MANY = 3e-4, 1e-3
# The first gap that is tried, as a share of what a school's visit costs; it grows until it holds a plan.
TRIED, GROWS = 0.1, 4.0
# Up to so many schools the best is searched for to the end, which takes seconds: beyond, minutes.
EXACT = 1_000
# How often the circle of what is chosen anew is widened, until it holds a plan.
CIRCLES = 4


@dataclass(frozen=True, eq=False)
class Pairs:
    """The codes of the journeys that are planned; what they cost, and what no plan can cost less than."""

    codes: Ints
    cost: float
    bound: float


def best(table: Table, rules: Sequence[Rule], cuts: Sequence[Ints] = ()) -> Pairs | None:
    """Return the best plan that keeps the rules and none of the cuts whole, or None where there is none.

    Beyond a thousand schools it is near the best, and the bound says how near.

    A journey whose reduced cost is more than the gap between the bound and some plan is in no plan that is cheaper, and
    one below minus the gap is in all of them: so few are left to choose among.
    """
    found = relaxed_over_all(table, rules, cuts)
    if found is None:
        return None
    laid, relaxed, bound = found
    if not relaxed.parted.any() and relaxed.bound - bound <= NEARLY:
        return _pairs(laid.columns, relaxed.values > HALF, bound)
    gap = max(TRIED * abs(bound) / table.n, relaxed.bound - bound, NEARLY)
    if table.n > EXACT and (made := _round(laid, relaxed, gap)) is not None:
        return _pairs(laid.columns, made, bound)
    while True:
        wide, made = _within(table, rules, cuts, laid, relaxed, gap)
        if made is not None:
            cost = float(wide.columns.cost[made].sum())
            if cost <= bound + gap + NEARLY:
                return _pairs(wide.columns, made, cost)
            gap = cost - bound
        elif len(wide.columns.codes) == len(nearby.everybody(table, rules).codes) and gap > wide.columns.cost.sum():
            return None
        else:
            gap *= GROWS


def relaxed_over_all(
    table: Table, rules: Sequence[Rule], cuts: Sequence[Ints]
) -> tuple[Programme, Relaxed, float] | None:
    """Return the plan in parts and the bound over all journeys; None where rows stay short of journeys.

    Whoever would make it cheaper is weighed too, until those left out could lower the bound by next to nothing.
    """
    columns = nearby.nearest(table, rules, NEAREST)
    if table.n > EXACT:
        # Pairs that may not visit each other take most of the time, and say little of who else is wanted.
        columns, *_ = _weighed(table, [rule for rule in rules if rule.row is None or rule.row.keys], cuts, columns)
    _, laid, relaxed, worth = _weighed(table, rules, cuts, columns)
    return (laid, relaxed, relaxed.bound - worth) if relaxed.short <= NEARLY else None


def _weighed(
    table: Table, rules: Sequence[Rule], cuts: Sequence[Ints], columns: Columns
) -> tuple[Columns, Programme, Relaxed, float]:
    """The plan in parts over these columns and whoever makes it cheaper, and what all others could make of it."""
    enough = ENOUGH if table.n <= EXACT else ENOUGH_OF_MANY
    while True:
        laid = programme.lay(table, rules, columns, cuts)
        relaxed = programme.relax(laid)
        outside = nearby.cheaper(table, rules, laid, relaxed, -NEARLY)
        worth = outside.worth(table.settings.visitors)
        if worth <= enough * abs(relaxed.bound):
            return columns, laid, relaxed, worth
        columns = joined(table, rules, columns, outside.best(AT_ONCE))


def _within(
    table: Table, rules: Sequence[Rule], cuts: Sequence[Ints], laid: Programme, relaxed: Relaxed, gap: float
) -> tuple[Programme, Bools | None]:
    """The best plan among the journeys that are worth it within a gap."""
    more = nearby.cheaper(table, rules, laid, relaxed, gap + NEARLY).columns.codes
    wide = programme.lay(table, rules, joined(table, rules, laid.columns, more), cuts)
    reduced = np.zeros(len(wide.columns.codes))
    reduced[np.searchsorted(wide.columns.codes, laid.columns.codes)] = relaxed.reduced
    must: Bools = reduced < -gap - NEARLY
    return wide, programme.choose(wide, (reduced <= gap + NEARLY) & ~must, must)


def _round(laid: Programme, relaxed: Relaxed, gap: float) -> Bools | None:
    """A whole plan from one in parts: what is planned in part is chosen anew, with where those people go beside."""
    columns, made = laid.columns, relaxed.values > HALF
    hosts = np.unique(columns.host[relaxed.parted])
    for _ in range(CIRCLES):
        visitors = np.unique(columns.visitor[np.isin(columns.host, hosts) & (relaxed.values > NEARLY)])
        hosts = np.union1d(hosts, columns.host[made & np.isin(columns.visitor, visitors)])
        inside = np.isin(columns.host, hosts)
        found = programme.choose(laid, inside & (relaxed.reduced <= gap), made & ~inside, is_best=False)
        if found is not None:
            return found
        gap *= GROWS
    return None


def joined(table: Table, rules: Sequence[Rule], columns: Columns, codes: Ints) -> Columns:
    """Return the columns with more journeys among them."""
    return programme.make_columns(table, rules, np.concatenate([columns.codes, codes]))


def _pairs(columns: Columns, made: Bools, bound: float) -> Pairs:
    cost = float(columns.cost[made].sum())
    return Pairs(columns.codes[made], cost, min(bound, cost))
