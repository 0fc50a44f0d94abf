"""What the worker does with a mail: each step is kept before the next is taken."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db.models import F

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.messaging import policy, rules
from linkage.messaging.enums import Answer, MessageStatus
from linkage.messaging.models import Message
from linkage.messaging.operations.queueing import deliver_later


class UnableToKeep(Refused):
    """There is a relay: mails do not stay here."""


PROBLEM_CHARACTERS = 300
WORKER_ENDED = "The worker ended before the relay had answered."


@operation(policy.DELIVER)
def begin(*, actor: Actor, at: datetime, message_id: uuid.UUID) -> Message | None:  # noqa: ARG001 - of each operation
    """Take a waiting mail for handing over, so that nobody else does; None when it is not (or no more) to be sent.

    This must be committed before a word of the mail is handed to the relay: whatever happens afterwards, the mail is
    then known to have been on its way, and is not sent again unasked.
    """
    message = _locked(message_id)
    if message is None or message.status != MessageStatus.QUEUED or message.due_at > at:
        return None
    message.attempts += 1
    message.attempted_at = at
    message.move_to(MessageStatus.SENDING)
    message.save()
    return message


@operation(policy.DELIVER)
def settle(*, actor: Actor, at: datetime, message_id: uuid.UUID, answer: Answer, problem: str = "") -> Message | None:
    """Note what the relay answered; None when the mail had been settled already.

    A mail the relay had no part of waits for its next attempt, and has failed after two days of them.
    """
    message = _locked(message_id)
    if message is None or message.status not in (MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.UNCERTAIN):
        return None
    message.problem = rules.one_line(problem, PROBLEM_CHARACTERS)
    if message.status == MessageStatus.QUEUED:
        # Refused before it was taken for handing over; or the answer comes so late that others gave up waiting for it.
        message.attempts += 1
        if answer in (Answer.ACCEPTED, Answer.UNKNOWN):
            message.move_to(MessageStatus.SENDING)
    if answer == Answer.NOT_NOW:
        _wait_or_fail(message, actor=actor, at=at)
    else:
        _end(message, at=at, status=_ENDS[answer])
    return message


@operation(policy.DELIVER)
def reconcile(*, actor: Actor, at: datetime, message_id: uuid.UUID, is_accepted: bool | None) -> Message | None:
    """Settle a mail of which the answer was lost, by what the relay's own log says; None when there is nothing to do.

    `is_accepted` is None where there is no log to ask: then the mail stays uncertain and a person decides. It is never
    guessed, as a guess either way loses a mail or sends it twice.
    """
    message = _locked(message_id)
    if message is None:
        return None
    before = message.status
    if before == MessageStatus.SENDING and message.was_tried_before(at - rules.WORKER_GONE * settings.MAIL_PACE):
        message.problem = WORKER_ENDED
        _end(message, at=at, status=MessageStatus.UNCERTAIN)
    if message.status == MessageStatus.UNCERTAIN:
        _judge(message, actor=actor, at=at, is_accepted=is_accepted)
    return message if message.status != before else None


@operation(policy.DELIVER)
def recover(*, actor: Actor, at: datetime, message_id: uuid.UUID) -> bool:
    """Give a waiting mail that lost its job a new one; False when it has one, or waits no more."""
    message = _locked(message_id)
    if message is None or message.status != MessageStatus.QUEUED:
        return False
    return deliver_later(actor=actor, at=at, message=message)


@operation(policy.DELIVER)
def keep_in_mailbox(*, actor: Actor, at: datetime) -> int:
    """Lay every waiting mail of the actor's programme into the local mailbox, each when it was due; return how many.

    For work in bulk where no relay is set: what the delivering jobs would do one by one. Raises UnableToKeep where
    there is a relay, as a mail must go there.
    """
    if settings.SMTP_URL:
        raise UnableToKeep("A mail relay is set, so mails go there")
    waiting = Message.objects.filter(programme_id=actor.tenant_id, status=MessageStatus.QUEUED, due_at__lte=at)
    return waiting.update(
        status=MessageStatus.SENT, attempts=F("attempts") + 1, attempted_at=F("due_at"), settled_at=F("due_at")
    )


_ENDS = {
    Answer.ACCEPTED: MessageStatus.SENT,
    Answer.REFUSED: MessageStatus.FAILED,
    Answer.UNKNOWN: MessageStatus.UNCERTAIN,
}


def _locked(message_id: uuid.UUID) -> Message | None:
    return Message.objects.select_for_update().filter(id=message_id).first()


def _judge(message: Message, *, actor: Actor, at: datetime, is_accepted: bool | None) -> None:
    if is_accepted:
        message.problem = ""
        _end(message, at=at, status=MessageStatus.SENT)
    elif is_accepted is False and message.was_tried_before(at - rules.RELAY_SETTLES * settings.MAIL_PACE):
        _queue_again(message, actor=actor, at=at, due_at=at)


def _wait_or_fail(message: Message, *, actor: Actor, at: datetime) -> None:
    pause = rules.pause_after(message.attempts)
    if pause is None:
        _end(message, at=at, status=MessageStatus.FAILED)
        return
    _queue_again(message, actor=actor, at=at, due_at=at + pause * settings.MAIL_PACE)


def _queue_again(message: Message, *, actor: Actor, at: datetime, due_at: datetime) -> None:
    message.due_at = due_at
    if message.status != MessageStatus.QUEUED:
        message.move_to(MessageStatus.QUEUED)
    message.save()
    deliver_later(actor=actor, at=at, message=message)


def _end(message: Message, *, at: datetime, status: MessageStatus) -> None:
    message.settled_at = None if status == MessageStatus.UNCERTAIN else at
    message.move_to(status)
    message.save()
