"""Weeks of a round: Mondays on the page, whole numbers in the planning."""

from collections.abc import Iterable
from datetime import date, timedelta

from linkage.kernel.working_days import SchoolCalendar
from linkage.solvers.rota import types

SCHOOL_DAYS = 5


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def number_of(day: date) -> int:
    """Return the number of the week of a day, as the planning counts it."""
    return types.week_of(day)


def monday(number: int) -> date:
    """Return the Monday of the week of this number."""
    return types.monday_of(number)


def weeks(first: date, last: date) -> list[date]:
    """Return the Mondays from the week of one day to the week of another."""
    return [monday(number) for number in range(number_of(first), number_of(last) + 1)]


def days_of(week: date) -> list[date]:
    """Return Monday to Friday of a week."""
    return [week + timedelta(days=number) for number in range(SCHOOL_DAYS)]


def open_weeks(first: date, last: date, calendar: SchoolCalendar) -> list[date]:
    """Return the weeks in which a school is open on most days: in the others nobody is asked to visit."""
    return [week for week in weeks(first, last) if 2 * sum(map(calendar.is_open, days_of(week))) > SCHOOL_DAYS]


def is_over(week: date, visits_on: date | None, today: date) -> bool:
    """Return whether a visit has been: its day, or while none was chosen the Friday of its week, lies behind."""
    return (visits_on or week + timedelta(days=SCHOOL_DAYS - 1)) < today


def not_over(days: Iterable[date], today: date) -> list[date]:
    """Return those of the weeks in which something can still be."""
    return [week for week in days if not is_over(week, None, today)]


def numbers(days: Iterable[date]) -> frozenset[int]:
    """Return the numbers of the weeks of these days."""
    return frozenset(number_of(day) for day in days)
