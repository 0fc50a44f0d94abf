"""The pages of visits, as each side meets them."""

import re
import uuid

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from linkage.access.page import READS
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.engagements import operations
from linkage.engagements.enums import EngagementStatus, VisitStatus
from linkage.engagements.models import Assurance, Engagement, Visit
from linkage.engagements.tests import visits as made
from linkage.engagements.tests.factories import set_to
from linkage.engagements.tests.visits import DAY, NOTE, OTHER_DAY, booked, on, written
from linkage.people.tests.factories import actor, staff
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
S, V = EngagementStatus, VisitStatus
ANSWERS = {
    "about": "Planning topics together",
    "visits_on-day": "1",
    "visits_on-month": "12",
    "visits_on-year": "2026",
    "length": "morning",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(on(DAY), tick=False) as traveller:
        yield traveller


@pytest.fixture
def w(here):
    with acting_in(here.id):
        return made.at_work(here)


@pytest.fixture
def visit(w):
    with acting_in(w.programme.id):
        return booked(w)


def at(name, w, *args):
    return reverse(f"engagements:{name}", args=["ribble", w.engagement.pk, *args])


def sign_in(client, someone):
    client.force_login(someone.account)
    return client


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def state(w, visit):
    with acting_in(w.programme.id):
        return Visit.objects.get(pk=visit.pk).state


class TestBooking:
    def test_one_form_and_the_visit_is_there(self, client, w):
        sign_in(client, w.daniel)
        form = client.get(at("book-visit", w))
        assert 'value="day" checked' in form.text
        page = client.post(at("book-visit", w), {**ANSWERS, "visitor_id": str(w.priya.pk)}, follow=True)
        words = text(page)
        assert "Tuesday 1 December 2026, half a day, in the morning" in words
        assert "Add to my calendar" in words
        assert "Next: Planning topics together" in text(client.get(at("visits", w)))

    def test_what_is_wrong_stands_at_its_question(self, client, w):
        sign_in(client, w.daniel)
        wrong = client.post(at("book-visit", w), {**ANSWERS, "visits_on-day": "5", "visitor_id": str(w.priya.pk)})
        assert wrong.status_code == 422
        assert "Saturday 5 December 2026 is no school day" in text(wrong)
        assert '<a href="#id_visits_on' in wrong.text

    def test_a_pupils_name_is_asked_about(self, client, w):
        sign_in(client, w.daniel)
        answers = {**ANSWERS, "about": "Jayden Smith in 9B is being bullied", "visitor_id": str(w.priya.pk)}
        assert "Take out what could name a pupil" in text(client.post(at("book-visit", w), answers))

    def test_while_it_is_paused_the_page_says_so_and_has_no_button(self, client, w):
        with acting_in(w.programme.id):
            set_to(w, S.PAUSED)
        sign_in(client, w.daniel)
        page = client.get(at("visits", w))
        assert "This is paused" in text(page)
        assert at("book-visit", w) not in page.text


class TestOneVisit:
    def test_the_visitor_writes_on_a_phone_and_keeps_a_draft(self, client, w, visit):
        sign_in(client, w.priya)
        assert "Write the note" in text(client.get(at("visit", w, visit.pk)))
        answers = {"done": NOTE.done, "so_far": "", "next_step": ""}
        page = client.post(at("visit-note", w, visit.pk), {**answers, "draft": "yes"}, follow=True)
        assert "Kept as a draft that nobody but you sees" in text(page)
        assert NOTE.done in text(page)
        sign_in(client, w.daniel)
        for name in (at("visit", w, visit.pk), at("visits", w)):
            assert NOTE.done not in client.get(name).text

    def test_it_is_sent_agreed_and_final(self, client, w, visit):
        sign_in(client, w.priya)
        wrong = client.post(at("visit-note", w, visit.pk), {"done": NOTE.done, "so_far": "", "next_step": ""})
        assert (wrong.status_code, "Say what comes next" in text(wrong)) == (422, True)
        answers = {"done": NOTE.done, "so_far": NOTE.so_far, "next_step": NOTE.next_step}
        assert "Sent. Thistlebank School reads it" in text(
            client.post(at("visit-note", w, visit.pk), answers, follow=True)
        )
        assert "Waiting for Thistlebank School to agree" in text(client.get(at("visits", w)))
        sign_in(client, w.daniel)
        words = text(client.get(at("visits", w)))
        assert f"{NOTE.done} Thursday 12 November 2026, 1 day, Priya Raman" in words
        assert "Waiting for you to agree" in words
        assert "So far: Four more classes do the practical. Next: Share the plan for Topic 4." in words
        assert "Agreed. The note is final" in text(client.post(at("agree-note", w, visit.pk), follow=True))
        assert "“Agreed”" in text(client.post(at("agree-note", w, visit.pk), follow=True))
        sign_in(client, w.priya)
        assert client.post(at("visit-note", w, visit.pk), answers).status_code == 422

    def test_it_is_sent_back_with_a_line(self, client, w, visit):
        with acting_in(w.programme.id):
            written(w, visit)
        sign_in(client, w.grace)
        assert NOTE.done in text(client.get(at("send-note-back", w, visit.pk)))
        client.post(at("send-note-back", w, visit.pk), {"sent_back": "We were five"})
        sign_in(client, w.priya)
        assert "We were five" in text(client.get(at("visit-note", w, visit.pk)))

    def test_it_is_moved_and_cancelled_with_a_reason(self, client, w, visit):
        sign_in(client, w.priya)
        when = {name: value for name, value in ANSWERS.items() if name.startswith(("visits_on", "length"))}
        assert client.post(at("move-visit", w, visit.pk), when).status_code == 422
        page = client.post(at("move-visit", w, visit.pk), {**when, "reason": "We have inspectors"}, follow=True)
        assert "Tuesday 1 December 2026, half a day, in the morning" in text(page)
        page = client.post(at("cancel-visit", w, visit.pk), {"reason": "The hall is flooded"}, follow=True)
        assert "The hall is flooded" in text(page)
        assert "Take it out of my calendar" in text(page)
        assert "Planning" not in text(client.get(at("visits", w)))

    def test_its_date_as_a_file(self, client, w, visit):
        sign_in(client, w.grace)
        file = client.get(at("visit-calendar", w, visit.pk))
        assert file["Content-Disposition"] == 'attachment; filename="visit.ics"'
        event = next(iter(Calendar.from_ical(file.content).walk("VEVENT")))
        assert str(event["SUMMARY"]) == "Priya Raman visits Thistlebank School: Reading at Thistlebank"

    def test_a_note_that_is_late_says_so(self, client, w, visit, clock):
        clock.move_to(on(OTHER_DAY))
        sign_in(client, w.priya)
        assert "8 days late" in text(client.get(at("visits", w)))

    def test_a_visit_of_another_support_is_not_found_here(self, client, w, visit):
        sign_in(client, w.priya)
        assert client.get(reverse("engagements:visit", args=["ribble", uuid.uuid4(), visit.pk])).status_code == 404
        assert client.get(at("visit", w, uuid.uuid4())).status_code == 404


PAGES = ("visits", "book-visit", "assurance", "assurance-pdf", "visitor-rules")
ONE = ("visit", "visit-note", "send-note-back", "move-visit", "cancel-visit", "visit-calendar")


class TestWalls:
    def test_whoever_runs_the_programme_and_a_stranger_find_nothing(self, client, here, w, visit):
        with acting_in(here.id):
            written(w, visit)
            operations.assure(actor=actor(w.helen), at=NOW, engagement=w.engagement)
            strangers = [staff(here, school, account=account()) for school in (w.harrowgill, w.thistlebank)]
        addresses = [at(name, w) for name in PAGES] + [at(name, w, visit.pk) for name in ONE]
        for someone in (w.farah, *strangers):
            sign_in(client, someone)
            assert {client.get(address).status_code for address in addresses} == {404}
            for name in ("agree-note", "send-note-back", "cancel-visit"):
                assert client.post(at(name, w, visit.pk), {"reason": "x", "sent_back": "x"}).status_code == 404
        # The control: the two schools open them, each what is theirs to do.
        sign_in(client, w.daniel)
        found = {name: client.get(at(name, w)).status_code for name in PAGES}
        assert set(found.values()) == {200}
        found = {name: client.get(at(name, w, visit.pk)).status_code for name in ONE}
        assert found == {**dict.fromkeys(ONE, 200), "visit-note": 403}
        assert state(w, visit) == V.WRITTEN

    def test_reading_changes_nothing(self, client, w, visit):
        sign_in(client, w.daniel)
        assert client.get(at("agree-note", w, visit.pk)).status_code == 405
        assert client.get(at("assure", w)).status_code == 405
        assert "POST" not in READS


class TestAssurance:
    def test_the_head_says_it_in_one_click_and_the_host_takes_it_home(self, client, w):
        sign_in(client, w.daniel)
        words = text(client.get(at("assurance", w)))
        assert "Helen Brook, head of Harrowgill High School, has still to say it for Priya Raman" in words
        assert client.get(at("assurance-pdf", w)).status_code == 404
        sign_in(client, w.helen)
        assert "Are your checks in order for Priya Raman?" in text(client.get(at("assurance", w)))
        client.post(at("assure", w))
        with acting_in(w.programme.id):
            assert Assurance.objects.get().said_by == w.helen
        sign_in(client, w.daniel)
        assert "Priya Raman Helen Brook Thursday 12 November 2026" in text(client.get(at("assurance", w)))
        file = client.get(at("assurance-pdf", w))
        assert (file["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")

    def test_the_visitor_is_told_who_says_it(self, client, w):
        sign_in(client, w.priya)
        assert "Helen Brook, head of Harrowgill High School, has still to say it" in text(
            client.get(at("assurance", w))
        )
        assert "Nobody says it of themselves" in text(client.post(at("assure", w), follow=True))

    def test_the_host_writes_what_it_asks_of_visitors(self, client, w, visit):
        sign_in(client, w.daniel)
        client.post(at("visitor-rules", w), {"visitor_rules": "Park in Mill Lane"})
        sign_in(client, w.priya)
        for address in (at("visit", w, visit.pk), at("visits", w), at("assurance", w)):
            assert "Park in Mill Lane" in text(client.get(address))
        assert client.get(at("visitor-rules", w)).status_code == 403
        with acting_in(w.programme.id):
            assert Engagement.objects.get().visitor_rules == "Park in Mill Lane"


class TestOnTheSummary:
    """What waits for its reader comes first on the page of the support, as at home."""

    def page(self, client, who, w):
        return (
            sign_in(client, who)
            .get(reverse("engagements:engagement", args=["ribble", w.engagement.pk]))
            .content.decode()
        )

    def test_the_note_is_asked_of_the_visitor_and_then_of_the_host(self, client, w, visit):
        asked, agree = "Write the note of your visit", "Agree the note of the visit on"
        assert asked in self.page(client, w.priya, w)
        assert asked not in self.page(client, w.daniel, w)
        with acting_in(w.programme.id):
            written(w, visit)
        for who, waits in ((w.daniel, True), (w.grace, True), (w.priya, False)):
            shown = self.page(client, who, w)
            assert (agree in shown, asked in shown) == (waits, False)

    def test_who_runs_the_programme_is_asked_for_neither(self, client, w, visit):
        with acting_in(w.programme.id):
            written(w, visit)
        assert "note of the visit" not in self.page(client, w.farah, w)


def test_many_visits_ask_no_more_than_one(client, w, visit, django_assert_max_num_queries):
    sign_in(client, w.daniel)
    client.get(at("visits", w))
    with django_assert_max_num_queries(22) as one:
        client.get(at("visits", w))
    with acting_in(w.programme.id):
        for day in range(7, 11):
            booked(w, day=DAY.replace(month=12, day=day))
    with django_assert_max_num_queries(len(one)):
        client.get(at("visits", w))
