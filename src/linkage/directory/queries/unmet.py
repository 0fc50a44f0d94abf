"""What was asked for and came to nothing: requests stand above the directory, so `config/wiring.py` hands this over."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from linkage.access.actor import Actor


@dataclass(frozen=True)
class Unmet:
    """One request for which nobody was found: about which areas, where, since when, and whether it still waits."""

    area_codes: tuple[str, ...]
    district: str
    organisation_id: uuid.UUID | None
    on: date
    is_waiting: bool


# Asked with an actor and the first day that counts.
Source = Callable[[Actor, date], Iterable[Unmet]]
registered: list[Source] = []


def asked_in_vain(*, actor: Actor, since: date) -> list[Unmet]:
    """Return every request since that day that nobody could help with, the oldest first."""
    found = [each for source in registered for each in source(actor, since)]
    return sorted(found, key=lambda each: each.on)
