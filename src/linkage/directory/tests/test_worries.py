"""Who types a worry about a person into the directory's search is shown whom to tell, and nothing of it is repeated."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.areas import queries as areas
from linkage.database.tenancy import acting_in
from linkage.directory.models import UnmetNeed
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db
WORRY = "A girl in my class told me that her stepfather hits her and she has bruises on her arms"
WAY = ("Tell your safeguarding lead, not us", "Call 999", "(LADO)", "01632 960 010")


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        home = school(name="Harrowgill High School")
        person = people.staff(made, home, name="Priya Raman")
        factories.entry(made, home, person=person, areas=[factories.area(made)])
        ProgrammeSettings.objects.update(safeguarding_contact="Children’s social care: 01632 960 010")
        yield made


@pytest.fixture
def daniel(ours, client):
    found = people.staff(ours, school(name="Thistlebank School"), name="Daniel Whitlow", account=account())
    client.force_login(found.account)
    return found


@pytest.fixture
def address(ours):
    return reverse("directory:directory", args=[ours.slug])


def test_the_way_stands_above_everybody_and_no_link_repeats_the_words(ours, daniel, client, address):
    page = client.get(address, {"q": WORRY})
    assert page.status_code == 200
    assert all(said in page.text for said in WAY)
    assert page.text.index(WAY[0]) < page.text.index("Priya Raman")
    assert "stepfather" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert not UnmetNeed.objects.exists()


def test_words_about_help_find_as_ever(daniel, client, address):
    page = client.get(address, {"q": "phonics"})
    assert not any(said in page.text for said in WAY)
    assert 'value="phonics"' in page.text


def test_a_name_and_safeguarding_as_work_are_no_worry(ours, daniel):
    viewer = people.actor(daniel)
    with CaptureQueriesContext(connection) as asked:
        assert areas.is_concern(actor=viewer, text=WORRY)
        for text in ("Priya Raman", "Training for our new safeguarding lead", "", "phonics"):
            assert not areas.is_concern(actor=viewer, text=text)
    assert not asked.captured_queries
