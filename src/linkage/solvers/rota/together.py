"""Who visits whom, and when, chosen together: for a few visits of a rota that stands, or for all of a small one.

Weeks of most visits stay, and are no question; those of the *loose* are. People who have to be told of something new
are counted, and the fewest taken; of plans with as few the cheapest.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from linkage.solvers.rota import nearby, programme, weeks
from linkage.solvers.rota.programme import Columns, Programme
from linkage.solvers.rota.rules import Rule
from linkage.solvers.rota.table import Bools, Ints, Table

# What one person more who is told of a change costs, in kilometres: more than all journeys together.
A_PERSON = 100_000.0
# Up to so many schools everybody may take somebody's place; in a larger round those near.
EVERYBODY, NEAR = 80, 12
# More rows than this take longer than planning all anew.
MOST_ROWS = 60_000


@dataclass(frozen=True)
class Standing:
    """What stands of a rota: all by the rows of the schools; weeks are indices of `Table.weeks`.

    `stays` are the weeks that are no question; `was` the journeys made now, visitor and host; `old` the weeks of the
    loose that had one which may still be; `anyway` those who are told of a change whatever is planned.
    """

    stays: Mapping[int, int] = field(default_factory=dict)
    was: frozenset[tuple[int, int]] = frozenset()
    old: Mapping[int, int] = field(default_factory=dict)
    anyway: frozenset[int] = frozenset()


def choose(table: Table, rules: Sequence[Rule], standing: Standing) -> tuple[Ints, Ints] | None:
    """Return the journeys, as codes, and the week of each host; None where there are none, or too many to weigh.

    Raises TooLong where a minute does not say.
    """
    columns = may_be_made(table, rules, standing)
    loose = [row for row in range(table.n) if row not in standing.stays and not table.visited[row]]
    rows = Rows(columns, [(row, int(week)) for row in loose for week in np.flatnonzero(table.hosts_in[row])], table.n)
    _say_weeks(rows, table, standing.stays)
    _say_who_is_told(rows, standing)
    if rows.count > MOST_ROWS:
        return None
    whole = rows.joined(programme.lay(table, rules, columns))
    free = np.ones(len(whole.columns.cost), np.bool_)
    made = programme.choose(whole, free, ~free)
    if made is None:
        return None
    week = np.full(table.n, weeks.NONE)
    week[list(standing.stays)] = list(standing.stays.values())
    for at, (row, when) in enumerate(rows.options):
        if made[rows.x + at]:
            week[row] = when
    return columns.codes[made[: rows.x]], week


def may_be_made(table: Table, rules: Sequence[Rule], standing: Standing) -> Columns:
    """Return the journeys that can be made in the weeks that stay; what is made now is among them where it may be."""
    near = nearby.everybody(table, rules) if table.n <= EVERYBODY else nearby.nearest(table, rules, NEAR)
    now = np.array([visitor * table.n + host for visitor, host in standing.was], np.int64)
    found = programme.make_columns(table, rules, np.concatenate([near.codes, now]))
    when = np.array([standing.stays.get(row, weeks.NONE) for row in range(table.n)])
    of_host, of_visitor = when[found.host], when[found.visitor]
    may: Bools = (of_host == weeks.NONE) | (table.goes_in[found.visitor, of_host] & (of_host != of_visitor))
    return found.chosen(may)


class Rows:
    """Rows over journeys, then weeks of the loose, then whether somebody is told."""

    def __init__(self, columns: Columns, options: Sequence[tuple[int, int]], n: int) -> None:
        self.columns, self.options, self.n = columns, options, n
        self.x, self.y = len(columns.codes), len(columns.codes) + len(options)
        self.option = {each: self.x + at for at, each in enumerate(options)}
        self.entries: list[tuple[int, int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.low)

    def add(self, low: float, high: float, *entries: tuple[int, float]) -> None:
        """Add a row: so much of these together, from `low` to `high`."""
        self.entries += [(len(self.low), column, times) for column, times in entries]
        self.low.append(low)
        self.high.append(high)

    def weeks_of(self, host: int) -> list[int]:
        """Return the weeks that one of the loose may have."""
        return [week for row, week in self.options if row == host]

    def told(self, row: int) -> int:
        """Return the column that says whether the head of a school is told of a change."""
        return self.y + row

    def joined(self, laid: Programme) -> Programme:
        """Return the programme with these rows and columns in it."""
        row, column, times = (np.array(each) for each in zip(*self.entries, strict=True))
        width = self.y + self.n
        more = csr_array((times, (row, column)), shape=(self.count, width))
        wide = hstack([laid.matrix, csr_array((laid.matrix.shape[0], width - self.x))])
        cost = np.concatenate([self.columns.cost, np.zeros(len(self.options)), np.full(self.n, A_PERSON)])
        return Programme(
            Columns(self.columns.n, self.columns.codes, cost),
            vstack([wide, more]).tocsr(),
            np.concatenate([laid.low, self.low]),
            np.concatenate([laid.high, self.high]),
            laid.of_rule,
        )


def _say_weeks(rows: Rows, table: Table, stays: Mapping[int, int]) -> None:
    """Nobody is away twice in a week, nor away while visited; each of the loose has one week."""
    away: dict[tuple[int, int], list[int]] = defaultdict(list)
    loosely: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for at, (visitor, host) in enumerate(zip(rows.columns.visitor.tolist(), rows.columns.host.tolist(), strict=True)):
        if host in stays:
            away[visitor, stays[host]].append(at)
        else:
            loosely[visitor].append((at, host))
    _say_fixed(rows, away)
    for visitor, journeys in loosely.items():
        for place, (at, host) in enumerate(journeys):
            for week in rows.weeks_of(host):
                is_out = not table.goes_in[visitor, week] or stays.get(visitor) == week
                others = journeys[place + 1 :]
                _say_loose(rows, (visitor, week), (at, rows.option[host, week]), is_out, away, others)


def _say_fixed(rows: Rows, away: Mapping[tuple[int, int], list[int]]) -> None:
    """One journey in a week that stays; one week for each of the loose, in which its head is not away."""
    for those in away.values():
        rows.add(-np.inf, 1, *((at, 1.0) for at in those))
    for row in sorted({row for row, _ in rows.options}):
        rows.add(1, 1, *((rows.option[row, week], 1.0) for week in rows.weeks_of(row)))
    for each, option in rows.option.items():
        for at in away.get(each, ()):
            rows.add(-np.inf, 1, (at, 1.0), (option, 1.0))


def _say_loose(
    rows: Rows,
    when: tuple[int, int],
    journey: tuple[int, int],
    is_out: bool,  # noqa: FBT001 - of the journey
    away: Mapping[tuple[int, int], list[int]],
    others: Sequence[tuple[int, int]],
) -> None:
    """A journey to one of the loose, should it be visited in this week: what its visitor then cannot do beside."""
    both = [(column, 1.0) for column in journey]
    if is_out:
        rows.add(-np.inf, 1, *both)
        return
    if beside := away.get(when):
        rows.add(-np.inf, 2, *both, *((other, 1.0) for other in beside))
    if when in rows.option:
        rows.add(-np.inf, 2, *both, (rows.option[when], 1.0))
    for other, host in others:
        if (host, when[1]) in rows.option:
            rows.add(-np.inf, 3, *both, (other, 1.0), (rows.option[host, when[1]], 1.0))


def _say_who_is_told(rows: Rows, standing: Standing) -> None:
    """Whoever goes elsewhere, or in another week, or is visited in another week, is told."""
    for at, pair in enumerate(zip(rows.columns.visitor.tolist(), rows.columns.host.tolist(), strict=True)):
        visitor, host = pair
        if visitor in standing.anyway:
            continue
        if pair not in standing.was:
            rows.add(0, np.inf, (rows.told(visitor), 1.0), (at, -1.0))
            continue
        rows.add(1, np.inf, (rows.told(visitor), 1.0), (at, 1.0))
        if host not in standing.stays:
            same = rows.option.get((host, standing.old.get(host, weeks.NONE)))
            rows.add(0, np.inf, (rows.told(visitor), 1.0), (at, -1.0), *([(same, 1.0)] if same is not None else []))
    for row, week in standing.old.items():
        if (option := rows.option.get((row, week))) is not None:
            rows.add(1, np.inf, (rows.told(row), 1.0), (option, 1.0))
