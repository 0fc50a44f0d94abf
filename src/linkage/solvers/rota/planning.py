"""Who visits whom, then weeks; where somebody finds none, both together round it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from linkage.solvers.rota import groups, nearby, neighbourhoods, pairs, relaxing, roles, weeks
from linkage.solvers.rota.highs import TooLong
from linkage.solvers.rota.neighbourhoods import Draft
from linkage.solvers.rota.rules import Rule
from linkage.solvers.rota.table import Ints, Table
from linkage.solvers.rota.types import Rota, Shape, Visit

# How often who visits whom is planned anew for want of a week: of groups, which nothing else betters, and of others.
TURNS_OF_GROUPS, TURNS = 30, 4


def plan(table: Table, rules: Sequence[Rule]) -> Rota | None:
    """Return the best rota that was found, or None where there is none; it names those who found no week in time.

    Raises TooLong where HiGHS says of who visits whom neither the best nor that there is none.
    """
    if table.visited.all():
        nothing = Draft(np.empty(0, np.int64), np.full(table.n, weeks.NONE), 0.0, 0.0)
        return make_rota(table, nothing)
    draft = _in_turn(table, rules)
    if draft and _wants_both(table, draft):
        draft = _together(table, rules, draft)
    return make_rota(table, draft) if draft else None


def may_be(table: Table, rules: Sequence[Rule]) -> bool:
    """Whether there may be a rota: what is not known counts."""
    try:
        draft = _in_turn(table, rules)
        if draft and _wants_both(table, draft):
            draft = neighbourhoods.anyhow(table, rules, nearby.enough(table, rules, draft.codes), draft)
    except TooLong:
        return True
    return draft is not None


def _wants_both(table: Table, draft: Draft) -> bool:
    """Whether journeys and weeks are to be chosen together: groups are planned whole, and only anew."""
    return table.settings.shape is Shape.PANEL and len(draft.waiting(table)) > 0


def _together(table: Table, rules: Sequence[Rule], draft: Draft) -> Draft | None:
    """Those without a week are given one where that costs least; where that cannot be, all are planned anew."""
    columns = nearby.enough(table, rules, draft.codes)
    try:
        whole = neighbourhoods.anyhow(table, rules, columns, draft)
    except TooLong:
        whole = draft
    if whole is None:
        return None
    draft = neighbourhoods.placed(table, rules, columns, draft)
    draft = whole if len(draft.waiting(table)) else draft
    is_near = table.n > relaxing.EXACT or len(draft.waiting(table)) > 0
    return draft if is_near else neighbourhoods.better(table, rules, draft)


def _in_turn(table: Table, rules: Sequence[Rule]) -> Draft | None:
    """Who visits whom first, then weeks; and again without what leaves no week."""
    is_group = table.settings.shape is Shape.GROUPS
    few = TURNS if table.n <= relaxing.EXACT else 1
    make, turns = (groups.best, TURNS_OF_GROUPS) if is_group else (pairs.best, few)
    cuts, is_proven, bound = list[Ints](), True, -np.inf
    nearly: Draft | None = None
    for _ in range(turns):
        found = make(table, rules, cuts)
        if found is None:
            return nearly if not is_proven else None
        bound = found.bound if is_proven else bound
        placed = weeks.place(table, found.codes)
        made = Draft(found.codes, placed.week, found.cost, bound)
        if nearly is None or len(made.waiting(table)) < len(nearly.waiting(table)):
            nearly = made
        if not len(made.waiting(table)):
            break
        cuts += placed.in_the_way
        is_proven &= placed.is_proven
    # Of plans that leave somebody without a week the cheapest may cost less than any that leaves nobody.
    return nearly and replace(nearly, bound=bound)


def make_rota(table: Table, draft: Draft) -> Rota:
    """Return the visits of these journeys in these weeks, and who does what in each."""
    teams = [tuple(table.schools[row].id for row in team) for team in weeks.teams_of(table, draft.codes)]
    does = roles.shared_out(table.problem, teams, {})
    made = [
        Visit(table.schools[host].id, table.weeks[int(draft.week[host])], teams[host], **does[host])
        for host in range(table.n)
        if draft.week[host] != weeks.NONE and not table.visited[host]
    ]
    made += table.problem.been
    made.sort(key=lambda each: (each.week, each.host))
    unplaced = tuple(table.schools[host].id for host in draft.waiting(table))
    return Rota(tuple(made), draft.cost, draft.bound, unplaced)
