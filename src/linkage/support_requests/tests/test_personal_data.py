from datetime import timedelta

import pytest

from linkage.access.actor import Actor
from linkage.access.personal_data import Subject
from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import school
from linkage.people import operations as people
from linkage.people.models import Person
from linkage.people.tests.factories import coordinator, person, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import personal_data
from linkage.support_requests.enums import ENDED, OPEN, RequestStatus
from linkage.support_requests.models import Question, SupportRequest
from linkage.support_requests.tests.factories import draft, support_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def zelda(here):
    return staff(here, school(), name="Zelda Quarrington", email="zelda@quarr.example", phone="01632 960 001")


def subject(someone):
    return Subject(
        programme_id=someone.programme_id,
        person_id=someone.pk,
        account_id=None,
        name=someone.name,
        email=someone.email,
        phone=someone.phone,
    )


def ended(here, asked_by, **fields):
    return support_request(here, school(), asked_by=asked_by, status=RequestStatus.CLOSED, **fields)


def written():
    """Every word of every request and question."""
    rows = [*SupportRequest.objects.values(), *Question.objects.values()]
    return " ".join(str(value) for row in rows for value in row.values())


def test_everything_written_by_or_about_a_person_is_handed_over(here, zelda):
    own = ended(here, zelda, words="Our boys do not read")
    ended(here, person(here), who_for="Zelda Quarrington, head of English")
    Question.objects.create(
        programme=here, support_request=own, words="Which year?", asked_by=coordinator(here), asked_at=NOW,
        answer="Year nine", answered_by=zelda, answered_at=NOW,
    )  # fmt: skip
    found = str(personal_data.collect(subject(zelda)))
    for words in ("Our boys do not read", "Zelda Quarrington, head of English", "Year nine"):
        assert words in found


def test_an_erased_person_leaves_no_word_behind(here, zelda):
    own = ended(here, zelda, words="canary one", who_for="canary two", title="canary three", window_note="canary four")
    named = ended(here, person(here), who_for="zelda  Quarrington and two others", words="Ring 01632 960 001")
    contacted = ended(here, person(here), contact=zelda)
    draft(here, zelda, words="canary five")
    Question.objects.create(
        programme=here, support_request=own, words="Is it Zelda Quarrington?", asked_by=coordinator(here),
        asked_at=NOW, answer="canary six", answered_by=zelda, answered_at=NOW,
    )  # fmt: skip
    assert "canary" in written()
    personal_data.erase(subject(zelda), NOW)
    left = written().lower()
    for gone in ("canary", "zelda", "quarrington", "960 001"):
        assert gone not in left
    named.refresh_from_db()
    contacted.refresh_from_db()
    assert (named.who_for, contacted.contact) == ("somebody and two others", None)


def test_a_request_still_open_keeps_its_asker(here, zelda):
    found = support_request(here, school(), asked_by=zelda)
    [reason] = personal_data.must_keep(subject(zelda))
    assert reason.sentence == f"They still ask for support ({found.reference}). Withdraw that first"
    assert personal_data.must_keep(subject(person(here))) == []


class TestThePersonToTalkTo:
    """Somebody named as the contact who never clicked anything."""

    @pytest.fixture
    def contact(self, here):
        return person(here, name="Nia Price", email="nia@quarr.example")

    def forget(self, here, days):
        at = NOW + timedelta(days=days)
        people.forget_unanswered(actor=Actor.system("forget", here.id), at=at)

    @pytest.mark.parametrize("status", [*OPEN, RequestStatus.LINKED])
    def test_is_kept_while_the_request_is_open(self, here, contact, status):
        found = support_request(here, school(), contact=contact, status=status)
        self.forget(here, 99)
        found.refresh_from_db()
        assert found.contact == contact
        [reason] = personal_data.must_keep(subject(contact))
        assert reason.sentence.startswith(f"They are the person to talk to about {found.reference}.")

    @pytest.mark.parametrize("status", ENDED)
    def test_is_forgotten_when_it_has_ended(self, here, contact, status):
        found = support_request(here, school(), contact=contact, status=status)
        self.forget(here, 29)
        assert Person.objects.filter(pk=contact.pk).exists()
        self.forget(here, 30)
        found.refresh_from_db()
        assert found.contact is None
        assert not Person.objects.filter(pk=contact.pk).exists()

    def test_is_forgotten_from_a_draft_nobody_sent(self, here, contact):
        draft(here, coordinator(here), school(), contact=contact)
        self.forget(here, 30)
        assert not Person.objects.filter(pk=contact.pk).exists()
