"""The local mailbox: where mails stay when no relay is set, for whoever runs this installation to read."""

import uuid

from django.conf import settings

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel.errors import NotFound
from linkage.messaging import policy
from linkage.messaging.models import Message
from linkage.programmes.models import Programme

MOST_SHOWN = 100
_IN_A_LIST = ("id", "from_name", "recipients", "subject", "created_at", "status", "text")


def mailbox(*, actor: Actor) -> list[Message]:
    """Return the newest mails of the installation and of all its programmes, the newest first.

    Raises NotFound where a relay is set: mails are then their readers' own business.
    """
    _refuse_strangers(actor)
    found: list[Message] = []
    for programme_id in _everywhere():
        with tenancy.acting_in(programme_id):
            found += Message.objects.only(*_IN_A_LIST).order_by("-created_at")[:MOST_SHOWN]
    return sorted(found, key=lambda message: message.created_at, reverse=True)[:MOST_SHOWN]


def mailbox_message(*, actor: Actor, message_id: uuid.UUID) -> Message:
    """Return one mail of the mailbox; raises NotFound as `mailbox` does, and for a mail that is not in it."""
    _refuse_strangers(actor)
    for programme_id in _everywhere():
        with tenancy.acting_in(programme_id):
            found = Message.objects.filter(id=message_id).first()
        if found is not None:
            return found
    raise NotFound("message")


def _refuse_strangers(actor: Actor) -> None:
    if not policy.READ_MAILBOX.allows(actor) or settings.SMTP_URL:
        raise NotFound("mailbox")


def _everywhere() -> list[uuid.UUID | None]:
    return [None, *Programme.objects.order_by("slug").values_list("id", flat=True)]
