"""The addresses that mail comes in by: one for each programme, and one for the answers to each mail of ours."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_SALT = "linkage.messaging.answers"
_SEAL_LETTERS = 16
_ANSWER = re.compile(r"r-([0-9a-f]{32})-([0-9a-f]{16})")


def has_mailbox() -> bool:
    """Whether mail can come in at all."""
    return "@" in settings.MAILBOX


def programme_address(slug: str) -> str:
    """Return where schools write to a programme; empty without a mailbox."""
    return _plus(slug) if has_mailbox() else ""


def answer_address(message_id: UUID) -> str:
    """Return where an answer to a mail of ours comes in: sealed, so that nobody makes one up for another mail."""
    return _plus(f"r-{message_id.hex}-{_seal(message_id)}")


def is_ours(email: str) -> bool:
    """Whether a mail from this address is one of our own that came back round."""
    return email.lower() == settings.MAIL_FROM.lower() or _tag(email) is not None


def answered_by(addresses: Iterable[str]) -> UUID | None:
    """Return the mail of ours that these addresses answer, where one of them is sealed by us; else None."""
    for address in addresses:
        found = _ANSWER.fullmatch(_tag(address) or "")
        if found and constant_time_compare(found[2], _seal(UUID(found[1]))):
            return UUID(found[1])
    return None


def slugs_in(addresses: Iterable[str]) -> list[str]:
    """Return the programmes that these addresses name, if there are any of that name."""
    tags = (_tag(address) for address in addresses)
    return [tag for tag in tags if tag and not _ANSWER.fullmatch(tag)]


def _plus(tag: str) -> str:
    name, _, domain = settings.MAILBOX.rpartition("@")
    return f"{name}+{tag}@{domain}"


def _tag(address: str) -> str | None:
    """What stands after the plus in an address of our mailbox, empty where nothing does; None for another address."""
    if not has_mailbox():
        return None
    name, _, domain = settings.MAILBOX.lower().rpartition("@")
    found = re.fullmatch(rf"{re.escape(name)}(?:\+([a-z0-9_-]+))?@{re.escape(domain)}", address.lower())
    return (found[1] or "") if found else None


def _seal(message_id: UUID) -> str:
    return salted_hmac(_SALT, message_id.hex, algorithm="sha256").hexdigest()[:_SEAL_LETTERS]
