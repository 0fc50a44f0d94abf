"""Where Django's own mails go: into the outbox like every other. Named in the setting EMAIL_BACKEND."""

import re
from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.messaging import operations
from linkage.messaging.presenters import Mail, Recipient

_CODE = re.compile(r"[A-Z0-9]{3,8}(-?[A-Z0-9]{3,8})?")


class OutboxBackend(BaseEmailBackend):
    """Writes each mail of sign-in into the outbox, in the transaction of the page that asked for it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails and return how many; a mail with an address that is none raises UnableToSend."""
        for message in email_messages:
            with tenancy.acting_in(None):
                operations.send_code(
                    actor=Actor.nobody(),
                    at=timezone.now(),
                    mail=_mail(str(message.subject), str(message.body)),
                    to=[Recipient(*parseaddr(to)) for to in message.recipients()],
                )
        return len(email_messages)


def _mail(subject: str, body: str) -> Mail:
    """Set plain text as a mail of ours: its blocks are paragraphs, and a block that is a code stands large."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", body) if block.strip()]
    place = next((number for number, block in enumerate(blocks) if _CODE.fullmatch(block)), len(blocks))
    return Mail(
        subject=subject,
        heading=subject,
        paragraphs=tuple(blocks[:place]),
        code=blocks[place] if place < len(blocks) else "",
        closing=tuple(blocks[place + 1 :]),
    )
