from datetime import date

import pytest

from linkage.kernel.working_days import SchoolCalendar
from linkage.support_requests.rules import Progress, ServiceLevels, days_waited, service_clock

LEVELS = ServiceLevels(acknowledge=1, route=2, introduce=5)
# Half-term: Monday 26 to Friday 30 October 2026.
CALENDAR = SchoolCalendar(frozenset(date(2026, 10, day) for day in range(26, 31)))
THURSDAY = date(2026, 10, 22)


def clock(today, calendar=CALENDAR, paused_on=None, **progress):
    return service_clock(
        calendar, LEVELS, Progress(submitted_on=THURSDAY, **progress), today=today, paused_on=paused_on
    )


def test_the_first_promise_is_to_say_that_we_have_it():
    found = clock(THURSDAY)
    assert (found.promise, found.due_on, found.days_left, found.standing) == (
        "acknowledge",
        date(2026, 10, 23),
        1,
        "soon",
    )


def test_half_term_does_not_count():
    found = clock(THURSDAY, is_acknowledged=True, is_routed=True)
    assert (found.promise, found.due_on, found.days_left) == ("introduce", date(2026, 11, 5), 5)
    assert found.standing == "plain"


@pytest.mark.parametrize(
    ("today", "left", "standing"),
    [
        (date(2026, 11, 3), 2, "plain"),
        (date(2026, 11, 4), 1, "soon"),
        (date(2026, 11, 5), 0, "soon"),
        (date(2026, 11, 6), -1, "late"),
        (date(2026, 11, 8), -1, "late"),
        (date(2026, 11, 9), -2, "late"),
    ],
)
def test_it_runs_down_by_school_days_and_then_says_how_late(today, left, standing):
    found = clock(today, is_acknowledged=True, is_routed=True)
    assert (found.days_left, found.standing) == (left, standing)


def test_days_waited_for_the_school_are_added():
    assert clock(THURSDAY, is_acknowledged=True, is_routed=True, waited_days=2).due_on == date(2026, 11, 9)


def test_it_stands_still_while_the_school_has_a_question():
    asked = date(2026, 11, 3)
    running = clock(asked, is_acknowledged=True, is_routed=True)
    waiting = clock(date(2026, 11, 20), is_acknowledged=True, is_routed=True, waiting_since_on=asked)
    assert (waiting.days_left, waiting.standing) == (running.days_left, "stopped")


def test_it_stands_still_while_the_programme_is_paused():
    assert clock(date(2026, 11, 20), is_acknowledged=True, paused_on=date(2026, 10, 23)).standing == "stopped"


def test_a_pause_that_has_not_begun_stops_nothing():
    assert clock(THURSDAY, paused_on=date(2026, 12, 1)).standing == "soon"


def test_nothing_is_promised_when_it_is_settled():
    assert clock(THURSDAY, is_settled=True) is None


def test_a_request_of_a_saturday_is_due_on_the_first_school_day():
    saturday = Progress(submitted_on=date(2026, 11, 7))
    found = service_clock(SchoolCalendar(), LEVELS, saturday, today=date(2026, 11, 7))
    assert found.due_on == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 11, 3), date(2026, 11, 3), 0),
        (date(2026, 11, 3), date(2026, 11, 5), 2),
        (date(2026, 10, 23), date(2026, 11, 2), 1),
        (date(2026, 11, 5), date(2026, 11, 3), 0),
    ],
)
def test_only_school_days_are_waited(since, until, days):
    assert days_waited(CALENDAR, since, until) == days
