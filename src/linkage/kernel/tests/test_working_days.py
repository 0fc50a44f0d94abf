from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.kernel.working_days import SchoolCalendar

HALF_TERM = frozenset(date(2026, 10, 26) + timedelta(days=n) for n in range(5))
CALENDAR = SchoolCalendar(closed=HALF_TERM)


def test_half_term_counts_towards_no_clock():
    assert CALENDAR.add(date(2026, 10, 23), 1) == date(2026, 11, 2)
    assert CALENDAR.between(date(2026, 10, 23), date(2026, 11, 3)) == 2


def test_a_clock_that_starts_on_a_closed_day_starts_on_the_next_open_one():
    assert CALENDAR.add(date(2026, 10, 24), 0) == date(2026, 11, 2)


def test_a_calendar_closed_for_ever_is_refused():
    endless = SchoolCalendar(closed=frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(900)))
    with pytest.raises(ValueError, match="no working school day"):
        endless.add(date(2026, 1, 1), 1)
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add(date(2026, 1, 1), -1)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_counting_back_gives_the_days_that_were_added(start, days):
    opened = CALENDAR.add(start, 0)
    assert CALENDAR.between(opened, CALENDAR.add(opened, days)) == days
    assert CALENDAR.between(CALENDAR.add(opened, days), opened) == -days
