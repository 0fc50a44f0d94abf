"""What must hold of nominations, entries and promises; each docstring is the sentence its user reads."""

from collections.abc import Iterable

from linkage.kernel.violations import Violation
from linkage.kernel.words import count

MOST_AREAS = 3
MOST_PLACES = 20
MOST_DAYS = 30

# The constraint the database named, and what it means to the person who met it.
FULL = {
    "directory_allowance_places": "They have promised all the schools they can take this half-term",
    "directory_allowance_days": "They have promised all the days they can give this half-term",
    "directory_schoolallowance_days": "Their school has promised all the days it can give this half-term",
    "directory_schoolceiling_stopped": "Their school is taking no new requests at the moment",
}


def is_full(constraint: str) -> list[Violation]:
    """They have promised all they can this half-term"""
    sentence = FULL.get(constraint)
    return [Violation("is_full", sentence)] if sentence else []


def keeps_promises(*, offered: int, promised: int, unit: str, field: str) -> list[Violation]:
    """The number cannot be less than what is promised already"""
    if offered >= promised:
        return []
    standing = count(promised, *{"places": ("school", "schools"), "days": ("day", "days")}[unit])
    are = "is" if promised == 1 else "are"
    return [Violation("keeps_promises", f"{standing} {are} promised already, so enter {promised} or more", field)]


def has_areas(codes: Iterable[str]) -> list[Violation]:
    """Choose up to three areas"""
    chosen = len(set(codes))
    if chosen == 0:
        return [Violation("has_areas", "Choose what they are good at", "area_codes")]
    if chosen > MOST_AREAS:
        return [Violation("has_areas", "Choose up to three areas", "area_codes")]
    return []
