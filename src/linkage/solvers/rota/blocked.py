"""Why there is no rota: the fewest rules that together leave none, and what would have to be let pass of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array, hstack

from linkage.solvers.rota import groups, nearby, pairs, planning, programme, together, weeks
from linkage.solvers.rota.breaches import Breach
from linkage.solvers.rota.highs import TooLong
from linkage.solvers.rota.programme import DEAREST, Columns, Programme
from linkage.solvers.rota.rules import Rule, asked_for
from linkage.solvers.rota.table import Ints, Table
from linkage.solvers.rota.together import Limits, Standing
from linkage.solvers.rota.types import Impossible, Problem, Shape, Visit

MOST_NAMED = 3
# By so many a row may be broken: more visitors than most schools have.
FEW = 4
# Rules of weeks are left out together: without one of them there is no week to speak of.
OF_WEEKS = frozenset({"weeks", "once"})
KEPT_WEEKS = "kept_weeks"
# Who is asked last to let something pass: without visitors there is no round.
LAST = "visitors"
APART = "apart"
A_WHILE = Limits(is_best=False, seconds=10.0)


@dataclass(frozen=True)
class Passed:
    """What breaks a rule where it is broken as seldom as was found; whether that leaves everybody a week."""

    breaches: tuple[Breach, ...]
    has_weeks: bool

    def said(self) -> str:
        """Return it as one sentence."""
        said = [each.said for each in self.breaches]
        more = f", and {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else ""
        begins = "There is a rota if this may be" if self.has_weeks else "Weeks aside, there is a rota if this may be"
        return f"{begins}: {'; '.join(said[:MOST_NAMED])}{more}."


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
    passed = {rule.code: each for rule in named if (each := _let_pass(table, rules, rule)) and each.breaches}
    meet = passed[APART].breaches if APART in passed else ()
    return Impossible(
        rules=tuple(rule.code for rule in named),
        said=tuple(rule.title(problem) for rule in named),
        relax=tuple(each.said() for each in sorted(passed.values(), key=lambda each: len(each.breaches))),
        meet=tuple(sorted({frozenset(each.schools) for each in meet}, key=sorted)),
    )


def _without(rules: Sequence[Rule], rule: Rule) -> tuple[Rule, ...]:
    out = OF_WEEKS if rule.code in OF_WEEKS else {rule.code}
    return tuple(each for each in rules if each.code not in out)


def _is_possible(problem: Problem, rules: Sequence[Rule]) -> bool:
    """Whether there may be a rota that keeps these rules: what is not known counts."""
    codes = {rule.code for rule in rules}
    table = Table(problem if KEPT_WEEKS in codes else replace(problem, kept_weeks={}))
    if LAST not in codes and "kept" not in codes:
        return True
    if LAST in codes and codes & OF_WEEKS:
        return planning.may_be(table, rules)
    make = groups.best if table.settings.shape is Shape.GROUPS else pairs.best
    try:
        return make(table, rules) is not None
    except TooLong:
        return True


def _let_pass(table: Table, rules: Sequence[Rule], rule: Rule) -> Passed | None:
    """What to let pass of a rule where all others are kept; None where that helps nothing, or is not known."""
    if table.settings.shape is Shape.GROUPS:
        return None
    if rule.code in OF_WEEKS | {KEPT_WEEKS}:
        return _told(table, rule, _in_other_weeks(table, rules, rule), has_weeks=True)
    laid = _laid(table, rules, rule)
    found = _with_weeks(table, laid)
    if found is not None:
        return _told(table, rule, found, has_weeks=True)
    return _told(table, rule, _without_weeks(table, laid), has_weeks=False)


def _told(table: Table, rule: Rule, found: tuple[Ints, Ints] | None, *, has_weeks: bool) -> Passed | None:
    """What breaks the rule in the plan that was found."""
    if found is None:
        return None
    codes, week = found
    visits = [
        Visit(
            table.schools[host].id,
            table.weeks[week[host]] if week[host] != weeks.NONE else 0,
            tuple(table.schools[row].id for row in team),
        )
        for host, team in enumerate(weeks.teams_of(table, codes))
        if team
    ]
    return Passed(tuple(rule.broken(table.problem, visits)), has_weeks)


def _laid(table: Table, rules: Sequence[Rule], rule: Rule) -> Programme:
    """The rows of the rules, of which one may be broken at a price for each time."""
    others = [each for each in rules if each is not rule]
    columns = nearby.enough(table, others, table.codes(table.problem.kept))
    if rule.forbids:
        wrong = rule.forbids(table, columns.visitor, columns.host)
        columns = Columns(table.n, columns.codes, columns.cost + DEAREST * wrong)
    laid = programme.lay(table, rules, columns)
    if rule.row:
        keys, begins = laid.of_rule[rule.code]
        laid = _may_be_broken(laid, np.arange(begins, begins + len(keys)))
    return laid


def _with_weeks(table: Table, laid: Programme) -> tuple[Ints, Ints] | None:
    try:
        return together.choose(table, laid, _nothing(table), limits=A_WHILE)
    except TooLong:
        return None


def _without_weeks(table: Table, laid: Programme) -> tuple[Ints, Ints] | None:
    free = np.ones(len(laid.columns.cost), np.bool_)
    try:
        made = programme.choose(laid, free, ~free)
    except TooLong:
        return None
    codes = laid.columns.codes
    return None if made is None else (codes[made[: len(codes)]], np.full(table.n, weeks.NONE))


def _in_other_weeks(table: Table, rules: Sequence[Rule], rule: Rule) -> tuple[Ints, Ints] | None:
    """The plan with the fewest who would have to come, or be visited, in a week of the round that is not theirs."""
    schools = table.problem.schools
    if rule.code in OF_WEEKS:
        every = frozenset(table.weeks)
        schools = tuple(replace(each, host_weeks=every, visit_weeks=every) for each in schools)
    wide = Table(replace(table.problem, schools=schools, kept_weeks={}))
    laid = programme.lay(wide, rules, nearby.enough(wide, rules, table.codes(table.problem.kept)))
    limits = replace(A_WHILE, counts_journeys=False)
    try:
        return together.choose(wide, laid, _nothing(wide), strict=table, limits=limits)
    except TooLong:
        return None


def _nothing(table: Table) -> Standing:
    """Nothing stands."""
    return Standing(np.full(table.n, weeks.NONE), table.to_come)


def _may_be_broken(laid: Programme, rows: Ints) -> Programme:
    """The same rows, of which some may be short of a few or have a few more, at a price for each."""
    at = np.tile(rows, 2 * FEW)
    sign = np.repeat([1.0, -1.0], len(at) // 2)
    one = csr_array((sign, (at, np.arange(len(at)))), shape=(len(laid.low), len(at)))
    cost = np.concatenate([laid.columns.cost, np.full(len(at), DEAREST)])
    columns = Columns(laid.columns.n, laid.columns.codes, cost)
    return Programme(columns, hstack([laid.matrix, one]).tocsr(), laid.low, laid.high, laid.of_rule)
