"""R11: the clocks of requests through clock changes, leap days, turns of the year and the edges of terms."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.kernel.days import day_of
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, coordinator, staff
from linkage.programmes import operations as programmes
from linkage.programmes.models import Closure
from linkage.programmes.tests.factories import programme
from linkage.support_requests import operations, queries
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db

# Closed days, so that every edge has a term beside it.
HOLIDAYS = (
    ("Half-term", date(2026, 10, 26), date(2026, 10, 30)),
    ("Christmas", date(2026, 12, 21), date(2027, 1, 1)),
    ("Easter", date(2027, 3, 25), date(2027, 4, 9)),
    ("Summer", date(2027, 7, 22), date(2027, 8, 31)),
)


@pytest.fixture
def here():
    made = programme(slug="ribble")
    with acting_in(made.id):
        for name, first, last in HOLIDAYS:
            Closure.objects.create(programme=made, name=name, starts_on=first, ends_on=last)
        yield made


@pytest.fixture
def thistlebank(here):
    return member(here, school(name="Thistlebank School")).organisation


@pytest.fixture
def farah(here):
    return coordinator(here, name="Farah Siddiqui")


@pytest.fixture
def asked(here, thistlebank, farah):
    def at(moment, **fields):
        daniel = staff(here, thistlebank, name="Daniel Whitlow")
        return support_request(
            here,
            thistlebank,
            asked_by=daniel,
            owner=farah,
            **{"created_at": moment, "saved_at": moment, "submitted_at": moment, **fields},
        )

    return at


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def clock(found, farah, at):
    with time_machine.travel(at, tick=False):
        return queries.Clocks(actor(farah), at).of(found)


@pytest.mark.parametrize(
    ("sent", "due", "why"),
    [
        # The night on which the clocks go forward, on either side of it; a Sunday, and in the Easter holidays.
        ("2027-03-28 00:59", date(2027, 4, 12), "a minute before the clocks go forward"),
        ("2027-03-28 01:00", date(2027, 4, 12), "the minute after, which is two o'clock"),
        # The hour that comes twice, in half-term of no year: Sunday 31 October 2027.
        ("2027-10-31 00:30", date(2027, 11, 1), "half past one for the first time"),
        ("2027-10-31 01:30", date(2027, 11, 1), "half past one for the second time"),
        ("2028-02-29 12:00", date(2028, 3, 1), "on the leap day"),
        ("2028-02-28 12:00", date(2028, 2, 29), "the leap day is a school day"),
        # The summer holidays end with August.
        ("2027-08-31 12:00", date(2027, 9, 1), "on the last day of the holidays"),
        ("2027-09-01 12:00", date(2027, 9, 2), "on the first day of term"),
        ("2027-07-21 15:00", date(2027, 9, 1), "on the last afternoon of the year"),
        # In summer time it is midnight in London an hour before it is in Greenwich.
        ("2027-06-03 22:59", date(2027, 6, 4), "a minute to midnight in London"),
        ("2027-06-03 23:00", date(2027, 6, 7), "midnight in London: Friday already"),
        ("2026-11-03 23:59", date(2026, 11, 4), "a minute to midnight in winter"),
        ("2026-11-04 00:00", date(2026, 11, 5), "midnight in winter"),
        ("2026-10-23 15:00", date(2026, 11, 2), "the Friday before half-term"),
        ("2026-12-18 15:00", date(2027, 1, 4), "the Friday before Christmas"),
        ("2027-03-31 12:00", date(2027, 4, 12), "the last day of the financial year"),
        ("2027-04-01 12:00", date(2027, 4, 12), "the first day of the financial year"),
    ],
)
def test_the_first_answer_is_due_on_the_next_school_day(asked, farah, sent, due, why):
    at = moment(sent)
    found = clock(asked(at), farah, at)
    assert (found.promise, found.due_on) == ("acknowledge", due), why


@pytest.mark.parametrize(
    ("now", "left", "standing"),
    [
        ("2026-10-23 22:59", 5, "plain"),  # a minute to midnight on the Friday it was sent
        ("2026-10-25 00:59", 5, "plain"),  # the hour before the clocks go back
        ("2026-10-25 01:01", 5, "plain"),  # and after
        ("2026-11-01 23:59", 5, "plain"),  # the last minute of half-term
        ("2026-11-02 00:00", 4, "plain"),
        ("2026-11-06 23:59", 0, "soon"),  # the last minute of the day it is due
        ("2026-11-07 00:00", 0, "soon"),  # a weekend makes nothing late
        ("2026-11-09 00:00", -1, "late"),
    ],
)
def test_days_left_through_half_term_and_the_change_of_clocks(asked, farah, now, left, standing):
    sent = moment("2026-10-23 14:00")
    made = asked(sent, status=RequestStatus.MATCHING, acknowledged_at=sent, routed_at=sent)
    found = clock(made, farah, moment(now))
    assert (found.due_on, found.days_left, found.standing) == (date(2026, 11, 6), left, standing)


@pytest.mark.parametrize(
    ("asked_at", "answered_at", "waited"),
    [
        ("2027-03-24 10:00", "2027-04-12 09:00", 1),  # over Easter and the change of clocks: one school day
        ("2026-10-23 10:00", "2026-11-02 09:00", 1),  # over half-term
        ("2026-10-30 22:00", "2026-10-31 12:00", 0),  # within the holidays
        ("2027-07-21 10:00", "2027-09-01 09:00", 1),  # over the summer
        ("2028-02-28 10:00", "2028-03-01 09:00", 2),  # over the leap day
    ],
)
def test_only_school_days_are_waited_for_the_school(asked, farah, asked_at, answered_at, waited):
    first = moment(asked_at)
    made = asked(first, status=RequestStatus.MATCHING, acknowledged_at=first, routed_at=first)
    with time_machine.travel(first, tick=False):
        operations.ask_question(actor=actor(farah), at=first, support_request=made, words="Which year?")
        before = clock(made, farah, first).days_left
    last = moment(answered_at)
    with time_machine.travel(last, tick=False):
        asker = actor(made.asked_by)
        question = queries.open_question(actor=asker, support_request=made)
        operations.answer(actor=asker, at=last, question=question, words="Year 9")
    made.refresh_from_db()
    assert made.waited_days == waited
    # What was left when the school was asked is left when it has answered.
    assert clock(made, farah, last).days_left == before


@pytest.mark.parametrize(
    ("asked_on", "first", "second", "last"),
    [
        # Friday before half-term: nothing in it counts, nor on the Sunday on which the clocks go back.
        ("2026-10-23", date(2026, 11, 4), date(2026, 11, 10), date(2026, 11, 13)),
        # Wednesday before Easter: the clocks go forward within the holidays.
        ("2027-03-24", date(2027, 4, 14), date(2027, 4, 20), date(2027, 4, 23)),
        ("2028-02-24", date(2028, 2, 29), date(2028, 3, 6), date(2028, 3, 9)),
        ("2027-07-20", date(2027, 9, 2), date(2027, 9, 8), date(2027, 9, 13)),
    ],
)
def test_a_school_is_reminded_on_the_third_and_seventh_working_day(here, asked, farah, asked_on, first, second, last):
    at = moment(f"{asked_on} 10:00")
    made = asked(at, status=RequestStatus.MATCHING, acknowledged_at=at, routed_at=at)
    with time_machine.travel(at, tick=False):
        operations.ask_question(actor=actor(farah), at=at, support_request=made, words="Which year?")
    told, decides = [], None
    for days in range(60):
        now = at + timedelta(days=days)
        with time_machine.travel(now, tick=False):
            before = Message.objects.filter(template="support_requests.reminder").count()
            operations.tick(actor=Actor.system("tick", here.pk), at=now)
            if Message.objects.filter(template="support_requests.reminder").count() > before:
                told.append(day_of(now))
            reader = actor(farah)
            asked_now = SupportRequest.objects.whole().get(pk=made.pk)
            if decides is None and queries.Steps(reader, now, [made]).answer_clock(asked_now).has_lapsed:
                decides = day_of(now)
    assert (told, decides) == ([first, second], last)


def test_the_days_of_a_pause_count_for_nobody(here, asked, farah):
    sent = moment("2026-11-03 10:00")
    made = asked(sent, status=RequestStatus.MATCHING, acknowledged_at=sent, routed_at=sent)
    assert clock(made, farah, sent).days_left == 5
    paused, resumed = moment("2026-11-05 09:00"), moment("2026-11-12 09:00")
    with time_machine.travel(paused, tick=False):
        programmes.pause(actor=actor(farah), at=paused, programme=here, reason="Our office moves house")
    while_paused = clock(made, farah, moment("2026-11-10 09:00"))
    assert (while_paused.days_left, while_paused.standing) == (3, "stopped")
    with time_machine.travel(resumed, tick=False):
        programmes.resume(actor=actor(farah), at=resumed, programme=here)
    # Thursday 5 to Wednesday 11 are closed days now: due a week later, and as many are left as before.
    after = clock(made, farah, resumed)
    assert (after.due_on, after.days_left, after.standing) == (date(2026, 11, 17), 3, "plain")
