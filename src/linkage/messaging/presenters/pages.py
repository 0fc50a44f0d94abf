"""What `messaging` puts behind More."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from linkage.messaging import policy
from linkage.ui.frame import address_or_none
from linkage.ui.registry import MorePage


def more_pages(request: Any) -> Iterator[MorePage]:
    """The words of our mails and how they go, for coordinators; the operator's mailbox, while mails stay in it."""
    slug = request.programme.slug
    if policy.LIST_INBOUND.allows(request.actor):
        yield MorePage(
            "E-mails that came in",
            "What schools wrote to you, and what is held back",
            address_or_none("mail:inbox", slug),
        )
    if policy.REWORD.allows(request.actor):
        yield MorePage(
            "E-mails we send", "Each e-mail in your own words, with a test", address_or_none("mail:wordings", slug)
        )
    if policy.SEE_SENDING.allows(request.actor):
        yield MorePage(
            "Are our e-mails believed?", "What schools’ mail servers check", address_or_none("mail:sending", slug)
        )
    if policy.READ_MAILBOX.allows(request.actor) and not settings.SMTP_URL:
        yield MorePage(
            "Mailbox", "Every e-mail of this installation, as no relay is set", address_or_none("messaging:mailbox")
        )
