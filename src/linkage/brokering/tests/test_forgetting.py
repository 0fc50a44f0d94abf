"""What is left of a person who is erased: the fact that two schools were linked, and nobody's name."""

import pytest

from linkage.access.personal_data import Subject
from linkage.brokering import operations
from linkage.brokering import personal_data as choosing
from linkage.brokering.models import Approach, AskedPerson, CandidateQuestion, Decision
from linkage.brokering.tests.factories import ask, by_link, question_to, say, settings_of
from linkage.database.tenancy import acting_in
from linkage.directory.models import Commitment
from linkage.directory.tests.factories import area
from linkage.links import operations as links
from linkage.links import personal_data
from linkage.links.models import Link, Pulse
from linkage.links.tests.factories import world
from linkage.people.tests.factories import actor, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.models import RequestArea

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    here = programme()
    with acting_in(here.id):
        made = world(here)
        RequestArea.objects.create(programme=here, support_request=made.request, area=area(here))
        made.link = operations.link(
            actor=actor(made.farah),
            at=NOW,
            support_request=made.request,
            entry_id=made.entry.pk,
            knows_of_none=True,
        )
        yield made


def subject(someone):
    return Subject(someone.programme_id, someone.pk, None, someone.name, someone.email, someone.phone)


def test_a_person_reads_with_whom_and_how_they_were_chosen(ours):
    told = personal_data.collect(subject(ours.priya))["People you were introduced to"]
    assert [each["People"] for each in told] == ["Daniel Whitlow and Priya Raman"]
    [chosen] = choosing.collect(subject(ours.priya))["When you were chosen"]
    assert chosen["Request"] == ours.request.reference
    assert chosen["What was weighed"]["How far"] == "15 of 15"
    assert len(choosing.collect(subject(ours.farah))["People you chose"]) == 1


def test_who_is_erased_leaves_a_link_without_words(ours):
    links.say_met(actor=actor(ours.daniel), at=NOW, link=ours.link)
    links.finish(actor=actor(ours.daniel), at=NOW, link=ours.link, note="Thank you, says Daniel Whitlow")
    for source in (choosing, personal_data):
        source.erase(subject(ours.daniel), NOW)
    left = Link.objects.get()
    assert (left.title, left.closing_note, left.status) == ("A request for support", "", "done")
    assert set(Pulse.objects.values_list("person_id", flat=True)) == {ours.priya.pk}
    assert "Daniel" not in repr(Decision.objects.get().snapshot)


def test_a_conversation_that_had_not_begun_ends_and_the_place_is_free(ours):
    personal_data.erase(subject(ours.daniel), NOW)
    assert Link.objects.get().status == "did_not_happen"
    assert Commitment.objects.get().released_at == NOW


class TestAsked:
    """Who was asked, or suggested: what they read of it, and what is left when they are erased."""

    @pytest.fixture
    def theirs(self, ours):
        links.undo(actor=actor(ours.farah), at=NOW, link=ours.link)
        settings_of(ours.programme, introducing="ask_first")
        ask(ours)
        return ours

    def test_a_person_reads_what_they_were_asked_and_said(self, theirs):
        asked = question_to(theirs.helen)
        operations.ask_back(actor=by_link(theirs.programme, asked), at=NOW, asked=asked, words="How many of you?")
        say(theirs.programme, theirs.helen, "no", reason="other", note="We are moving house")
        told = choosing.collect(subject(theirs.helen))
        [mine] = told["When you were asked whether it can go ahead"]
        assert (mine["Answer"], mine["In your words"]) == ("No", "We are moving house")
        assert [each["Question"] for each in told["What you wanted to know first"]] == ["How many of you?"]

    def test_who_is_erased_while_asked_leaves_no_words_and_no_place_held(self, theirs):
        asked = question_to(theirs.helen)
        operations.ask_back(actor=by_link(theirs.programme, asked), at=NOW, asked=asked, words="How many of you?")
        choosing.erase(subject(theirs.helen), NOW)
        assert Approach.objects.get().status == "released"
        assert Commitment.objects.filter(released_at=None).count() == 0
        assert CandidateQuestion.objects.get().words == ""

    def test_a_colleague_who_was_suggested_reads_so_and_is_forgotten(self, theirs):
        omar = staff(theirs.programme, theirs.harrowgill, name="Omar Said", email="o.said@harrowgill.example")
        say(theirs.programme, theirs.helen, "suggest", colleague_name="Omar Said", colleague_email=omar.email)
        assert choosing.collect(subject(omar))["Who suggested you"] == [
            {"Request": theirs.request.reference, "As": "Omar Said"}
        ]
        choosing.erase(subject(omar), NOW)
        kept = AskedPerson.objects.exclude(answered_at=None).get()
        assert (kept.colleague_name, kept.colleague_email) == ("", "")
