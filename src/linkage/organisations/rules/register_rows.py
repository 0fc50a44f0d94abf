"""Makes rows of the register into the lines that PostgreSQL copies in, a block at a time and column by column.

Column by column because a check of a thousand values at once costs little more than a check of one; only when it
fails are the values looked at one by one, to name the row and the reason.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import cast

from linkage.organisations.enums import SchoolStatus
from linkage.organisations.rules import register_values as values
from linkage.organisations.rules.register_scan import Block, Column, Refusal
from linkage.organisations.rules.register_values import NOTHING, Learning

Place = tuple[int, int, str]

# In this order the lines are copied in; operations/register_sql.py names the same columns.
COPIED = (
    "id", "urn", "name", "status", "phases", "type_name", "type_group", "religious_character", "diocese",
    "authority_code", "authority_name", "district", "trust_uid", "trust_name", "street", "town", "postcode",
    "website", "age_low", "age_high", "pupils", "fsm_percent", "sen_percent", "eal_percent", "easting", "northing",
    "opened_on", "closed_on", "successor_urns", "has_place", "has_details",
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
# Texts of which a register has few different ones, many times over: they learn, as the values do.
_REPEATED = (
    "type_name", "type_group", "religious_character", "authority_code", "authority_name", "phase", "diocese",
    "district", "trust_name",
)  # fmt: skip
_MADE_PLAIN: dict[str, Callable[[Column], Column]] = {
    "diocese": lambda column: list(map(values.spoken_or_blank, column)),
    "district": lambda column: list(map(values.spoken_or_blank, column)),
    "trust_name": lambda column: list(map(values.spoken_or_blank, column)),
    "website": values.websites,
    "postcode": values.postcodes,
}
_READ: dict[str, tuple[str, Callable[[str], str | None]]] = {
    "status": ("a status we know", values.status), "age_low": ("an age", values.age),
    "age_high": ("an age", values.age), "pupils": ("a number of pupils", values.number),
    "fsm_percent": ("a percentage", values.percent), "sen_percent": ("a percentage", values.percent),
    "eal_percent": ("a percentage", values.percent), "easting": ("a place on the map", values.grid),
    "northing": ("a place on the map", values.grid), "opened_on": ("a date", values.day),
    "closed_on": ("a date", values.day),
}  # fmt: skip

# Facts that are nearly always a plain number, all different: digits up to so many need no closer look.
_WHOLE = {"pupils": 5, "easting": 6, "northing": 6}


@dataclass(frozen=True)
class Copied:
    """A block ready to be copied in: one line for each row, and the school, its status and the number of each."""

    lines: bytes = b""
    urns: list[int] = field(default_factory=list)
    statuses: Column = ()
    numbers: list[int] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


class RowReader:
    """Reads the rows of one file. `place_of` gives the place and district of a postcode, for schools without one."""

    def __init__(self, place_of: Callable[[str], Place | None]) -> None:
        self._place_of = place_of
        self._learned = {fact: Learning(read) for fact, (_, read) in _READ.items()}
        self._repeated = {fact: Learning(partial(_repeated, fact)) for fact in _REPEATED}
        self._phases = values.Phases()
        self._met: dict[int, int] = {}
        self._keyed, self._made = secrets.token_hex(12), 0

    def read(self, block: Block) -> Copied:
        """Return the lines of the usable rows, and the numbers of the others with the reason."""
        size = len(block.numbers)
        if not size:
            return Copied(refused=block.refused)
        given = block.facts
        bad: dict[int, str] = {}
        made = self._texts(given, bad, size) | self._others(given, bad, size)
        urns = self._urns(given["urn"], block.numbers, bad)
        made["urn"] = list(map(str, urns))
        made["id"] = self._keys(len(urns))
        made["phases"] = self._taught(made, bad)
        made |= _told(made)
        self._find_places(made)
        columns = {name: made[name] for name in COPIED}
        refused = [*block.refused, *((block.numbers[n], why) for n, why in bad.items())]
        numbers = block.numbers
        if bad:
            kept = [n for n in range(size) if n not in bad]
            columns = {name: [column[n] for n in kept] for name, column in columns.items()}
            urns, numbers = [urns[n] for n in kept], [numbers[n] for n in kept]
        lines = "\n".join(map("\t".join, zip(*columns.values(), strict=True)))
        return Copied(f"{lines}\n".encode() if urns else b"", urns, columns["status"], numbers, refused)

    def _keys(self, size: int) -> Column:
        """Return keys for new rows: one after the other, which an index likes, behind a beginning found by chance.

        These are public rows: their keys must never meet another, but they need not be secret.
        """
        first, self._made = self._made, self._made + size
        return [f"{self._keyed}{number:08x}" for number in range(first, first + size)]

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
            if fact not in given:
                made[fact] = [""] * size
                continue
            made[fact], long = self._text(fact, given[fact], longest)
            bad |= {n: f"{what} is longer than {longest} letters." for n in long if n not in bad}
        if "" in made["name"]:
            bad |= {n: "It has no name." for n, name in enumerate(made["name"]) if not name and n not in bad}
        return made

    def _text(self, fact: str, column: Column, longest: int) -> tuple[Column, list[int]]:
        """Return the texts, and which of them are too long."""
        if fact in self._repeated:
            known = list(map(self._repeated[fact].__getitem__, column))
            if None not in known:
                return cast(Column, known), []
        made = _MADE_PLAIN.get(fact, list)(_tidied(column))
        is_long = max(map(len, made)) > longest
        return made, [n for n, value in enumerate(made) if len(value) > longest] if is_long else []

    def _others(self, given: dict[str, Column], bad: dict[int, str], size: int) -> dict[str, Column]:
        made: dict[str, Column] = {}
        for fact, (what, _) in _READ.items():
            if fact not in given:
                made[fact] = [SchoolStatus.OPEN.value if fact == "status" else NOTHING] * size
                continue
            made[fact] = self._read(fact, given[fact], bad, what)
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
        return [value or NOTHING for value in read] if wrong else cast(Column, read)

    def _taught(self, made: dict[str, Column], _bad: dict[int, str]) -> Column:
        mixes = zip(made["phase"], made["type_name"], made["age_low"], made["age_high"], strict=True)
        return list(map(self._phases.__getitem__, mixes))

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


def _told(made: dict[str, Column]) -> dict[str, Column]:
    """Say which groups of facts the file itself tells; read before places are found for it."""
    details = zip(made["diocese"], made["district"], strict=True)
    return {
        "has_place": ["f" if easting == NOTHING else "t" for easting in made["easting"]],
        "has_details": ["t" if diocese or district else "f" for diocese, district in details],
    }


def _tidied(column: Column) -> Column:
    """Return texts without spaces around them or two in a row, safe to stand in a line that is copied in."""
    joined = "\n".join(("", *column, ""))
    untidy = ("  ", " \n", "\n ", "\\", "\t", "\r", "\xa0")
    if not any(mark in joined for mark in untidy) and joined.count("\n") == len(column) + 1:
        return column
    return [" ".join(value.split()).replace("\\", "\\\\") for value in column]


def _repeated(fact: str, value: str) -> str | None:
    """Return one text as all of its column are made; None when it is too long."""
    (made,) = _MADE_PLAIN.get(fact, list)(_tidied([value]))
    return made if len(made) <= _TEXTS[fact][1] else None
