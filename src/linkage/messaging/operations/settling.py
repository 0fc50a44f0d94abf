"""What a person decides about a mail of which nobody knows, or that did not arrive."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.messaging import policy
from linkage.messaging.enums import MESSAGE_MOVES, MessageStatus
from linkage.messaging.models import Message
from linkage.messaging.operations.queueing import deliver_later


class UnableToSendAgain(Refused):
    """A mail that is on its way, or has arrived."""


class UnableToSettle(Refused):
    """A mail whose fate is known already, or not open to judgement."""


@operation(policy.SEND_AGAIN, target="message")
def send_again(*, actor: Actor, at: datetime, message: Message) -> Message:
    """Send a mail once more that failed, or that nobody knows to have arrived; raises UnableToSendAgain otherwise.

    It keeps its Message-ID: should the first have arrived after all, most mail readers show the two as one.
    """
    _lock(message)
    if message.status not in (MessageStatus.UNCERTAIN, MessageStatus.FAILED):
        raise UnableToSendAgain("This e-mail is on its way or has arrived, so it was not sent again.")
    message.move_to(MessageStatus.QUEUED)
    message.attempts, message.problem, message.due_at = 0, "", at
    message.settled_at = message.dealt_with_at = None
    message.save()
    deliver_later(actor=actor, at=at, message=message)
    return message


@operation(policy.MARK_ARRIVED, target="message")
def mark_arrived(*, actor: Actor, at: datetime, message: Message) -> Message:  # noqa: ARG001 - of each operation
    """Note that a mail of which nobody knew has arrived; raises UnableToSettle when its fate is known."""
    return _settle(message, at, MessageStatus.UNCERTAIN, MessageStatus.SENT)


@operation(policy.MARK_RETURNED, target="message")
def mark_returned(*, actor: Actor, at: datetime, message: Message) -> Message:  # noqa: ARG001 - of each operation
    """Note that a mail that was sent came back; raises UnableToSettle for one that was not."""
    return _settle(message, at, MessageStatus.SENT, MessageStatus.BOUNCED)


@operation(policy.MARK_DEALT_WITH, target="message")
def mark_dealt_with(*, actor: Actor, at: datetime, message: Message) -> Message:  # noqa: ARG001 - of each operation
    """Take a mail that did not arrive off the list, as somebody rang instead; raises UnableToSettle otherwise."""
    _lock(message)
    if message.status not in (MessageStatus.FAILED, MessageStatus.BOUNCED):
        raise UnableToSettle(f"This e-mail stands at “{message.get_status_display()}” by now.")
    message.dealt_with_at = at
    message.save()
    return message


def _settle(message: Message, at: datetime, before: MessageStatus, after: MessageStatus) -> Message:
    _lock(message)
    if message.status != before or after not in MESSAGE_MOVES[before]:
        raise UnableToSettle(f"This e-mail stands at “{message.get_status_display()}” by now.")
    message.move_to(after)
    message.problem, message.settled_at = "", at
    message.save()
    return message


def _lock(message: Message) -> None:
    """Read the mail again and keep the worker away from it until we are done."""
    message.refresh_from_db(from_queryset=Message.objects.select_for_update())
