from datetime import UTC, date, datetime, timedelta

import pytest

from linkage.kernel.working_days import SchoolCalendar
from linkage.links import rules

TERM = SchoolCalendar(frozenset({date(2026, 10, 26) + timedelta(days=n) for n in range(5)}))
FRIDAY = datetime(2026, 10, 23, 15, 30, tzinfo=UTC)  # in summer time, the last day before half-term


def test_the_asker_has_five_working_school_days():
    assert rules.first_contact_by(date(2026, 10, 22), TERM) == date(2026, 11, 5)


def test_a_working_day_to_take_it_back_ends_at_the_same_wall_clock():
    ends = rules.undo_by(FRIDAY, TERM)
    assert (ends.date(), ends.hour, ends.minute) == (date(2026, 11, 2), 16, 30)
    assert ends.utcoffset() == timedelta(0)


def test_questions_fall_on_a_working_school_day():
    assert rules.pulse_on(date(2026, 10, 12), 2, TERM) == date(2026, 11, 2)
    assert rules.pulse_on(date(2026, 10, 12), 6, TERM) == date(2026, 11, 23)


@pytest.mark.parametrize(("day", "offset"), [(date(2026, 10, 22), 1), (date(2026, 11, 5), 0)])
def test_a_quarter_to_four_in_english_time_summer_and_winter(day, offset):
    start, end = rules.suggested_at(day)
    assert (start.hour, start.minute) == (15, 45)
    assert start.utcoffset() == timedelta(hours=offset)
    assert end - start == timedelta(minutes=20)


def undoing(**changes):
    return rules.Undoing(**{"is_introduced": True, "undo_by_at": FRIDAY, "is_stop_waiting": False, **changes})


def sentences(found):
    return [violation.sentence for violation in found]


def test_it_can_be_taken_back_up_to_the_minute_and_not_after():
    assert rules.can_be_undone(undoing(), FRIDAY) == []
    assert sentences(rules.can_be_undone(undoing(), FRIDAY + timedelta(seconds=1))) == [
        "An introduction can be taken back for one working day. That day has passed: ring the two people instead"
    ]


def test_a_head_who_asked_in_time_is_heard_after_that_day():
    assert rules.can_be_undone(undoing(is_stop_waiting=True), FRIDAY + timedelta(days=3)) == []


def test_what_two_people_have_begun_is_not_taken_back():
    found = rules.can_be_undone(undoing(is_introduced=False, is_stop_waiting=True), FRIDAY)
    assert sentences(found) == ["The two have spoken, or it has ended: it cannot be taken back any more"]


def test_a_head_asks_once():
    assert sentences(rules.can_be_stopped(undoing(is_stop_waiting=True), FRIDAY)) == [
        "This has been asked already, and the programme knows"
    ]


def test_while_it_can_be_taken_back_it_is_not_ended():
    [said] = sentences(rules.can_be_ended(undoing(), FRIDAY))
    assert said.startswith("Until 4.30pm on Friday 23 October 2026 the introduction can still be taken back.")
    assert rules.can_be_ended(undoing(), FRIDAY + timedelta(seconds=1)) == []


def test_whoever_has_spoken_may_be_done_on_the_first_day():
    assert rules.can_be_ended(undoing(is_introduced=False), FRIDAY) == []


def test_a_stop_that_waits_is_decided_before_it_ends():
    found = rules.can_be_ended(undoing(is_stop_waiting=True), FRIDAY + timedelta(days=3))
    assert sentences(found) == ["The programme has been asked to stop this, and decides that first"]


def test_who_has_met_answers_all_three():
    assert rules.answers_are_whole("not_yet", "", "") == []
    assert [(v.field, v.sentence) for v in rules.answers_are_whole("yes", "", "")] == [
        ("has_helped", "Say whether it helped"),
        ("has_taken_home", "Say whether you took something home"),
    ]
    assert rules.answers_are_whole("yes", "yes", "no") == []
