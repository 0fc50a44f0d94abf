"""What a coordinator sees of mail that came in, and does with it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.messaging import operations
from linkage.messaging import queries as messaging_queries
from linkage.messaging.models import InboundFile, InboundMail, UnableToMoveMail
from linkage.messaging.presenters import Recipient
from linkage.messaging.tests.mails import AT, write
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.people.tests.factories import actor, coordinator, grant, head, person
from linkage.programmes import queries as programme_queries
from linkage.programmes.tests import factories as programmes
from linkage.support_requests.models import SupportRequest
from linkage.ui.next_actions import ordered

pytestmark = pytest.mark.django_db
RUTH = "r.ames@hollybank.example"
NEED = "Our Year 9 boys don't read.\nWhat worked for you?"


@pytest.fixture
def ribble():
    return programmes.programme(slug="ribble")


@pytest.fixture
def farah(ribble, client):
    with acting_in(ribble.id):
        made = coordinator(ribble)
        made.account = account()
        made.save()
    client.force_login(made.account)
    return client


def came(ribble, **given):
    with acting_in(ribble.id):
        usual = {
            "status": "new",
            "proof": "proven",
            "from_email": RUTH,
            "writer_email": RUTH,
            "writer_name": "Ruth Ames",
        }
        usual |= {"subject": "Help with reading", "text": NEED, "place": "Hollybank School", "received_at": AT}
        number = InboundMail.objects.count()
        return InboundMail.objects.create(programme=ribble, **{**usual, "fingerprint": f"{number}", **given})


def attached(ribble, mail, content=b"<script>alert(1)</script>", name="plan.html", **given):
    with acting_in(ribble.id):
        return InboundFile.objects.create(
            programme=ribble, mail=mail, name=name, content_type="text/plain", size=len(content), content=content,
            is_kept=bool(content), **given,
        )  # fmt: skip


def at(path=""):
    return f"/ribble/mail/in/{path}"


def read_again(ribble, record):
    with acting_in(ribble.id):
        return type(record).objects.filter(pk=record.pk).first()


class TestTheList:
    def test_says_who_wrote_what_about_and_why_nothing_was_done(self, ribble, farah):
        came(ribble)
        came(ribble, status="held", reason="forged", proof="failed", subject="Your mailbox")
        page = farah.get(at()).text
        for words in ("Ruth Ames", "Hollybank School", "Help with reading", "It may not come from who it says"):
            assert words in page
        assert "Your mailbox" not in farah.get(at("?is=new")).text

    def test_empty_it_says_what_will_stand_there(self, ribble, farah):
        assert "No e-mail has come in" in farah.get(at()).text

    def test_costs_the_same_with_one_and_with_three(self, ribble, farah):
        came(ribble)
        farah.get(at())
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                farah.get(at())
            counts.append(len(asked))
            came(ribble)
            came(ribble)
        assert counts[0] == counts[1]

    def test_what_two_schools_say_and_what_was_thrown_away_is_not_in_it(self, ribble, farah):
        came(ribble, status="filed", is_between=True, subject="", text="", writer_name="Between Two")
        came(ribble, status="thrown_away", erased_at=AT, writer_name="Thrown Away")
        page = farah.get(at()).text
        assert "Between Two" not in page
        assert "Thrown Away" not in page

    def test_is_led_to_from_more_and_the_home_page(self, ribble, farah):
        came(ribble)
        came(ribble, status="held", reason="stranger")
        came(ribble, status="filed", subject="Re: your question")
        assert f'href="{at()}"' in farah.get("/ribble/more/").text
        home = farah.get("/ribble/home/").text
        for words in (
            "A request came in by e-mail from Hollybank School",
            "Check the draft",
            "1 e-mail that came in is held back",
            "Ruth Ames answered by e-mail",
        ):
            assert words in home


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


class TestOneMail:
    @pytest.mark.parametrize(
        ("proof", "words"),
        [
            ("proven", f"We could check that this really comes from {RUTH}."),
            ("failed", "the check says that it does not. Do not trust it."),
            ("unknown", f"We could not check that this comes from {RUTH}."),
        ],
    )
    def test_says_in_plain_words_whether_it_is_real(self, ribble, farah, proof, words):
        mail = came(ribble, proof=proof)
        page = farah.get(at(f"{mail.pk}/")).text
        assert words in page
        assert "What worked for you?" in page

    def test_sets_the_address_apart_from_the_name_where_we_know_no_school(self, ribble, farah):
        page = " ".join(farah.get(at(f"{came(ribble, place='').pk}/")).text.split())
        assert f"<strong>Ruth Ames</strong><br>{RUTH}" in page

    def test_says_when_somebody_else_handed_it_on(self, ribble, farah):
        mail = came(ribble, from_email="office@hollybank.example")
        assert "Handed on by office@hollybank.example" in farah.get(at(f"{mail.pk}/")).text

    def test_does_not_say_that_nothing_was_done_with_what_somebody_filed(self, ribble, farah):
        page = farah.get(at(f"{came(ribble, status='held', reason='stranger').pk}/")).text
        assert "We do not know who wrote it.</strong> We did nothing with it." in page
        page = farah.get(at(f"{came(ribble, status='filed', reason='stranger', seen_at=AT).pk}/")).text
        assert "We do not know who wrote it" in page
        assert "We did nothing with it" not in page

    def test_says_what_is_left_out(self, ribble, farah):
        assert "Signatures and what was quoted are left out." in farah.get(at(f"{came(ribble).pk}/")).text

    def test_shows_words_as_words(self, ribble, farah):
        mail = came(ribble, text="<b>bold</b> <img src=x onerror=alert(1)>")
        page = farah.get(at(f"{mail.pk}/")).text
        assert "&lt;b&gt;bold&lt;/b&gt;" in page
        assert "<img src=x" not in page


class TestFiles:
    def test_are_handed_out_sealed_and_never_shown(self, ribble, farah):
        mail = came(ribble)
        file = attached(ribble, mail)
        assert "Not checked for viruses" in farah.get(at(f"{mail.pk}/")).text
        answer = farah.get(at(f"{mail.pk}/files/{file.pk}/"))
        assert answer.content == b"<script>alert(1)</script>"
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"] == 'attachment; filename="plan.html"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]

    def test_that_were_too_large_or_of_another_mail_are_not_there(self, ribble, farah):
        mail, other = came(ribble), came(ribble)
        large, file = attached(ribble, mail, b""), attached(ribble, other)
        assert farah.get(at(f"{mail.pk}/files/{large.pk}/")).status_code == 404
        assert farah.get(at(f"{mail.pk}/files/{file.pk}/")).status_code == 404
        assert farah.get(at(f"{other.pk}/files/{file.pk}/")).status_code == 200
        assert "too large to keep" in farah.get(at(f"{mail.pk}/")).text

    def test_that_are_not_kept_are_told_with_the_reason(self, ribble, farah):
        page = farah.get(at(f"{came(ribble, files_left_out=2).pk}/")).text
        assert "At least 2 more files not kept: of one e-mail we keep 10 files and 10 MB at most" in page


class TestThrowingAway:
    def test_erases_it_with_all_that_came_with_it(self, ribble, farah):
        mail = came(ribble)
        attached(ribble, mail)
        assert "Throw this e-mail away?" in farah.get(at(f"{mail.pk}/throw-away/")).text
        assert read_again(ribble, mail).text == NEED
        page = farah.post(at(f"{mail.pk}/throw-away/"), follow=True).text
        assert "The e-mail is erased" in page
        gone = read_again(ribble, mail)
        assert (gone.status, gone.text, gone.subject, gone.from_email, gone.writer_name) == (
            "thrown_away",
            "",
            "",
            "",
            "",
        )
        with acting_in(ribble.id):
            assert not InboundFile.objects.exists()
        assert farah.get(at(f"{mail.pk}/")).status_code == 404

    def test_twice_at_once_happens_once(self, ribble, farah):
        mail = came(ribble)
        with acting_in(ribble.id):
            who = Actor.system("tests", ribble.pk)
            first, second = InboundMail.objects.get(pk=mail.pk), InboundMail.objects.get(pk=mail.pk)
            operations.throw_away.__wrapped__(actor=who, at=AT, mail=first)
            with pytest.raises(UnableToMoveMail, match="Thrown away"):
                operations.throw_away.__wrapped__(actor=who, at=AT, mail=second)


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


class TestWhoMay:
    PAGES = ("", "{id}/", "{id}/file/", "{id}/throw-away/", "{id}/files/{file}/")

    def pages(self, mail, file):
        return [at(page.format(id=mail.pk, file=file.pk)) for page in self.PAGES]

    def test_coordinators_and_nobody_else(self, ribble, farah, client):
        mail = came(ribble)
        file = attached(ribble, mail)
        assert [farah.get(page).status_code for page in self.pages(mail, file)] == [200] * 5
        for role in (Role.OFFICER, Role.AUDITOR):
            with acting_in(ribble.id):
                other = person(ribble, account=account())
                grant(other, role)
            client.force_login(other.account)
            assert {client.get(page).status_code for page in self.pages(mail, file)} == {403}
            assert client.post(at(f"{mail.pk}/throw-away/")).status_code == 403
        assert read_again(ribble, mail).text == NEED

    def test_not_those_of_another_programme(self, ribble, farah):
        avon = programmes.programme(slug="avon")
        mail = came(avon)
        file = attached(avon, mail)
        assert {farah.get(page).status_code for page in self.pages(mail, file)[1:]} == {404}
        assert farah.post(at(f"{mail.pk}/throw-away/")).status_code == 404

    def test_an_address_that_is_none_is_not_found(self, ribble, farah):
        assert farah.get(at("not-a-key/")).status_code == 404
