"""What somebody wants to know first, and what waits for whom at home."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linkage.brokering import operations, queries
from linkage.brokering.tests.factories import ask, by_link, mails, question_to, say, tick, to
from linkage.database.tenancy import acting_in
from linkage.directory.tests.factories import entry
from linkage.kernel.errors import Forbidden
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, head
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


class TestQuestions:
    def ask_back(self, here, asking, words="How many of you would come?"):
        asked = question_to(asking.helen)
        return operations.ask_back(actor=by_link(here, asked), at=NOW, asked=asked, words=words)

    def test_the_school_is_asked_and_learns_nobody_s_name(self, here_in, asking):
        ask(asking)
        self.ask_back(here_in, asking)
        [mail] = mails("question")
        assert to(mail) == ["Daniel Whitlow"]
        assert "How many of you would come?" in mail.text
        for name in ("Helen", "Priya", "Harrowgill"):
            assert name not in f"{mail.subject} {mail.text}"

    def test_everybody_asked_reads_the_answer_and_the_days_begin_anew(self, here_in, asking):
        ask(asking)
        ask(asking, entry=asking.joys)
        made = self.ask_back(here_in, asking)
        later = NOW + timedelta(days=6)
        operations.reply(actor=actor(asking.daniel), at=later, question=made, words="Three of us.")
        [mail] = mails("replied")
        assert to(mail) == ["Helen Brook"]
        assert "Three of us." in mail.text
        asked = question_to(asking.helen)
        assert (asked.counts_from, asked.reminders) == (later, 0)
        for someone in (asking.helen, asking.owen):
            found = queries.replies_of(actor=actor(someone), support_request=asking.request)
            assert [(each.words, each.answer) for each in found] == [("How many of you would come?", "Three of us.")]

    def test_while_the_school_is_asked_nobody_is_reminded(self, here_in, asking):
        ask(asking)
        self.ask_back(here_in, asking)
        assert tick(here_in, NOW + timedelta(days=20)) == 0

    def test_one_question_at_a_time(self, here_in, asking):
        ask(asking)
        self.ask_back(here_in, asking)
        with pytest.raises(operations.UnableToAskBack, match="still with the school"):
            self.ask_back(here_in, asking, "And when?")
        assert len(mails("question")) == 1

    def test_the_coordinator_answers_for_a_school_that_does_not(self, here_in, asking):
        ask(asking)
        self.ask_back(here_in, asking)
        titles = [each.title for each in queries.next_actions(actor=actor(asking.farah), at=NOW)]
        assert "The school has not answered a question: Reading in Year 9" not in titles
        later = NOW + timedelta(days=7)
        titles = [each.title for each in queries.next_actions(actor=actor(asking.farah), at=later)]
        assert "The school has not answered a question: Reading in Year 9" in titles

    def test_strangers_neither_ask_nor_answer(self, here_in, asking):
        ask(asking)
        made = self.ask_back(here_in, asking)
        for someone in (asking.helen, asking.owen, asking.priya):
            with pytest.raises(Forbidden):
                operations.reply(actor=actor(someone), at=NOW, question=made, words="Three")
        with pytest.raises(Forbidden):
            operations.ask_back(actor=actor(asking.owen), at=NOW, asked=question_to(asking.helen), words="Why?")

    def test_nobody_waits_for_it_any_more(self, here_in, asking):
        ask(asking)
        made = self.ask_back(here_in, asking)
        say(here_in, asking.helen, "no", reason="no_time")
        with pytest.raises(operations.UnableToReply, match="needs no answer any more"):
            operations.reply(actor=actor(asking.daniel), at=NOW, question=made, words="Three of us.")


class TestHome:
    def test_who_is_waited_for_and_what_happens_next(self, here_in, asking):
        ask(asking)
        [row] = queries.next_actions(actor=actor(asking.farah), at=NOW)
        assert (row.title, row.waiting_for) == ("Reading in Year 9", "Helen Brook")
        assert row.waiting_role == "head of Harrowgill High School, about Priya Raman"
        assert row.happens_next == "A reminder goes on Friday 6 November 2026"

    def test_who_is_asked_finds_the_question_at_home(self, here_in, asking):
        ask(asking)
        [mine] = queries.next_actions(actor=actor(asking.helen), at=NOW)
        assert (mine.title, mine.button) == ("May Priya Raman help Thistlebank School?", "Answer")
        assert mine.working_days_left == 10
        assert queries.next_actions(actor=actor(asking.priya), at=NOW) == []

    def test_as_many_statements_for_one_as_for_three(self, client, here, asking):
        client.force_login(asking.farah.account)
        home = reverse("programmes:home", args=["ribble"])
        with acting_in(here.id):
            ask(asking)
        client.get(home)
        with CaptureQueriesContext(connection) as one:
            assert client.get(home).content.decode().count("Helen Brook") == 1
        with acting_in(here.id):
            literacy = asking.request.request_areas.get().area
            for number in range(2):
                asking.request = support_request(here, asking.thistlebank, owner=asking.farah, status="matching")
                asking.request.request_areas.create(programme=here, area=literacy)
                another = school()
                member(here, another)
                head(here, another, name=f"Head {number}")
                ask(asking, entry=entry(here, another))
        client.get(home)
        with CaptureQueriesContext(connection) as three:
            assert "Head 0" in client.get(home).content.decode()
        assert len(three) == len(one)
