"""What was asked for and came to nothing: requests stand above the directory, so `config/wiring.py` hands this over."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from linkage.access.actor import Actor
from linkage.areas.models import Area
from linkage.database import tenancy


@dataclass(frozen=True)
class Unmet:
    """One request for which nobody was found: about which areas, where, since when, whether it still waits, and why."""

    area_codes: tuple[str, ...]
    district: str
    organisation_id: uuid.UUID | None
    on: date
    is_waiting: bool
    reason: str = ""


@dataclass(frozen=True)
class Why:
    """One reason why nobody could help, in words: the requests that still wait for it, and those that are over."""

    reason: str
    waiting: int
    ended: int


# Both are asked with an actor and the first day that counts.
Source = Callable[[Actor, date], Iterable[Unmet]]
registered: list[Source] = []
# What schools joined instead of being introduced to somebody: how many, by what it is.
joined: list[Callable[[Actor, date], dict[str, int]]] = []

# In which areas one nominee more would place a request that goes without: the rounds stand above the directory.
one_more: list[Callable[[Actor], list[Area]]] = []


def asked_in_vain(*, actor: Actor, since: date) -> list[Unmet]:
    """Return every request since that day that nobody could help with, the oldest first; asked once for a page."""

    def read() -> list[Unmet]:
        return sorted((each for source in registered for each in source(actor, since)), key=lambda each: each.on)

    return tenancy.read_once(("asked in vain", since), read)


def one_more_would_help(*, actor: Actor) -> list[Area]:
    """Return the areas in which one nominee more would place a request of the latest round."""
    return [area for source in one_more for area in source(actor)]


def why_in_vain(*, actor: Actor, since: date) -> list[Why]:
    """Return why nobody could help since that day, the most frequent reason first; a request counts once."""
    by_reason: dict[str, list[Unmet]] = defaultdict(list)
    for each in asked_in_vain(actor=actor, since=since):
        by_reason[each.reason].append(each)
    found = [
        Why(reason, waiting := sum(each.is_waiting for each in those), len(those) - waiting)
        for reason, those in by_reason.items()
    ]
    return sorted(found, key=lambda each: (-each.waiting - each.ended, each.reason))


def joined_instead(*, actor: Actor, since: date) -> dict[str, int]:
    """Return how many schools joined something instead since that day, by what it is."""
    return {kind: number for source in joined for kind, number in source(actor, since).items()}
