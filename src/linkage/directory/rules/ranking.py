"""Who comes first of those who fit."""

import uuid
from dataclasses import dataclass

import numpy as np

from linkage.directory.rules import facts
from linkage.directory.rules.facts import Numbers
from linkage.directory.rules.narrowing import Narrowed

# More dots than these only cover one another.
MOST_PLACES = 400
# Metres: further than any school, and less than what parts who has room from who has not.
_FAR = 400_000_000
_APART = 1_000_000_000


@dataclass(frozen=True)
class Match:
    """One entry found: how far away, in metres, and the codes of its areas as the facts have them."""

    entry_id: uuid.UUID
    distance_m: int | None
    areas: frozenset[int]


@dataclass(frozen=True)
class Place:
    """One school on the map, by its place in metres, and how many of those who fit belong to it."""

    easting: int
    northing: int
    number: int


def places(narrowed: Narrowed) -> list[Place]:
    """Return where those who fit are, each school once: places of schools only, and those that are known."""
    east, north = narrowed.kept.column("easting"), narrowed.kept.column("northing")
    there = np.flatnonzero((east != facts.UNKNOWN) & (north != facts.UNKNOWN))
    _, first, number = np.unique(narrowed.kept.column("school")[there], return_index=True, return_counts=True)
    shown = zip(there[first[:MOST_PLACES]], number, strict=False)
    return [Place(int(east[at]), int(north[at]), int(many)) for at, many in shown]


def page(narrowed: Narrowed, *, limit: int, offset: int) -> list[Match]:
    """Return some of those who fit, the best first; of those alike who is free and near comes first, then by name."""
    order = best(narrowed, limit=limit + offset)[offset:]
    return [_match(*narrowed.kept.entry(int(at)), narrowed.distances_m[at]) for at in order]


def best(narrowed: Narrowed, *, limit: int) -> Numbers:
    """Return the places of the first so many of those who fit."""
    kept = narrowed.kept
    # One number says how well somebody fits, whether they have room, and how near they are.
    fit = -np.rint(kept.score * 1000).astype(np.int64) * _APART
    is_full = (kept.room & facts.ROOM_NOW) == 0
    fit += is_full * (_APART // 2) + np.minimum(narrowed.distances_m, _FAR).astype(np.int64)
    if len(kept) <= limit:
        return np.lexsort((kept.column("name"), fit))
    # Sorting thousands costs more than finding them: only who may come first is put in order.
    first = fit <= np.partition(fit, limit - 1)[limit - 1]
    order: Numbers = np.flatnonzero(first)[np.lexsort((kept.only(first).column("name"), fit[first]))]
    return order[:limit]


def _match(entry_id: uuid.UUID, areas: frozenset[int], distance_m: float) -> Match:
    return Match(entry_id, int(distance_m) if np.isfinite(distance_m) else None, areas)
