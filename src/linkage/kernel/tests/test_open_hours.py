"""A message that can wait goes out when the school day begins."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.kernel.days import LONDON
from linkage.kernel.open_hours import OpenHours
from linkage.kernel.working_days import SchoolCalendar

CHRISTMAS = frozenset(date(2026, 12, 21) + timedelta(days=n) for n in range(14))
HOURS = OpenHours(SchoolCalendar(closed=CHRISTMAS), 8, 17)


def at(year, month, day, hour, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("written", "goes"),
    [
        (at(2026, 11, 3, 10), at(2026, 11, 3, 10)),
        (at(2026, 11, 3, 8), at(2026, 11, 3, 8)),
        (at(2026, 11, 3, 7, 59), at(2026, 11, 3, 8)),
        (at(2026, 11, 3, 16, 59), at(2026, 11, 3, 16, 59)),
        (at(2026, 11, 3, 17), at(2026, 11, 4, 8)),
        (at(2026, 11, 6, 23, 59), at(2026, 11, 9, 8)),
        (at(2026, 11, 7, 10), at(2026, 11, 9, 8)),
        (at(2026, 12, 18, 17, 30), at(2027, 1, 4, 8)),
    ],
    ids=["in", "first minute", "too early", "last minute", "too late", "Friday night", "Saturday", "Christmas"],
)
def test_what_is_written_out_of_hours_goes_when_the_next_school_day_begins(written, goes):
    assert HOURS.next(written) == goes


def test_the_hours_are_those_of_a_school_in_summer_too():
    """Seven by the world's clock is eight in an English school in June."""
    assert HOURS.next(datetime(2026, 6, 10, 7, 0, tzinfo=UTC)) == datetime(2026, 6, 10, 7, 0, tzinfo=UTC)
    assert HOURS.next(datetime(2026, 11, 10, 7, 0, tzinfo=UTC)) == datetime(2026, 11, 10, 8, 0, tzinfo=UTC)


@given(st.integers(0, 2 * 365 * 24 * 60))
def test_it_is_never_before_always_within_and_goes_nowhere_twice(minutes):
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    found = HOURS.next(moment)
    assert found >= moment
    assert HOURS.are_on(found)
    assert HOURS.next(found) == found
