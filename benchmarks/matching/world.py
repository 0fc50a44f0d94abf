"""Requests and people at real schools: the register that Linkage ships, with needs and offers drawn from a seed."""

import csv
import gzip
from dataclasses import dataclass

import numpy as np

from linkage.organisations.rules import shipped
from linkage.solvers.matching.candidates import Field, Metres
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


@dataclass(frozen=True)
class World:
    """A problem without its pairs, where everybody is."""

    problem: Problem
    field: Field


def make(size: Size, seed: int) -> World:
    """Return so many requests and people."""
    chance = np.random.default_rng(seed)
    where = _schools()
    school_of, asks_from = (chance.integers(0, len(where), number) for number in (size.people, size.requests))
    offered, wanted = (chance.integers(0, AREAS, number) for number in (size.people, size.requests))
    places = chance.choice(size.places, size.people).astype(np.int64)
    told = Problem(
        requests=tuple(f"request {n:07}" for n in range(size.requests)),
        wanted=np.ones(size.requests, np.int64),
        is_apart=np.zeros(size.requests, np.bool_),
        unmet=np.full(size.requests, UNMET, np.int64),
        people=tuple(f"person {n:07}" for n in range(size.people)),
        school_of=school_of.astype(np.int64),
        places=places,
        promised=np.zeros(size.people, np.int64),
        schools=tuple(f"school {n:07}" for n in range(len(where))),
        school_places=np.full(len(where), size.people, np.int64),
        school_promised=np.zeros(len(where), np.int64),
        pair_request=np.zeros(0, np.int64),
        pair_person=np.zeros(0, np.int64),
        pair_cost=np.zeros(0, np.int64),
        load=np.array(LOAD, np.int64),
        school_load=np.array(SCHOOL_LOAD, np.int64),
    )
    asks = np.column_stack([np.arange(size.requests), wanted])
    offers = np.column_stack([np.arange(size.people), offered])
    return World(told, Field(where[asks_from].astype(float), where[school_of].astype(float), asks, offers))


def cost(request: Numbers, person: Numbers, metres: Metres) -> Numbers:
    """What a pair costs: the road, and what else differs between two people, drawn from the pair itself."""
    far = np.minimum(metres / METRES_A_POINT, MOST_FAR).astype(np.int64)
    drawn = (request * 0x9E3779B1 + person * 0x85EBCA77) & 0xFFFFFFFF
    found: Numbers = far + ((drawn >> 7) % MOST_ELSE)
    return found


def farthest(points: Metres) -> Metres:
    """The distance from which on a pair costs more than so many points; there is none where even the end does not."""
    found: Metres = np.where(points >= MOST_FAR, np.inf, (np.maximum(points, 0) + 1) * METRES_A_POINT)
    return found


def _schools() -> Numbers:
    with gzip.open(shipped.REGISTER, "rt", encoding="utf-8", newline="") as file:
        rows = ((row["Easting"], row["Northing"]) for row in csv.DictReader(file))
        return np.array([(int(east), int(north)) for east, north in rows if east and north], np.int64)
