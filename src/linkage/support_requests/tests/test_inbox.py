"""What a coordinator sees of mail that came in, and does with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.messaging import operations
from linkage.messaging.models import InboundFile, InboundMail, UnableToMoveMail
from linkage.messaging.tests.mails import AT
from linkage.people.enums import Role
from linkage.people.tests.factories import grant, person
from linkage.programmes.tests import factories as programmes
from linkage.support_requests.tests.inboxes import NEED, RUTH, at, attached, came, read_again, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ribble():
    return programmes.programme(slug="ribble")


@pytest.fixture
def farah(ribble, client):
    return signed_in(ribble, client)


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
