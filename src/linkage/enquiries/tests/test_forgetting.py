from datetime import timedelta

import pytest

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.enquiries import operations, personal_data
from linkage.enquiries.models import Enquiry, Reply
from linkage.enquiries.tests import factories
from linkage.people import operations as people_operations
from linkage.people import queries as people_queries
from linkage.people.models import Person
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(programme):
    with acting_in(programme.id):
        yield programme


def forget(programme, at):
    return operations.forget(actor=Actor.system("enquiries.forget", programme.id), at=at)


@pytest.mark.parametrize(("days", "is_kept"), [(29, True), (30, False)])
def test_what_nobody_confirmed_is_erased_on_the_day(here, days, is_kept):
    factories.unconfirmed(here)
    forget(here, NOW + timedelta(days=days))
    assert Enquiry.objects.exists() is is_kept


@pytest.mark.parametrize(("days", "is_kept"), [(364, True), (365, False)])
def test_what_ended_is_kept_for_a_year_and_its_sender_no_longer(here, days, is_kept):
    ended = factories.enquiry(here, status="closed", ended_at=NOW)
    Reply.objects.create(programme=here, enquiry=ended, words="No", written_by=ended.sender, written_at=NOW)
    forget(here, NOW + timedelta(days=days))
    assert Enquiry.objects.exists() is is_kept
    assert Person.objects.filter(pk=ended.sender_id).exists() is is_kept


def test_an_open_one_is_never_forgotten_nor_a_sender_who_does_more(here, harrowgill):
    waiting = factories.enquiry(here)
    teacher = people.staff(here, harrowgill)
    factories.enquiry(here, sender=teacher, status="answered", ended_at=NOW)
    assert forget(here, NOW + timedelta(days=800)) == 1
    assert list(Enquiry.objects.all()) == [waiting]
    assert Person.objects.filter(pk=teacher.pk).exists()


def test_the_copy_holds_what_they_wrote_and_what_was_only_typed(here, farah):
    mine = factories.enquiry(here, words="Mine", head_name="Helen Brook")
    factories.unconfirmed(here, email=mine.sender.email, words="Typed")
    subject = people_queries.subject(actor=people.actor(farah), person=mine.sender)
    told = personal_data.collect(subject)
    assert {each["Words"] for each in told["What you wrote to the programme"]} == {"Mine", "Typed"}


def test_erased_it_is_gone_and_what_others_wrote_stays_without_them(here, farah):
    priya = factories.enquiry(here, words="Mine").sender
    factories.unconfirmed(here, email=priya.email, words="Typed with my address")
    other = factories.enquiry(
        here, sender=people.person(here, answered_at=NOW), words="Priya Raman told me of you", owner=farah
    )
    Reply.objects.create(programme=here, enquiry=other, words="I asked Priya Raman", written_by=farah, written_at=NOW)
    people_operations.erase(actor=Actor.system("erase", here.id), at=NOW, person=priya)
    assert [each.words for each in Enquiry.objects.all()] == ["somebody told me of you"]
    assert [each.words for each in Reply.objects.all()] == ["I asked somebody"]


def test_a_coordinator_who_is_erased_leaves_the_enquiry_to_the_others(here, farah):
    people.coordinator(here)
    found = factories.enquiry(here, owner=farah)
    people_operations.erase(actor=Actor.system("erase", here.id), at=NOW, person=farah)
    found.refresh_from_db()
    assert found.owner is None
