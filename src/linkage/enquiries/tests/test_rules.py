from datetime import date

import pytest

from linkage.enquiries import rules
from linkage.enquiries.enums import ENQUIRY_MOVES, EnquiryStatus
from linkage.kernel.working_days import SchoolCalendar

TUESDAY = date(2026, 11, 3)
CALENDAR = SchoolCalendar(closed=frozenset({date(2026, 11, 4)}))


@pytest.mark.parametrize(
    ("today", "left", "standing"),
    [
        (TUESDAY, 2, "plain"),
        (date(2026, 11, 4), 2, "plain"),
        (date(2026, 11, 5), 1, "soon"),
        (date(2026, 11, 6), 0, "soon"),
        (date(2026, 11, 9), -1, "late"),
    ],
)
def test_a_promise_is_counted_in_working_school_days(today, left, standing):
    found = rules.promise(CALENDAR, since=TUESDAY, days=2, is_taken=True, today=today, paused_on=None)
    assert (found.due_on, found.days_left, found.standing) == (date(2026, 11, 6), left, standing)


def test_while_the_programme_is_paused_the_clock_stands_where_it_stood():
    paused = {"since": TUESDAY, "days": 2, "is_taken": True, "paused_on": date(2026, 11, 5)}
    found = rules.promise(CALENDAR, today=date(2026, 12, 1), **paused)
    assert (found.days_left, found.standing) == (1, "stopped")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"is_interest": False}, "Only somebody who would like to help"),
        ({"has_head": False}, "Invite the head first"),
        ({"is_sender": True}, "nobody nominates themselves"),
        ({"is_waiting": True}, "has not answered"),
    ],
)
def test_why_a_head_cannot_be_asked(changed, sentence):
    fine = {"is_interest": True, "has_head": True, "is_sender": False, "is_waiting": False}
    assert rules.head_can_be_asked(**fine) == []
    assert [sentence in each.sentence for each in rules.head_can_be_asked(**fine | changed)] == [True]


def test_what_has_ended_goes_nowhere_and_every_state_has_its_moves():
    assert set(ENQUIRY_MOVES) == set(EnquiryStatus)
    assert ENQUIRY_MOVES[EnquiryStatus.CLOSED] == ENQUIRY_MOVES[EnquiryStatus.MEMBER] == set()
    assert rules.can_move("owned", ENQUIRY_MOVES[EnquiryStatus.CLOSED])
    assert not rules.can_move("answered", ENQUIRY_MOVES[EnquiryStatus.NEW])
