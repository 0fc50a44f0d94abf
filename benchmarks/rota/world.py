"""Rounds of schools that lie near one another, as in the register that Linkage ships; the rest drawn from a seed."""

import csv
import gzip
from datetime import date

import numpy as np

from linkage.organisations.rules import shipped
from linkage.solvers.rota import Problem, School, Settings
from linkage.solvers.rota.table import Floats
from linkage.solvers.rota.types import week_of

SIZES = {"12": 12, "60": 60, "500": 500, "5000": 5_000}
PHASES, SHARES = ("Primary", "Secondary", "Special"), (0.7, 0.2, 0.1)
# Half of the schools stand in trusts of six; each can be visited in seven weeks of ten, its head be away in as many.
TRUST, IN_TRUST, FREE, WEEKS = 6, 0.5, 0.7, 24


def make(number: int, seed: int) -> Problem:
    """Return a round of the schools nearest to one that is drawn."""
    chance = np.random.default_rng(seed)
    everywhere = _places()
    middle = everywhere[chance.integers(len(everywhere))]
    near = everywhere[np.argsort(np.hypot(*(everywhere - middle).T), kind="stable")[:number]]
    phases = chance.choice(PHASES, number, p=SHARES)
    trusts = np.where(chance.random(number) < IN_TRUST, chance.integers(0, max(2, number // TRUST), number), -1)
    first = week_of(date(2027, 1, 11))
    weeks = np.arange(first, first + WEEKS)
    hosts, goes = (chance.random((number, WEEKS)) < FREE for _ in range(2))
    schools = tuple(
        School(
            id=f"{at:05}",
            name=f"School {at}",
            easting=float(near[at, 0]),
            northing=float(near[at, 1]),
            host_weeks=frozenset(weeks[hosts[at]].tolist()),
            visit_weeks=frozenset(weeks[goes[at]].tolist()),
            phase=str(phases[at]),
            trust="" if trusts[at] < 0 else f"Trust {trusts[at]}",
            can_write=bool(at % 3),
        )
        for at in range(number)
    )
    return Problem(schools, Settings())


def _places() -> Floats:
    with gzip.open(shipped.REGISTER, "rt", encoding="utf-8", newline="") as file:
        rows = ((row["Easting"], row["Northing"]) for row in csv.DictReader(file))
        found = {(int(east), int(north)) for east, north in rows if east and north}
    return np.array(sorted(found), np.float64)
