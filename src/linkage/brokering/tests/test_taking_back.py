"""An answer that was noted for somebody is taken back within a working day, while nothing was built on it."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from linkage.access.models import AuditEntry
from linkage.brokering import operations, queries
from linkage.brokering.models import Approach, AskedPerson
from linkage.brokering.operations import Said
from linkage.brokering.tests.factories import ask, mails, question_to, say, to
from linkage.directory.models import Commitment
from linkage.kernel.errors import Forbidden
from linkage.links.models import Link
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations as requests
from linkage.support_requests.enums import RequestStatus

pytestmark = pytest.mark.django_db
# Noted on Tuesday 3 November at 10: until Wednesday at 10.
LAST = NOW + timedelta(days=1)


@pytest.fixture
def noted(here_in, asking):
    """Farah asks about Priya, and notes what Helen said on the telephone."""
    made = ask(asking)

    def note(answer="yes", **said):
        asked = question_to(asking.helen)
        operations.answer_for(actor=actor(asking.farah), at=NOW, asked=asked, said=Said(answer, **said))
        return fresh(asked)

    note.approach = made
    return note


def fresh(asked):
    return AskedPerson.objects.select_related("person", "approach__entry", "approach__support_request").get(pk=asked.pk)


def take_back(by, asked, at=NOW):
    return operations.take_back(actor=actor(by), at=at, asked=fresh(asked))


def refused(by, asked, says, at=NOW):
    with pytest.raises(operations.UnableToTakeBack, match=says):
        take_back(by, asked, at)


class TestANo:
    def test_they_are_asked_again_and_their_place_is_held(self, asking, noted):
        asked = noted("no", reason="cannot_release")
        noted.approach.refresh_from_db()
        assert (noted.approach.status, Commitment.objects.filter(released_at=None).count()) == ("declined", 0)
        take_back(asking.farah, asked, LAST)
        noted.approach.refresh_from_db()
        asking.request.refresh_from_db()
        assert (noted.approach.status, asking.request.state) == ("sent", RequestStatus.APPROACHING)
        assert noted.approach.ended_at is None
        assert Commitment.objects.filter(released_at=None).count() == 1
        again = fresh(asked)
        assert (again.state, again.answer, again.reason, again.counts_from) == ("asked", "", "", LAST)
        [told] = mails("taken_back")
        assert to(told) == ["Helen Brook"]
        assert [to(each) for each in mails("ask_head")] == [["Helen Brook"], ["Helen Brook"]]
        assert AuditEntry.objects.filter(action="brokering.take_back", target_id=asked.pk).count() == 1

    def test_a_break_that_it_began_ends(self, here_in, asking):
        ask(asking)
        say(here_in, asking.helen)
        asked = question_to(asking.priya)
        said = Said("no", reason="no_time", takes_break=True)
        operations.answer_for(actor=actor(asking.farah), at=NOW, asked=asked, said=said)
        asking.entry.refresh_from_db()
        assert asking.entry.status == "paused"
        take_back(asking.farah, asked)
        asking.entry.refresh_from_db()
        assert asking.entry.status == "listed"

    def test_a_doubt_that_it_raised_is_asked_no_more(self, asking, noted):
        asked = noted("no", reason="not_strength")
        asking.entry.refresh_from_db()
        assert asking.entry.asked_at == NOW
        take_back(asking.farah, asked)
        asking.entry.refresh_from_db()
        assert asking.entry.asked_at is None

    def test_a_colleague_who_was_named_is_forgotten(self, asking, noted):
        asked = noted("suggest", colleague_name="Tom Ash", colleague_email="tom@harrowgill.example")
        take_back(asking.farah, asked)
        assert (fresh(asked).colleague_name, fresh(asked).colleague_email) == ("", "")

    def test_not_once_somebody_else_is_asked(self, here_in, asking):
        ask(asking, alternates=[asking.joys.pk])
        asked = question_to(asking.helen)
        operations.answer_for(actor=actor(asking.farah), at=NOW, asked=asked, said=Said("no", reason="cannot_release"))
        asking.request.refresh_from_db()
        operations.ask_next(actor=actor(asking.farah), at=NOW + timedelta(minutes=1), support_request=asking.request)
        refused(asking.farah, asked, "Somebody else was chosen or asked meanwhile", NOW + timedelta(minutes=2))

    def test_nor_once_the_request_has_ended(self, asking, noted):
        asked = noted("no", reason="cannot_release")
        requests.withdraw(actor=actor(asking.daniel), at=NOW, support_request=asking.request)
        refused(asking.farah, asked, "the request has gone on")

    def test_nor_when_their_place_is_gone(self, asking, noted):
        asked = noted("no", reason="cannot_release")
        kept = Commitment.objects.get()
        kept.pk, kept.source_id, kept.places, kept.released_at = uuid.uuid4(), uuid.uuid4(), 2, None
        kept._state.adding = True
        kept.save()
        refused(asking.farah, asked, "promised to somebody else")


class TestAYes:
    def test_whoever_is_next_need_not_answer_yet(self, here_in, asking, noted):
        asked = noted()
        assert question_to(asking.priya).state == "asked"
        take_back(asking.farah, asked)
        waiting = fresh(AskedPerson.objects.get(person=asking.priya))
        assert waiting.state == "later"
        assert [to(each) for each in mails("not_yet")] == [["Priya Raman"]]
        say(here_in, asking.helen)
        assert question_to(asking.priya).state == "asked"

    def test_not_once_the_next_has_answered(self, here_in, asking, noted):
        asked = noted()
        say(here_in, asking.priya)
        assert Link.objects.count() == 1
        refused(asking.farah, asked, "Undo the introduction instead")

    def test_nor_while_the_next_asks_something(self, asking, noted):
        asked = noted()
        operations.ask_back(actor=actor(asking.priya), at=NOW, asked=question_to(asking.priya), words="How many?")
        refused(asking.farah, asked, "has answered or asks something")


class TestWhoAndWhen:
    def test_after_a_working_day_it_stands(self, asking, noted):
        refused(asking.farah, noted(), "noted too long ago", LAST + timedelta(minutes=1))

    def test_twice_is_once(self, asking, noted):
        asked = noted()
        take_back(asking.farah, asked)
        refused(asking.farah, asked, "taken back already")

    def test_their_own_answer_is_theirs(self, here_in, asking, noted):
        asked = say(here_in, asking.helen)
        refused(asking.farah, asked, "They gave this answer themselves")

    def test_the_school_that_asked_does_not(self, asking, noted):
        with pytest.raises(Forbidden):
            take_back(asking.daniel, noted())

    def test_whoever_it_was_noted_for_does_and_who_looks_after_it_is_told(self, asking, noted):
        take_back(asking.helen, noted("no", reason="cannot_release"))
        [told] = mails("taken_back")
        assert to(told) == ["Farah Siddiqui"]
        assert "Helen Brook took back an answer that was noted for Helen Brook" in " ".join(told.text.split())


class TestPages:
    def text(self, response):
        return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())

    def test_from_the_mail_that_told_of_it_to_their_own_answer(self, client, asking, noted):
        noted("no", reason="cannot_release")
        [told] = mails("answered_for")
        assert "take it back by 10am on Wednesday 4 November 2026" in " ".join(told.text.split())
        [address] = re.findall(r"/ribble/\S*/not-mine/\S+", told.text)
        page = client.get(address)
        assert "Farah Siddiqui noted an answer for you, whether Priya Raman may help: no" in self.text(page)
        done = client.post(address, follow=True)
        assert "May Priya help Thistlebank School?" in self.text(done)
        assert "This answer can" not in self.text(done)
        again = self.text(client.get(address))
        assert "was taken back already" in again

    def test_on_the_page_of_the_request(self, client, asking, noted):
        asked = noted("no", reason="cannot_release")
        client.force_login(asking.farah.account)
        record = f"/ribble/requests/{asking.request.pk}/"
        assert "Take the answer back" in self.text(client.get(record))
        address = reverse("brokering:take-back", args=["ribble", asked.pk])
        assert "What followed from it is undone. Helen is asked again." in self.text(client.get(address))
        assert "Taken back. Helen Brook is asked again, and told" in self.text(client.post(address, follow=True))
        assert "Take the answer back" not in self.text(client.get(record))
        assert Approach.objects.get().status == "sent"

    def test_an_answer_of_their_own_offers_nothing(self, client, here_in, asking, noted):
        """The control."""
        say(here_in, asking.helen)
        client.force_login(asking.farah.account)
        assert "Take the answer back" not in self.text(client.get(f"/ribble/requests/{asking.request.pk}/"))

    def test_not_for_others(self, client, asking, noted):
        asked = noted()
        client.force_login(asking.daniel.account)
        assert client.get(reverse("brokering:take-back", args=["ribble", asked.pk])).status_code == 404
        assert queries.built_on(actor=actor(asking.farah), asked=asked) == ""
