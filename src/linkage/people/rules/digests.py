"""When somebody's list goes out. Pure: no clock, no database."""

from datetime import date, timedelta

from linkage.kernel.working_days import SchoolCalendar


def week_of(day: date) -> date:
    """Return the Monday of that week."""
    return day - timedelta(days=day.weekday())


def goes_on(week: date, weekday: int, calendar: SchoolCalendar) -> date | None:
    """Return the day of the week that begins on `week` on which the weekly list goes: `weekday`, or the next open day.

    None in a week without such a day: the list of a holiday waits for the next term.
    """
    days = (week + timedelta(days=number) for number in range(weekday, 7))
    return next((day for day in days if calendar.is_open(day)), None)


def is_weekly_due(today: date, weekday: int, calendar: SchoolCalendar, *, has_begun: bool) -> bool:
    """Return whether the weekly list goes today.

    That is its own day; and when nothing ran on that day, the next school day of the same week on which something does
    (`has_begun`: somebody's list of this week has been looked at).
    """
    day = goes_on(week_of(today), weekday, calendar)
    if day is None or not calendar.is_open(today):
        return False
    return today == day or (today > day and not has_begun)
