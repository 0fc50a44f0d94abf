"""Who comes first of those who fit."""

import uuid
from dataclasses import dataclass

import numpy as np

from linkage.directory.rules import facts
from linkage.directory.rules.facts import Numbers
from linkage.directory.rules.listings import Gathered
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


def places(found: Gathered, narrowed: Narrowed) -> list[Place]:
    """Return where those who fit are, each school once: places of schools only, and those that are known."""
    east, north = found.column("easting"), found.column("northing")
    there = np.flatnonzero(narrowed.kept & (east != facts.UNKNOWN) & (north != facts.UNKNOWN))
    _, first, number = np.unique(found.schools[there], return_index=True, return_counts=True)
    shown = zip(there[first[:MOST_PLACES]], number, strict=False)
    return [Place(int(east[at]), int(north[at]), int(many)) for at, many in shown]


def page(found: Gathered, narrowed: Narrowed, *, limit: int, offset: int) -> list[Match]:
    """Return some of those who fit, the best first; of those alike who is free and near comes first, then by name."""
    order = best(found, narrowed, limit=limit + offset)[offset:]
    return [_match(*found.entry(int(at)), narrowed.distances_m[at]) for at in order]


def best(found: Gathered, narrowed: Narrowed, *, limit: int) -> Numbers:
    """Return the places of the first so many of those who fit."""
    kept = np.flatnonzero(narrowed.kept)
    # One number says how well somebody fits, whether they have room, and how near they are.
    fit = -np.rint(found.score[kept] * 1000).astype(np.int64) * _APART
    is_full = (found.room[kept] & facts.ROOM_NOW) == 0
    fit += is_full * (_APART // 2) + np.minimum(narrowed.distances_m[kept], _FAR).astype(np.int64)
    if len(kept) > limit:
        # Sorting thousands costs more than finding them: only who may come first is put in order.
        first = fit <= np.partition(fit, limit - 1)[limit - 1]
        kept, fit = kept[first], fit[first]
    order = np.lexsort((found.column("name")[kept], fit))
    return kept[order[:limit]]


def _match(entry_id: uuid.UUID, areas: frozenset[int], distance_m: float) -> Match:
    return Match(entry_id, int(distance_m) if np.isfinite(distance_m) else None, areas)
