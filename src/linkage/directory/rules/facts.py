"""The facts of everybody whom some words find, as columns: what narrows them, counts them and puts them in order.

The database hands them over as they lie (migration 0014), a row of bytes of fixed width for each entry.
"""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linkage.directory.enums import EntryKind, Price, Way
from linkage.organisations.enums import Phase
from linkage.organisations.rules import METRES_A_MILE, NO_FAITH

Flags = NDArray[np.bool_]
Numbers = NDArray[Any]

# With each finer area the one above it.
MOST_AREAS = 8
ROW = np.dtype([
    ("id", "V16"), ("number", ">i8"), ("holder", ">i8"), ("school", ">i8"), ("name", "S12"), ("easting", ">i4"),
    ("northing", ">i4"), ("pupils", ">i4"), ("fsm", ">i2"), ("sen", ">i2"), ("faith", ">i4"), ("bits", ">u4"),
    ("areas", ">i4", (MOST_AREAS,)),
])  # fmt: skip
UNKNOWN = -1
# The map squares of the index, in metres; small ones up to so many miles, as further away they would be hundreds.
SQUARE, REGION = 10_000, 50_000
SQUARES_UP_TO_MILES = 8
# Where the bits of a set of choices begin; each set lies within one byte.
PHASES_AT, WAYS_AT, SCHOOL_PHASES_AT, KIND_AT, PRICE_AT = 0, 8, 16, 24, 28
# Whether any place is offered, and nobody stopped it.
TAKES = 1 << 22
ROOM_NOW, ROOM_NEXT = 1, 2
# What the database hands over beside those found, by its place: whose places are all promised, now and next, and which
# schools take no promises.
FULL_NOW, FULL_NEXT, STOPPED = -1, -2, -3
# The choices of each set, in the order of their bits.
PHASES: list[str] = Phase.values
WAYS: list[str] = [*Way.values, "online"]
KINDS: list[str] = EntryKind.values
PRICES: list[str] = Price.values
# Which bits each value of a byte has.
_BITS_OF_BYTES = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little").astype(np.int64)


@dataclass(frozen=True)
class Gathered:
    """Everybody whom the question finds, each once; `score` says how well, `silent` are words that found nobody.

    `parts` are the rows as they came, and `which` of them count: somebody comes once for each word. `full` are the
    holders of places (a person, or an offer) that are all promised, now and next, and `stopped` the schools, in order.
    """

    parts: tuple[Numbers, ...]
    which: Numbers
    score: NDArray[np.float64]
    silent: tuple[str, ...]
    full: tuple[Numbers, Numbers]
    stopped: Numbers

    def __len__(self) -> int:
        return len(self.score)

    def rows(self, places: Numbers) -> Numbers:
        """The whole rows of some of them, by their places."""
        return _joined(self.parts)[self.which[places]]

    def column(self, name: str) -> Numbers:
        """One fact of each."""
        return _column(self.parts, name)[self.which]

    def has_any(self, values: tuple[str, ...], known: list[str], at: int) -> Flags:
        """Who has one of these values, of a set whose bits begin `at`."""
        fits: Flags = (self.bits & _bits(values, known, at)) != 0
        return fits

    @cached_property
    def bits(self) -> NDArray[np.uint32]:
        """The sets of choices of each."""
        return self.column("bits")

    @cached_property
    def schools(self) -> NDArray[np.int64]:
        """The school of each, as `school_of` makes it."""
        return self.column("school")

    @cached_property
    def holders(self) -> NDArray[np.int64]:
        """Whose places each takes, as `holder_of` makes it: the person, or what a school or body offers itself."""
        return self.column("holder")

    @cached_property
    def areas(self) -> NDArray[np.int32]:
        """The codes of the areas of each, and of those above them, as `code_of` makes them; nought for none."""
        return self.column("areas")

    @cached_property
    def room(self) -> NDArray[np.uint8]:
        """Who has room in this half-term (1) and in the next (2)."""
        takes = (self.bits & TAKES) != 0
        if len(self.stopped):
            takes &= ~_among(self.schools, self.stopped)
        room: NDArray[np.uint8] = takes * np.uint8(ROOM_NOW | ROOM_NEXT)
        for full, bit in zip(self.full, (ROOM_NOW, ROOM_NEXT), strict=True):
            if len(full):
                room[_among(self.holders, full)] &= ~np.uint8(bit)
        return room

    def distances_m(self, easting: int | None, northing: int | None) -> NDArray[np.float64]:
        """How far away each is, in metres; infinite where one of the two places is not known."""
        if easting is None or northing is None:
            return np.full(len(self), np.inf)
        east, north = self.column("easting"), self.column("northing")
        apart = np.rint(np.hypot(east - float(easting), north - float(northing)))
        apart[(east == UNKNOWN) | (north == UNKNOWN)] = np.inf
        return apart

    def numbers(self, known: Sequence[str], at: int, among: Flags) -> dict[str, int]:
        """How many of them have each value of a set whose bits begin `at`."""
        byte = (self.bits[among] >> (at & ~7)).astype(np.uint8)
        held = np.bincount(byte, minlength=256) @ _BITS_OF_BYTES
        return {value: int(held[n + at % 8]) for n, value in enumerate(known)}


def put_together(
    answers: Iterable[tuple[int, bytes | None]], words: Sequence[str], suggested: Sequence[str]
) -> Gathered:
    """Return as one what the database handed over for each word by its place (0: for the suggested areas)."""
    told = [(place, found) for place, found in answers if found]
    silent = tuple(word for n, word in enumerate(words, 1) if n not in {place for place, _ in told})
    found = [(place, np.frombuffer(rows, ROW)) for place, rows in told if place >= 0]
    parts = tuple(rows for _, rows in found)
    said = np.repeat(np.array([_telling(*part) for part in found], np.float64), [len(rows) for rows in parts])
    which, score = _each_once(parts, said) if len(parts) > 1 else (np.arange(len(said)), said)
    holders = (_keys(told, FULL_NOW), _keys(told, FULL_NEXT))
    gathered = Gathered(parts, which, score, silent, holders, _keys(told, STOPPED))
    score += _meant(gathered, suggested)
    return gathered


@lru_cache(maxsize=4096)
def code_of(named: str) -> int:
    """What stands for a code, a name or a token in the facts; the database makes the same."""
    return int.from_bytes(hashlib.md5(named.encode(), usedforsecurity=False).digest()[:4], "big", signed=True)


def token_of(kind: str, named: str) -> int:
    """What stands in the index for an area, a stage, a way or a map square."""
    return code_of(f"{kind}:{named}")


def tokens_of(kind: str, named: Iterable[str]) -> list[int]:
    """What stands in the index for several of a kind."""
    return [token_of(kind, each) for each in named]


def school_of(organisation_id: uuid.UUID) -> int:
    """What stands for a school in the facts."""
    return int.from_bytes(organisation_id.bytes[8:], "big", signed=True)


def holder_of(person_id: uuid.UUID) -> int:
    """What stands in the facts for the person an entry is about."""
    return int.from_bytes(person_id.bytes[8:], "big", signed=True)


def faith_of(religious_character: str) -> int:
    """What stands for a religious character in the facts; nought for none."""
    return 0 if religious_character in NO_FAITH else code_of(religious_character)


def squares(easting: int, northing: int, miles: int) -> tuple[int, ...]:
    """Return the tokens of the map squares that lie so near, whole or in part: of ten kilometres, or of fifty."""
    reach = round(miles * METRES_A_MILE)
    kind, side = ("square", SQUARE) if miles <= SQUARES_UP_TO_MILES else ("region", REGION)
    east, north = (max(0, at - reach) // side for at in (easting, northing))
    return tuple(
        token_of(kind, f"{e}:{n}")
        for e in range(east, (easting + reach) // side + 1)
        for n in range(north, (northing + reach) // side + 1)
    )


def phase_bits(values: tuple[str, ...] | list[str], at: int = PHASES_AT) -> int:
    """The bits of these stages."""
    return _bits(tuple(values), PHASES, at)


def id_of(row: Any) -> uuid.UUID:
    """The key of the entry that a row is about."""
    return uuid.UUID(bytes=row["id"].tobytes())


def _bits(values: tuple[str, ...], known: list[str], at: int) -> int:
    return sum(1 << (known.index(value) + at) for value in values if value in known)


def _keys(told: Iterable[tuple[int, bytes]], place: int) -> Numbers:
    """Keys in order, each known by its second half."""
    return np.sort(np.frombuffer(b"".join(found for at, found in told if at == place), ">i8")[1::2].astype(np.int64))


def _among(values: Numbers, some: Numbers) -> Flags:
    """Which of the values are among some, which stand in order."""
    near = np.minimum(np.searchsorted(some, values), len(some) - 1)
    return np.asarray(some[near] == values)


def _column(parts: tuple[Numbers, ...], name: str) -> Numbers:
    """One fact of all rows, in the order of bytes that this machine reckons with."""
    values = [part[name] for part in parts] or [np.empty(0, ROW)[name]]
    return np.concatenate(values, dtype=values[0].dtype.newbyteorder("="))


def _joined(parts: tuple[Numbers, ...]) -> Numbers:
    return parts[0] if len(parts) == 1 else np.concatenate(parts) if parts else np.empty(0, ROW)


def _telling(place: int, rows: Numbers) -> float:
    """How much it says of somebody that this word found them: the more, the fewer people it finds."""
    return 0.0 if place == 0 else float(1 / (1 + np.log10(len(rows))))


def _each_once(parts: tuple[Numbers, ...], said: Numbers) -> tuple[Numbers, Numbers]:
    """Put together what several words said of the same person: the places of each, once, and the sum."""
    numbers = _column(parts, "number")
    # Each word's people come nearly in the order of their numbers, which this kind of sorting makes use of.
    order = np.argsort(numbers, kind="stable")
    in_order = numbers[order]
    first = np.flatnonzero(np.concatenate(([True], in_order[1:] != in_order[:-1])))
    return order[first], np.add.reduceat(said[order], first)


def _meant(found: Gathered, suggested: Sequence[str]) -> Numbers:
    """What the suggested areas say: the first one, the second half as much, the third a third."""
    score = np.zeros(len(found))
    for place, code in enumerate(suggested, 1):
        score += (found.areas == code_of(code)).any(axis=1) / place
    return score
