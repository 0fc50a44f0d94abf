"""Makes rows of the register into the lines that PostgreSQL copies in, a block at a time and column by column.

Column by column because a check of a thousand values at once costs little more than a check of one; only when it
fails are the values looked at one by one, to name the row and the reason.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from random import Random

from linkage.organisations.enums import OrganisationKind, SchoolStatus
from linkage.organisations.rules import register_values as values
from linkage.organisations.rules.register_kinds import FileKind, Layout
from linkage.organisations.rules.register_scan import Block, Refusal
from linkage.organisations.rules.register_values import NOTHING, Learning

Place = tuple[int, int, str]
Column = Sequence[str]

# In this order the lines are copied in; operations/register_sql.py names the same columns.
COPIED = (
    "id", "urn", "name", "status", "phases", "type_name", "type_group", "religious_character", "diocese",
    "authority_code", "authority_name", "district", "trust_uid", "trust_name", "street", "town", "postcode",
    "website", "age_low", "age_high", "pupils", "fsm_percent", "easting", "northing", "opened_on", "closed_on",
    "kind", "successor_urns", "register_date", "place_on", "numbers_on", "details_on", "trust_on",
)  # fmt: skip

# What each fact is called in a sentence, and the longest text that is kept of it.
_TEXTS = {
    "name": ("The name", 200), "type_name": ("The type", 100), "type_group": ("The type group", 100),
    "religious_character": ("The religious character", 100), "diocese": ("The diocese", 100),
    "authority_code": ("The code of the authority", 3), "authority_name": ("The authority", 80),
    "district": ("The district", 80), "trust_uid": ("The number of the trust", 12), "trust_name": ("The trust", 200),
    "street": ("The street", 200), "town": ("The town", 100), "postcode": ("The postcode", 10),
    "website": ("The website", 300), "phase": ("The phase", 100),
}  # fmt: skip
_MADE_PLAIN: dict[str, Callable[[str], str]] = {
    "diocese": values.spoken_or_blank, "trust_name": values.spoken_or_blank, "district": values.spoken_or_blank,
}  # fmt: skip
_READ: dict[str, tuple[str, Callable[[str], str | None]]] = {
    "status": ("a status we know", values.status), "age_low": ("an age", values.age),
    "age_high": ("an age", values.age), "pupils": ("a number of pupils", values.number),
    "fsm_percent": ("a percentage", values.percent), "easting": ("a place on the map", values.grid),
    "northing": ("a place on the map", values.grid), "opened_on": ("a date", values.day),
    "closed_on": ("a date", values.day),
}  # fmt: skip

# Facts that are nearly always a plain number, all different: digits up to so many need no closer look.
_WHOLE = {"pupils": 5, "easting": 6, "northing": 6}


@dataclass(frozen=True)
class Copied:
    """A block ready to be copied in: one line for each row, and the school and digest of each."""

    lines: bytes
    urns: list[int]
    digests: list[int]
    refused: list[Refusal]


class RowReader:
    """Reads the rows of one file. `place_of` gives the place and district of a postcode, for schools without one."""

    def __init__(self, layout: Layout, on: date, place_of: Callable[[str], Place | None]) -> None:
        self._layout = layout
        self._on = on.isoformat()
        self._place_of = place_of
        self._facts = tuple(layout.places)
        self._pick = itemgetter(*layout.places.values())
        self._learned = {fact: Learning(read) for fact, (_, read) in _READ.items()}
        self._plain = {fact: Learning(make) for fact, make in _MADE_PLAIN.items()}
        self._phases = values.Phases()
        self._met: dict[int, int] = {}
        self._random = Random(os.urandom(32)).getrandbits  # noqa: S311 - see _keys
        self._key = self._random(63)

    def read(self, block: Block) -> Copied:
        """Return the lines of the usable rows, and the numbers of the others with the reason."""
        if not block.rows:
            return Copied(b"", [], [], block.refused)
        given: dict[str, Column] = dict(zip(self._facts, zip(*map(self._pick, block.rows), strict=True), strict=True))
        bad: dict[int, str] = {}
        made = self._texts(given, bad, len(block.rows)) | self._others(given, bad, len(block.rows))
        urns = self._urns(given["urn"], block.numbers, bad)
        made["urn"] = list(map(str, urns))
        made["id"] = self._keys(len(urns))
        made["phases"] = self._taught(made, bad)
        made |= self._dates(made)
        self._find_places(made)
        columns = [made[name] for name in COPIED]
        refused = [*block.refused, *((block.numbers[n], why) for n, why in bad.items())]
        digests = block.digests
        if bad:
            kept = [n for n in range(len(urns)) if n not in bad]
            columns = [[column[n] for n in kept] for column in columns]
            urns, digests = [urns[n] for n in kept], [digests[n] for n in kept]
        lines = "\n".join(map("\t".join, zip(*columns, strict=True)))
        return Copied(f"{lines}\n".encode() if urns else b"", urns, digests, refused)

    def _keys(self, size: int) -> Column:
        """Return keys for new rows: one after the other, which an index likes, from a place and with ends by chance.

        These are public rows: their keys must never meet another, but they need not be secret.
        """
        first, self._key = self._key, self._key + size
        return [f"{number:016x}{self._random(64):016x}" for number in range(first, first + size)]

    def _urns(self, column: Column, numbers: list[int], bad: dict[int, str]) -> list[int]:
        if "".join(column).isdigit() and all(column) and max(map(len, column)) < 8 and not bad:  # noqa: PLR2004 - digits
            found = dict(zip(map(int, column), numbers, strict=True))
            if len(found) == len(column) and self._met.keys().isdisjoint(found) and 0 not in found:
                self._met |= found
                return list(found)
        return [self._urn(n, text.strip(), numbers[n], bad) for n, text in enumerate(column)]

    def _urn(self, n: int, text: str, number: int, bad: dict[int, str]) -> int:
        urn = int(text) if text.isdigit() and text.isascii() and len(text) < 8 else 0  # noqa: PLR2004 - 7 digits
        if not urn:
            bad.setdefault(n, f"“{text[:20]}” is not a URN." if text else "It has no URN.")
        elif urn in self._met:
            bad.setdefault(n, f"URN {urn} is on row {self._met[urn]} already.")
        elif n not in bad:
            self._met[urn] = number
        return urn

    def _texts(self, given: dict[str, Column], bad: dict[int, str], size: int) -> dict[str, Column]:
        made: dict[str, Column] = {}
        for fact, (what, longest) in _TEXTS.items():
            made[fact] = self._made_plain(fact, _tidied(given[fact])) if fact in given else [""] * size
            if max(map(len, made[fact])) > longest:
                long = (n for n, value in enumerate(made[fact]) if len(value) > longest)
                bad |= {n: f"{what} is longer than {longest} letters." for n in long if n not in bad}
        if "" in made["name"]:
            bad |= {n: "It has no name." for n, name in enumerate(made["name"]) if not name and n not in bad}
        return made

    def _made_plain(self, fact: str, column: Column) -> Column:
        if fact in self._plain:
            return [self._plain[fact][value] or "" for value in column]
        if fact == "website":
            return [v if v[:7] == "http://" and v[-1] != "/" else values.website(v) for v in column]
        if fact == "postcode":
            return [v if _is_postcode(v) else values.postcode(v) for v in column]
        return column

    def _others(self, given: dict[str, Column], bad: dict[int, str], size: int) -> dict[str, Column]:
        made: dict[str, Column] = {}
        for fact, (what, _) in _READ.items():
            if fact not in given:
                made[fact] = [SchoolStatus.OPEN.value if fact == "status" else NOTHING] * size
                continue
            made[fact] = self._read(fact, given[fact], bad, what)
        made["kind"] = [OrganisationKind.SCHOOL.value] * size
        made["successor_urns"] = (
            [values.urns(value) for value in given["successors"]] if "successors" in given else ["{}"] * size
        )
        return made

    def _read(self, fact: str, column: Column, bad: dict[int, str], what: str) -> Column:
        if fact in _WHOLE and (plain := _plain_numbers(column, _WHOLE[fact])):
            return plain
        read = list(map(self._learned[fact].__getitem__, column))
        wrong = [n for n, value in enumerate(read) if value is None] if None in read else []
        bad |= {n: f"“{column[n].strip()[:40]}” is not {what}." for n in wrong if n not in bad}
        return [value or NOTHING for value in read]

    def _taught(self, made: dict[str, Column], _bad: dict[int, str]) -> Column:
        mixes = zip(made["phase"], made["type_name"], made["age_low"], made["age_high"], strict=True)
        return list(map(self._phases.__getitem__, mixes))

    def _dates(self, made: dict[str, Column]) -> dict[str, Column]:
        """Say for each group of facts from which day it is; nothing where the file says nothing of the group."""
        on, size = self._on, len(made["name"])
        is_trusts = self._layout.kind is FileKind.TRUSTS
        return {
            "register_date": [NOTHING if is_trusts else on] * size,
            "place_on": [NOTHING if easting == NOTHING else on for easting in made["easting"]],
            "numbers_on": _on_where(on, made["pupils"], made["fsm_percent"], nothing=NOTHING),
            "details_on": _on_where(on, made["diocese"], made["district"], nothing=""),
            "trust_on": [on if trust else NOTHING for trust in made["trust_name"]],
        }

    def _find_places(self, made: dict[str, Column]) -> None:
        """Give schools without a place that of their postcode, undated: any file that knows better replaces it."""
        easting, northing, district = list(made["easting"]), list(made["northing"]), list(made["district"])
        for n, postcode in enumerate(made["postcode"]):
            if postcode and (easting[n] == NOTHING or not district[n]) and (place := self._place_of(postcode)):
                if easting[n] == NOTHING:
                    easting[n], northing[n] = str(place[0]), str(place[1])
                district[n] = district[n] or place[2]
        made |= {"easting": easting, "northing": northing, "district": district}


def _plain_numbers(column: Column, digits: int) -> Column | None:
    """Return the numbers as they stand, blanks as nothing; None when one of them needs a closer look."""
    joined = "".join(column)
    if not joined.isdigit() or not joined.isascii() or max(map(len, column)) > digits or "0" in column:
        return None
    return [value or NOTHING for value in column]


def _is_postcode(value: str) -> bool:
    return value[-4:-3] == " " and value.isupper() and " " not in value[:-4]


def _on_where(on: str, one: Column, other: Column, *, nothing: str) -> Column:
    return [NOTHING if a == nothing and b == nothing else on for a, b in zip(one, other, strict=True)]


def _tidied(column: Column) -> Column:
    """Return texts without spaces around them or two in a row, safe to stand in a line that is copied in."""
    joined = "\n".join(column)
    untidy = ("  ", " \n", "\n ", "\\", "\t", "\r", "\xa0")
    if (
        not any(mark in joined for mark in untidy)
        and joined.count("\n") == len(column) - 1
        and joined.strip() == joined
    ):
        return column
    return [" ".join(value.split()).replace("\\", "\\\\") for value in column]
