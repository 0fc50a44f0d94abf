"""A school that does not answer: reminded on working days 3 and 7, and on 10 whoever works on it decides."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from linkage.access.actor import Actor
from linkage.kernel.days import LONDON
from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor
from linkage.programmes.models import Closure, Programme
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations, queries
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import Question
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(here, thistlebank, daniel, farah):
    made = support_request(here, thistlebank, asked_by=daniel, owner=farah, title="Reading")
    operations.ask_question(actor=actor(farah), at=NOW, support_request=made, words="Which year?")
    return made


def on(day, month=11, year=2026, hour=10):
    return datetime(year, month, day, hour, tzinfo=LONDON)


def tick(here, at):
    return operations.tick(actor=Actor.system("tick", here.pk), at=at)


def reminders():
    return Message.objects.filter(template="support_requests.reminder").count()


# Asked on Tuesday 3 November: three working days on is Friday 6, seven Thursday 12, ten Tuesday 17.
FIRST, SECOND, LAST = on(6), on(12), on(17)


def test_two_reminders_on_their_days_and_no_third(here, asked):
    told = []
    for day in range(3, 28):
        tick(here, on(day))
        told.append((day, reminders()))
    assert [day for (day, now), (_, before) in zip(told[1:], told, strict=False) if now > before] == [6, 12]
    assert reminders() == 2
    assert Question.objects.get().reminded == 2


def test_the_job_of_a_second_hour_finds_nothing(here, asked):
    assert (tick(here, FIRST), tick(here, FIRST + timedelta(hours=1))) == (1, 0)


def test_what_was_missed_is_sent_once(here, asked):
    assert tick(here, on(13)) == 1
    assert (reminders(), Question.objects.get().reminded) == (1, 2)


def test_it_asks_the_same_and_the_link_answers(here, asked, daniel):
    tick(here, FIRST)
    [mail] = Message.objects.filter(template="support_requests.reminder")
    assert mail.recipients[0]["name"] == "Daniel Whitlow"
    assert "“Which year?”" in mail.text
    assert "/requests/answer/" in mail.text


def test_who_has_answered_is_not_reminded(here, asked, daniel):
    question = queries.open_question(actor=actor(daniel), support_request=asked)
    operations.answer(actor=actor(daniel), at=NOW, question=question, words="Year 9")
    tick(here, SECOND)
    assert reminders() == 0


def test_a_paused_programme_reminds_nobody(here, asked):
    Programme.objects.filter(pk=here.pk).update(paused_at=NOW, paused_reason="Snow")
    assert tick(here, SECOND) == 0
    # The control: it would have.
    Programme.objects.filter(pk=here.pk).update(paused_at=None)
    assert tick(here, SECOND) == 1


def test_days_on_which_schools_are_closed_do_not_count(here, asked):
    Closure.objects.create(programme=here, name="Snow", starts_on=on(4).date(), ends_on=on(6).date())
    assert tick(here, FIRST) == 0
    assert tick(here, on(11)) == 1


def titles(someone, at):
    return [each.title for each in queries.next_actions(actor=actor(someone), at=at)]


def test_whoever_works_on_it_reads_when_it_is_reminded_and_then_decides(here, asked, farah):
    def waiting(at):
        [found] = queries.next_actions(actor=actor(farah), at=at)
        return found.title, found.happens_next, found.waiting_for

    assert waiting(NOW) == ("Reading", "First reminder on Friday 6 November", "Thistlebank School")
    assert waiting(on(9)) == ("Reading", "Second reminder on Thursday 12 November", "Thistlebank School")
    assert waiting(on(16)) == ("Reading", "You decide on Tuesday 17 November how it goes on", "Thistlebank School")
    assert waiting(LAST) == ("No answer from Thistlebank School: Reading", "", "")


def test_the_school_reads_how_long_it_has_and_is_never_told_off(here, asked, daniel):
    def days_left(at):
        [found] = queries.next_actions(actor=actor(daniel), at=at)
        return found.working_days_left

    assert [days_left(NOW), days_left(on(16)), days_left(LAST), days_left(on(18))] == [10, 1, 0, None]


class TestGoingOn:
    def test_without_the_answer_the_clock_runs_and_the_question_is_over(self, here, asked, farah, daniel):
        operations.go_on_without_answer(actor=actor(farah), at=on(5), support_request=asked)
        assert (asked.state, asked.waited_days, asked.waiting_since) == (RequestStatus.IN_TRIAGE, 2, None)
        assert Question.objects.get().ended_at == on(5)
        assert tick(here, FIRST) == 0

    def test_twice_is_refused(self, asked, farah):
        operations.go_on_without_answer(actor=actor(farah), at=LAST, support_request=asked)
        with pytest.raises(operations.UnableToGoOn, match="Nothing is waited for"):
            operations.go_on_without_answer(actor=actor(farah), at=LAST, support_request=asked)

    def test_not_by_the_school(self, asked, daniel):
        with pytest.raises(Forbidden):
            operations.go_on_without_answer(actor=actor(daniel), at=LAST, support_request=asked)


class TestLettingGo:
    def let_go(self, asked, farah, at):
        operations.close_unanswered(
            actor=actor(farah), at=at, support_request=asked, reason="We did not hear from you."
        )

    def test_not_before_the_school_had_its_time(self, asked, farah):
        with pytest.raises(operations.UnableToGoOn, match="until Tuesday 17 November 2026"):
            self.let_go(asked, farah, on(16))
        asked.refresh_from_db()
        assert asked.state == RequestStatus.WAITING_FOR_SCHOOL

    def test_then_it_is_closed_and_the_school_reads_why(self, asked, farah, daniel):
        self.let_go(asked, farah, LAST)
        assert (asked.state, asked.closed_at) == (RequestStatus.CLOSED, LAST)
        [mail] = Message.objects.filter(template="support_requests.let_go")
        assert mail.recipients[0]["name"] == "Daniel Whitlow"
        assert "We did not hear from you." in mail.text
        assert titles(farah, LAST) == titles(daniel, LAST) == []

    def test_what_was_answered_in_the_same_moment_is_not_closed(self, asked, farah, daniel):
        question = queries.open_question(actor=actor(daniel), support_request=asked)
        operations.answer(actor=actor(daniel), at=LAST, question=question, words="Year 9")
        with pytest.raises(operations.UnableToGoOn):
            self.let_go(asked, farah, LAST)


class TestPages:
    def page(self, someone, address, at, **answers):
        client = Client()
        with time_machine.travel(at, tick=False):
            client.force_login(someone.account)
            path = f"/ribble/requests/{address}"
            return client.post(path, answers, follow=True) if answers else client.get(path)

    def test_the_record_says_when_it_is_reminded_and_offers_the_decision(self, asked, farah):
        before = self.page(farah, f"{asked.pk}/", NOW).content.decode()
        assert "A reminder goes by itself on Friday 6 November 2026" in before
        assert "The school has not answered" not in before
        after = self.page(farah, f"{asked.pk}/", LAST).content.decode()
        assert "The school has not answered" in after
        assert "Close the request" in after

    def test_closing_asks_for_a_sentence(self, asked, farah):
        empty = self.page(farah, f"{asked.pk}/close-unanswered/", LAST, reason="")
        assert empty.status_code == 422
        assert "Write a sentence the school can read" in empty.content.decode()
        done = self.page(farah, f"{asked.pk}/close-unanswered/", LAST, reason="We did not hear from you.")
        assert "The request is closed, and the school knows" in done.content.decode()

    def test_too_early_it_says_until_when_and_keeps_the_words(self, asked, farah):
        page = self.page(farah, f"{asked.pk}/close-unanswered/", NOW, reason="Too early.")
        assert page.status_code == 422
        assert "The school has time to answer until Tuesday 17 November 2026" in page.content.decode()
        assert "Too early." in page.content.decode()

    def test_going_on_is_a_button(self, asked, farah):
        page = self.page(farah, f"{asked.pk}/go-on/", NOW, form="1")
        assert "You go on without the answer" in page.content.decode()

    def test_not_for_the_school(self, asked, daniel):
        assert self.page(daniel, f"{asked.pk}/go-on/", NOW, form="1").status_code == 403
        assert self.page(daniel, f"{asked.pk}/close-unanswered/", NOW).status_code == 403
