"""What came in is forgotten in time, handed out to whom it is about, and erased with them."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.access.actor import Actor
from linkage.access.personal_data import Subject
from linkage.messaging import operations, personal_data
from linkage.messaging.models import InboundFile, InboundMail
from linkage.messaging.operations.handling import KEPT_DAYS
from linkage.messaging.tests.letters import RUTH
from linkage.messaging.tests.mails import AT

pytestmark = pytest.mark.django_db
OF_OLU = {"from_email": "o@x.example", "writer_email": "o@x.example", "writer_name": "Olu", "text": "Ask Ruth Ames"}


@pytest.fixture
def ribble(mailbox):
    return mailbox


def came(ribble, **given):
    usual = {"status": "held", "reason": "stranger", "proof": "proven", "from_email": RUTH, "writer_email": RUTH}
    usual |= {"writer_name": "Ruth Ames", "subject": "Help", "text": "Our words", "received_at": AT}
    mail = InboundMail.objects.create(programme=ribble, **{**usual, "fingerprint": str(uuid.uuid4()), **given})
    InboundFile.objects.create(
        programme=ribble, mail=mail, name="plan.txt", content_type="text/plain", size=4, content=b"Plan", is_kept=True
    )
    return mail


def subject(ribble, name="Ruth Ames", email=RUTH):
    return Subject(ribble.pk, uuid.uuid4(), None, name, email, "")


def asked_for(ribble):
    with CaptureQueriesContext(connection) as asked:
        personal_data.collect(subject(ribble))
    return len(asked)


class TestForgetting:
    def forget(self, ribble, days):
        return operations.forget_inbound(actor=Actor.system("nightly", ribble.pk), at=AT + timedelta(days=days))

    @pytest.mark.parametrize(
        ("status", "is_erased"),
        [("held", True), ("automatic", True), ("request", True), ("new", False), ("filed", False)],
    )
    def test_the_words_of_what_nobody_needs_go_after_the_programmes_days(self, ribble, status, is_erased):
        mail = came(ribble, status=status)
        assert self.forget(ribble, 29) == 0
        self.forget(ribble, 30)
        mail.refresh_from_db()
        assert (mail.text == "", mail.from_email == "", mail.files.count() == 0) == (is_erased,) * 3
        assert (mail.status == "thrown_away") == (status in ("held", "automatic"))

    def test_after_a_year_all_goes_but_what_still_waits(self, ribble):
        came(ribble, status="filed")
        waits = came(ribble, status="new")
        self.forget(ribble, KEPT_DAYS)
        assert [mail.pk for mail in InboundMail.objects.all()] == [waits.pk]

    def test_again_it_finds_nothing(self, ribble):
        came(ribble)
        assert self.forget(ribble, 30) == 1
        assert self.forget(ribble, 30) == 0


class TestAPerson:
    def test_is_told_what_they_sent_us_and_where_others_name_them(self, ribble):
        came(ribble)
        came(ribble, **OF_OLU)
        told = personal_data.collect(subject(ribble))
        assert [each["Text"] for each in told["E-mails you sent us"]] == ["Our words"]
        assert [each["Text"] for each in told["E-mails that others sent us and that name you"]] == ["Ask Ruth Ames"]
        assert told["E-mails you sent us"][0]["Files"] == ["plan.txt"]

    def test_is_told_in_as_many_statements_however_much_there_is(self, ribble):
        for_all = {"content": b"Ruth Ames knows"}
        came(ribble)
        InboundFile.objects.filter(mail=came(ribble, **OF_OLU)).update(**for_all)
        few = asked_for(ribble)
        for _ in range(7):
            came(ribble)
            InboundFile.objects.filter(mail=came(ribble, **OF_OLU)).update(**for_all)
        told = personal_data.collect(subject(ribble))
        assert [len(each) for each in told.values()] == [0, 0, 8, 8, 8, 0]
        assert asked_for(ribble) == few, "what is read in pieces is read by one statement"

    def test_is_erased_with_what_they_sent_and_taken_out_of_the_rest(self, ribble):
        theirs = came(ribble, status="filed")
        other = came(
            ribble, from_email="o@x.example", writer_email="o@x.example", writer_name="Olu", text="Ask Ruth Ames"
        )
        named = other.files.get()
        InboundFile.objects.filter(pk=named.pk).update(content=b"Ruth Ames knows")
        personal_data.erase(subject(ribble), AT)
        theirs.refresh_from_db()
        other.refresh_from_db()
        assert (theirs.text, theirs.from_email, theirs.writer_name, theirs.status) == ("", "", "", "filed")
        assert (other.text, other.status) == ("Ask somebody", "held")
        assert not InboundFile.objects.exists()

    def test_two_who_answered_the_same_mail_are_both_erased(self, ribble):
        first_mail = uuid.uuid4()
        came(ribble, status="filed", reason="", answers_id=first_mail)
        came(ribble, **OF_OLU, status="filed", reason="", answers_id=first_mail)
        personal_data.erase(subject(ribble), AT)
        personal_data.erase(subject(ribble, "Olu", "o@x.example"), AT)
        assert [each.from_email for each in InboundMail.objects.all()] == ["", ""]

    def test_whoever_is_not_meant_keeps_theirs(self, ribble):
        mail = came(ribble)
        personal_data.erase(subject(ribble, "Somebody Else", "else@x.example"), AT)
        mail.refresh_from_db()
        assert (mail.text, mail.files.count()) == ("Our words", 1)
