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
    """Who fits everything (`kept`), how far away each of them is, and how many each further choice would leave."""

    kept: Gathered
    distances_m: Numbers
    counts: Counts


def narrow(found: Gathered, chosen: Chosen, known: Known, *, has_counts: bool = True) -> Narrowed:
    """Return who of those found fits, and the counts by group; under "kept" how many of each kind fit.

    A choice is counted among those whom every *other* group of choices lets through, so that no count leads to nothing.
    """
    fits = _fits(found, chosen, known)
    missed = np.zeros(len(found), np.int8)
    for each in fits.values():
        missed += ~each
    kept = found.only(missed == 0)

    def beside(group: str) -> Gathered:
        return found.only(missed == ~fits[group]) if group in fits else kept

    return Narrowed(kept, _distances(kept, known), _counts(kept, beside, known) if has_counts else {})


def _counts(kept: Gathered, beside: Callable[[str], Gathered], known: Known) -> Counts:
    here = {group: beside(group) for group in ("area", "stage", "way", "kind", "price", "far", "when")}
    far = _distances(here["far"], known)
    with_group, with_title = beside("group"), beside("designation")
    return {
        "area": _of_areas(here["area"], known.areas),
        "stage": here["stage"].numbers(facts.PHASES, facts.PHASES_AT),
        "way": here["way"].numbers(facts.WAYS, facts.WAYS_AT),
        "kind": here["kind"].numbers(facts.KINDS, facts.KIND_AT),
        "kept": kept.numbers(facts.KINDS, facts.KIND_AT),
        "price": here["price"].numbers(facts.PRICES, facts.PRICE_AT),
        "far": {str(band): _number(far <= _metres(band)) for band in BANDS},
        "when": {name: _number((here["when"].room & bit) != 0) for name, bit in WHEN.items()},
        "like": {name: _number(alike(beside(f"like:{name}"))) for name, alike in _likenesses(known).items()},
        "designation": {name: _number(_hold(with_title, [each])) for name, each in known.designations.items()},
        "group": {name: _number(_at(with_group, ids)) for name, ids in known.groups.items()},
    }


def _fits(found: Gathered, chosen: Chosen, known: Known) -> dict[str, Flags]:
    """Who fits each group in which something was chosen; each likeness is a group of its own."""
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
        made["far"] = _distances(found, known) <= _metres(chosen.within_miles)
    if chosen.groups:
        made["group"] = _at(found, frozenset().union(*(known.groups.get(name, ()) for name in chosen.groups)))
    if chosen.designations:
        made["designation"] = _hold(found, [known.designations.get(name, Holders()) for name in chosen.designations])
    alike = _likenesses(known)
    return made | {f"like:{name}": alike[name](found) for name in chosen.like if name in alike}


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
    return found.are("school", np.array([facts.school_of(each) for each in school_ids], np.int64))


def _hold(found: Gathered, holders: Sequence[Holders]) -> Flags:
    """Whose person holds one of these designations; of what a school offers, whose school does."""
    people = np.array([facts.holder_of(each) for one in holders for each in one.people], np.int64)
    schools_at = _at(found, frozenset().union(*(one.schools for one in holders)))
    is_person = found.has_any((EntryKind.PERSON,), facts.KINDS, facts.KIND_AT)
    return found.are("holder", people) | (schools_at & ~is_person)


def _distances(found: Gathered, known: Known) -> Numbers:
    origin = known.origin
    return found.distances_m(*((origin.easting, origin.northing) if origin else (None, None)))


def _metres(miles: int) -> float:
    return miles * schools.METRES_A_MILE


def _number(flags: Flags) -> int:
    return int(np.count_nonzero(flags))


def _of_areas(found: Gathered, codes: Iterable[str]) -> dict[str, int]:
    """How many help with each area; whoever helps with a finer one has the one above it beside it."""
    held = found.area_numbers()
    return {code: held[made] for code in codes if held.get(made := facts.code_of(code))}
