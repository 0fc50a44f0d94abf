"""What each no leads to: the next, a break, an entry put right, a colleague; and answers for others."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from linkage.brokering import operations, queries
from linkage.brokering.models import Approach, AskedPerson
from linkage.brokering.operations import Said
from linkage.brokering.tests.factories import ask, mails, question_to, say, settings_of, to
from linkage.directory.models import Commitment, Entry, Nomination
from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations as support_requests
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def ranked(ours, at=NOW):
    found = queries.choice(actor=actor(ours.farah), support_request=ours.request, at=at)
    return found.ranking


def why_not(ours, about, at=NOW):
    refused = [each for each in ranked(ours, at).why_not if each.helper.entry_id == str(about.pk)]
    return [obstacle.rule for each in refused for obstacle in each.obstacles]


class TestNo:
    def test_the_next_waits_for_one_click(self, here_in, asking):
        ask(asking, alternates=[asking.joys.pk])
        say(here_in, asking.helen, "no", reason="cannot_release")
        asking.request.refresh_from_db()
        assert asking.request.status == RequestStatus.APPROACHING
        assert Approach.objects.get(entry=asking.joys).status == "prepared"
        assert "Joy Marsh stands ready as the next choice" in mails("fell_out")[0].text
        [action] = [each for each in queries.next_actions(actor=actor(asking.farah), at=NOW) if not each.waiting_for]
        assert (action.title, action.button) == ("Nobody has said yes for Reading in Year 9", "Ask Joy next")
        operations.ask_next(actor=actor(asking.farah), at=NOW, support_request=asking.request)
        # The clock stands, so the two mails are of the same moment.
        assert sorted(to(each) for each in mails("ask_head")) == [["Helen Brook"], ["Owen Pritchard"]]

    def test_the_next_is_asked_by_itself_where_the_programme_says_so(self, here_in, asking):
        settings_of(here_in, is_next_asked_alone=True)
        ask(asking, alternates=[asking.joys.pk])
        say(here_in, asking.helen, "no", reason="no_time")
        assert Approach.objects.get(entry=asking.joys).status == "sent"
        # The clock stands, so the two mails are of the same moment.
        assert sorted(to(each) for each in mails("ask_head")) == [["Helen Brook"], ["Owen Pritchard"]]
        assert "Joy Marsh is being asked now" in mails("fell_out")[0].text

    def test_with_nobody_ready_the_coordinator_chooses_again(self, here_in, asking):
        ask(asking)
        say(here_in, asking.helen, "no", reason="no_time")
        asking.request.refresh_from_db()
        assert asking.request.status == RequestStatus.MATCHING
        assert why_not(asking, asking.entry) == ["asked_before"]
        assert Commitment.objects.filter(released_at=None).count() == 0

    def test_somebody_ready_who_cannot_be_asked_any_more_is_passed_over(self, here_in, asking):
        ask(asking, alternates=[asking.joys.pk])
        Entry.objects.filter(pk=asking.joys.pk).update(status="paused")
        say(here_in, asking.helen, "no", reason="no_time")
        got = operations.ask_next(actor=actor(asking.farah), at=NOW, support_request=asking.request)
        asking.request.refresh_from_db()
        assert (got, asking.request.status) == (None, RequestStatus.MATCHING)
        assert Approach.objects.get(entry=asking.joys).status == "released"

    def test_no_time_is_a_break_of_sixty_days_for_who_wants_one(self, here_in, asking):
        settings_of(here_in, asking_order="person")
        ask(asking)
        say(here_in, asking.priya, "no", reason="no_time", takes_break=True)
        asking.entry.refresh_from_db()
        day = NOW.date() + timedelta(days=60)
        assert (asking.entry.status, asking.entry.paused_until_on) == ("paused", day)
        assert asking.entry.is_own_break

    def test_and_no_break_for_who_did_not_ask_for_one(self, here_in, asking):
        settings_of(here_in, asking_order="person")
        ask(asking)
        say(here_in, asking.priya, "no", reason="no_time")
        asking.entry.refresh_from_db()
        assert asking.entry.status == "listed"

    def test_an_entry_that_is_wrong_goes_to_be_put_right(self, here_in, asking):
        ask(asking)
        say(here_in, asking.helen, "no", reason="not_strength")
        asking.entry.refresh_from_db()
        assert asking.entry.is_questioned
        assert [to(each) for each in Message.objects.filter(template="directory.still_right")] == [["Priya Raman"]]

    def test_another_need_is_looked_at_anew_and_nobody_else_is_asked_for_it(self, here_in, asking):
        settings_of(here_in, is_next_asked_alone=True)
        ask(asking, alternates=[asking.joys.pk])
        say(here_in, asking.helen, "no", reason="wrong_need")
        asking.request.refresh_from_db()
        assert asking.request.status == RequestStatus.IN_TRIAGE
        assert Approach.objects.get(entry=asking.joys).status == "released"
        assert "Look at the need again" in mails("fell_out")[0].text

    def test_who_cannot_be_released_is_chosen_for_nobody_in_this_half_term(self, here_in, asking):
        ask(asking)
        say(here_in, asking.helen, "no", reason="cannot_release")
        other = support_request(here_in, asking.thistlebank, owner=asking.farah, status="matching")
        other.request_areas.create(programme=here_in, area=asking.request.request_areas.get().area)
        asking.request = other
        assert why_not(asking, asking.entry) == ["cannot_be_released"]
        # From the next half-term on they are a candidate like any other.
        assert why_not(asking, asking.entry, at=NOW + timedelta(days=70)) == []

    def test_another_reason_has_its_words(self, here_in, asking):
        ask(asking)
        with pytest.raises(operations.UnableToAnswer, match="Say in a few words"):
            say(here_in, asking.helen, "no", reason="other")
        with pytest.raises(operations.UnableToAnswer, match="Choose why not"):
            say(here_in, asking.helen, "no")
        assert Approach.objects.get().status == "sent"

    def test_the_person_says_no_after_their_head_said_yes_and_the_head_is_told(self, here_in, asking):
        ask(asking)
        say(here_in, asking.helen)
        say(here_in, asking.priya, "no", reason="conflict")
        assert [to(mail) for mail in mails("released")] == [["Helen Brook"]]
        assert "It does not go ahead this time" in mails("released")[0].text


class TestColleague:
    def test_a_head_who_suggests_a_colleague_has_begun_to_nominate_them(self, here_in, asking):
        ask(asking)
        say(here_in, asking.helen, "suggest", colleague_name="Omar Said", colleague_email="O.Said@harrowgill.example")
        draft = Nomination.objects.get(status="draft")
        assert (draft.name, draft.email) == ("Omar Said", "o.said@harrowgill.example")
        assert draft.nominated_by_id == asking.helen.pk
        assert Approach.objects.get().status == "suggested"

    def test_one_who_is_listed_already_is_told_and_not_drafted_again(self, here_in, asking):
        ask(asking)
        say(here_in, asking.helen, "suggest", colleague_name="Priya Raman", colleague_email=asking.priya.email)
        assert not Nomination.objects.filter(status="draft").exists()
        assert "suggests Priya Raman instead" in mails("fell_out")[0].text

    def test_the_coordinator_hears_whom_a_person_suggests_and_it_is_forgotten_with_the_request(self, here_in, asking):
        settings_of(here_in, asking_order="person")
        ask(asking)
        say(here_in, asking.priya, "suggest", colleague_name="Omar Said", colleague_email="o.said@harrowgill.example")
        assert "suggests Omar Said instead" in mails("fell_out")[0].text
        assert not Nomination.objects.filter(status="draft").exists()
        support_requests.withdraw(actor=actor(asking.daniel), at=NOW, support_request=asking.request)
        asked = AskedPerson.objects.get()
        assert (asked.colleague_name, asked.colleague_email) == ("", "")


class TestOnBehalf:
    def test_the_coordinator_notes_what_the_head_said_and_the_head_is_told(self, here_in, asking):
        ask(asking)
        asked = question_to(asking.helen)
        operations.answer_for(actor=actor(asking.farah), at=NOW, asked=asked, said=Said("yes"))
        asked.refresh_from_db()
        assert (asked.is_on_behalf, asked.answered_by_id) == (True, asking.farah.pk)
        [mail] = mails("answered_for")
        assert to(mail) == ["Helen Brook"]
        assert "Farah Siddiqui noted your answer for you: yes." in mail.text
        assert [to(each) for each in mails("ask_person")] == [["Priya Raman"]]

    def test_nobody_of_the_schools_answers_for_others(self, here_in, asking):
        ask(asking)
        asked = question_to(asking.helen)
        for someone in (asking.daniel, asking.helen, asking.priya):
            with pytest.raises(Forbidden):
                operations.answer_for(actor=actor(someone), at=NOW, asked=asked, said=Said("yes"))
