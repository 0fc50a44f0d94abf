"""A school writes by e-mail and answers by e-mail: the coordinator checks what came, and nothing is done unseen."""

from email.message import EmailMessage

import pytest
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.messaging import operations
from linkage.people.tests import factories as people
from linkage.support_requests import operations as requests
from linkage.support_requests.models import SupportRequest
from tests.journeys.prepare import NEED, asked, teacher
from tests.journeys.ways import in_every_way

DANIEL, SERVER = "d.whitlow@thistlebank.lancs.sch.uk", "mx.linkage.test"


@pytest.fixture
def comes_in(settings):
    """Return a function that hands a letter to the mailbox as our mail server does, its sender checked."""
    settings.MAILBOX, settings.MAILBOX_TRUSTS = "linkage@linkage.test", SERVER

    def hand_in(sender: str, subject: str, text: str, *, to: str = "linkage+ribble@linkage.test", proof: str = "pass"):
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = sender, to, subject
        letter["Message-ID"] = f"<{abs(hash((subject, text)))}@letters.example>"
        letter.set_content(text)
        domain = sender.rpartition("@")[2].strip("> ")
        head = f"Authentication-Results: {SERVER}; dmarc={proof} header.from={domain}\n"
        with acting_in(None):
            operations.take_in(actor=Actor.system("mailbox"), at=timezone.now(), raw=head.encode() + letter.as_bytes())

    return hand_in


@in_every_way
def test_a_letter_becomes_a_request_only_once_the_coordinator_has_checked_it(place, visitor, post, comes_in):
    """Given a letter of a school and one that pretends to be, then she drafts one and throws one away."""
    comes_in(f"Daniel Whitlow <{DANIEL}>", "Reading in Year 9", NEED)
    comes_in(f"Daniel Whitlow <{DANIEL}>", "Your mailbox is full", "Sign in here at once", proof="fail")
    farah = visitor()

    farah.goes_to("/ribble/home/").signs_in(place.farah.email)
    farah.sees("A request came in by e-mail from Thistlebank School", "1 e-mail that came in is held back")
    farah.presses("Look at it").is_at("E-mails that came in").follows("Daniel Whitlow")
    farah.is_at("Your mailbox is full").sees("the check says that it does not").looks()
    farah.presses("Throw it away").is_at("Throw this e-mail away?").presses("Throw it away").sees(
        "The e-mail is erased"
    )

    farah.goes_to("/ribble/home/").does_not_see("held back").presses("Check the draft").is_at("Reading in Year 9")
    farah.sees("We could check that this really comes from", "have tried a book list").looks()
    farah.presses("Check the draft").sees("We read the e-mail. Check each answer", "Thistlebank School")
    assert post(DANIEL) == [], "nobody is told before it is sent"
    with acting_in(place.programme.pk):
        assert SupportRequest.objects.get().status == "draft"


@in_every_way
def test_an_answer_by_mail_finds_the_request_and_whoever_looks_after_it(place, visitor, post, comes_in):
    """Given a mail to a school about its request, when it answers that, then Farah hears of it and reads it there."""
    daniel = teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    request = asked(place, daniel, status="submitted", acknowledged_at=None, owner=None)
    with acting_in(place.programme.pk):
        requests.take(actor=people.actor(place.farah), at=timezone.now(), support_request=request)
    ours = post(DANIEL)[-1]

    comes_in(f"Daniel Whitlow <{DANIEL}>", f"Re: {ours.subject}", "Tuesdays after school.", to=ours.reply_to)
    notice = post(place.farah.email)[-1]
    assert notice.subject == "Daniel Whitlow answered by e-mail"
    farah = visitor()
    farah.opens(notice).sees("Tuesdays after school.").follows("See it in its place").signs_in(place.farah.email)
    farah.is_at("Reading in Year 9").sees("Daniel Whitlow answered by e-mail", "Tuesdays after school.").looks()
    farah.goes_to("/ribble/home/").presses("Read it").presses("I have read it").sees("It is off your list")
    farah.goes_to("/ribble/home/").does_not_see("answered by e-mail")
