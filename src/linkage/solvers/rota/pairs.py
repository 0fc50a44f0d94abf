"""Who visits whom, without weeks: the best there is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from linkage.solvers.rota import nearby, programme, relaxing
from linkage.solvers.rota.highs import HALF
from linkage.solvers.rota.programme import Columns, Programme
from linkage.solvers.rota.relaxing import Relaxed
from linkage.solvers.rota.rules import Rule
from linkage.solvers.rota.table import Bools, Ints, Table
from linkage.solvers.rota.types import NEARLY

# The first gap that is tried, as a share of what a school's visit costs; it grows until it holds a plan.
TRIED, GROWS = 0.02, 4.0
# How often the circle of what is chosen anew is widened, until it holds a plan.
CIRCLES = 4


@dataclass(frozen=True, eq=False)
class Pairs:
    """The codes of the journeys that are planned, in order; what they cost, and what no plan can cost less than."""

    codes: Ints
    cost: float
    bound: float


def best(table: Table, rules: Sequence[Rule], cuts: Sequence[Ints] = ()) -> Pairs | None:
    """Return the best plan that keeps the rules and none of the cuts whole, or None where there is none.

    Beyond a thousand schools it is near the best, and the bound says how near.

    A journey whose reduced cost is more than the gap between the bound and some plan is in no plan that is cheaper, and
    one below minus the gap is in all of them: so few are left to choose among.
    """
    relaxed = relaxing.over_all(table, rules, cuts)
    if relaxed is None:
        return None
    beyond = relaxed.cost - relaxed.bound
    if not relaxed.parted.any() and beyond <= NEARLY:
        return _pairs(relaxed.laid.columns, relaxed.values > HALF, relaxed.bound)
    gap = max(TRIED * abs(relaxed.bound) / table.n, beyond, NEARLY)
    return (_near(relaxed, gap) if table.n > relaxing.EXACT else None) or _to_the_end(table, rules, cuts, relaxed, gap)


def _near(relaxed: Relaxed, gap: float) -> Pairs | None:
    """The plan in parts made whole, round what is planned in part."""
    laid, made = relaxed.laid, relaxed.values > HALF
    found = _round(relaxed, laid, made, np.unique(laid.columns.host[relaxed.parted]), gap)
    return None if found is None else _pairs(laid.columns, found, relaxed.bound)


def _to_the_end(
    table: Table, rules: Sequence[Rule], cuts: Sequence[Ints], relaxed: Relaxed, gap: float
) -> Pairs | None:
    """The best plan, from a gap that is widened until it holds one; None where all journeys hold none."""
    bound = relaxed.bound
    while True:
        wide, made = _within(table, rules, cuts, relaxed, gap)
        if made is not None:
            cost = float(wide.columns.cost[made].sum())
            if cost <= bound + gap + NEARLY:
                return _pairs(wide.columns, made, cost)
            gap = cost - bound
        elif len(wide.columns.codes) == len(nearby.everybody(table, rules).codes) and gap > wide.columns.cost.sum():
            return None
        else:
            gap *= GROWS


def _within(
    table: Table, rules: Sequence[Rule], cuts: Sequence[Ints], relaxed: Relaxed, gap: float
) -> tuple[Programme, Bools | None]:
    """The best plan among the journeys that are worth it within a gap."""
    columns, reduced = relaxing.within(table, rules, relaxed, gap)
    laid = programme.lay(table, rules, columns, cuts)
    must: Bools = reduced < -gap - NEARLY
    return laid, programme.choose(laid, ~must, must)


def _round(relaxed: Relaxed, laid: Programme, made: Bools, hosts: Ints, gap: float) -> Bools | None:
    """A whole plan that is `made` but for who visits some hosts; where that leaves none, with where those people go."""
    columns = laid.columns
    for _ in range(CIRCLES):
        inside = np.isin(columns.host, hosts)
        found = programme.choose(laid, inside & (relaxed.reduced <= gap), made & ~inside, is_best=False)
        if found is not None:
            return found
        visitors = np.unique(columns.visitor[inside & ((relaxed.values > NEARLY) | made)])
        hosts = np.union1d(hosts, columns.host[made & np.isin(columns.visitor, visitors)])
        gap *= GROWS
    return None


def _pairs(columns: Columns, made: Bools, bound: float) -> Pairs:
    cost = float(columns.cost[made].sum())
    return Pairs(np.sort(columns.codes[made]), cost, min(bound, cost))
