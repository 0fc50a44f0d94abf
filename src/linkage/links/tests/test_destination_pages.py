"""The list of resources and services: read by everybody, kept right by coordinators and officers."""

import csv
import io
import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from linkage.areas.models import Area
from linkage.database.tenancy import acting_in
from linkage.links.models import Destination
from linkage.links.tests.factories import destination, world
from linkage.people.tests.factories import coordinator
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def people(here):
    with acting_in(here.id):
        return world(here, words="Our Year 9 boys do not read in tutor time")


@pytest.fixture
def reading(here):
    with acting_in(here.id):
        return Area.objects.create(programme=here, code="reading-literacy", name="Reading")


def at(name, *args):
    return reverse(f"signposts:{name}", args=["ribble", *args])


def sign_in(client, someone):
    client.force_login(someone.account)
    return client


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def form(**changes):
    return {
        "title": "Six films",
        "kind": "resource",
        "about": "Films about reading aloud",
        "website": "www.films.example",
        "contact": "",
        "areas": ["reading-literacy"],
        "phases": [],
        "review_on_day": "14",
        "review_on_month": "4",
        "review_on_year": "2027",
        **changes,
    }


class TestTheList:
    def test_a_coordinator_adds_changes_and_takes_off(self, client, here, people, reading):
        sign_in(client, people.farah)
        answers = form(owner=str(people.farah.pk)) | self.day(client)
        added = client.post(at("add"), answers, follow=True)
        assert "It is on the list" in text(added)
        with acting_in(here.id):
            made = Destination.objects.get()
            assert made.website == "https://www.films.example"
            assert [row.area for row in made.destination_areas.all()] == [reading]
        changed = client.post(at("change", made.pk), {**answers, "title": "Seven films"}, follow=True)
        assert "Seven films" in text(changed)
        gone = client.post(at("retire", made.pk), follow=True)
        assert "Put it back on the list" in text(gone)
        assert "Take it off the list" in text(client.post(at("restore", made.pk), follow=True))

    def day(self, client):
        """The names of the parts of a date are the form's own."""
        names = re.findall(r'name="(review_on[^"]*)"', client.get(at("add")).content.decode())
        return dict(zip(names, ("14", "4", "2027"), strict=True))

    def test_an_error_says_what_to_do_and_keeps_what_was_typed(self, client, people, reading):
        sign_in(client, people.farah)
        answers = form(owner=str(people.farah.pk), website="not an address") | self.day(client)
        page = client.post(at("add"), answers)
        assert page.status_code == 422
        assert "Enter a web address, like https://www.library.example" in text(page)
        assert "Films about reading aloud" in text(page)
        page = client.post(at("add"), {**answers, "website": ""})
        assert page.status_code == 422
        assert "Give a web address, or say whom to ring or write to" in text(page)

    def test_only_an_event_is_asked_for_its_day_and_has_to_say_it(self, client, people, reading):
        sign_in(client, people.farah)
        below_event = client.get(at("add")).text.partition("govuk-radios__conditional")[2]
        assert 'name="happens_on' in below_event.partition("What is it, in a sentence?")[0]
        answers = form(owner=str(people.farah.pk)) | self.day(client)
        page = client.post(at("add"), {**answers, "kind": "event"})
        assert (page.status_code, "Enter the date of the event" in text(page)) == (422, True)

    def test_one_click_says_that_it_is_still_right(self, client, here, people):
        with acting_in(here.id):
            made = destination(here, people.farah, review_on=TODAY + 3 * DAY)
        sign_in(client, people.farah)
        assert "Is this still right?" in text(client.get(at("destination", made.pk)))
        after = client.post(at("still-right", made.pk), follow=True)
        assert "Is this still right?" not in text(after)
        with acting_in(here.id):
            made.refresh_from_db()
            assert made.review_on > TODAY + 100 * DAY

    def test_everybody_reads_the_list_and_only_keepers_change_it(self, client, here, people):
        with acting_in(here.id):
            made = destination(here, people.farah, title="Six films")
        sign_in(client, people.daniel)
        assert "Six films" in text(client.get(at("destinations")))
        page = text(client.get(at("destination", made.pk)))
        assert "https://www.library.example/films" in page
        assert "Take it off the list" not in page
        for name in ("add", "change"):
            args = [] if name == "add" else [made.pk]
            assert client.get(at(name, *args)).status_code == 403
        for name in ("still-right", "retire", "restore"):
            assert client.post(at(name, made.pk)).status_code == 403

    def test_another_programme_and_a_bad_id_are_not_found(self, client, here, people):
        other = programme(slug="elsewhere")
        with acting_in(other.id):
            theirs = destination(other, coordinator(other))
        sign_in(client, people.farah)
        assert client.get(at("destination", theirs.pk)).status_code == 404
        assert client.get(at("destination", uuid.uuid4())).status_code == 404
        assert client.post(at("retire", theirs.pk)).status_code == 404

    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_list_asks_as_often_for_one_as_for_three(
        self, client, here, people, reading, rows, django_assert_num_queries
    ):
        with acting_in(here.id):
            for _ in range(rows):
                destination(here, people.farah, areas=[reading])
        sign_in(client, people.daniel)
        client.get(at("destinations"))
        with django_assert_num_queries(11):
            assert client.get(at("destinations")).status_code == 200

    def test_the_file_holds_the_rows_of_the_page(self, client, here, people, reading):
        with acting_in(here.id):
            destination(here, people.farah, title="Six films", areas=[reading], phases=["primary"])
            destination(here, people.farah, title="=cmd", kind="event", happens_on=TODAY + DAY)
        sign_in(client, people.daniel)
        answer = client.get(at("destinations"), {"export": "csv", "kind": "resource"})
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert [row["What it is"] for row in rows] == ["Six films"]
        assert rows[0]["About"] == "Reading"
        everything = client.get(at("destinations"), {"export": "csv"}).content.decode()
        assert "=cmd" in everything
        assert not re.search(r"(^|,|\n)\"?=cmd", everything)

    def test_words_and_filters_narrow_it(self, client, here, people, reading):
        with acting_in(here.id):
            destination(here, people.farah, title="Six films", areas=[reading])
            destination(here, people.farah, title="Payroll", about="Pay", review_on=TODAY - DAY)
        sign_in(client, people.farah)
        found = text(client.get(at("destinations"), {"q": "pay"}))
        assert "Payroll" in found
        assert "Six films" not in found
        found = text(client.get(at("destinations"), {"standing": "right"}))
        assert "Six films" in found
        assert "Payroll" not in found


def test_a_search_that_finds_nobody_shows_what_fits_meanwhile(client, here, people, reading):
    """Only what shares a word or an area, is up to date, and only where nobody was found."""
    with acting_in(here.id):
        destination(here, people.farah, title="Accordion lessons", about="Accordions on loan")
        destination(here, people.farah, title="Accordion orchestra", about="Over", review_on=TODAY - DAY)
        destination(here, people.farah, title="Payroll", about="Pay slips")
    sign_in(client, people.daniel)
    words = text(client.get(reverse("directory:directory", args=["ribble"]), {"q": "accordion"}))
    assert "Something to look at meanwhile Accordion lessons" in words
    assert "Accordion orchestra" not in words
    assert "Payroll" not in words
    assert "meanwhile" not in text(client.get(reverse("directory:directory", args=["ribble"])))
