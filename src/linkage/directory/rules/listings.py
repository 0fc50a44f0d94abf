"""Everybody in the directory as columns, and whom some words find among them."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from linkage.directory.rules import facts
from linkage.directory.rules.facts import ROOM_NEXT, ROOM_NOW, ROW, TAKES, Flags, Numbers

_COLUMNS = [name for name in ROW.names or () if name not in {"id", "tokens", "areas"}]
_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
# Which bits each value of a byte has.
_BITS_OF_BYTES = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little").astype(np.int64)


class Listings:
    """Some entries, a place for each: their facts, and for each token who has it. Made once, then only read.

    `rows` are facts as the database has them, and `tokens` those of each row in turn.
    """

    def __init__(self, rows: Numbers, tokens: Numbers) -> None:
        self._columns = {name: rows[name].astype(rows[name].dtype.newbyteorder("=")) for name in _COLUMNS}
        self._ids = np.ascontiguousarray(rows["id"])
        areas, dense = np.unique(rows["areas"].astype(np.int32), return_inverse=True)
        columns = dense.reshape(rows["areas"].shape).astype(np.uint16).T
        # Most have few areas: columns in which nobody has any are left out.
        self._areas, self._dense = areas, [np.ascontiguousarray(each) for each in columns if areas[each].any()]
        order = np.argsort(tokens, kind="stable")
        self._tokens = tokens[order].astype(np.int32)
        self._who = np.repeat(np.arange(len(rows), dtype=np.int32), rows["tokens"])[order]
        self._orders: dict[str, tuple[Numbers, Numbers]] = {}
        self._room: tuple[Promised, NDArray[np.uint8]] | None = None

    def __len__(self) -> int:
        return len(self._ids)

    def column(self, name: str) -> Numbers:
        """One fact of each."""
        return self._columns[name]

    def have(self, tokens: Iterable[int]) -> Flags:
        """Who has one of these tokens."""
        # Numbers of another kind would have all the tokens converted first.
        wanted = np.array([*tokens], np.int32)
        have = np.zeros(len(self), np.bool_)
        for first, last in zip(*(np.searchsorted(self._tokens, wanted, side) for side in _SIDES), strict=True):
            have[self._who[first:last]] = True
        return have

    def places_of(self, ids: Numbers) -> Numbers:
        """The places of those entries of some that stand here, by their keys as rows have them."""
        halves, in_order = self._halves
        if not len(halves):
            return in_order
        wanted = _halves(ids)
        places = in_order[np.minimum(np.searchsorted(halves[in_order], wanted), len(halves) - 1)]
        there: Numbers = places[halves[places] == wanted]
        return there

    def are(self, name: str, values: Numbers) -> Flags:
        """Whose fact of this name is one of some values: looked up from these, as they are far fewer."""
        known, in_order = self._in_order(name)
        are = np.zeros(len(self), np.bool_)
        first, last = (np.searchsorted(known, values, side) for side in _SIDES)
        number = last - first
        # Each stretch from its first place on, one after another: a person may have several entries.
        begins = np.repeat(first - np.cumsum(number) + number, number)
        are[in_order[begins + np.arange(len(begins))]] = True
        return are

    def room(self, promised: "Promised") -> NDArray[np.uint8]:
        """Who has room in this half-term (1) and in the next (2); what was last asked for is kept."""
        if self._room is None or self._room[0] is not promised:
            takes = (self.column("bits") & TAKES) != 0
            if len(promised.stopped):
                takes &= ~self.are("school", promised.stopped)
            room: NDArray[np.uint8] = takes * np.uint8(ROOM_NOW | ROOM_NEXT)
            for full, bit in ((promised.now, ROOM_NOW), (promised.next, ROOM_NEXT)):
                if len(full):
                    room[self.are("holder", full)] &= ~np.uint8(bit)
            self._room = promised, room
        return self._room[1]

    def _in_order(self, name: str) -> tuple[Numbers, Numbers]:
        """The values of one fact in order, and the place of each; made when first asked for."""
        if name not in self._orders:
            in_order = np.argsort(self.column(name))
            self._orders[name] = self.column(name)[in_order], in_order
        return self._orders[name]

    @cached_property
    def is_for_everybody(self) -> Flags:
        """Who shows to all, and not only to those who choose whom to ask."""
        shown: Flags = (self.column("bits") & facts.FOR_EVERYBODY) != 0
        return shown

    def entry_id(self, place: int) -> uuid.UUID:
        """The key of the entry in this place."""
        return uuid.UUID(bytes=self._ids[place].tobytes())

    def areas_of(self, place: int) -> frozenset[int]:
        """What stands for the areas of the entry in this place, and for those above them."""
        return frozenset(int(self._areas[each[place]]) for each in self._dense) - {0}

    def areas_numbers(self, places: Numbers) -> dict[int, int]:
        """How many of those in these places help with each area that anybody helps with."""
        held = np.zeros(len(self._areas), np.int64)
        for each in self._dense:
            held += np.bincount(each[places], minlength=len(held))
        return {code: number for code, number in zip(self._areas.tolist(), held.tolist(), strict=True) if code}

    @cached_property
    def _halves(self) -> tuple[Numbers, Numbers]:
        """The second half of each key, and the places in their order."""
        halves = _halves(self._ids)
        return halves, np.argsort(halves)


def read(rows: bytes, tokens: bytes) -> tuple[Numbers, Numbers]:
    """What the database handed over, as rows and their tokens; new arrays, no part of an answer is kept."""
    return np.frombuffer(rows, ROW).copy(), np.frombuffer(tokens, ">i4").astype(np.int32)


def some(rows: Numbers, tokens: Numbers, which: Flags) -> Listings:
    """Those of the rows that are wanted."""
    return Listings(rows[which], tokens[np.repeat(which, rows["tokens"])])


@dataclass(frozen=True)
class Part:
    """Some listings, and who of them counts: the places of those found, and how well the words fit each."""

    listings: Listings
    which: Numbers
    score: NDArray[np.float64]

    def only(self, which: Flags) -> "Part":
        """Some of those who count."""
        return Part(self.listings, self.which[which], self.score[which])


@dataclass(frozen=True)
class Promised:
    """Whose places are all promised, now and next (a person, or an offer), and which schools take no promises."""

    now: Numbers
    next: Numbers
    stopped: Numbers


@dataclass(frozen=True)
class Gathered:
    """Everybody whom a question finds, each once, and the words that found nobody."""

    parts: tuple[Part, ...]
    silent: tuple[str, ...]
    promised: Promised

    def __len__(self) -> int:
        return sum(len(part.which) for part in self.parts)

    def only(self, which: Flags) -> "Gathered":
        """Some of those found."""
        parted = np.split(which, np.cumsum([len(part.which) for part in self.parts])[:-1])
        parts = (part.only(some_of) for part, some_of in zip(self.parts, parted, strict=True))
        return Gathered(tuple(parts), self.silent, self.promised)

    def column(self, name: str) -> Numbers:
        """One fact of each."""
        return self._each(lambda listings: listings.column(name))

    @cached_property
    def score(self) -> NDArray[np.float64]:
        """How well the words fit each: the more, the fewer people a word finds."""
        return _joined([part.score for part in self.parts])

    def has_any(self, values: tuple[str, ...], known: list[str], at: int) -> Flags:
        """Who has one of these values, of a set whose bits begin `at`."""
        fits: Flags = (self.bits & facts.bits_of(values, known, at)) != 0
        return fits

    def helps_with(self, area_codes: Iterable[str]) -> Flags:
        """Who helps with one of these areas, or with one under it."""
        tokens = [facts.token_of(code) for code in area_codes]
        return self._each(lambda listings: listings.have(tokens))

    def are(self, name: str, values: Numbers) -> Flags:
        """Whose fact of this name is one of some values."""
        return self._each(lambda listings: listings.are(name, values))

    @cached_property
    def bits(self) -> NDArray[np.uint32]:
        """The sets of choices of each."""
        return self.column("bits")

    @cached_property
    def room(self) -> NDArray[np.uint8]:
        """Who has room in this half-term (1) and in the next (2)."""
        return self._each(lambda listings: listings.room(self.promised))

    def distances_m(self, easting: int | None, northing: int | None) -> NDArray[np.float64]:
        """How far away each is, in metres; infinite where one of the two places is not known."""
        if easting is None or northing is None:
            return np.full(len(self), np.inf)
        east, north = self.column("easting"), self.column("northing")
        across, up = east - float(easting), north - float(northing)
        apart: NDArray[np.float64] = np.rint(np.sqrt(across * across + up * up))
        apart[(east == facts.UNKNOWN) | (north == facts.UNKNOWN)] = np.inf
        return apart

    def numbers(self, known: Sequence[str], at: int) -> dict[str, int]:
        """How many of them have each value of a set whose bits begin `at`."""
        byte = (self.bits >> (at & ~7)).astype(np.uint8)
        held = np.bincount(byte, minlength=256) @ _BITS_OF_BYTES
        return {value: int(held[n + at % 8]) for n, value in enumerate(known)}

    def area_numbers(self) -> dict[int, int]:
        """How many of them help with each area, by what stands for it; areas of nobody may be missing."""
        held: dict[int, int] = {}
        for part in self.parts:
            for code, number in part.listings.areas_numbers(part.which).items():
                held[code] = held.get(code, 0) + number
        return held

    def entry(self, place: int) -> tuple[uuid.UUID, frozenset[int]]:
        """Of the one in this place the key of the entry, and what stands for its areas and for those above them."""
        for part in self.parts:
            if place < len(part.which):
                at = int(part.which[place])
                return part.listings.entry_id(at), part.listings.areas_of(at)
            place -= len(part.which)
        raise IndexError(place)

    def _each(self, told: Callable[[Listings], Numbers]) -> Numbers:
        """What is told of all in each of the listings, of those found."""
        return _joined([told(part.listings)[part.which] for part in self.parts])


def gather(
    held: Sequence[tuple[Listings, Flags]],
    words: Sequence[tuple[str, Sequence[int]]],
    suggested: Sequence[str],
    promised: Promised,
) -> Gathered:
    """Return who of those held has any of the words (each with its tokens) or helps with a suggested area.

    With neither it is everybody. Beside each listing stands who of them may be seen at all. What a word says of
    somebody is the more, the fewer people it finds; of the suggested areas the first says 1, the second 1/2 and so on.
    """
    silent, found = [], list[tuple[float, list[Flags]]]()
    asked = [(word, tokens, None) for word, tokens in words]
    meant = [(code, [facts.token_of(code)], 1 / place) for place, code in enumerate(suggested, 1)]
    for told, tokens, weight in (*asked, *meant):
        have = [listings.have(tokens) & seen for listings, seen in held]
        number = sum(map(np.count_nonzero, have))
        if number:
            found.append((weight or float(1 / (1 + np.log10(number))), have))
        elif weight is None:
            silent.append(told)
    parts = []
    for n, (listings, seen) in enumerate(held):
        is_found = np.zeros(len(listings), np.bool_) if asked or meant else seen
        for _, have in found:
            is_found |= have[n]
        which = np.flatnonzero(is_found)
        score = np.zeros(len(which))
        for says, have in found:
            score += says * have[n][which]
        parts.append(Part(listings, which, score))
    return Gathered(tuple(parts), tuple(silent), promised)


def keys(told: bytes) -> Numbers:
    """Keys in order, each known by its second half."""
    return np.sort(np.frombuffer(told, ">i8")[1::2].astype(np.int64))


def _halves(ids: Numbers) -> Numbers:
    return np.frombuffer(ids.tobytes(), ">i8")[1::2].astype(np.int64)


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
