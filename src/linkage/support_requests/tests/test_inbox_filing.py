"""What waits of the mail that came in, where it is filed, and when it is off the list."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.messaging import queries as messaging_queries
from linkage.messaging.presenters import Recipient
from linkage.messaging.tests.mails import AT, write
from linkage.organisations.tests.factories import member, school
from linkage.people.models import Person
from linkage.people.tests.factories import actor, head
from linkage.programmes import queries as programme_queries
from linkage.programmes.tests import factories as programmes
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.tests.inboxes import RUTH, at, came, read_again, signed_in
from linkage.ui.next_actions import ordered

pytestmark = pytest.mark.django_db


@pytest.fixture
def ribble():
    return programmes.programme(slug="ribble")


@pytest.fixture
def farah(ribble, client):
    return signed_in(ribble, client)


class TestOnTheHomePage:
    def test_no_number_of_held_mails_hides_a_request_or_an_answer(self, ribble, farah):
        for number in range(60):
            came(ribble, status="held", reason="forged" if number < 3 else "stranger", writer_name=f"Seller {number}")
        later = AT + timedelta(minutes=1)
        came(ribble, received_at=later)
        came(ribble, status="filed", subject="Re: your question", received_at=later)
        home = farah.get("/ribble/home/").text
        assert "A request came in by e-mail from Hollybank School" in home
        assert "Ruth Ames answered by e-mail" in home
        assert "60 e-mails that came in are held back" in home
        assert "3 e-mails may be forged" in home
        assert "Seller" not in home

    def test_what_is_held_stands_behind_a_request_that_came_before_the_newest_of_it(self, ribble, farah):
        came(ribble, status="held", reason="stranger")
        came(ribble, received_at=AT + timedelta(minutes=1))
        came(ribble, status="held", reason="stranger", received_at=AT + timedelta(minutes=2))
        with acting_in(ribble.id):
            found = messaging_queries.next_actions(actor=actor(Person.objects.get()), at=AT)
        assert [each.title for each in ordered(found)[0]] == [
            "A request came in by e-mail from Hollybank School",
            "2 e-mails that came in are held back",
        ]

    def test_one_that_is_held_is_spoken_of_as_one(self, ribble, farah):
        came(ribble, status="held", reason="forged")
        home = farah.get("/ribble/home/").text
        assert "We did nothing with it. Look whether it is a request or an answer. It may be forged." in home

    def test_the_days_left_for_several_are_counted_by_one_calendar(self, ribble, farah, monkeypatch):
        with acting_in(ribble.id):
            who = actor(Person.objects.get())
            for _ in range(3):
                came(ribble)
            honest, built = programme_queries.calendar, []

            def noted(**given):
                built.append(given)
                return honest(**given)

            monkeypatch.setattr(programme_queries, "calendar", noted)
            actions = messaging_queries.next_actions(actor=who, at=AT)
        assert [each.working_days_left for each in actions] == [1, 1, 1]
        assert len(built) == 1


class TestFiling:
    @pytest.fixture
    def request_of_ruth(self, ribble):
        with acting_in(ribble.id):
            hollybank = school(name="Hollybank School")
            member(ribble, hollybank)
            ruth = head(ribble, hollybank, name="Ruth Ames", email=RUTH)
            return SupportRequest.objects.create(
                programme=ribble, organisation=hollybank, asked_by=ruth, status="acknowledged", number=412,
                title="Reading in Year 9", has_consent=True, created_at=AT, saved_at=AT, submitted_at=AT,
            )  # fmt: skip

    def test_by_its_number_shows_it_on_the_page_of_the_request(self, ribble, farah, request_of_ruth):
        mail = came(ribble, status="held", reason="unproven", proof="unknown")
        assert farah.post(at(f"{mail.pk}/file/"), {"reference": "r412"}).status_code == 302
        filed = read_again(ribble, mail)
        assert (filed.status, filed.about_id) == ("filed", request_of_ruth.pk)
        page = farah.get(f"/ribble/requests/{request_of_ruth.pk}/").text
        assert "Ruth Ames answered by e-mail" in page
        assert "What worked for you?" in page
        assert "R-0412, Reading in Year 9" in farah.get(at(f"{mail.pk}/")).text

    def test_the_school_does_not_read_it_there(self, ribble, farah, client, request_of_ruth):
        mail = came(ribble)
        farah.post(at(f"{mail.pk}/file/"), {"reference": "R-0412"})
        with acting_in(ribble.id):
            asker = request_of_ruth.asked_by
            asker.account = account()
            asker.save()
        client.force_login(asker.account)
        page = client.get(f"/ribble/requests/{request_of_ruth.pk}/")
        assert page.status_code == 200
        assert "What worked for you?" not in page.text

    @pytest.mark.parametrize(
        ("answers", "sentence"),
        [
            ({"reference": "R-9999"}, "We know no request R-9999"),
            ({"reference": "the one on reading"}, "We know no request the one on reading"),
            ({}, "Choose what it is about, or give the number of a request"),
        ],
    )
    def test_what_is_not_known_is_said(self, ribble, farah, request_of_ruth, answers, sentence):
        mail = came(ribble)
        refused = farah.post(at(f"{mail.pk}/file/"), answers)
        assert refused.status_code == 422
        assert sentence in refused.text
        assert read_again(ribble, mail).status == "new"

    def test_what_two_schools_say_is_filed_and_no_page_is_missed(self, ribble, farah, request_of_ruth):
        mail = came(ribble, status="held", reason="repeated", is_between=True, subject="", text="")
        filed = farah.post(at(f"{mail.pk}/file/"), {"reference": "R-0412"}, follow=True)
        assert filed.status_code == 200
        assert "It is filed" in filed.text
        assert read_again(ribble, mail).status == "filed"

    def test_a_request_of_another_programme_has_no_number_here(self, ribble, farah, request_of_ruth):
        avon = programmes.programme(slug="avon")
        mail = came(ribble)
        with acting_in(avon.id):
            hollybank = school()
            SupportRequest.objects.create(
                programme=avon, organisation=hollybank, asked_by=head(avon, hollybank), status="matching", number=77,
                has_consent=True, created_at=AT, saved_at=AT, submitted_at=AT,
            )  # fmt: skip
        assert farah.post(at(f"{mail.pk}/file/"), {"reference": "R-0077"}).status_code == 422

    def test_what_we_wrote_to_its_writer_about_is_offered_whoever_handed_it_on(self, ribble, farah, request_of_ruth):
        with acting_in(ribble.id):
            write(actor=Actor.system("tests"), at=AT, to=[Recipient("Ruth", RUTH)], about=request_of_ruth)
        mail = came(ribble, from_email="office@hollybank.example")
        assert "R-0412, Reading in Year 9" in farah.get(at(f"{mail.pk}/file/")).text

    def test_costs_the_same_for_one_record_and_for_several(self, ribble, farah, request_of_ruth):
        mail = came(ribble)
        counts = []
        for number in range(3):
            with acting_in(ribble.id):
                about = SupportRequest.objects.create(
                    programme=ribble, organisation=request_of_ruth.organisation, asked_by=request_of_ruth.asked_by,
                    status="matching", number=500 + number, title="Reading", has_consent=True, created_at=AT,
                    saved_at=AT, submitted_at=AT,
                )  # fmt: skip
                write(actor=Actor.system("tests"), at=AT, to=[Recipient("Ruth", RUTH)], about=about)
            farah.get(at(f"{mail.pk}/file/"))
            with CaptureQueriesContext(connection) as asked:
                page = farah.get(at(f"{mail.pk}/file/")).text
            assert f"R-050{number}, Reading" in page
            counts.append(len(asked))
        assert counts == [counts[0]] * 3

    def test_a_record_we_wrote_to_them_about_is_offered(self, ribble, farah, request_of_ruth):
        with acting_in(ribble.id):
            write(actor=Actor.system("tests"), at=AT, to=[Recipient("Ruth", RUTH)], about=request_of_ruth)
        mail = came(ribble, status="held", reason="repeated")
        assert "R-0412, Reading in Year 9" in farah.get(at(f"{mail.pk}/file/")).text
        choice = f"support_requests.supportrequest {request_of_ruth.pk}"
        assert farah.post(at(f"{mail.pk}/file/"), {"record": choice}).status_code == 302
        assert read_again(ribble, mail).about_id == request_of_ruth.pk


class TestAnAnswer:
    def test_leaves_the_list_once_it_is_read(self, ribble, farah):
        mail = came(ribble, status="filed")
        assert "I have read it" in farah.get(at(f"{mail.pk}/")).text
        farah.post(at(f"{mail.pk}/read/"))
        assert "answered by e-mail" not in farah.get("/ribble/home/").text
        assert "I have read it" not in farah.get(at(f"{mail.pk}/")).text
