"""The desk: how urgent a request is, and who could take one. Pure: plain values in, an order out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from linkage.kernel.violations import Violation

SOON_WINDOW = "soon"
MOST_GIVEN = 100


class Urgency(StrEnum):
    """How urgent a request is: what the school said, never what somebody thinks of it."""

    URGENT = "urgent"
    SOON = "soon"
    CAN_WAIT = "can_wait"

    @property
    def place(self) -> int:
        """For the order: the most urgent first."""
        return list(Urgency).index(self)


def urgency_of(urgent_reason: str, window: str) -> Urgency:
    """Urgent where the school says why it cannot wait, soon where it wants help as soon as possible."""
    if urgent_reason.strip():
        return Urgency.URGENT
    return Urgency.SOON if window == SOON_WINDOW else Urgency.CAN_WAIT


@dataclass(frozen=True)
class Load:
    """How many open requests somebody looks after, and whether they are away today."""

    key: str
    name: str
    open_now: int
    is_away: bool = False


def lightest(loads: Iterable[Load]) -> Load | None:
    """Who could take one more: of those who are here the one with the fewest, by name where two have as many."""
    here = [each for each in loads if not each.is_away]
    return min(here, key=lambda each: (each.open_now, each.name, each.key), default=None)


def few_are_given(number: int) -> list[Violation]:
    """At least one request is given, and not more than somebody can look through."""
    if not number:
        return [Violation("few_are_given", "Tick at least one request that somebody still works on")]
    if number > MOST_GIVEN:
        return [Violation("few_are_given", f"Give away up to {MOST_GIVEN} requests at once")]
    return []
