"""A rota bettered here and there: a few visits are taken out, and who makes them and when is chosen anew, together.

So a visit that found no week comes to one, and what that cost is looked for again where it was lost (large
neighbourhood search, Shaw 1998). Each choice is made by HiGHS, and is the best there is with all others as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from linkage.solvers.rota import nearby, programme, relaxing, together, weeks
from linkage.solvers.rota.highs import TooLong
from linkage.solvers.rota.programme import Columns
from linkage.solvers.rota.relaxing import Relaxed
from linkage.solvers.rota.rules import Rule
from linkage.solvers.rota.table import Ints, Table
from linkage.solvers.rota.together import Limits, Standing
from linkage.solvers.rota.types import NEARLY

# How many visits look for another week with one that has none: more each time.
LOOSE = (1, 6, 12)
# So many schools round them may be visited by others; of a round of few, all.
INSIDE = 30
A_PLACE = Limits(is_best=False, seconds=2.0)
ANY = Limits(is_best=False, seconds=20.0, counts_journeys=False)
# How many visits are taken out at once to look for something cheaper; so often without any, and in all; and how long.
TAKEN = (4, 6, 8, 10)
PATIENCE, MOST_TURNS, SECONDS = 8, 40, 2.0
# Cheaper by ten centimetres, or not at all.
CHEAPER = 1e-4
# Of so few choices all are weighed at once in the end.
FEW, TO_THE_END = 2_500, 20.0


@dataclass(frozen=True, eq=False)
class Draft:
    """Who visits whom, by codes in order, and the week of each host, an index of `Table.weeks` or NONE.

    Costs are weighed kilometres; none costs less than `bound`.
    """

    codes: Ints
    week: Ints
    cost: float
    bound: float

    def waiting(self, table: Table) -> Ints:
        """Return the hosts that are to be visited and have no week."""
        return np.flatnonzero((self.week == weeks.NONE) & ~table.visited)


def anyhow(table: Table, rules: Sequence[Rule], columns: Columns, draft: Draft) -> Draft | None:
    """Return some rota of these journeys in which all have a week, whatever it costs, or None where there is none.

    Raises TooLong where that is not known: of more schools than `nearby.EVERYBODY` not all journeys are weighed.
    """
    if len(columns.codes) > together.MOST:
        raise TooLong
    laid = programme.lay(table, rules, columns)
    found = together.choose(table, laid, Standing(draft.week, table.to_come), limits=ANY)
    if found is None and table.n > nearby.EVERYBODY:
        raise TooLong
    return None if found is None else _draft(table, *found, draft.bound)


def placed(table: Table, rules: Sequence[Rule], columns: Columns, draft: Draft) -> Draft:
    """Return a rota in which those have a week who had none, as far as others near them can make place."""
    for host in draft.waiting(table).tolist():
        for number in LOOSE if draft.week[host] == weeks.NONE else ():
            loose = _grown(weeks.beside(table, draft.codes), [host], number)
            if (found := _tried(table, rules, columns, draft, loose, A_PLACE)) is not None:
                draft = found
                break
    return draft


def better(table: Table, rules: Sequence[Rule], draft: Draft) -> Draft:
    """Return a rota as cheap as was found, all with a week; where nothing is cheaper its bound says so."""
    relaxed = relaxing.over_all(table, rules, [])
    if relaxed is None:
        return draft
    chance, fails = np.random.default_rng(0), 0
    for _ in range(MOST_TURNS):
        if fails == PATIENCE or draft.cost <= draft.bound + NEARLY:
            break
        columns, reduced = relaxing.within(table, rules, relaxed, draft.cost - relaxed.bound)
        lost = np.bincount(columns.host, np.maximum(reduced, 0) * np.isin(columns.codes, draft.codes), table.n) + NEARLY
        first = int(chance.choice(table.n, p=lost / lost.sum()))
        loose = _grown(weeks.beside(table, draft.codes), [first], TAKEN[fails % len(TAKEN)], chance)
        limits = Limits(is_best=False, below=draft.cost - CHEAPER, seconds=SECONDS)
        found = _tried(table, rules, columns, draft, loose, limits)
        draft, fails = (draft, fails + 1) if found is None else (found, 0)
    return _to_the_end(table, rules, draft, relaxed)


def _to_the_end(table: Table, rules: Sequence[Rule], draft: Draft, relaxed: Relaxed) -> Draft:
    """Whether anything at all is cheaper, where there are few enough choices to say so."""
    columns, _ = relaxing.within(table, rules, relaxed, draft.cost - relaxed.bound)
    if draft.cost <= draft.bound + NEARLY or len(columns.codes) * len(table.weeks) > FEW:
        return draft
    limits = Limits(below=draft.cost - CHEAPER, seconds=TO_THE_END)
    try:
        found = _anew(table, rules, columns, draft, table.to_come, limits)
    except TooLong:
        return draft
    return replace(draft, bound=draft.cost - CHEAPER) if found is None else replace(found, bound=found.cost)


def _tried(
    table: Table, rules: Sequence[Rule], columns: Columns, draft: Draft, loose: Ints, limits: Limits
) -> Draft | None:
    try:
        return _anew(table, rules, columns, draft, loose, limits)
    except TooLong:
        return None


def _anew(
    table: Table, rules: Sequence[Rule], columns: Columns, draft: Draft, loose: Ints, limits: Limits
) -> Draft | None:
    """The rota with other weeks for the loose, and others who visit them and those round them."""
    number = table.n if table.n <= nearby.EVERYBODY else INSIDE
    inside = _grown(weeks.beside(table, draft.codes), loose.tolist(), number)
    made = draft.codes[~np.isin(draft.codes % table.n, inside)]
    codes = np.concatenate([columns.codes[np.isin(columns.host, inside)], made])
    laid = programme.lay(table, rules, programme.make_columns(table, rules, codes))
    found = together.choose(table, laid, Standing(draft.week, loose, made), limits=limits)
    return None if found is None else _draft(table, *found, draft.bound)


def _draft(table: Table, codes: Ints, week: Ints, bound: float) -> Draft:
    return Draft(codes, week, float(table.cost_of(codes).sum()), bound)


def _grown(beside: Sequence[set[int]], start: Sequence[int], number: int, chance: Generator | None = None) -> Ints:
    """So many visits: those to start with, those that share somebody with them, and so on; by chance, or in order."""
    found = dict.fromkeys(start)
    ring = sorted(found)
    while ring and len(found) < number:
        ring = sorted(set().union(*(beside[each] for each in ring)) - found.keys())
        if chance:
            chance.shuffle(ring)
        found.update(dict.fromkeys(ring[: number - len(found)]))
    return np.array(sorted(found), np.int64)
