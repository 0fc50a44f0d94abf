"""The facts of everybody whom some words find, as columns: what narrows them, counts them and puts them in order.

The database hands them over as they lie (migration 0009), a row of bytes of fixed width for each entry.
"""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linkage.directory.enums import EntryKind, Price, Way
from linkage.organisations.enums import Phase
from linkage.organisations.rules import METRES_A_MILE, NO_FAITH

Flags = NDArray[np.bool_]
Numbers = NDArray[Any]

MOST_AREAS = 6
ROW = np.dtype([
    ("id", "V16"), ("name", "S12"), ("easting", ">i4"), ("northing", ">i4"), ("pupils", ">i4"), ("fsm", ">i2"),
    ("sen", ">i2"), ("faith", ">i4"), ("school", ">i8"), ("bits", ">u4"), ("areas", ">i4", (MOST_AREAS,)),
])  # fmt: skip
UNKNOWN = -1
# A map square of the index, in metres.
SQUARE = 10_000
# Where the bits of a set of choices begin.
PHASES_AT, WAYS_AT, SCHOOL_PHASES_AT, KIND_AT, PRICE_AT = 0, 8, 16, 24, 28
ROOM_NOW, ROOM_NEXT = 1, 2
# The choices of each set, in the order of their bits.
PHASES: list[str] = Phase.values
WAYS: list[str] = [*Way.values, "online"]
KINDS: list[str] = EntryKind.values
PRICES: list[str] = Price.values


@dataclass(frozen=True)
class Gathered:
    """Everybody whom the question finds, each once; `score` says how well, `silent` are words that found nobody."""

    rows: Numbers
    room: NDArray[np.uint8]
    score: NDArray[np.float64]
    silent: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def has_any(self, values: tuple[str, ...], known: list[str], at: int) -> Flags:
        """Who has one of these values, of a set whose bits begin `at`."""
        fits: Flags = (self.rows["bits"] & _bits(values, known, at)) != 0
        return fits

    @cached_property
    def areas(self) -> NDArray[np.int32]:
        """The codes of the areas of each, as `code_of` makes them; nought for none."""
        return np.ascontiguousarray(self.rows["areas"]).astype(np.int32)

    def distances_m(self, easting: int | None, northing: int | None) -> NDArray[np.float64]:
        """How far away each is, in metres; infinite where one of the two places is not known."""
        if easting is None or northing is None:
            return np.full(len(self), np.inf)
        east, north = self.rows["easting"].astype(np.float64), self.rows["northing"].astype(np.float64)
        apart = np.rint(np.hypot(east - easting, north - northing))
        return np.where((east == UNKNOWN) | (north == UNKNOWN), np.inf, apart)


def put_together(
    answers: Mapping[int, tuple[bytes, bytes]], words: Sequence[str], suggested: Sequence[str]
) -> Gathered:
    """Return as one what the database handed over for each word by its place (0: for the suggested areas)."""
    silent = tuple(word for n, word in enumerate(words, 1) if not answers.get(n, (b"", b""))[0])
    parts = [(place, *_columns(*answers[place])) for place in sorted(answers)]
    if not parts:
        return Gathered(np.empty(0, ROW), np.empty(0, np.uint8), np.empty(0), silent)
    rows = np.concatenate([part[1] for part in parts])
    room = np.concatenate([part[2] for part in parts])
    said = np.concatenate([np.full(len(part[1]), _telling(*part[:2])) for part in parts])
    if len(parts) > 1:
        rows, room, said = _each_once(rows, room, said)
    return Gathered(rows, room, said + _meant(rows, suggested), silent)


def code_of(named: str) -> int:
    """What stands for a code or a name in the facts; the database's `directory_code` makes the same."""
    return int.from_bytes(hashlib.md5(named.encode(), usedforsecurity=False).digest()[:4], "big", signed=True)


def school_of(organisation_id: uuid.UUID) -> int:
    """What stands for a school in the facts."""
    return int.from_bytes(organisation_id.bytes[8:], "big", signed=True)


def faith_of(religious_character: str) -> int:
    """What stands for a religious character in the facts; nought for none."""
    return 0 if religious_character in NO_FAITH else code_of(religious_character)


def squares(easting: int, northing: int, miles: int) -> tuple[str, ...]:
    """Return the map squares of ten kilometres that lie so near, whole or in part."""
    reach = round(miles * METRES_A_MILE)
    east, north = ((at - reach) // SQUARE for at in (easting, northing))
    return tuple(
        f"{e}:{n}"
        for e in range(east, (easting + reach) // SQUARE + 1)
        for n in range(north, (northing + reach) // SQUARE + 1)
    )


def phase_bits(values: tuple[str, ...] | list[str], at: int = PHASES_AT) -> int:
    """The bits of these stages."""
    return _bits(tuple(values), PHASES, at)


def id_of(row: Any) -> uuid.UUID:
    """The key of the entry that a row is about."""
    return uuid.UUID(bytes=row["id"].tobytes())


def _bits(values: tuple[str, ...], known: list[str], at: int) -> int:
    return sum(1 << (known.index(value) + at) for value in values if value in known)


def _columns(facts: bytes, room: bytes) -> tuple[Numbers, NDArray[np.uint8]]:
    return np.frombuffer(facts, ROW), np.frombuffer(room, np.uint8)


def _telling(place: int, rows: Numbers) -> float:
    """How much it says of somebody that this word found them: the more, the fewer people it finds."""
    return 0.0 if place == 0 or not len(rows) else 1 / (1 + np.log10(len(rows)))


def _each_once(rows: Numbers, room: Any, said: Any) -> tuple[Numbers, Any, Any]:
    """Put together what several words said of the same person."""
    halves = np.frombuffer(rows["id"].tobytes(), np.uint64).reshape(-1, 2)
    # Keys are random, so that two of them never meet in half their bits among some thousands.
    _, first, which = np.unique(halves[:, 0] ^ halves[:, 1], return_index=True, return_inverse=True)
    return rows[first], room[first], np.bincount(which, weights=said, minlength=len(first))


def _meant(rows: Numbers, suggested: Sequence[str]) -> Numbers:
    """What the suggested areas say: the first one, the second half as much, the third a third."""
    score = np.zeros(len(rows))
    for place, code in enumerate(suggested, 1):
        score += (rows["areas"] == code_of(code)).any(axis=1) / place
    return score
