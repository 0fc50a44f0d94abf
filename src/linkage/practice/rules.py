"""What must hold of what a school shares; each docstring is the sentence its user reads."""

from collections.abc import Iterable
from datetime import date, timedelta

from linkage.kernel.violations import Violation

# Nobody knows today what is right so long from now.
LONGEST_DAYS = 731
USUAL_DAYS = 365


def is_whole(*, what: str, evidence: str, phases: Iterable[str], ways: Iterable[str]) -> list[Violation]:
    """Some answers are missing"""
    missing = {
        "what": ("Say what you do", what.strip()),
        "evidence": ("Say how you know that it works", evidence.strip()),
        "phases": ("Choose at least one stage", list(phases)),
        "ways": ("Choose how others can see it", list(ways)),
    }
    return [Violation("is_whole", sentence, field) for field, (sentence, given) in missing.items() if not given]


def somebody_shows_it(*, has_owner: bool) -> list[Violation]:
    """Choose who shows it"""
    return [] if has_owner else [Violation("somebody_shows_it", str(somebody_shows_it.__doc__), "owner")]


def review_is_to_come(*, review_on: date, today: date) -> list[Violation]:
    """Enter a day that is to come, at most two years from now"""
    if today < review_on <= today + timedelta(days=LONGEST_DAYS):
        return []
    return [Violation("review_is_to_come", str(review_is_to_come.__doc__), "review_on")]


def says_why(*, reason: str, is_own: bool) -> list[Violation]:
    """Say why: the school reads it"""
    if is_own or reason.strip():
        return []
    return [Violation("says_why", str(says_why.__doc__), "reason")]


def next_review_on(today: date) -> date:
    """Return until when what is right today can be taken for right."""
    return today + timedelta(days=USUAL_DAYS)
