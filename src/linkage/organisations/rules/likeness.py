"""What it means that two schools are alike."""

from decimal import Decimal
from typing import Protocol

# Of about the same size: neither has more than a quarter more pupils than the other.
SIZE_SHARE = 1.25
# A similar share, in points of a hundred: of pupils with free school meals, and of pupils with special needs.
FSM_POINTS, SEN_POINTS = 5, 3
# The register writes in three ways that a school has no religious character.
NO_FAITH = frozenset({"", "Does not apply", "None"})


class Described(Protocol):
    """What is known of a school from the register and the census."""

    pupils: int | None
    fsm_percent: Decimal | None
    sen_percent: Decimal | None
    religious_character: str


def alike(one: Described, other: Described) -> tuple[str, ...]:
    """Return in what two schools are alike: "size", "fsm", "sen", "faith"; what is not known of both is left out."""
    found = {
        "size": _similar_size(one.pupils, other.pupils),
        "fsm": _within(one.fsm_percent, other.fsm_percent, FSM_POINTS),
        "sen": _within(one.sen_percent, other.sen_percent, SEN_POINTS),
        "faith": one.religious_character not in NO_FAITH and one.religious_character == other.religious_character,
    }
    return tuple(name for name, is_so in found.items() if is_so)


def _similar_size(one: int | None, other: int | None) -> bool:
    return bool(one and other) and max(one or 0, other or 0) <= SIZE_SHARE * min(one or 0, other or 0)


def _within(one: Decimal | None, other: Decimal | None, points: int) -> bool:
    return one is not None and other is not None and abs(one - other) <= points
