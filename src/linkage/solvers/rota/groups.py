"""Schools in groups, pairs or triads, in which each visits each: every school stands in exactly one of the groups.

Where the number does not divide, some groups have one school more. Of a small round all groups are weighed; of a large
one those of near schools, and what no plan can cost less than is then what each school's nearest would cost.
"""

from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np
from scipy.sparse import csr_array, vstack
from scipy.spatial import KDTree

from linkage.solvers.rota.highs import pick
from linkage.solvers.rota.pairs import Pairs
from linkage.solvers.rota.programme import allowed
from linkage.solvers.rota.roles import ROLES
from linkage.solvers.rota.rules import Rule
from linkage.solvers.rota.table import Bools, Floats, Ints, Table

# So many groups are weighed at most; where there are more, each school's with those near it.
ALL, NEAR = 60_000, 12


def best(table: Table, rules: Sequence[Rule], cuts: Sequence[Ints] = ()) -> Pairs | None:
    """Return the groups that cost least, or None where the rules leave none."""
    number = table.n // (table.settings.visitors + 1)
    if not number:
        return None
    small, larger = divmod(table.n, number)
    codes = np.arange(table.n**2)
    may = allowed(table, rules, codes // table.n, codes % table.n).reshape(table.n, table.n)
    may &= may.T
    costs = np.where(may, table.cost_of(codes).reshape(may.shape), np.inf)
    sizes = {small: number - larger, **({small + 1: larger} if larger else {})}
    groups = [group for size in sizes for group in _groups(table, rules, may, size)]
    chosen = _chosen(table, groups, costs, sizes, cuts)
    if chosen is None:
        return None
    cost = float(sum(_cost(costs, group) for group in chosen))
    is_all = all(comb(table.n, size) <= ALL for size in sizes)
    cheapest = np.sort(costs, axis=0)[: small - 1]
    bound = cost if is_all else float(cheapest[np.isfinite(cheapest)].sum())
    pairs = [(one, other) for group in chosen for one in group for other in group if one != other]
    made = [visitor * table.n + host for visitor, host in pairs if not table.visited[host]]
    return Pairs(np.unique(np.array(made, np.int64)), cost, min(bound, cost))


def _groups(table: Table, rules: Sequence[Rule], may: Bools, size: int) -> list[tuple[int, ...]]:
    """The groups of one size in which each may visit each, and that break no rule by themselves."""
    codes = {rule.code for rule in rules}
    together = np.union1d(table.codes(table.problem.kept), table.been)
    kept = [(int(code) // table.n, int(code) % table.n) for code in together]
    able = [table.able[role.code] for role in ROLES if role.code in codes]
    phases = 2 if "mixed" in codes else 1
    return [
        group
        for group in sorted(_candidates(table, size))
        if all(may[one, other] for one, other in combinations(group, 2))
        # Whoever is visited does nothing in that team: so two have to be able.
        and all(each[list(group)].sum() > 1 for each in able)
        and len(set(table.phase[list(group)])) >= phases
        and all((one in group) == (other in group) for one, other in kept)
    ]


def _candidates(table: Table, size: int) -> set[tuple[int, ...]]:
    if comb(table.n, size) <= ALL:
        return set(combinations(range(table.n), size))
    _, near = KDTree(table.places).query(table.places, k=min(NEAR, table.n))
    return {
        tuple(sorted({row, *others}))
        for row, those in enumerate(near.tolist())
        for others in combinations([each for each in those if each != row], size - 1)
    }


def _cost(costs: Floats, group: Sequence[int]) -> float:
    return float(sum(costs[one, other] + costs[other, one] for one, other in combinations(group, 2)))


def _chosen(
    table: Table, groups: Sequence[tuple[int, ...]], costs: Floats, sizes: dict[int, int], cuts: Sequence[Ints]
) -> list[tuple[int, ...]] | None:
    """The cheapest groups in which each school stands once; of each size so many."""
    if not groups:
        return None
    rows = np.concatenate([np.array(group) for group in groups])
    at = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    once = csr_array((np.ones(len(rows)), (rows, at)), shape=(table.n, len(groups)))
    of_size = csr_array(np.array([[len(group) == size for group in groups] for size in sizes], np.float64))
    made = [csr_array([[float(_within(cut, table.n, group)) for group in groups] for cut in cuts])] if cuts else []
    number = [*np.ones(table.n), *sizes.values()]
    low = np.array([*number, *(-np.inf for _ in cuts)])
    high = np.array([*number, *(len(cut) - 1.0 for cut in cuts)])
    costs_of = np.array([_cost(costs, group) for group in groups])
    found = pick(costs_of, vstack([once, of_size, *made]).tocsr(), low, high)
    return None if found is None else [groups[at] for at in np.flatnonzero(found).tolist()]


def _within(cut: Ints, n: int, group: Sequence[int]) -> int:
    """How many of the journeys of a cut a group makes."""
    return int((np.isin(cut // n, group) & np.isin(cut % n, group)).sum())
