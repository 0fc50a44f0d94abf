"""What must hold of a round and of what schools answer; each docstring is the sentence its user reads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from linkage.kernel.violations import Violation
from linkage.kernel.words import count
from linkage.peer_review.enums import Preset
from linkage.peer_review.rules.weeks import is_over, monday_of

# What the numbers of a round begin with.
PRESETS: dict[str, dict[str, Any]] = {
    Preset.PANEL: {"visitors": 3, "at_least": 2, "at_most": 4, "allows_mutual": False},
    Preset.TRIAD: {"visitors": 2, "at_least": 2, "at_most": 2, "allows_mutual": True},
    Preset.PAIRS: {"visitors": 1, "at_least": 1, "at_most": 1, "allows_mutual": True},
}
MOST_WEEKS = 40
YEAR_OF_WEEKS = timedelta(weeks=52)
# Schools are reminded twice, at the latest when so many working days are left.
FIRST_REMINDER_DAYS, LAST_REMINDER_DAYS = 5, 2
# So long after its last week a round is over by itself.
OVER_AFTER = timedelta(days=28)


@dataclass(frozen=True)
class Numbers:
    """The rules of a round that are numbers and switches, as its form gives them."""

    visitors: int
    at_least: int
    at_most: int
    allows_mutual: bool
    other_trust: bool
    mixes_phases: bool
    needs_writer: bool
    needs_lead: bool
    avoids_earlier: bool
    distance_limit_miles: int | None


def weeks_are_in_order(first: date, last: date) -> list[Violation]:
    """The last week must not be before the first"""
    if monday_of(first) <= monday_of(last):
        return []
    return [Violation("weeks_are_in_order", str(weeks_are_in_order.__doc__), "last_week_on")]


def weeks_are_not_too_many(first: date, last: date) -> list[Violation]:
    """Choose at most 40 weeks"""
    if (monday_of(last) - monday_of(first)).days < MOST_WEEKS * 7:
        return []
    return [Violation("weeks_are_not_too_many", str(weeks_are_not_too_many.__doc__), "last_week_on")]


def answers_come_first(answers_by: date, first: date, today: date) -> list[Violation]:
    """Choose a day for the answers that is to come, and before the first week"""
    if today < answers_by < monday_of(first):
        return []
    return [Violation("answers_come_first", str(answers_come_first.__doc__), "answers_by_on")]


def numbers_fit(numbers: Numbers) -> list[Violation]:
    """At most must not be less than at least"""
    if numbers.at_least <= numbers.at_most:
        return []
    return [Violation("numbers_fit", str(numbers_fit.__doc__), "at_most")]


def fewest_schools(preset: str, visitors: int, *, allows_mutual: bool) -> int:
    """Return how many schools a round needs before it can be planned at all."""
    if preset != Preset.PANEL or allows_mutual:
        return visitors + 1
    return 2 * visitors + 1


def schools_are_enough(given: int, fewest: int) -> list[Violation]:
    """Too few schools take part"""
    if given >= fewest:
        return []
    said = f"{count(given, 'school takes', 'schools take')} part. These rules need at least {fewest}"
    return [Violation("schools_are_enough", said)]


def weeks_are_offered(chosen: Iterable[date], offered: Collection[date], field: str) -> list[Violation]:
    """Choose at least one of the weeks of the round"""
    wanted = set(chosen)
    if wanted and wanted <= set(offered):
        return []
    return [Violation("weeks_are_offered", str(weeks_are_offered.__doc__), field)]


def focus_is_said(focus: str) -> list[Violation]:
    """Say what your visitors should look at"""
    return [] if focus.strip() else [Violation("focus_is_said", str(focus_is_said.__doc__), "focus")]


def day_is_in_week(day: date, week: date, *, is_open: bool, today: date) -> list[Violation]:
    """Choose a school day of that week that is to come"""
    if monday_of(day) == week and is_open and day >= today:
        return []
    return [Violation("day_is_in_week", str(day_is_in_week.__doc__), "visits_on")]


def is_to_be_reminded(*, days_left: int, reminders: int) -> bool:
    """Return whether a school that has not answered is reminded today: twice at most, and not after the day."""
    if days_left < 0:
        return False
    due = 2 if days_left <= LAST_REMINDER_DAYS else 1 if days_left <= FIRST_REMINDER_DAYS else 0
    return reminders < due


def next_dates(first: date, last: date, answers_by: date) -> tuple[date, date, date]:
    """Return first week, last week and day for answers of the next round: the same weeks a year later."""
    return first + YEAR_OF_WEEKS, last + YEAR_OF_WEEKS, answers_by + YEAR_OF_WEEKS


def has_begun(week: date, today: date) -> bool:
    """Return whether the week of a visit has come."""
    return week <= today


def is_all_over(last: date, today: date) -> bool:
    """Return whether a round has been over long enough to close by itself."""
    return is_over(monday_of(last), None, today - OVER_AFTER)
