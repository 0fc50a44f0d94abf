"""The sentences of visits, on plain values."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from linkage.engagements import rules
from linkage.engagements.enums import EngagementStatus
from linkage.kernel.half_terms import counted_from
from linkage.kernel.working_days import SchoolCalendar

S = EngagementStatus
DAY = date(2026, 11, 12)
visits = st.lists(
    st.tuples(st.dates(date(2026, 9, 1), date(2028, 8, 31)), st.integers(min_value=1, max_value=2)), max_size=30
)


@given(visits)
def test_the_ledger_never_has_less_than_what_is_booked_and_less_than_a_day_more(booked):
    promised = rules.promised_by_half_term(booked)
    for period, days in promised.items():
        halves = sum(each for on, each in booked if counted_from(on) == period)
        assert halves <= 2 * days <= halves + 1
    assert set(promised) == {counted_from(on) for on, _ in booked}


@given(*(st.integers(min_value=0, max_value=400) for _ in range(3)))
def test_days_used_booked_and_left_are_those_agreed_unless_more_were_booked(agreed, used, booked):
    days = rules.Days(agreed, used, booked)
    assert days.left >= 0
    assert used + booked + days.left == max(agreed, used + booked)


def test_each_state_says_what_is_needed_before_a_visit():
    said = {status: rules.visits_can_be_booked(status) for status in S}
    assert {status for status, found in said.items() if not found} == {S.AGREED, S.ACTIVE, S.EXITING}
    assert {status for status in S if not rules.notes_can_be_written(status)} == {S.ACTIVE, S.EXITING}


def test_what_was_started_early_has_visits_from_then_on():
    time = rules.Time(DAY, DAY + timedelta(days=30), started_on=DAY - timedelta(days=7))
    assert rules.the_day_is_agreed(time, DAY - timedelta(days=7)) == []
    assert rules.the_day_is_agreed(time, DAY - timedelta(days=8)) != []


def test_a_note_is_due_five_school_days_after_the_visit_and_holidays_do_not_count():
    assert rules.note_due_on(DAY, SchoolCalendar()) == date(2026, 11, 19)
    closed = SchoolCalendar(frozenset({date(2026, 11, 13), date(2026, 11, 16)}))
    assert rules.note_due_on(DAY, closed) == date(2026, 11, 23)
