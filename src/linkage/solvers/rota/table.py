"""The schools of a problem as arrays: the same in whichever order they were written down."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from linkage.solvers.rota.roles import ROLES
from linkage.solvers.rota.types import METRES, Journey, Problem, Visit

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


class Table:
    """The schools in the order of their ids; a school is its row, a journey the code `visitor * n + host`."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.settings = problem.settings
        self.schools = tuple(sorted(problem.schools, key=lambda each: each.id))
        self.n = len(self.schools)
        self.row = {each.id: row for row, each in enumerate(self.schools)}
        places = [(each.easting / METRES, each.northing / METRES) for each in self.schools]
        self.places: Floats = np.array(places, np.float64).reshape(-1, 2)
        self.trust, self.phase, self.kind = (self._named(name) for name in ("trust", "phase", "kind"))
        self.able: dict[str, Bools] = {
            role.code: np.array([role.can(each) for each in self.schools], np.bool_) for role in ROLES
        }
        own = problem.settings
        self.visited: Bools = np.array([each.id in problem.visited for each in self.schools], np.bool_)
        self.to_come: Ints = np.flatnonzero(~self.visited)
        out = Counter(visitor for visit in problem.been for visitor in visit.visitors)
        been = np.array([out[each.id] for each in self.schools], np.int64)
        low = np.array([_given(each.at_least, own.at_least) for each in self.schools], np.int64)
        high = np.array([_given(each.at_most, own.at_most) for each in self.schools], np.int64)
        # How often each still goes out: what has been counts.
        self.low: Ints = np.maximum(low - been, 0)
        self.high: Ints = np.maximum(high - been, 0)
        self.weeks = sorted({week for each in self.schools for week in each.host_weeks | each.visit_weeks})
        self.hosts_in: Bools = self._weeks([each.host_weeks for each in self.schools])
        self.goes_in: Bools = self._weeks([each.visit_weeks for each in self.schools])
        for host, week in problem.kept_weeks.items():
            if host in self.row:
                self.hosts_in[self.row[host]] &= np.array([each == week for each in self.weeks], np.bool_)
        for visit in problem.been:
            self._is_busy(visit)

    def codes(self, journeys: Iterable[Journey], *, either_way: bool = False) -> Ints:
        """Return the codes of those journeys both of whose schools take part."""
        found = [(self.row[each.visitor], self.row[each.host]) for each in journeys if self._knows(each)]
        if either_way:
            found += [(host, visitor) for visitor, host in found]
        return np.unique(np.array([visitor * self.n + host for visitor, host in found], np.int64))

    @cached_property
    def been(self) -> Ints:
        """The journeys that have been made."""
        return self.codes(Journey(visitor, each.host) for each in self.problem.been for visitor in each.visitors)

    @cached_property
    def liked(self) -> Ints:
        """The journeys somebody would like to make."""
        return self.codes(Journey(each.id, host) for each in self.schools for host in each.would_like)

    @cached_property
    def disliked(self) -> Ints:
        """The journeys somebody would rather not make."""
        return self.codes(Journey(each.id, host) for each in self.schools for host in each.rather_not)

    def km(self, visitor: Ints, host: Ints) -> Floats:
        """Return the distances of journeys in kilometres."""
        apart = self.places[visitor] - self.places[host]
        found: Floats = np.hypot(apart[:, 0], apart[:, 1])
        return found

    def cost(self, visitor: Ints, host: Ints) -> Floats:
        """Return what journeys cost, in weighed kilometres.

        The square makes one long journey cost more than two of half its length: nobody is sent far to spare others a
        little. Liking, and a school that differs neither in phase nor in kind, count for so many kilometres.
        """
        own, code, far = self.settings, visitor * self.n + host, self.km(visitor, host)
        is_alike = (self.phase[visitor] == self.phase[host]) & (self.kind[visitor] == self.kind[host])
        liking = np.isin(code, self.disliked).astype(np.float64) - np.isin(code, self.liked)
        found: Floats = far + far**2 / own.long_km + own.liking_km * liking + own.mixing_km * is_alike
        return found

    def cost_of(self, codes: Ints) -> Floats:
        """Return what journeys cost, by their codes."""
        return self.cost(codes // self.n, codes % self.n)

    def _is_busy(self, visit: Visit) -> None:
        """Whoever was in a visit does nothing else in its week."""
        if visit.week in self.weeks:
            rows = [self.row[each] for each in (visit.host, *visit.visitors) if each in self.row]
            self.hosts_in[rows, self.weeks.index(visit.week)] = False
            self.goes_in[rows, self.weeks.index(visit.week)] = False

    def _knows(self, journey: Journey) -> bool:
        return journey.visitor in self.row and journey.host in self.row

    def _named(self, name: str) -> Ints:
        """A number for each different value; -1 for none."""
        values = sorted({getattr(each, name) for each in self.schools} - {""})
        number = {value: at for at, value in enumerate(values)}
        return np.array([number.get(getattr(each, name), -1) for each in self.schools], np.int64)

    def _weeks(self, said: list[frozenset[int]]) -> Bools:
        return np.array([[week in each for week in self.weeks] for each in said], np.bool_).reshape(self.n, -1)


def _given(own: int | None, everybody: int) -> int:
    return everybody if own is None else own
