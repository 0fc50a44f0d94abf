"""The pages of a nomination and an entry speak to who reads them, and say what happens by when."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.enums import NominationStatus
from linkage.directory.tests import factories
from linkage.kernel import words as say
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        factories.area(made)
        yield made


@pytest.fixture
def home():
    return school(name="Harrowgill High School")


@pytest.fixture
def ruth(ours, home):
    return people.head(ours, home, name="Ruth Hale", account=account())


@pytest.fixture
def maya(ours, home, ruth):
    """Maya's nomination, not answered yet; Maya can sign in."""
    nominee = people.person(ours, name="Maya Osei", account=account())
    return factories.nomination(ours, home, ruth, nominee=nominee)


@pytest.fixture
def priya(ours, home, ruth):
    person = people.staff(ours, home, name="Priya Raman", account=account())
    return factories.entry(ours, home, person=person, nominated_by=ruth)


@pytest.fixture
def read(ours, client):
    """Return the words of a page as somebody reads them."""

    def words(reader, name, *args):
        client.force_login(reader.account)
        text = client.get(reverse(f"directory:{name}", args=[ours.slug, *args])).content.decode()
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))

    return words


def test_the_day_that_is_named_is_the_day_the_head_is_told(ours, ruth, maya, read):
    day = queries.lapses_on(actor=people.actor(ruth), nomination=maya)
    assert f"If there is no answer by {say.day(day)}, we tell you." in read(ruth, "nomination", maya.pk)
    for later in range((day - NOW.date()).days + 1):
        operations.tick(actor=Actor.system("directory.tick", ours.id), at=NOW + timedelta(days=later))
        maya.refresh_from_db()
        assert (maya.lapsed_at is not None) == (NOW.date() + timedelta(days=later) >= day)


def test_a_coordinator_reads_who_is_told(ours, maya, read):
    coordinator = people.coordinator(ours, account=account())
    assert "we tell Ruth Hale." in read(coordinator, "nomination", maya.pk)


def test_nobody_waits_for_an_answer_that_came(ruth, maya):
    maya.status = NominationStatus.AWAITING_APPROVAL
    assert queries.lapses_on(actor=people.actor(ruth), nomination=maya) is None


def test_a_head_goes_back_to_the_school_and_others_home(ours, ruth, maya, read):
    assert "What your school gives" in read(ruth, "nomination", maya.pk)
    assert "What your school gives" not in read(people.coordinator(ours, account=account()), "nomination", maya.pk)


def test_ending_a_nomination_names_who_is_told(ruth, maya, read):
    assert "We tell Maya Osei that there is nothing left to answer." in read(ruth, "withdraw-nomination", maya.pk)
    mine = read(maya.nominee, "withdraw-nomination", maya.pk)
    assert "We tell Ruth Hale that" in mine
    assert "Your head can nominate you again" in mine


def test_ones_own_pages_say_you_and_a_coordinators_say_who(ours, priya, read):
    coordinator = people.coordinator(ours, account=account())
    for reader, name, said in (
        (priya.person, "entry", "You wrote these words. Ruth Hale nominated you"),
        (coordinator, "entry", "Priya wrote these words. Ruth Hale nominated Priya"),
        (priya.person, "pause", "You are introduced to nobody new until you are back."),
        (coordinator, "pause", "Priya can end the break at any time."),
        (priya.person, "withdraw", "Is it only for a while? Take a break instead."),
        (coordinator, "withdraw", "Take Priya Raman out of the directory?"),
    ):
        assert said in read(reader, name, priya.pk)


def test_a_wrong_day_comes_back_with_the_same_question(ours, priya, client):
    client.force_login(priya.person.account)
    answer = client.post(
        reverse("directory:pause", args=[ours.slug, priya.pk]),
        {"until-day": "40", "until-month": "1", "until-year": "2027"},
    )
    assert answer.status_code == 422
    assert "When do you want to be found again?" in answer.content.decode()
