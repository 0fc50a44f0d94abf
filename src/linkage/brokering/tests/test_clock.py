"""Reminders on the third and seventh working day of whoever is asked, the lapse on the tenth."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from linkage.brokering import operations, queries
from linkage.brokering.models import Approach
from linkage.brokering.operations import Said
from linkage.brokering.tests.factories import ask, by_link, mails, question_to, say, settings_of, tick
from linkage.directory.models import Commitment, Entry
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor
from linkage.programmes import operations as programmes
from linkage.programmes.models import Closure
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def day(year, month, number, hour=10):
    return datetime(year, month, number, hour, 20, tzinfo=LONDON)


class TestTime:
    def test_reminders_on_the_third_and_seventh_working_day_and_the_lapse_on_the_tenth(self, here_in, asking):
        ask(asking, alternates=[asking.joys.pk])
        # Asked on Tuesday 3 November 2026.
        said = {}
        for number in range(1, 22):
            at = NOW + timedelta(days=number)
            before = Message.objects.count()
            tick(here_in, at)
            tick(here_in, at + timedelta(hours=1))
            if Message.objects.count() > before:
                said[at.date()] = list(
                    Message.objects.order_by("created_at", "pk").values_list("template", flat=True)[before:]
                )
        first, second, lapse = sorted(said)
        assert (first, second, lapse) == (date(2026, 11, 6), date(2026, 11, 12), date(2026, 11, 17))
        assert said[first] == said[second] == ["brokering.reminder"]
        assert sorted(said[lapse]) == ["brokering.fell_out", "brokering.lapsed"]
        assert Approach.objects.get(entry=asking.entry).status == "lapsed"
        assert Commitment.objects.filter(released_at=None).count() == 0

    def test_the_next_is_asked_by_itself_on_the_lapse(self, here_in, asking):
        settings_of(here_in, is_next_asked_alone=True)
        ask(asking, alternates=[asking.joys.pk])
        tick(here_in, NOW + timedelta(days=14))
        assert Approach.objects.get(entry=asking.joys).status == "sent"
        assert question_to(asking.owen).counts_from == NOW + timedelta(days=14)

    def test_who_did_not_answer_may_be_asked_once_more_and_the_page_says_so(self, here_in, asking):
        ask(asking)
        tick(here_in, NOW + timedelta(days=14))
        asking.request.refresh_from_db()
        assert asking.request.status == RequestStatus.MATCHING
        found = queries.choice(actor=actor(asking.farah), support_request=asking.request, at=NOW)
        assert str(asking.entry.pk) in found.silent
        assert found.ranking.candidate(str(asking.entry.pk))

    def test_an_answer_after_the_lapse_is_refused_with_thanks(self, here_in, asking):
        ask(asking)
        asked = question_to(asking.helen)
        tick(here_in, NOW + timedelta(days=14))
        with pytest.raises(operations.UnableToAnswer, match=r"Thank you\. This is not asked any more"):
            operations.answer(actor=by_link(here_in, asked), at=NOW, asked=asked, said=Said("yes"))

    def test_of_an_answer_and_a_lapse_read_at_once_the_answer_counts(self, here_in, asking, monkeypatch):
        """The clock has read who waits, and the answer comes before it holds the request."""
        ask(asking)
        waiting = queries.waiting_to_answer(actor=actor(asking.farah))
        say(here_in, asking.helen)
        say(here_in, asking.priya)
        monkeypatch.setattr(queries, "waiting_to_answer", lambda **_: waiting)
        assert tick(here_in, NOW + timedelta(days=14)) == 0
        assert Approach.objects.get().status == "accepted"
        assert mails("lapsed") == []

    def test_a_paused_programme_reminds_nobody_and_its_days_do_not_count(self, here_in, asking):
        ask(asking)
        here_in.refresh_from_db()
        programmes.pause(actor=actor(asking.farah), at=NOW + timedelta(days=1), programme=here_in, reason="Snow")
        assert tick(here_in, NOW + timedelta(days=20)) == 0
        programmes.resume(actor=actor(asking.farah), at=NOW + timedelta(days=21), programme=here_in)
        assert tick(here_in, NOW + timedelta(days=21)) == 0
        assert tick(here_in, NOW + timedelta(days=24)) == 1
        assert Approach.objects.get().status == "sent"

    def test_holidays_of_the_school_that_is_asked_do_not_count(self, here_in, asking):
        Closure.objects.create(
            programme=here_in,
            name="Snow",
            starts_on=date(2026, 11, 4),
            ends_on=date(2026, 11, 10),
            organisation_id=asking.harrowgill.pk,
        )
        ask(asking)
        assert tick(here_in, day(2026, 11, 10)) == 0
        assert tick(here_in, day(2026, 11, 12)) == 0
        assert tick(here_in, day(2026, 11, 13)) == 1

    @pytest.mark.parametrize(
        ("asked_at", "reminder_on", "lapses_on"),
        [
            # The clocks go forward on 28 March 2027, in the night before Monday; Easter is on the same day.
            (day(2027, 3, 24, 23), date(2027, 3, 31), date(2027, 4, 9)),
            # They go back on 31 October 2027.
            (day(2027, 10, 29, 23), date(2027, 11, 3), date(2027, 11, 12)),
            # A leap day.
            (day(2028, 2, 25), date(2028, 3, 1), date(2028, 3, 10)),
            # Asked in the last minutes of a year.
            (datetime(2026, 12, 31, 23, 59, tzinfo=LONDON), date(2027, 1, 6), date(2027, 1, 15)),
        ],
    )
    def test_the_edges_of_the_calendar(self, here_in, asking, asked_at, reminder_on, lapses_on):
        ask(asking, at=asked_at)
        asked = question_to(asking.helen)
        days = queries.days_of(actor=actor(asking.farah), asked=asked, today=asked_at)
        assert (days.first_on, days.lapses_on) == (reminder_on, lapses_on)
        before = datetime.combine(reminder_on - timedelta(days=1), asked_at.time(), tzinfo=LONDON)
        assert tick(here_in, before) == 0
        assert tick(here_in, datetime.combine(reminder_on, asked_at.time(), tzinfo=LONDON)) == 1
        tick(here_in, datetime.combine(lapses_on, asked_at.time(), tzinfo=LONDON))
        assert Approach.objects.get().status == "lapsed"

    def test_who_left_the_school_is_asked_no_more(self, here_in, asking):
        ask(asking, alternates=[asking.joys.pk])
        Entry.objects.filter(pk=asking.entry.pk).update(status="hidden")
        tick(here_in, NOW + timedelta(days=1))
        assert Approach.objects.get(entry=asking.entry).status == "released"
        assert "not listed any more" in mails("fell_out")[0].text

    def test_a_request_whose_asked_person_was_erased_is_chosen_for_again(self, here_in, asking):
        ask(asking)
        Approach.objects.update(status="released")
        tick(here_in, NOW + timedelta(days=1))
        asking.request.refresh_from_db()
        assert asking.request.status == RequestStatus.MATCHING
