"""What is to be planned, and what a plan is. Plain values: no clock, no database.

Distances are in kilometres, as the crow flies; weeks are whole numbers, counted from the year 1 (`week_of`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np

METRES, DAYS = 1_000.0, 7
# What numbers with a point leave open.
NEARLY = 1e-6


def monday_of(week: int) -> date:
    """Return the Monday of a week; weeks are counted from the year 1."""
    return date.fromordinal(week * DAYS + 1)


def week_of(day: date) -> int:
    """Return the week that a day falls into."""
    return (day.toordinal() - 1) // DAYS


class Shape(StrEnum):
    """How visits answer one another."""

    PANEL = "panel"  # each school is visited by several heads, and its own head visits others
    GROUPS = "groups"  # schools form groups (pairs, triads) in which each visits each


@dataclass(frozen=True, slots=True)
class School:
    """One school that takes part, with the one head who goes out for it.

    `host_weeks` are those in which it can be visited, `visit_weeks` those in which its head can be away.
    `at_least` and `at_most` are how often its head goes out, where that differs from everybody's.
    `would_like` and `rather_not` name schools its head would like, or would rather not, go to.
    """

    id: str
    name: str
    easting: float
    northing: float
    host_weeks: frozenset[int]
    visit_weeks: frozenset[int]
    phase: str = ""
    kind: str = ""
    trust: str = ""
    can_write: bool = True
    can_lead: bool = True
    at_least: int | None = None
    at_most: int | None = None
    would_like: frozenset[str] = frozenset()
    rather_not: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settings:
    """The rules of a round that are numbers or switches.

    `visitors` is how many heads visit a school; in groups, how many schools a group has beside the one visited.
    """

    shape: Shape = Shape.PANEL
    visitors: int = 3
    at_least: int = 2
    at_most: int = 4
    allows_mutual: bool = False
    other_trust: bool = True
    limit_km: float | None = None
    mixes_phases: bool = False
    needs_writer: bool = True
    needs_lead: bool = False
    # What is weighed, in kilometres: a journey of `long_km` counts twice, one of twice that three times.
    long_km: float = 40.0
    liking_km: float = 10.0
    mixing_km: float = 5.0


@dataclass(frozen=True, slots=True)
class Journey:
    """Somebody's head goes to a school."""

    visitor: str
    host: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One school is visited in one week; `visitors` are schools whose heads come, in the order of their ids."""

    host: str
    week: int
    visitors: tuple[str, ...]
    writer: str = ""
    lead: str = ""


@dataclass(frozen=True)
class Problem:
    """Schools and the rules of a round; what was said by hand stands in `apart` to `kept_weeks`.

    `been` are visits that have been: they stay as they were, no rule speaks of them any more, and who went has been
    out so often. Schools of theirs may take part no more.
    """

    schools: tuple[School, ...]
    settings: Settings = field(default_factory=Settings)
    earlier: frozenset[Journey] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()
    kept: frozenset[Journey] = frozenset()
    ruled_out: frozenset[Journey] = frozenset()
    kept_weeks: Mapping[str, int] = field(default_factory=dict)
    been: tuple[Visit, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, School]:
        """The schools by their ids."""
        return {each.id: each for each in self.schools}

    @cached_property
    def visited(self) -> frozenset[str]:
        """The schools whose visit has been."""
        return frozenset(each.host for each in self.been)

    def name(self, school: str) -> str:
        """Return the name of a school, also of one that takes part no more."""
        return self.by_id[school].name if school in self.by_id else "a school that takes part no more"

    def km(self, visitor: str, host: str) -> float:
        """Return the distance between two schools in kilometres."""
        one, other = self.by_id[visitor], self.by_id[host]
        return float(np.hypot(one.easting - other.easting, one.northing - other.northing)) / METRES


@dataclass(frozen=True)
class Rota:
    """Visits in the order of weeks and ids. `cost` and `bound` are weighed kilometres: none can cost less than `bound`.

    `unplaced` are the hosts for whom no week is left: with them the rota is no whole one.
    """

    visits: tuple[Visit, ...]
    cost: float
    bound: float
    unplaced: tuple[str, ...] = ()

    @property
    def gap(self) -> float:
        """How far it may be from the best there is, as a share of its cost; 0 is proven best."""
        return max(0.0, self.cost - self.bound) / self.cost if self.cost else 0.0

    @property
    def is_proven(self) -> bool:
        """Whether nothing better exists."""
        return not self.unplaced and self.gap <= NEARLY

    @property
    def journeys(self) -> frozenset[Journey]:
        """Everybody's journeys."""
        return frozenset(Journey(visitor, each.host) for each in self.visits for visitor in each.visitors)


@dataclass(frozen=True)
class Impossible:
    """No rota keeps all rules. `rules` is a smallest set of them in the way; `said` and `relax` are sentences.

    `meet` are the pairs that should not meet and would have to, where there is a rota for that.
    """

    rules: tuple[str, ...]
    said: tuple[str, ...]
    relax: tuple[str, ...]
    meet: tuple[frozenset[str], ...] = ()
