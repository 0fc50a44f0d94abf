"""Who fits what was chosen, and how many each further choice would leave."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

import numpy as np

from linkage.directory.enums import EntryKind
from linkage.directory.rules import facts
from linkage.directory.rules.facts import Flags, Numbers
from linkage.directory.rules.listings import Gathered
from linkage.organisations import rules as schools

# Miles that can be chosen.
BANDS = (5, 15, 30)
WHEN = {"now": facts.ROOM_NOW, "next": facts.ROOM_NEXT}
Counts = Mapping[str, Mapping[str, int]]


class School(Protocol):
    """What is known of our own school."""

    easting: int | None
    northing: int | None
    pupils: int | None
    fsm_percent: Decimal | None
    sen_percent: Decimal | None
    phases: list[str]
    religious_character: str


@dataclass(frozen=True)
class Chosen:
    """What people are narrowed by; an empty choice does not narrow.

    Of areas, stages, ways, whens, groups and designations one must fit; of `like` (what their school is to have in
    common with ours) all must. An area fits whoever helps with it or with one under it.
    """

    area_codes: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    within_miles: int | None = None
    like: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    designations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Holders:
    """Who holds one designation: people, and schools and bodies, for what these offer themselves."""

    people: frozenset[uuid.UUID] = frozenset()
    schools: frozenset[uuid.UUID] = frozenset()


@dataclass(frozen=True)
class Known:
    """What choices are counted against.

    `areas` has the code of every area. `linked` are the schools that ours was linked with before, `groups` the schools
    of each school group, `designations` who holds each now.
    """

    origin: School | None = None
    areas: Collection[str] = ()
    linked: frozenset[uuid.UUID] = frozenset()
    groups: Mapping[str, frozenset[uuid.UUID]] = field(default_factory=dict)
    designations: Mapping[str, Holders] = field(default_factory=dict)


@dataclass(frozen=True)
class Narrowed:
    """Who fits everything (`kept`), how far away each is, and how many each further choice would leave, by group."""

    kept: Flags
    distances_m: Numbers
    counts: Counts


def narrow(found: Gathered, chosen: Chosen, known: Known, *, has_counts: bool = True) -> Narrowed:
    """Return who of those found fits, and the counts; under "kept" how many of each kind fit.

    A choice is counted among those whom every *other* group of choices lets through, so that no count leads to nothing.
    """
    origin = known.origin
    distances = found.distances_m(*((origin.easting, origin.northing) if origin else (None, None)))
    like = {name: alike(found) for name, alike in _likenesses(known).items()}
    fits = _fits(found, chosen, known, distances) | {f"like:{name}": like[name] for name in chosen.like if name in like}
    missed = np.zeros(len(found), np.int8)
    for each in fits.values():
        missed += ~each
    kept = missed == 0
    if not has_counts:
        return Narrowed(kept, distances, {})

    def beside(group: str) -> Flags:
        alone: Flags = missed == ~fits[group] if group in fits else kept
        return alone

    counts = {
        "area": _of_areas(found, beside("area"), known.areas),
        "stage": found.numbers(facts.PHASES, facts.PHASES_AT, beside("stage")),
        "way": found.numbers(facts.WAYS, facts.WAYS_AT, beside("way")),
        "kind": found.numbers(facts.KINDS, facts.KIND_AT, beside("kind")),
        "kept": found.numbers(facts.KINDS, facts.KIND_AT, kept),
        "price": found.numbers(facts.PRICES, facts.PRICE_AT, beside("price")),
        "far": {str(band): _sum(distances <= _metres(band), beside("far")) for band in BANDS},
        "when": {name: _sum((found.room & bit) != 0, beside("when")) for name, bit in WHEN.items()},
        "like": {name: _sum(flags, beside(f"like:{name}")) for name, flags in like.items()},
        "designation": {
            name: _sum(_hold(found, [each]), beside("designation")) for name, each in known.designations.items()
        },
        "group": {name: _sum(_at(found, ids), beside("group")) for name, ids in known.groups.items()},
    }
    return Narrowed(kept, distances, counts)


def _fits(found: Gathered, chosen: Chosen, known: Known, distances: Numbers) -> dict[str, Flags]:
    """Who fits each group in which something was chosen."""
    made: dict[str, Flags] = {
        name: found.has_any(values, *bits)
        for name, values, bits in (
            ("stage", chosen.phases, (facts.PHASES, facts.PHASES_AT)),
            ("way", chosen.ways, (facts.WAYS, facts.WAYS_AT)),
            ("kind", chosen.kinds, (facts.KINDS, facts.KIND_AT)),
            ("price", chosen.prices, (facts.PRICES, facts.PRICE_AT)),
        )
        if values
    }
    if chosen.area_codes:
        made["area"] = found.helps_with(chosen.area_codes)
    if chosen.when:
        room: Numbers = found.room & sum(WHEN[name] for name in chosen.when)
        made["when"] = room.astype(np.bool_)
    if chosen.within_miles is not None:
        made["far"] = distances <= _metres(chosen.within_miles)
    if chosen.groups:
        made["group"] = _at(found, frozenset().union(*(known.groups.get(name, ()) for name in chosen.groups)))
    if chosen.designations:
        made["designation"] = _hold(found, [known.designations.get(name, Holders()) for name in chosen.designations])
    return made


def _likenesses(known: Known) -> dict[str, Callable[[Gathered], Flags]]:
    """What can be asked of how a school is like ours: only what is known of ours."""
    ours = known.origin
    if ours is None:
        return {}
    made: dict[str, Callable[[Gathered], Flags]] = {"new": lambda found: ~_at(found, known.linked)}
    if ours.pupils:
        low, high = ours.pupils / schools.SIZE_SHARE, ours.pupils * schools.SIZE_SHARE
        made["size"] = lambda found: _between(found.column("pupils"), low, high)
    if ours.fsm_percent is not None:
        made["fsm"] = lambda found: _near(found.column("fsm"), float(ours.fsm_percent or 0), schools.FSM_POINTS)
    if ours.sen_percent is not None:
        made["sen"] = lambda found: _near(found.column("sen"), float(ours.sen_percent or 0), schools.SEN_POINTS)
    if ours.phases:
        bits = facts.phase_bits(ours.phases, facts.SCHOOL_PHASES_AT)
        made["phase"] = lambda found: (found.bits & bits) != 0
    faith = facts.faith_of(ours.religious_character)
    if faith:
        made["faith"] = lambda found: found.column("faith") == faith
    return made


def _near(shares: Numbers, ours: float, points: int) -> Flags:
    near: Flags = (shares != facts.UNKNOWN) & (np.abs(shares - round(ours * 10)) <= points * 10)
    return near


def _between(numbers: Numbers, low: float, high: float) -> Flags:
    fits: Flags = (numbers >= low) & (numbers <= high)
    return fits


def _at(found: Gathered, school_ids: Iterable[uuid.UUID]) -> Flags:
    return np.isin(found.schools, np.array([facts.school_of(each) for each in school_ids], np.int64))


def _hold(found: Gathered, holders: Sequence[Holders]) -> Flags:
    """Whose person holds one of these designations; of what a school offers, whose school does."""
    people = np.array([facts.holder_of(each) for one in holders for each in one.people], np.int64)
    held: Flags = np.isin(found.holders, people)
    schools_at = _at(found, frozenset().union(*(one.schools for one in holders)))
    return held | (schools_at & ~found.has_any((EntryKind.PERSON,), facts.KINDS, facts.KIND_AT))


def _metres(miles: int) -> float:
    return miles * schools.METRES_A_MILE


def _sum(flags: Flags, among: Flags) -> int:
    return int(np.count_nonzero(flags & among))


def _of_areas(found: Gathered, among: Flags, codes: Iterable[str]) -> dict[str, int]:
    """How many help with each area; whoever helps with a finer one has the one above it beside it."""
    held = found.area_numbers(among)
    return {code: held[made] for code in codes if held.get(made := facts.code_of(code))}
