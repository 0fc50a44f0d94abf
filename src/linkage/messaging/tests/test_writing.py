"""A mail is written with the change it tells of."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.messaging import operations
from linkage.messaging.enums import MessageStatus
from linkage.messaging.models import Message
from linkage.messaging.presenters import Attachment, Mail, Recipient
from linkage.messaging.tests.mails import DANIEL, MAIL, PRIYA, write
from linkage.programmes.tests import factories as programmes

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def ribble():
    programme = programmes.programme(name="Ribble Linkage", colour="#7a1f5c", contact_email="hello@ribble.example")
    with acting_in(programme.id):
        yield programme


def written(**given):
    return write(actor=Actor.system("tests"), at=AT, **given)


def test_a_mail_is_a_waiting_row_and_one_job_that_knows_its_key_only(ribble):
    message = written()
    assert (message.status, message.programme_id) == (MessageStatus.QUEUED, ribble.id)
    assert (message.from_name, message.reply_to) == ("Ribble Linkage", "hello@ribble.example")
    assert message.person_ids == [DANIEL.person_id]
    assert message.message_id.endswith("@linkage.test>")
    job = ProcrastinateJob.objects.get()
    assert job.task_name == "messaging.deliver"
    assert job.args == {"programme_id": str(ribble.id), "message_id": str(message.id)}


def test_a_change_that_fails_takes_its_mail_and_job_along(ribble):
    class Broken(Exception):
        pass

    @transaction.atomic
    def write_and_break():
        written()
        raise Broken

    with pytest.raises(Broken):
        write_and_break()
    assert not Message.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_a_mail_is_not_sent_outside_of_an_operation(ribble):
    with pytest.raises(RuntimeError):
        operations.send(actor=Actor.system("tests"), at=AT, mail=MAIL, to=[PRIYA], kind="tests.x")


def test_a_mail_for_a_certain_time_waits_for_it_and_an_urgent_one_overtakes(ribble):
    written(due_at=AT + timedelta(hours=3))
    written(is_urgent=True)
    waiting, urgent = ProcrastinateJob.objects.order_by("id")
    assert waiting.scheduled_at == AT + timedelta(hours=3)
    assert (urgent.scheduled_at, urgent.priority > waiting.priority) == (None, True)


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "a b@school.example", "a@school.example\nBcc: x@y.example"])
def test_an_address_that_is_none_is_refused(ribble, email):
    with pytest.raises(operations.UnableToSend, match="not an e-mail address"):
        written(to=[Recipient("Somebody", email)])
    assert not Message.objects.exists()


def test_a_mail_to_nobody_is_refused(ribble):
    with pytest.raises(operations.UnableToSend, match="nobody"):
        written(to=[])


def test_text_and_html_say_the_same_and_name_only_our_own_address(ribble):
    message = written(attachments=[Attachment("letter.pdf", "application/pdf", b"%PDF")])
    for words in (
        "Ribble Linkage", "Daniel, meet Priya", "boys in Year 9", "Head of English, Thistlebank School",
        "d.whitlow@thistlebank.example", "Reading lead", "Daniel, please ring or write first, by Thursday 12",
        "See your shared page", "http://linkage.test/ribble/links/1/", "We step out now.", "Farah Siddiqui",
        "because you both said yes", "This is not for me", "http://linkage.test/ribble/links/1/no/",
    ):  # fmt: skip
        assert words in message.text
        assert words in message.html.replace("</strong>", "")
    assert "#7a1f5c" in message.html


def test_markup_in_a_name_is_shown_and_not_obeyed(ribble):
    message = written(mail=Mail(subject="Hello", heading="<script>alert(1)</script>", paragraphs=("a & b",)))
    assert "<script>" not in message.html
    assert "&lt;script&gt;" in message.html
    assert "a & b" in message.text


def test_a_colour_that_is_none_is_not_written_into_the_style(ribble):
    ribble.colour = "red;} "
    ribble.save()
    assert "red;}" not in written().html
