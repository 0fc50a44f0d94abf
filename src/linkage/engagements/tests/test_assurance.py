"""The home school says in one click that its checks are in order; the host reads it, and no certificate is kept."""

import pytest

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Assurance, Participant, UnableToMove
from linkage.engagements.operations import UnableToAssure
from linkage.engagements.presenters import assurance as presenters
from linkage.engagements.tests import visits as made
from linkage.engagements.tests.factories import set_to
from linkage.kernel.errors import Forbidden, NotFound
from linkage.people.tests.factories import actor, staff
from linkage.programmes import queries as programmes
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S = EngagementStatus


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def w(here):
    return made.at_work(here)


def joins(w, name="Omar Aziz"):
    someone = staff(w.programme, w.harrowgill, name=name, account=account())
    Participant.objects.create(
        programme=w.programme,
        engagement=w.engagement,
        person=someone,
        organisation=w.harrowgill,
        side="home",
        joined_at=NOW,
    )
    w.engagement.hold()
    return someone


def assure(w, by=None):
    return operations.assure(actor=actor(by or w.helen), at=NOW, engagement=w.engagement)


def is_given(w):
    return queries.assurance_is_given(actor=actor(w.daniel), engagement=w.engagement)


class TestSaying:
    def test_the_head_says_it_of_everybody_who_comes(self, w):
        joins(w)
        assert not is_given(w)
        assert {each.person.name for each in assure(w)} == {"Priya Raman", "Omar Aziz"}
        assert is_given(w)
        assert {each.said_by for each in Assurance.objects.all()} == {w.helen}

    def test_whoever_joins_afterwards_is_still_to_be_said_of(self, w):
        assure(w)
        omar = joins(w)
        assert not is_given(w)
        assert [each.person for each in assure(w)] == [omar]
        assert is_given(w)

    def test_who_leads_says_it_of_colleagues_and_not_of_themselves(self, w):
        with pytest.raises(UnableToAssure, match=r"Nobody says it of themselves\. Helen Brook, the head"):
            assure(w, by=w.priya)
        omar = joins(w)
        assert [each.person for each in assure(w, by=w.priya)] == [omar]
        assert not is_given(w)

    def test_the_other_school_the_programme_and_colleagues_do_not(self, w):
        omar = joins(w)
        for someone in (w.daniel, w.grace, w.farah, omar, staff(w.programme, w.harrowgill)):
            with pytest.raises(Forbidden):
                assure(w, by=someone)

    def test_said_twice_it_is_said_once(self, w):
        assure(w)
        with pytest.raises(UnableToAssure, match="There is nothing more to do"):
            assure(w)
        assert Assurance.objects.count() == 1

    def test_not_while_it_is_paused_or_over(self, w):
        for status in (S.PAUSED, S.CLOSED, S.STOPPED):
            set_to(w, status)
            with pytest.raises(UnableToMove, match="so it cannot be done any more"):
                assure(w)
        set_to(w, S.PREPARING)
        assert len(assure(w)) == 1


class TestTheLetter:
    def test_the_two_schools_read_it_once_something_is_said(self, w):
        for someone in (w.daniel, w.helen):
            with pytest.raises(NotFound):
                queries.letter_said(actor=actor(someone), engagement=w.engagement)
        assure(w)
        found = queries.letter_said(actor=actor(w.daniel), engagement=w.engagement)
        assert (found.is_whole, [each.person.name for each in found.said]) == (True, ["Priya Raman"])
        with pytest.raises(NotFound):
            queries.letter_said(actor=actor(w.farah), engagement=w.engagement)

    def test_whoever_left_is_not_in_it(self, w):
        omar = joins(w)
        assure(w)
        Participant.objects.filter(person=omar).update(left_at=NOW)
        w.engagement.hold()
        assert [each.person.name for each in queries.letter(actor=actor(w.daniel), engagement=w.engagement).said] == [
            "Priya Raman"
        ]
        assert is_given(w)

    def test_as_a_pdf_it_is_the_same_each_time(self, w):
        assure(w)
        operations.say_visitor_rules(
            actor=actor(w.daniel), at=NOW, engagement=w.engagement, visitor_rules="Sign in at the east gate #1 *please*"
        )
        letter = queries.letter_said(actor=actor(w.daniel), engagement=w.engagement)
        sender = programmes.sender(actor=actor(w.daniel))
        first, second = (presenters.letter_pdf(w.engagement, letter, sender) for _ in range(2))
        assert first == second
        assert first.startswith(b"%PDF-")
        assert b"pdfuaid" in first


class TestWhatTheHostAsks:
    def test_who_leads_there_and_its_head_write_it(self, w):
        for someone in (w.daniel, w.grace):
            operations.say_visitor_rules(
                actor=actor(someone), at=NOW, engagement=w.engagement, visitor_rules=f"Ask for {someone.name}"
            )
            w.engagement.refresh_from_db(fields=["visitor_rules"])
            assert w.engagement.visitor_rules == f"Ask for {someone.name}"

    def test_the_school_that_helps_and_the_programme_do_not(self, w):
        for someone in (w.priya, w.helen, w.farah):
            with pytest.raises(Forbidden):
                operations.say_visitor_rules(
                    actor=actor(someone), at=NOW, engagement=w.engagement, visitor_rules="Come as you are"
                )
