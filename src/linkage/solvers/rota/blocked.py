"""Why there is no rota: the fewest rules that together leave none, and what would have to be let pass of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array, hstack

from linkage.solvers.rota import groups, pairs, programme, weeks
from linkage.solvers.rota.breaches import Breach
from linkage.solvers.rota.highs import TooLong
from linkage.solvers.rota.programme import Columns, Programme
from linkage.solvers.rota.rules import Rule, asked_for
from linkage.solvers.rota.table import Ints, Table
from linkage.solvers.rota.types import Impossible, Problem, Shape, Visit

# So often who visits whom is planned anew before weeks are said to stand in the way.
ROUNDS = 20
# What is let pass costs so much each time, in kilometres: more than all journeys.
LET_PASS = 100_000.0
MOST_NAMED = 3
# By so many a row may be broken: more visitors than most schools have.
FEW = 4
# Rules of weeks are left out together: without one of them there is no week to speak of.
OF_WEEKS = frozenset({"weeks", "once"})
# Who is asked last to let something pass: without visitors there is no round.
LAST = "visitors"
APART = "apart"


def explain(problem: Problem) -> Impossible:
    """Return a smallest set of rules in the way: without any one of them there is a rota. Then what to let pass."""
    table, rules = Table(problem), asked_for(problem)
    left = rules
    for rule in sorted(rules, key=lambda each: each.code == LAST):
        if rule in left:
            fewer = _without(left, rule)
            if not _is_possible(problem, fewer):
                left = fewer
    named = [rule for rule in left if rule.code != "once" or not {each.code for each in left} >= OF_WEEKS]
    passed = {rule.code: _let_pass(table, rules, rule) for rule in named}
    return Impossible(
        rules=tuple(rule.code for rule in named),
        said=tuple(rule.title(problem) for rule in named),
        relax=tuple(_relaxed([each.said for each in those]) for those in passed.values() if those),
        meet=tuple(sorted({frozenset(each.schools) for each in passed.get(APART, ())}, key=sorted)),
    )


def _without(rules: Sequence[Rule], rule: Rule) -> tuple[Rule, ...]:
    out = OF_WEEKS if rule.code in OF_WEEKS else {rule.code}
    return tuple(each for each in rules if each.code not in out)


def _is_possible(problem: Problem, rules: Sequence[Rule]) -> bool:
    """Whether there may be a rota that keeps these rules: what is not known counts, and no rule is blamed for it."""
    codes = {rule.code for rule in rules}
    table = Table(problem if "kept_weeks" in codes else replace(problem, kept_weeks={}))
    if LAST not in codes:
        return "kept" not in codes or _best(table, rules, []) is not None
    cuts: list[Ints] = []
    for _ in range(ROUNDS):
        try:
            found = _best(table, rules, cuts)
        except TooLong:
            return True
        if found is None:
            return False
        if not codes & OF_WEEKS:
            return True
        placed = weeks.place(table, found.codes)
        if not len(placed.unplaced):
            return True
        cuts += placed.in_the_way
    return True


def _best(table: Table, rules: Sequence[Rule], cuts: Sequence[Ints]) -> pairs.Pairs | None:
    make = groups.best if table.settings.shape is Shape.GROUPS else pairs.best
    return make(table, rules, cuts)


def _relaxed(said: Sequence[str]) -> str:
    more = f", and {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else ""
    return f"There is a rota if this may be: {'; '.join(said[:MOST_NAMED])}{more}."


def _let_pass(table: Table, rules: Sequence[Rule], rule: Rule) -> tuple[Breach, ...]:
    """What breaks a rule where it is broken as seldom as may be, and all others are kept; else nothing."""
    if table.settings.shape is Shape.GROUPS:
        return ()
    codes = _with_fewest(table, rules, rule) if rule.code not in OF_WEEKS else _as_they_are(table, rules)
    if codes is None:
        return ()
    week = weeks.place(table, codes).week if rule.code in OF_WEEKS else np.zeros(table.n, np.int64)
    teams = defaultdict(list)
    for code in codes:
        teams[int(code) % table.n].append(table.schools[int(code) // table.n].id)
    visits = [
        Visit(table.schools[host].id, table.weeks[week[host]] if table.weeks else 0, tuple(team))
        for host, team in teams.items()
        if week[host] != weeks.NONE
    ]
    return tuple(rule.broken(table.problem, visits))


def _as_they_are(table: Table, rules: Sequence[Rule]) -> Ints | None:
    found = _best(table, rules, [])
    return None if found is None else found.codes


def _with_fewest(table: Table, rules: Sequence[Rule], rule: Rule) -> Ints | None:
    others = [each for each in rules if each is not rule]
    columns = programme.make_columns(table, others, np.arange(table.n**2))
    if rule.forbids:
        wrong = rule.forbids(table, columns.visitor, columns.host)
        columns = Columns(table.n, columns.codes, columns.cost + LET_PASS * wrong)
    laid = programme.lay(table, rules, columns)
    if rule.row:
        keys, begins = laid.of_rule[rule.code]
        laid = _may_be_broken(laid, np.arange(begins, begins + len(keys)))
    free = np.ones(len(laid.columns.cost), np.bool_)
    try:
        made = programme.choose(laid, free, ~free)
    except TooLong:
        return None
    return None if made is None else columns.codes[made[: len(columns.codes)]]


def _may_be_broken(laid: Programme, rows: Ints) -> Programme:
    """The same rows, of which some may be short of a few or have a few more, at a price for each."""
    at = np.tile(rows, 2 * FEW)
    sign = np.repeat([1.0, -1.0], len(at) // 2)
    one = csr_array((sign, (at, np.arange(len(at)))), shape=(len(laid.low), len(at)))
    cost = np.concatenate([laid.columns.cost, np.full(len(at), LET_PASS)])
    columns = Columns(laid.columns.n, laid.columns.codes, cost)
    return Programme(columns, hstack([laid.matrix, one]).tocsr(), laid.low, laid.high, laid.of_rule)
