"""What the worker looks for."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from linkage.access.actor import Actor
from linkage.database import jobs
from linkage.messaging import rules
from linkage.messaging.enums import MessageStatus
from linkage.messaging.models import Message

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Case:
    """A mail to look after; `header` is its Message-ID."""

    programme_id: uuid.UUID | None
    message_id: uuid.UUID
    header: str


@dataclass(frozen=True)
class Cases:
    """Mails to look after: those whose answer is missing, and those that wait without a job."""

    unanswered: tuple[Case, ...]
    jobless: tuple[Case, ...]


def due(*, actor: Actor, at: datetime, message_id: uuid.UUID) -> Message | None:
    """Return a mail of the actor's programme that waits and is due, else None."""
    if not actor.is_system:
        return None
    return Message.objects.filter(
        id=message_id, programme_id=actor.programme_id, status=MessageStatus.QUEUED, due_at__lte=at
    ).first()


def open_cases(*, actor: Actor, at: datetime) -> Cases:
    """Return the mails of every programme that need looking after, the oldest first and not all at once.

    Only for a job that may look across programmes; anybody else finds none.
    """
    if not actor.is_system:
        return Cases((), ())
    gone = at - rules.WORKER_GONE * settings.MAIL_PACE
    unanswered = Message.objects.filter(
        Q(status=MessageStatus.UNCERTAIN) | Q(status=MessageStatus.SENDING, attempted_at__lte=gone)
    ).order_by("status", "attempted_at")
    overdue = Message.objects.filter(
        status=MessageStatus.QUEUED, due_at__lte=at - rules.JOB_LOST * settings.MAIL_PACE
    ).order_by("due_at")[:MOST_AT_ONCE]
    known = jobs.waiting(message.queueing_lock for message in overdue)
    return Cases(
        unanswered=tuple(_case(message) for message in unanswered[:MOST_AT_ONCE]),
        jobless=tuple(_case(message) for message in overdue if message.queueing_lock not in known),
    )


def _case(message: Message) -> Case:
    return Case(message.programme_id, message.id, message.message_id)
