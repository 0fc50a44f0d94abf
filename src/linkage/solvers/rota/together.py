"""Journeys and weeks chosen together: round a few visits of a rota that stands, or for all of a small one.

A journey in a week is one column, so that one row says of somebody's week that it holds one thing. Weeks of most visits
stay, and are no question; those of the *loose* are. Where a rota is mended, people who have to be told of something new
are counted, and the fewest taken; of plans with as few the cheapest.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from linkage.solvers.rota import programme, weeks
from linkage.solvers.rota.highs import SECONDS, TooLong
from linkage.solvers.rota.programme import DEAREST, Columns, Programme
from linkage.solvers.rota.table import Bools, Floats, Ints, Table

# More choices than this take longer than planning all anew.
MOST = 100_000
NOBODY: Ints = np.empty(0, np.int64)


@dataclass(frozen=True, eq=False)
class Standing:
    """What stands of a rota, by the rows of the schools and the indices of `Table.weeks`.

    `week` is that of each host, or NONE; those of the `loose` are asked for. The journeys of `made` stay.
    """

    week: Ints
    loose: Ints
    made: Ints = field(default_factory=lambda: NOBODY)

    @property
    def stays(self) -> Ints:
        """The weeks that are no question, NONE for all others."""
        found = self.week.copy()
        found[self.loose] = weeks.NONE
        return found


@dataclass(frozen=True, eq=False)
class Told:
    """What people have in their diaries: `journeys` are those made now, as codes, each in its week of `when`, or NONE
    where that cannot be; `week` is that of each host. The people of `anyway` are told whatever is planned.
    """

    journeys: Ints
    when: Ints
    week: Ints
    anyway: Ints


@dataclass(frozen=True, slots=True)
class Limits:
    """Whether only the best will do, below which cost it has to lie, and how many seconds it may take.

    Without `counts_journeys` any is as good as any other: whether there is one at all is answered much sooner.
    """

    is_best: bool = True
    below: float = np.inf
    seconds: float = SECONDS
    counts_journeys: bool = True


THE_BEST = Limits()


@dataclass(frozen=True, eq=False)
class Choices:
    """What is chosen among: journeys in weeks, by their numbers in `laid`; weeks of hosts; who is told; how often rows
    are broken, for which `laid` has prices behind those of its journeys.
    """

    laid: Programme
    journey: Ints
    week: Ints
    host: Ints
    when: Ints
    people: int

    @property
    def columns(self) -> Columns:
        """The journeys."""
        return self.laid.columns

    @property
    def hosts_begin(self) -> int:
        """Where the weeks of hosts begin."""
        return len(self.journey)

    @property
    def people_begin(self) -> int:
        """Where those who are told begin."""
        return self.hosts_begin + len(self.host)

    @property
    def short_begin(self) -> int:
        """Where what rows may be broken by begins."""
        return self.people_begin + self.people

    @property
    def count(self) -> int:
        """How many there are."""
        return self.short_begin + len(self.columns.cost) - len(self.columns.codes)

    def cost(self, *, counts_journeys: bool) -> Floats:
        """Return what each costs, journeys in kilometres or nothing."""
        journeys, short = np.split(self.columns.cost, [len(self.columns.codes)])
        others = np.zeros(len(self.host)), np.full(self.people, DEAREST)
        return np.concatenate([journeys[self.journey] * counts_journeys, *others, short])

    def cannot(self, strict: Table) -> Bools:
        """Return which are of a week in which somebody cannot come, or not be visited."""
        found = np.zeros(self.count, np.bool_)
        found[: self.hosts_begin] = ~strict.goes_in[self.columns.visitor[self.journey], self.week]
        found[self.hosts_begin : self.people_begin] = ~strict.hosts_in[self.host, self.when]
        return found


def choose(
    table: Table,
    laid: Programme,
    standing: Standing,
    *,
    told: Told | None = None,
    strict: Table | None = None,
    limits: Limits = THE_BEST,
) -> tuple[Ints, Ints] | None:
    """Return the journeys that `laid` has rows for, as codes in order, and each host’s week; None where there are none.

    Where `strict` says so somebody cannot in a week of the table: of such weeks the fewest are taken. Raises TooLong
    where the time ends first, or there are too many to weigh.
    """
    choices = _choices(table, laid, standing, told)
    if choices.count > MOST:
        raise TooLong
    cost = choices.cost(counts_journeys=limits.counts_journeys)
    if strict:
        cost += DEAREST * choices.cannot(strict)
    blocks = [_rules(choices), _one_thing_a_week(table, choices)]
    blocks += [_teams_in_one_week(table, choices), _one_week(choices, standing)]
    blocks += _people(table, choices, told) if told else []
    if limits.below < np.inf:
        blocks.append(Block(csr_array(cost[None, :]), np.array([-np.inf]), np.array([limits.below])))
    fixed = np.zeros(choices.count, np.bool_)
    fixed[: choices.hosts_begin] = np.isin(choices.columns.codes, standing.made)[choices.journey]
    made = programme.choose(_joined(table, cost, blocks), ~fixed, fixed, is_best=limits.is_best, seconds=limits.seconds)
    if made is None:
        return None
    week, held = standing.stays, made[choices.hosts_begin : choices.people_begin]
    week[choices.host[held]] = choices.when[held]
    return choices.columns.codes[choices.journey[made[: choices.hosts_begin]]], week


def _choices(table: Table, laid: Programme, standing: Standing, told: Told | None) -> Choices:
    """Journeys in the weeks that stay, and those to the loose in any of theirs; nobody is away while visited."""
    stays, columns = standing.stays, laid.columns
    is_loose = np.isin(np.arange(table.n), standing.loose)
    settled = np.flatnonzero(stays != weeks.NONE)
    at_home = np.zeros_like(table.goes_in)
    at_home[settled, stays[settled]] = True
    hosts_in = at_home | (table.hosts_in & is_loose[:, None])
    journey, week = np.nonzero(hosts_in[columns.host] & (table.goes_in & ~at_home)[columns.visitor])
    # Whoever waits for a week, and is not asked for, is visited in none that counts.
    waits = np.flatnonzero(~is_loose[columns.host] & (stays[columns.host] == weeks.NONE))
    journey, week = np.concatenate([journey, waits]), np.concatenate([week, np.full(len(waits), weeks.NONE)])
    host, when = np.nonzero(hosts_in & is_loose[:, None])
    return Choices(laid, journey, week, host, when, table.n if told else 0)


# Rows over the choices


@dataclass(frozen=True, eq=False)
class Block:
    """Rows: so much of these choices together, from `low` to `high`."""

    matrix: csr_array
    low: Floats
    high: Floats


def _block(choices: Choices, entries: Sequence[tuple[Ints, Ints, float]], low: Floats, high: Floats) -> Block:
    """Rows from which row, which choice, and how often it counts there."""
    rows, columns = (np.concatenate([each[at] for each in entries]) for at in (0, 1))
    times = np.concatenate([np.full(len(row), number) for row, _, number in entries])
    return Block(csr_array((times, (rows, columns)), shape=(len(low), choices.count)), low, high)


def _joined(table: Table, cost: Floats, blocks: Sequence[Block]) -> Programme:
    matrix = vstack([each.matrix for each in blocks]).tocsr()
    low, high = np.concatenate([each.low for each in blocks]), np.concatenate([each.high for each in blocks])
    return Programme(Columns(table.n, np.arange(len(cost)), cost), matrix, low, high, {})


def _rules(choices: Choices) -> Block:
    """What the rules count of journeys, in whichever week."""
    laid = choices.laid
    between = csr_array((len(laid.low), choices.short_begin - choices.hosts_begin))
    parts = [laid.matrix[:, choices.journey], between, laid.matrix[:, len(laid.columns.codes) :]]
    return Block(hstack(parts).tocsr(), laid.low, laid.high)


def _one_thing_a_week(table: Table, choices: Choices) -> Block:
    """Nobody is away twice in a week, nor away while visited."""
    number = len(table.weeks)
    dated = np.flatnonzero(choices.week != weeks.NONE)
    away = choices.columns.visitor[choices.journey[dated]] * number + choices.week[dated]
    at_home = choices.host * number + choices.when
    when, row = np.unique(np.concatenate([away, at_home]), return_inverse=True)
    what = np.concatenate([dated, choices.hosts_begin + np.arange(len(at_home))])
    return _block(choices, [(row, what, 1.0)], np.full(len(when), -np.inf), np.ones(len(when)))


def _teams_in_one_week(table: Table, choices: Choices) -> Block:
    """All who visit one of the loose do so in its week."""
    number, option = len(table.weeks), choices.host * len(table.weeks) + choices.when
    where = choices.columns.host[choices.journey] * number + choices.week
    journeys = np.flatnonzero((choices.week != weeks.NONE) & np.isin(where, option))
    hosts = np.arange(len(option))
    entries = [
        (np.searchsorted(option, where[journeys]), journeys, 1.0),
        (hosts, choices.hosts_begin + hosts, -float(table.settings.visitors)),
    ]
    return _block(choices, entries, np.full(len(option), -np.inf), np.zeros(len(option)))


def _one_week(choices: Choices, standing: Standing) -> Block:
    """Each of the loose is visited in one week."""
    loose, hosts = np.unique(standing.loose), np.arange(len(choices.host))
    one = np.ones(len(loose))
    return _block(choices, [(np.searchsorted(loose, choices.host), choices.hosts_begin + hosts, 1.0)], one, one)


def _people(table: Table, choices: Choices, told: Told) -> list[Block]:
    """Whoever goes elsewhere, or in another week, or is visited in another week, is told."""
    asked = np.setdiff1d(np.arange(choices.people), told.anyway)
    visitor = choices.columns.visitor[choices.journey]
    as_was = _as_was(choices, told)
    return [
        _told_of_new(table, choices, np.flatnonzero(~as_was & np.isin(visitor, asked))),
        _told_of_old(choices, told, np.flatnonzero(as_was), asked),
        _told_of_weeks(choices, told),
    ]


def _as_was(choices: Choices, told: Told) -> Bools:
    """Which journeys in weeks are those of now."""
    if not len(told.journeys):
        return np.zeros(choices.hosts_begin, np.bool_)
    code = choices.columns.codes[choices.journey]
    at = np.minimum(np.searchsorted(told.journeys, code), len(told.journeys) - 1)
    found: Bools = (told.journeys[at] == code) & (told.when[at] == choices.week) & (choices.week != weeks.NONE)
    return found


def _told_of_new(table: Table, choices: Choices, new: Ints) -> Block:
    """A journey that is not made now, or in another week, tells its visitor; a week holds one of them at most."""
    number = len(table.weeks)
    when = choices.columns.visitor[choices.journey[new]] * number + choices.week[new]
    weekly, row = np.unique(when, return_inverse=True)
    entries = [(row, new, -1.0), (np.arange(len(weekly)), choices.people_begin + weekly // number, 1.0)]
    return _block(choices, entries, np.zeros(len(weekly)), np.full(len(weekly), np.inf))


def _told_of_old(choices: Choices, told: Told, as_was: Ints, asked: Ints) -> Block:
    """A journey of now that is not made any more tells its visitor."""
    journeys = told.journeys[np.isin(told.journeys // choices.columns.n, asked)]
    code = choices.columns.codes[choices.journey[as_was]]
    mine = np.isin(code, journeys)
    people = choices.people_begin + journeys // choices.columns.n
    entries = [(np.searchsorted(journeys, code[mine]), as_was[mine], 1.0), (np.arange(len(journeys)), people, 1.0)]
    return _block(choices, entries, np.ones(len(journeys)), np.full(len(journeys), np.inf))


def _told_of_weeks(choices: Choices, told: Told) -> Block:
    """Another week than now tells the school that is visited."""
    hosts = np.unique(choices.host)
    same = np.flatnonzero(choices.when == told.week[choices.host])
    row = np.searchsorted(hosts, choices.host[same])
    entries = [(row, choices.hosts_begin + same, 1.0), (np.arange(len(hosts)), choices.people_begin + hosts, 1.0)]
    return _block(choices, entries, np.ones(len(hosts)), np.full(len(hosts), np.inf))
