"""The best rota: who visits whom, then weeks; where somebody finds none, who visits whom is planned anew."""

from collections.abc import Callable, Sequence

import numpy as np

from linkage.solvers.rota import blocked, groups, pairs, roles, together, weeks
from linkage.solvers.rota.highs import TooLong
from linkage.solvers.rota.pairs import Pairs
from linkage.solvers.rota.rules import Rule, asked_for
from linkage.solvers.rota.table import Ints, Table
from linkage.solvers.rota.together import Standing
from linkage.solvers.rota.types import Impossible, Problem, Rota, Shape, Visit

# How often who visits whom is planned anew for want of a week.
ROUNDS = 30
NOT_KNOWN = "No rota was found within a minute, and there may be one. Let a rule go, or offer more weeks"
# Of so few schools weeks and journeys are chosen together where planning anew a few times has not helped.
FEW, ROUNDS_OF_FEW = 16, 4


def solve(problem: Problem) -> Rota | Impossible:
    """Return the best rota that keeps all rules of the round, or which of them stand in the way.

    The best costs least: kilometres, long ones weighed more, less what is liked (`Table.cost`). The order in which
    schools are written down changes nothing. Where some visits find no week within thirty plans, the rota names them.
    What has been stands in it as it was.
    """
    table, rules = Table(problem), asked_for(problem)
    is_group = problem.settings.shape is Shape.GROUPS
    if table.visited.all():
        return make_rota(table, np.empty(0, np.int64), np.full(table.n, weeks.NONE), 0.0, 0.0)
    is_few = table.n <= FEW and not is_group
    try:
        found = _in_turn(table, rules, ROUNDS_OF_FEW if is_few else ROUNDS, groups.best if is_group else pairs.best)
        if is_few and found is not None and found.unplaced:
            found = _together(table, rules)
    except TooLong:
        return Impossible((), (NOT_KNOWN,), ())
    return blocked.explain(problem) if found is None else found


def _in_turn(
    table: Table,
    rules: Sequence[Rule],
    rounds: int,
    make: Callable[[Table, Sequence[Rule], Sequence[Ints]], Pairs | None],
) -> Rota | None:
    """Who visits whom first, then weeks; and again without what leaves no week."""
    cuts, is_proven, bound = list[Ints](), True, -np.inf
    found: Pairs | None = None
    nearly: Rota | None = None
    for _ in range(rounds):
        found = (found and pairs.again(table, rules, cuts, found)) or make(table, rules, cuts)
        if found is None:
            return nearly if not is_proven else None
        bound = found.bound if is_proven else bound
        placed = weeks.place(table, found.codes)
        made = make_rota(table, found.codes, placed.week, found.cost, min(bound, found.cost))
        if not made.unplaced:
            return made
        if nearly is None or len(made.unplaced) < len(nearly.unplaced):
            nearly = made
        cuts += placed.in_the_way
        is_proven &= placed.is_proven
    return nearly


def _together(table: Table, rules: Sequence[Rule]) -> Rota | None:
    found = together.choose(table, rules, Standing())
    if found is None:
        return None
    cost = float(table.cost_of(found[0]).sum())
    return make_rota(table, *found, cost, cost)


def make_rota(table: Table, codes: Ints, week: Ints, cost: float, bound: float) -> Rota:
    """Return the visits of these journeys in these weeks, and who does what in each."""
    teams = [tuple(table.schools[row].id for row in team) for team in weeks.teams_of(table, codes)]
    does = roles.shared_out(table.problem, teams, {})
    made = [
        Visit(table.schools[host].id, table.weeks[int(week[host])], teams[host], **does[host])
        for host in range(table.n)
        if week[host] != weeks.NONE and not table.visited[host]
    ]
    made += table.problem.been
    made.sort(key=lambda each: (each.week, each.host))
    unplaced = tuple(table.schools[host].id for host in np.flatnonzero((week == weeks.NONE) & ~table.visited))
    return Rota(tuple(made), float(cost), float(bound), unplaced)
