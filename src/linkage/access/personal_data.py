"""What the installation holds about a person: each app says what it has, how to hand it out and how to erase it.

The list is filled in `config/wiring.py`, the highest layer first: what refers to a person goes before the person.
"""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet

from linkage.kernel.violations import Violation

SOMEBODY = "somebody"
# Shorter parts of a name ("Jo") are words of their own too often to be taken out alone.
SHORTEST_PART = 3
_BETWEEN_NAMES = r"[\s\u00a0\u2010\u2011-]+"
_BETWEEN_DIGITS = r"[\s\u00a0().-]*"
_APOSTROPHE = "(?:['\u2018\u2019`]|&#39;|&#x27;|&rsquo;)"
_FROM_ABROAD = rf"(?:(?:\+|00)\s*44{_BETWEEN_DIGITS})?(?:0{_BETWEEN_DIGITS})?"


@dataclass(frozen=True)
class Subject:
    """Whose data it is, in one programme; everything that points at a person or spells one out."""

    programme_id: uuid.UUID
    person_id: uuid.UUID
    account_id: uuid.UUID | None
    name: str
    email: str
    phone: str

    @cached_property
    def _anyhow(self) -> str:
        """The full name, the address and the number, as people write them, in capitals or not.

        A name with any spaces, hyphens and apostrophes, its surname first or last; a number however it is spaced.
        """
        names = [_loosely(part) for part in self._names]
        full = [_BETWEEN_NAMES.join(names)] if names[1:] else []
        for surname in {1, len(names) - 1} if full else ():
            first, last = _BETWEEN_NAMES.join(names[:surname]), _BETWEEN_NAMES.join(names[surname:])
            full.append(rf"{last},?\s+{first}")
        return "|".join(each for each in (*full, re.escape(self.email), _number(self.phone)) if each)

    @cached_property
    def _exactly(self) -> str:
        """A name of one word, with its capital: "Ruth". Without one it is a word like others, and never sought."""
        only = self._names[0] if len(self._names) == 1 else ""
        return f"|{_loosely(only)}" if only[:1].isupper() else ""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:(?i:{self._anyhow}){self._exactly})(?!\w)")

    def is_named_in(self, text: str) -> bool:
        """Return whether a text spells the person out."""
        return bool(self._pattern.search(text))

    def named_in(self, *fields: str) -> Q:
        """Return the condition that one of these text columns spells the person out, or nearly: in capitals or not."""
        spelling = rf"(?<!\w)(?:{self._anyhow}{self._exactly})(?!\w)"
        found = Q(pk__in=[])
        for field in fields:
            found |= Q(**{f"{field}__iregex": spelling})
        return found

    def without(self, text: str, limit: int | None = None) -> str:
        """Return a text without the person, at most `limit` characters long.

        In a text that names them the first name or the surname alone is theirs too.
        """
        return self.without_parts(text, limit) if self.is_named_in(text) else text

    def without_parts(self, text: str, limit: int | None = None) -> str:
        """Return a text that belongs to one naming the person, without any part of their name."""
        alone = "|".join(_loosely(part) for part in self._names if len(part) >= SHORTEST_PART)
        said = self._pattern.sub(SOMEBODY, text)
        return (re.sub(rf"(?<!\w)(?:{alone})(?!\w)", SOMEBODY, said) if alone else said)[:limit]

    @property
    def _names(self) -> list[str]:
        return [part for part in re.split(_BETWEEN_NAMES, self.name) if part]


def take_out(subject: Subject, rows: "QuerySet[Any]", *fields: str) -> None:
    """Take the person out of these text columns wherever they name them; the rest of the words stays."""
    for row in rows.filter(subject.named_in(*fields)):
        for field in fields:
            setattr(row, field, subject.without(getattr(row, field), longest(row, field)))
        row.save(update_fields=fields)


def longest(row: Model, field: str) -> int | None:
    """Return how many characters a column holds; None when there is no limit."""
    limit: int | None = row._meta.get_field(field).max_length  # type: ignore[union-attr]
    return limit


def _loosely(part: str) -> str:
    return re.sub("['\u2018\u2019`]", lambda _: _APOSTROPHE, re.escape(part))


def _number(phone: str) -> str:
    """A number as anybody writes it: "01632 960 001", "(01632) 960001", "+44 1632 960001"."""
    digits = re.sub(r"^(?:00|\+)\s*44|\D", "", phone).lstrip("0")
    return _FROM_ABROAD + _BETWEEN_DIGITS.join(digits) if digits else ""


def _nothing_to_keep(_subject: Subject) -> list[Violation]:
    return []


@dataclass(frozen=True)
class Source:
    """One app's part. `collect` returns plain values under headings people understand; `erase` leaves no trace of the
    subject's name, address, number or words; `must_keep` says why something cannot be erased, in sentences.
    """

    name: str
    collect: Callable[[Subject], dict[str, Any]]
    erase: Callable[[Subject, datetime], None]
    must_keep: Callable[[Subject], list[Violation]] = _nothing_to_keep


registered: list[Source] = []
