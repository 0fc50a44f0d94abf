"""What became of the mails of a programme."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.messaging import policy
from linkage.messaging.enums import MessageStatus
from linkage.messaging.models import Message

TROUBLES = (MessageStatus.UNCERTAIN, MessageStatus.FAILED, MessageStatus.BOUNCED)


@dataclass(frozen=True)
class Delivery:
    """One mail that tells of a record, and what became of it; `words` is the status as a person says it."""

    message_id: uuid.UUID
    kind: str
    subject: str
    names: str
    status: str
    words: str
    at: datetime
    is_trouble: bool


def delivery(*, actor: Actor, about_id: uuid.UUID) -> list[Delivery]:
    """Return the mails that tell of a record, the newest first.

    The caller has shown that the actor may see the record; subjects and names say no more than the record itself.
    """
    found = Message.objects.filter(programme_id=actor.programme_id, about_id=about_id).order_by("-created_at")
    return [
        Delivery(
            message_id=message.id,
            kind=message.template,
            subject=message.subject,
            names=message.names,
            status=message.status,
            words=message.words,
            at=message.settled_at or message.attempted_at or message.created_at,
            is_trouble=message.status in TROUBLES,
        )
        for message in found
    ]


def address_that_returns(*, actor: Actor, emails: Iterable[str]) -> str:
    """Return the first of these addresses from which a mail of the programme came back, or that its server refused.

    Empty where there is none, or somebody has dealt with it since.
    """
    open_cases = Message.objects.filter(programme_id=actor.programme_id, dealt_with_at=None)
    for email in emails:
        refused = Q(status=MessageStatus.FAILED, problem__startswith=f"{email}: 5")
        to_it = open_cases.filter(recipients__contains=[{"email": email}])
        # From whom it came back is known when a mail system reported it; noted by hand, it is any of its readers.
        returned = Q(status=MessageStatus.BOUNCED) & (
            Q(problem="") | Q(problem__startswith=f"{email}: ") | Q(problem__contains=f" | {email}: ")
        )
        if to_it.filter(returned | refused).exists():
            return email
    return ""


def message(*, actor: Actor, message_id: uuid.UUID) -> Message:
    """Return a mail of the actor's programme; raises NotFound for one that is not theirs to see."""
    found = Message.objects.filter(programme_id=actor.programme_id, id=message_id).first()
    if found is None or not policy.SEE.allows(actor, found):
        raise NotFound("message")
    return found
