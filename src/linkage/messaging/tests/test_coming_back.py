"""R19: a mail that comes back is noted at once; and which programme a mail came to."""

import pytest
from django.test import override_settings

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden
from linkage.messaging import operations, presenters, queries
from linkage.messaging.models import InboundMail, Message
from linkage.messaging.tests.boxes import RUTH_READS, R, S, answer, sent, sent_status, take
from linkage.messaging.tests.letters import RUTH, letter, posted, returned
from linkage.messaging.tests.mails import AT, PRIYA, as_coordinator, write
from linkage.programmes.tests import factories as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def ribble(mailbox):
    return mailbox


class TestWhatComesBack:
    def test_is_noted_at_once_and_stops_further_mail_and_shows(self, ribble):
        """R19."""
        message = sent(ribble)
        mail = take(returned(message.message_id, RUTH))
        message.refresh_from_db()
        assert (message.status, message.problem) == ("bounced", f"{RUTH}: 550 5.1.1 No such mailbox here")
        assert (mail.status, mail.reason, mail.about_id) == (S.AUTOMATIC, R.REPORT, ribble.pk)
        [shown] = queries.next_actions(actor=as_coordinator(ribble), at=AT)
        assert shown.title == "Our e-mail to Ruth Ames came back"
        assert sent_status(RUTH_READS) == "failed"

    def test_from_one_of_two_stops_mail_to_that_one_alone(self, ribble):
        message = sent(ribble, RUTH_READS, PRIYA)
        take(returned(message.message_id, RUTH))
        assert (sent_status(RUTH_READS), sent_status(PRIYA)) == ("failed", "queued")
        [shown] = [
            each for each in queries.next_actions(actor=as_coordinator(ribble), at=AT) if "came back" in each.title
        ]
        assert shown.title == "Our e-mail to Ruth Ames came back"
        take(returned(message.message_id, PRIYA.email).replace(b"<report@", b"<another@"))
        assert sent_status(PRIYA) == "failed"

    @pytest.mark.parametrize(
        "report",
        [
            {"action": "delayed", "status": "4.4.1"},
            {"action": "failed", "status": "4.2.2"},
            {"action": "delivered", "status": "2.0.0"},
            {"address": "somebody.else@x.example"},
            {"message_id": "<made-up@linkage.test>"},
        ],
    )
    def test_a_delay_or_a_report_that_does_not_fit_changes_nothing(self, ribble, report):
        message = sent(ribble)
        given = {"message_id": message.message_id, "address": RUTH, **report}
        take(returned(given.pop("message_id"), given.pop("address"), **given))
        message.refresh_from_db()
        assert message.status == "sent"
        assert sent_status(RUTH_READS) == "queued"

    def test_the_head_alone_will_do(self, ribble):
        message = sent(ribble)
        take(returned(message.message_id, RUTH, quotes="text/rfc822-headers"))
        message.refresh_from_db()
        assert message.status == "bounced"

    def test_a_mail_whose_answer_was_lost_has_arrived_at_the_relay(self, ribble):
        message = sent(ribble)
        Message.objects.filter(pk=message.pk).update(status="uncertain")
        take(returned(message.message_id, RUTH))
        message.refresh_from_db()
        assert message.status == "bounced"


class TestWhichProgramme:
    @pytest.fixture(autouse=True)
    def _two(self, ribble):
        self.avon = programmes.programme(slug="avon", contact_email="help@avon.example")

    def where(self, raw):
        found = {}
        operations.take_in(actor=Actor.system("mailbox"), at=AT, raw=raw)
        for programme in programmes.Programme.objects.all():
            with acting_in(programme.pk):
                found[programme.slug] = InboundMail.objects.count()
        return {slug for slug, number in found.items() if number}

    def test_the_one_that_its_address_names(self):
        assert self.where(posted(letter(To="linkage+avon@linkage.test"))) == {"avon"}

    def test_the_one_that_its_address_names_whoever_else_has_a_copy(self):
        assert self.where(posted(letter(To="linkage+ribble@linkage.test", Cc="help@avon.example"))) == {"ribble"}

    def test_the_one_whose_own_address_it_was_sent_to(self):
        assert self.where(posted(letter(To="Help <help@avon.example>"))) == {"avon"}

    def test_the_one_whose_mail_it_answers(self, ribble):
        message = sent(ribble)
        assert self.where(posted(letter(To=message.reply_to))) == {"ribble"}
        assert self.where(returned(message.message_id, RUTH)) == {"ribble"}

    def test_nobodys_is_kept_nowhere(self):
        raw = posted(letter())
        assert self.where(raw) == set()
        assert operations.take_in(actor=Actor.system("mailbox"), at=AT, raw=raw) is False

    def test_an_answer_to_another_programmes_mail_is_not_filed_here(self, ribble):
        """Its address names avon, and it stands under a mail of ribble's: the mail decides, and only there."""
        message = sent(ribble)
        assert self.where(posted(answer(message, To="linkage+avon@linkage.test"))) == {"ribble"}


def test_only_the_mailbox_takes_mail_in(ribble):
    with pytest.raises(Forbidden):
        operations.take_in(actor=as_coordinator(ribble), at=AT, raw=posted(letter()))
    assert not InboundMail.objects.exists()


def test_without_a_mailbox_answers_go_to_the_programme_as_before(ribble):
    with override_settings(MAILBOX=""):
        assert sent(ribble).reply_to == ribble.contact_email
    assert sent(ribble).reply_to.startswith("linkage+r-")
    assert write(actor=Actor.system("tests"), at=AT).reply_to == ribble.contact_email, "nothing to file it to"
    assert presenters.programme_address("ribble") == "linkage+ribble@linkage.test"
