"""The rules of a round, each with its name, how it narrows what may be planned, and the sentence for what breaks it.

The same rules make a rota and judge one, whoever made it: the solver, or somebody who swaps two names by hand. A rule
forbids journeys (`forbids`), or counts those of a row (`row`), or says something of weeks, which `weeks` keeps.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from linkage.kernel import words
from linkage.solvers.rota import breaches
from linkage.solvers.rota.breaches import Breach, Breaches
from linkage.solvers.rota.roles import LEAD, WRITER, Role
from linkage.solvers.rota.table import Bools, Floats, Ints, Table
from linkage.solvers.rota.types import Journey, Problem, Rota, Shape, Visit


@dataclass(frozen=True, slots=True)
class Row:
    """Journeys that are counted together: `key` says with which others, `counts` whether; then how few, and how many.

    `keys` are those that have a row though no journey be left for it; None where one journey alone breaks nothing.
    """

    key: Callable[[Table, Ints, Ints], Ints]
    counts: Callable[[Table, Ints, Ints], Bools]
    low: Callable[[Table, Ints], Floats]
    high: Callable[[Table, Ints], Floats]
    keys: Callable[[Table], Ints] | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `holds` says whether a round asks for it, `counts_been` whether visits that have been count in it."""

    code: str
    title: Callable[[Problem], str]
    holds: Callable[[Problem], bool]
    breaches: Breaches
    forbids: Callable[[Table, Ints, Ints], Bools] | None = None
    row: Row | None = None
    counts_been: bool = False

    def broken(self, problem: Problem, visits: Sequence[Visit]) -> Iterator[Breach]:
        """Return what breaks it; what has been is as it was, whatever stands of it among the visits."""
        to_come = [each for each in visits if each.host not in problem.visited]
        return self.breaches(problem, [*to_come, *problem.been] if self.counts_been else to_come)


def judge(problem: Problem, visits: Rota | Sequence[Visit]) -> tuple[Breach, ...]:
    """Return what breaks a rule that the round asks for, in the order of the rules."""
    made = visits.visits if isinstance(visits, Rota) else visits
    return tuple(breach for rule in asked_for(problem) for breach in rule.broken(problem, made))


def asked_for(problem: Problem) -> tuple[Rule, ...]:
    """Return the rules that this round asks for."""
    return tuple(rule for rule in RULES if rule.holds(problem))


# Journeys, counted


def by_host(_table: Table, _visitor: Ints, host: Ints) -> Ints:
    """Return the row of the school visited: its visits are counted."""
    return host


def by_visitor(_table: Table, visitor: Ints, _host: Ints) -> Ints:
    """Return the row of the school whose head goes: its journeys are counted."""
    return visitor


def by_both(table: Table, visitor: Ints, host: Ints) -> Ints:
    """Return one number for both schools, whoever goes."""
    return np.minimum(visitor, host) * table.n + np.maximum(visitor, host)


def _all(_table: Table, visitor: Ints, _host: Ints) -> Bools:
    return np.ones(len(visitor), np.bool_)


def _differs(table: Table, visitor: Ints, host: Ints) -> Bools:
    found: Bools = table.phase[visitor] != table.phase[host]
    return found


def _every(table: Table) -> Ints:
    return np.arange(table.n)


def _have_no_week(table: Table, visitor: Ints, host: Ints) -> Bools:
    return np.asarray(~(table.goes_in[visitor] & table.hosts_in[host]).any(axis=1), np.bool_)


def _number(value: float) -> Callable[[Table, Ints], Floats]:
    return lambda _table, keys: np.full(len(keys), value)


def _visitors(table: Table, keys: Ints) -> Floats:
    return np.where(table.visited[keys], 0.0, float(table.settings.visitors))


def _one_to_come(table: Table, keys: Ints) -> Floats:
    """One for each school whose visit is to come."""
    return np.where(table.visited[keys], 0.0, 1.0)


def _back(table: Table, visitor: Ints, host: Ints) -> Bools:
    """Journeys back to whom somebody has visited already."""
    return np.isin(host * table.n + visitor, table.been)


def _apart_codes(table: Table) -> Ints:
    pairs = [tuple(each) for each in table.problem.apart if len(each) > 1]
    return table.codes((Journey(one, other) for one, other in pairs), either_way=True)


def _heads(number: int) -> str:
    return words.count(number, "head")


def _titles_out(problem: Problem) -> str:
    low, high = problem.settings.at_least, problem.settings.at_most
    return f"Every head goes out {low} times" if low == high else f"Every head goes out {low} to {high} times"


def _is_panel(problem: Problem) -> bool:
    return problem.settings.shape is Shape.PANEL


def _always(_problem: Problem) -> bool:
    return True


VISITORS = Rule(
    "visitors",
    lambda problem: f"Every school is visited by {_heads(problem.settings.visitors)}",
    _always,
    breaches.too_few_visitors,
    row=Row(by_host, _all, _visitors, _visitors, _every),
)
OUT = Rule(
    "out",
    _titles_out,
    _is_panel,
    breaches.out_wrongly_often,
    row=Row(
        by_visitor,
        _all,
        lambda table, keys: table.low[keys].astype(np.float64),
        lambda table, keys: table.high[keys].astype(np.float64),
        _every,
    ),
    counts_been=True,
)
MUTUAL = Rule(
    "mutual",
    lambda _: "No two schools visit each other",
    lambda problem: _is_panel(problem) and not problem.settings.allows_mutual,
    breaches.mutual,
    forbids=_back,
    counts_been=True,
    row=Row(by_both, _all, _number(-np.inf), _number(1.0), None),
)
MIXED = Rule(
    "mixed",
    lambda _: "Somebody from another phase is in every team",
    lambda problem: problem.settings.mixes_phases,
    breaches.not_mixed,
    row=Row(by_host, _differs, _one_to_come, _number(np.inf), _every),
)


def _somebody_can(role: Role) -> Rule:
    """The rule that somebody in every team can do something: write the report, lead the visit."""
    return Rule(
        role.code,
        lambda _: f"Somebody in every team can {role.does}",
        lambda problem: role.is_asked(problem.settings),
        breaches.nobody_can(role),
        row=Row(
            by_host,
            lambda table, visitor, _host: table.able[role.code][visitor],
            _one_to_come,
            _number(np.inf),
            _every,
        ),
    )


WRITES, LEADS = _somebody_can(WRITER), _somebody_can(LEAD)
TRUST = Rule(
    "trust",
    lambda _: "No one visits a school in the same trust",
    lambda problem: problem.settings.other_trust,
    breaches.pairs(
        "trust",
        breaches.is_same_trust,
        lambda problem, journey: breaches.visits(problem, journey, ", which is in the same trust"),
    ),
    forbids=lambda table, visitor, host: (table.trust[visitor] >= 0) & (table.trust[visitor] == table.trust[host]),
)
DISTANCE = Rule(
    "distance",
    lambda problem: f"No journey is longer than {breaches.miles(problem.settings.limit_km or 0)}",
    lambda problem: problem.settings.limit_km is not None,
    breaches.pairs(
        "distance",
        breaches.is_far,
        lambda problem, each: breaches.visits(
            problem, each, f", {breaches.miles(problem.km(each.visitor, each.host))} away"
        ),
    ),
    forbids=lambda table, visitor, host: table.km(visitor, host) > (table.settings.limit_km or np.inf),
)
EARLIER = Rule(
    "earlier",
    lambda _: "No pair repeats from an earlier round",
    lambda problem: bool(problem.earlier),
    breaches.pairs(
        "earlier",
        breaches.met,
        lambda problem, journey: breaches.visits(problem, journey, ", and they met in an earlier round"),
    ),
    forbids=lambda table, visitor, host: np.isin(
        visitor * table.n + host, table.codes(table.problem.earlier, either_way=True)
    ),
)
APART = Rule(
    "apart",
    lambda _: "Schools that should not meet are kept apart",
    lambda problem: bool(problem.apart),
    breaches.pairs(
        "apart",
        breaches.is_apart,
        lambda problem, journey: breaches.visits(problem, journey, ", and the two should not meet"),
    ),
    forbids=lambda table, visitor, host: np.isin(visitor * table.n + host, _apart_codes(table)),
)
RULED_OUT = Rule(
    "ruled_out",
    lambda _: "Nothing that was ruled out by hand is planned",
    lambda problem: bool(problem.ruled_out),
    breaches.pairs(
        "ruled_out",
        lambda problem, journey: journey in problem.ruled_out,
        lambda problem, journey: breaches.visits(problem, journey, ", which was ruled out by hand"),
    ),
    forbids=lambda table, visitor, host: np.isin(visitor * table.n + host, table.codes(table.problem.ruled_out)),
)
KEPT = Rule(
    "kept",
    lambda _: "Everything that was kept by hand is planned",
    lambda problem: bool(problem.kept),
    breaches.not_kept,
    row=Row(
        lambda table, visitor, host: visitor * table.n + host,
        lambda table, visitor, host: np.isin(visitor * table.n + host, table.codes(table.problem.kept)),
        _number(1.0),
        _number(1.0),
        lambda table: table.codes(table.problem.kept),
    ),
)
WEEKS = Rule(
    "weeks",
    lambda _: "Everybody can come in the week that is planned",
    _always,
    breaches.wrong_weeks,
    forbids=_have_no_week,
)
ONCE = Rule("once", lambda _: "Nobody has two visits in one week", _always, breaches.twice_a_week, counts_been=True)
KEPT_WEEKS = Rule(
    "kept_weeks",
    lambda _: "Every week that was kept by hand stays",
    lambda problem: bool(problem.kept_weeks),
    breaches.week_not_kept,
)

RULES = (
    VISITORS,
    OUT,
    MUTUAL,
    EARLIER,
    TRUST,
    APART,
    MIXED,
    WRITES,
    LEADS,
    DISTANCE,
    RULED_OUT,
    KEPT,
    WEEKS,
    ONCE,
    KEPT_WEEKS,
)
