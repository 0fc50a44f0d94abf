"""By when things are done, and for how long somebody may read. Pure: the docstring is the sentence shown."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from linkage.kernel import words
from linkage.kernel.violations import Violation
from linkage.kernel.working_days import SchoolCalendar

# A concern is seen to within so many working days.
CONCERN_DAYS = 1
# For how many days somebody may be let read.
ACCESS_DAYS = (7, 14, 30)


def concern_due_on(today: date, calendar: SchoolCalendar) -> date:
    """Return the day by which a concern of today is seen to."""
    return calendar.add(today, CONCERN_DAYS)


def access_ends_at(given_at: datetime, days: int) -> datetime:
    """Return until when somebody may read, to the minute."""
    return given_at + timedelta(days=days)


def the_day_is_within(due_on: date, ends_on: date) -> list[Violation]:
    """The day lies before the end."""
    if due_on <= ends_on:
        return []
    last = words.day(ends_on)
    return [Violation("the_day_is_within", f"Enter a day until {last}, which is the last day", field="due_on")]


def nothing_is_planned_after(ends_on: date, planned: Iterable[tuple[str, date]]) -> list[Violation]:
    """The last day comes after everything that is planned: what it is and on which day."""
    after = max((each for each in planned if each[1] > ends_on), key=lambda each: each[1], default=None)
    if after is None:
        return []
    what, on = after
    said = f"{what} is planned for {words.day(on)}. Choose that day or a later one as the last, or move it first"
    return [Violation("nothing_is_planned_after", said, field="ends_on")]
