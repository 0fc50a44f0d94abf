"""Requests and people at real schools: the register that Linkage ships, with needs and offers drawn from a seed."""

import csv
import gzip
import time
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from linkage.organisations.rules import shipped
from linkage.solvers.matching.types import Numbers, Problem

AREAS, NEAREST = 76, 32
# What a point is worth on the road, the most points a distance costs, and what else differs between two who could help.
METRES_A_POINT, MOST_FAR, MOST_ELSE = 800, 150, 60
UNMET = 400
PLACES = (1, 1, 2, 2, 3)
# What a second, a third and a fourth place of somebody costs on top, and the same of a school.
LOAD, SCHOOL_LOAD = (0, 5, 15, 30), (0, 2, 5, 9, 14)


@dataclass(frozen=True)
class Size:
    """So many requests and people; `places` are drawn from for each person."""

    requests: int
    people: int
    places: tuple[int, ...] = PLACES


SIZES = {
    "la": Size(200, 600),
    "region": Size(5_000, 30_000),
    "national": Size(20_000, 100_000),
    "internet": Size(200_000, 1_000_000),
    "tight": Size(20_000, 14_000, (1,)),
}


def make(size: Size, seed: int) -> tuple[Problem, float]:
    """Return a problem of this size, and how many seconds finding the candidates took."""
    chance = np.random.default_rng(seed)
    where = _schools()
    school_of, asks_from = (chance.integers(0, len(where), number) for number in (size.people, size.requests))
    offered, wanted = (chance.integers(0, AREAS, number) for number in (size.people, size.requests))
    started = time.perf_counter()
    request, person, metres = _candidates(where, school_of, asks_from, offered, wanted)
    cost = np.minimum(metres / METRES_A_POINT, MOST_FAR).astype(np.int64)
    cost += chance.integers(0, MOST_ELSE, len(cost))
    made = Problem(
        requests=tuple(f"request {n:07}" for n in range(size.requests)),
        wanted=np.ones(size.requests, np.int64),
        is_apart=np.zeros(size.requests, np.bool_),
        unmet=np.full(size.requests, UNMET, np.int64),
        people=tuple(f"person {n:07}" for n in range(size.people)),
        school_of=school_of.astype(np.int64),
        places=chance.choice(size.places, size.people).astype(np.int64),
        promised=np.zeros(size.people, np.int64),
        schools=tuple(f"school {n:07}" for n in range(len(where))),
        school_places=np.full(len(where), size.people, np.int64),
        school_promised=np.zeros(len(where), np.int64),
        pair_request=request,
        pair_person=person,
        pair_cost=cost,
        load=np.array(LOAD, np.int64),
        school_load=np.array(SCHOOL_LOAD, np.int64),
    )
    return made, time.perf_counter() - started


def _candidates(
    where: Numbers, school_of: Numbers, asks_from: Numbers, offered: Numbers, wanted: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """The nearest people of each request's area, in the order of request and person, and how far each is in metres."""
    found = []
    for area in range(AREAS):
        there, asking = np.flatnonzero(offered == area), np.flatnonzero(wanted == area)
        nearest = min(NEAREST, len(there))
        if not nearest or not len(asking):
            continue
        metres, place = cKDTree(where[school_of[there]]).query(where[asks_from[asking]], k=nearest)
        found.append((np.repeat(asking, nearest), there[np.ravel(place)], np.ravel(metres)))
    request, person, metres = (np.concatenate(each) for each in zip(*found, strict=True))
    order = np.lexsort((person, request))
    return request[order], person[order], metres[order]


def _schools() -> Numbers:
    with gzip.open(shipped.REGISTER, "rt", encoding="utf-8", newline="") as file:
        rows = ((row["Easting"], row["Northing"]) for row in csv.DictReader(file))
        return np.array([(int(east), int(north)) for east, north in rows if east and north], np.int64)
