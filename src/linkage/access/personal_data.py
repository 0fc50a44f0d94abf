"""What the installation holds about a person: each app says what it has, how to hand it out and how to erase it.

The list is filled in `config/wiring.py`, the highest layer first: what refers to a person goes before the person.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linkage.kernel.violations import Violation


@dataclass(frozen=True)
class Subject:
    """Whose data it is, in one programme; everything that points at a person or spells one out."""

    programme_id: uuid.UUID
    person_id: uuid.UUID
    account_id: uuid.UUID | None
    name: str
    email: str
    phone: str


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
