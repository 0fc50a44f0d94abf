"""What the search knows of each entry, in bytes of fixed width, and what stands there for names, codes and choices.

The database writes them (migration 0021), and hands them over as they lie.
"""

import hashlib
import uuid
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from linkage.directory.enums import EntryKind, Price, Way
from linkage.organisations.enums import Phase
from linkage.organisations.rules import NO_FAITH

Flags = NDArray[np.bool_]
Numbers = NDArray[Any]

# With each finer area the one above it.
MOST_AREAS = 8
# As it is handed over: the key and the transaction that wrote it stand before the facts, which begin with how many
# tokens lie beside them.
ROW = np.dtype([
    ("id", "V16"), ("changed", ">i8"), ("tokens", ">i4"), ("holder", ">i8"), ("school", ">i8"), ("name", "S12"),
    ("easting", ">i4"), ("northing", ">i4"), ("pupils", ">i4"), ("fsm", ">i2"), ("sen", ">i2"), ("faith", ">i4"),
    ("bits", ">u4"), ("areas", ">i4", (MOST_AREAS,)),
])  # fmt: skip
UNKNOWN = -1
# Where the bits of a set of choices begin; each set lies within one byte.
PHASES_AT, WAYS_AT, SCHOOL_PHASES_AT, KIND_AT, PRICE_AT = 0, 8, 16, 24, 28
# Whether any place is offered, and nobody stopped it; whether everybody may see the entry.
TAKES, FOR_EVERYBODY = 1 << 22, 1 << 23
ROOM_NOW, ROOM_NEXT = 1, 2
# The choices of each set, in the order of their bits.
PHASES: list[str] = Phase.values
WAYS: list[str] = [*Way.values, "online"]
KINDS: list[str] = EntryKind.values
PRICES: list[str] = Price.values


@lru_cache(maxsize=4096)
def code_of(named: str) -> int:
    """What stands for a code, a name or a token in the facts; the database makes the same."""
    return int.from_bytes(hashlib.md5(named.encode(), usedforsecurity=False).digest()[:4], "big", signed=True)


def token_of(code: str) -> int:
    """What stands among the words for an area, by its code."""
    return code_of(f"area:{code}")


def school_of(organisation_id: uuid.UUID) -> int:
    """What stands for a school in the facts."""
    return _half(organisation_id)


def holder_of(person_id: uuid.UUID) -> int:
    """What stands in the facts for the person an entry is about."""
    return _half(person_id)


def faith_of(religious_character: str) -> int:
    """What stands for a religious character in the facts; nought for none."""
    return 0 if religious_character in NO_FAITH else code_of(religious_character)


def phase_bits(values: Iterable[str], at: int = PHASES_AT) -> int:
    """The bits of these stages."""
    return bits_of(values, PHASES, at)


def bits_of(values: Iterable[str], known: list[str], at: int) -> int:
    """The bits of some values of a set whose bits begin `at`."""
    return sum(1 << (known.index(value) + at) for value in values if value in known)


def _half(key: uuid.UUID) -> int:
    """Half of a random key is as good as the whole: two alike would take billions of rows."""
    return int.from_bytes(key.bytes[8:], "big", signed=True)
