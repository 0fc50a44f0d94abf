"""A mailbox with two people it knows, and one kind of record which Farah looks after."""

from linkage.access.actor import Actor
from linkage.messaging import operations
from linkage.messaging.enums import InboundStatus, MessageStatus, Reason
from linkage.messaging.models import InboundMail, Message
from linkage.messaging.presenters import About, Known, Recipient
from linkage.messaging.tests.letters import RUTH, letter
from linkage.messaging.tests.mails import AT, PRIYA, write

S, R = InboundStatus, Reason
RUTH_READS = Recipient("Ruth Ames", RUTH)
FARAH = Recipient("Farah Siddiqui", "farah@ribble.example")
KIND = "tests.request"
PLACES = {RUTH: Known("Ruth Ames", "Hollybank School"), PRIYA.email: Known("Priya Raman", "Harrowgill School")}


def take(raw, at=AT):
    """Hand a mail to the mailbox, and return it as it was kept; None where it was not."""
    before = set(InboundMail.objects.values_list("pk", flat=True))
    operations.take_in(actor=Actor.system("mailbox"), at=at, raw=raw)
    return InboundMail.objects.exclude(pk__in=before).first()


def sent(ribble, *to, kind="tests.asked", about="tests.request", answers=None):
    """A mail of ours about a record, on its way."""
    more = {"answers": answers} if answers else {}
    made = write(
        actor=Actor.system("tests"),
        at=AT,
        to=list(to or [RUTH_READS]),
        kind=kind,
        about=About(about, ribble.pk),
        **more,
    )
    Message.objects.filter(pk=made.pk).update(status=MessageStatus.SENT)
    made.refresh_from_db()
    return made


def told():
    return list(Message.objects.filter(template="messaging.answered").order_by("created_at"))


def answer(message, **headers):
    return letter(In_Reply_To=message.message_id, **{"Subject": "Re: Help", **headers})


def sent_status(reader):
    return write(actor=Actor.system("tests"), at=AT, to=[reader], kind="tests.next").status
