"""Which two records may be one human, and why."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from linkage.kernel.violations import Violation
from linkage.search.folding import fold

NAME = "The same name at the same school"
ADDRESS = "The same name before the @ at the same school"
PHONE = "The same telephone number"
SHORTEST_PHONE = 9
_NOT_DIGIT = re.compile(r"\D")
# Addresses that a school shares out say nothing of who reads them.
SHARED = frozenset({"admin", "enquiries", "head", "headteacher", "info", "mail", "office", "principal", "reception"})


@dataclass(frozen=True)
class Known:
    """What two records are compared by: `schools` are the keys of where the person works or is listed."""

    id: UUID
    name: str
    email: str
    phone: str
    schools: frozenset[UUID]


@dataclass(frozen=True)
class Alike:
    """Two records that may be one human, in the order of their keys, and what is the same in them."""

    one: UUID
    other: UUID
    because: tuple[str, ...]


def alike(people: Iterable[Known], *, apart: Collection[tuple[UUID, UUID]] = ()) -> list[Alike]:
    """Return every two records that share a name or an address at one school, or a telephone number.

    `apart` are pairs that somebody has said are two people. What has most in common comes first.
    """
    groups: dict[tuple[str, ...], list[UUID]] = defaultdict(list)
    for person in people:
        for sign in _signs(person):
            groups[sign].append(person.id)
    found: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for (why, *_), members in groups.items():
        for one, other in combinations(sorted(set(members)), 2):
            found[one, other].add(why)
    said = set(apart)
    pairs = [Alike(*pair, tuple(sorted(whys))) for pair, whys in found.items() if pair not in said]
    return sorted(pairs, key=lambda pair: (-len(pair.because), pair.one, pair.other))


def _signs(person: Known) -> Iterator[tuple[str, ...]]:
    name, local = " ".join(fold(person.name).split()), person.email.partition("@")[0]
    for school in person.schools:
        yield NAME, str(school), name
        if local not in SHARED:
            yield ADDRESS, str(school), local
    digits = _NOT_DIGIT.sub("", person.phone)
    if len(digits) >= SHORTEST_PHONE:
        yield PHONE, digits


def can_be_merged(*, is_same: bool, is_actor: bool) -> list[Violation]:
    """Choose two records"""
    if is_same:
        return [Violation("can_be_merged", "These two addresses belong to one record already")]
    if is_actor:
        sentence = "Nobody merges a record of their own: ask another coordinator to do it"
        return [Violation("can_be_merged", sentence)]
    return []


def is_understood(*, is_sure: bool) -> list[Violation]:
    """Say that you have understood that this cannot be undone"""
    return [] if is_sure else [Violation("is_understood", str(is_understood.__doc__), "is_sure")]
