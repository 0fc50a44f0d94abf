"""A school answers our question from its mail program: that is its answer, unless somebody should read it first."""

from datetime import timedelta

import pytest

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.messaging import operations as messaging
from linkage.messaging.models import InboundMail, Message
from linkage.messaging.rules import incoming
from linkage.people.tests.factories import actor, coordinator, person
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations
from linkage.support_requests.models import Question
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db
MX = "mx.linkage.test"


@pytest.fixture(autouse=True)
def _mailbox(settings):
    settings.MAILBOX, settings.MAILBOX_TRUSTS = "linkage@linkage.test", MX


@pytest.fixture
def asked(here, thistlebank, daniel):
    """A request that waits for its school, and the mail with our question."""
    with acting_in(here.id):
        farah = coordinator(here)
        made = support_request(here, thistlebank, asked_by=daniel, owner=farah)
        operations.ask_question(actor=actor(farah), at=NOW, support_request=made, words="Which days would suit?")
        yield made


def answers(request, text, *, who="d", proof="pass", number=1, kind="question", at=NOW):
    """Answer the newest question mail from Daniel's address, or another."""
    mail = Message.objects.filter(template=f"support_requests.{kind}").order_by("-created_at").first()
    email = mail.recipients[0]["email"] if who == "d" else who
    raw = (
        f"Authentication-Results: {MX}; dmarc={proof} header.from={email.rpartition('@')[2]}\n"
        f"From: {email}\nTo: {mail.reply_to}\nSubject: Re\nMessage-ID: <{number}@x.example>\n\n{text}\n"
    )
    box = Actor.system("mailbox", request.programme_id)
    messaging.receive(actor=box, at=at, incoming=incoming(raw.encode(), trusts=MX))
    request.refresh_from_db()
    return Question.objects.order_by("asked_at").last()


def test_it_is_the_answer_and_the_clock_goes_on(asked, daniel):
    question = answers(asked, "Tuesdays after school.")
    assert (question.answer, question.answered_by_id) == ("Tuesdays after school.", daniel.pk)
    assert asked.status == "in_triage"
    kinds = set(Message.objects.values_list("template", flat=True))
    assert "support_requests.answered" in kinds
    assert "messaging.answered" not in kinds, "one notice is enough"
    assert InboundMail.objects.get().seen_at is not None


@pytest.fixture
def reminded(here, asked):
    """Three working days later, on Friday."""
    at = NOW + timedelta(days=3)
    assert operations.tick(actor=Actor.system("tick", here.pk), at=at) == 1
    return at


def test_an_answer_to_the_reminder_is_the_answer_too(asked, daniel, reminded):
    question = answers(asked, "Tuesdays after school.", kind="reminder", at=reminded)
    assert (question.answer, question.answered_by_id) == ("Tuesdays after school.", daniel.pk)
    assert asked.status == "in_triage"


def test_an_answer_to_the_reminder_of_an_earlier_question_is_none_to_the_next(asked, reminded):
    answers(asked, "Tuesdays.", kind="reminder", at=reminded)
    later = reminded + timedelta(hours=3)
    operations.ask_question(actor=actor(asked.owner), at=later, support_request=asked, words="And how many of you?")
    assert answers(asked, "Tuesdays, as I said.", number=2, kind="reminder", at=later).answer == ""
    assert asked.status == "waiting_for_school"


@pytest.mark.parametrize(
    "text",
    [
        "A pupil called Kyle would show you round.",
        "A child has told me that her father hits her and I do not know what to do",
        "> Which days would suit?",
    ],
)
def test_what_somebody_should_read_first_is_filed_and_answers_nothing(asked, text):
    question = answers(asked, text)
    assert question.answer == ""
    assert asked.status == "waiting_for_school"
    assert Message.objects.filter(template="messaging.answered").count() == 1
    assert InboundMail.objects.get().seen_at is None


@pytest.mark.parametrize("proof", ["fail", "none"])
def test_nothing_is_answered_by_whoever_is_not_proven(asked, proof):
    assert answers(asked, "Never.", proof=proof).answer == ""
    assert asked.status == "waiting_for_school"
    assert InboundMail.objects.get().status == "held"


def test_nor_by_a_reader_who_could_not_answer_on_the_page(here, asked):
    other = person(here, account=account(), email="o@elsewhere.example")
    mail = Message.objects.get(template="support_requests.question")
    mail.recipients = [*mail.recipients, {"name": "Olu", "email": other.email, "person_id": str(other.pk)}]
    mail.save()
    assert answers(asked, "Fridays.", who=other.email).answer == ""
    assert InboundMail.objects.get().status == "filed"


def test_an_answer_to_an_earlier_question_is_none_to_the_next(here, asked):
    first = Message.objects.get(template="support_requests.question")
    answers(asked, "Tuesdays.")
    Message.objects.filter(pk=first.pk).update(template="support_requests.question")
    farah = asked.owner
    later = NOW.replace(hour=15)
    operations.ask_question(actor=actor(farah), at=later, support_request=asked, words="And how many of you?")
    Message.objects.filter(created_at=later, template="support_requests.question").delete()
    InboundMail.objects.all().delete()
    assert answers(asked, "Tuesdays, as I said.", number=2).answer == ""
    assert asked.status == "waiting_for_school"
