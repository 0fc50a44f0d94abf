"""Who may do what with mails."""

from typing import Any

from django.conf import settings

from linkage.access.action import Action, anybody, either, holds, operator, system
from linkage.access.actor import Actor


def _of_the_programme(actor: Actor, message: Any) -> bool:
    return message is not None and message.programme_id is not None and message.programme_id == actor.programme_id


def _reads_the_mailbox(actor: Actor) -> bool:
    """The operator; in a demo, whoever is signed in as one of its invented people."""
    return actor.is_operator or (settings.DEMO and actor.is_signed_in)


SEND_CODE = Action(
    "messaging.send-code", "asked for a code by e-mail", "anybody who signs in", gate=anybody, public=True
)
DELIVER = Action("messaging.deliver", "worked on an e-mail", "the worker", gate=system)
READ_MAILBOX = Action(
    "messaging.read-mailbox",
    "looked into the mailbox",
    "the operator; in a demo everybody signed in",
    gate=_reads_the_mailbox,
)
SEE = Action(
    "messaging.see",
    "looked at an e-mail",
    "coordinators",
    gate=holds("coordinator"),
    on=_of_the_programme,
)
SEND_AGAIN = Action(
    "messaging.send-again",
    "had an e-mail sent again",
    "coordinators",
    gate=holds("coordinator"),
    on=_of_the_programme,
)
MARK_ARRIVED = Action(
    "messaging.mark-arrived",
    "noted that an e-mail arrived",
    "coordinators",
    gate=holds("coordinator"),
    on=_of_the_programme,
)
MARK_RETURNED = Action(
    "messaging.mark-returned",
    "noted that an e-mail came back",
    "coordinators",
    gate=holds("coordinator"),
    on=_of_the_programme,
)
MARK_DEALT_WITH = Action(
    "messaging.mark-dealt-with",
    "dealt with an e-mail that did not arrive",
    "coordinators",
    gate=holds("coordinator"),
    on=_of_the_programme,
)
TAKE_IN = Action("messaging.take-in", "took in an e-mail", "the job that asks the mailbox, and its server", system)
RECEIVE = Action("messaging.receive", "kept an e-mail that came in", "the mailbox", system)
HAND_IN = Action(
    "messaging.hand-in", "handed in an e-mail", "the mail server, by a signed call", gate=anybody, public=True
)


def _inbound(name: str, label: str) -> Action:
    return Action(f"messaging.{name}", label, "coordinators", gate=holds("coordinator"), on=_of_the_programme)


LIST_INBOUND = Action(
    "messaging.list-inbound", "looked at the e-mails that came in", "coordinators", gate=holds("coordinator")
)
SEE_INBOUND = _inbound("see-inbound", "looked at an e-mail that came in")
FILE_INBOUND = _inbound("file-inbound", "filed an e-mail that came in")
MARK_READ = _inbound("mark-read", "read an answer that came by e-mail")
THROW_AWAY = _inbound("throw-away", "threw away an e-mail that came in")
FORGET_INBOUND = Action("messaging.forget-inbound", "forgot what came in long ago", "the nightly job", gate=system)
REWORD = Action("messaging.reword", "changed the words of an e-mail", "coordinators", gate=holds("coordinator"))
SEND_TEST = Action("messaging.send-test", "sent themselves a test", "coordinators", gate=holds("coordinator"))
SEE_SENDING = Action(
    "messaging.see-sending",
    "looked up whether our e-mails are believed",
    "coordinators and the operator",
    gate=either(holds("coordinator"), operator),
)
