import pytest
from django.urls import reverse

from linkage.access.personal_data import Subject
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.people.enums import Role
from linkage.people.tests.factories import actor, grant, person
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations, personal_data
from linkage.support_requests.enums import Route
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.tests.factories import draft

pytestmark = pytest.mark.django_db

GRACE = {"name": "Grace Okafor", "email": "grace@thistlebank.example", "job_title": "Headteacher"}
LATER = {"then": "later"}


@pytest.fixture
def officer(here):
    with acting_in(here.id):
        made = person(here, account=account())
        grant(made, Role.OFFICER)
    return made


@pytest.fixture
def found(here, officer, thistlebank):
    with acting_in(here.id):
        return draft(here, officer, thistlebank, route=Route.ON_BEHALF)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer.account)
    return client


@pytest.fixture
def contact(found):
    return reverse("support_requests:contact", args=["ribble", found.pk])


def kept(here, found):
    with acting_in(here.id):
        return SupportRequest.objects.select_related("contact").get(pk=found.pk)


def test_who_leaves_with_the_contact_written_has_named_them(here, desk, contact, found):
    assert desk.post(contact, {**GRACE, **LATER}).status_code == 302
    assert kept(here, found).contact.email == "grace@thistlebank.example"
    page = desk.get(contact).text
    for written in GRACE.values():
        assert f'value="{written}"' in page


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Grace Okafor", "email": "", "job_title": ""},
        {"name": "", "email": "grace@thistle", "job_title": "Headteacher"},
    ],
)
def test_half_a_contact_is_kept_for_another_day(here, desk, contact, found, typed):
    home = desk.post(contact, {**typed, **LATER}, follow=True)
    assert "We kept what you typed about the person to talk to" in home.text
    assert kept(here, found).contact is None
    page = desk.get(contact).text
    for written in filter(None, typed.values()):
        assert f'value="{written}"' in page


def test_who_leaves_without_a_word_is_told_nothing(desk, contact):
    assert "We kept what you typed" not in desk.post(contact, LATER, follow=True).text


def test_half_a_contact_does_not_pass_for_the_one_named_before(here, desk, contact, found):
    desk.post(contact, GRACE)
    desk.post(contact, {**GRACE, "name": "Helen Marsh", "email": "", **LATER})
    assert kept(here, found).contact is None


def test_what_was_typed_is_not_held_twice_once_somebody_is_named(here, desk, contact, found):
    desk.post(contact, {**GRACE, "email": "", **LATER})
    desk.post(contact, GRACE)
    assert kept(here, found).contact_name == ""


def test_half_a_contact_is_forgotten_with_its_person(here, officer, found):
    with acting_in(here.id):
        grace = person(here, name="Grace Okafor", email="grace@thistlebank.example")
        operations.keep_contact(actor=actor(officer), at=NOW, draft=found, **GRACE)
        personal_data.erase(Subject(here.pk, grace.pk, None, grace.name, grace.email, ""), NOW)
        left = SupportRequest.objects.get(pk=found.pk)
    assert "Grace" not in left.contact_name
    assert "grace" not in left.contact_email
