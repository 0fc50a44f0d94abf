"""A mail system's report that a mail could not be delivered (RFC 3464). Pure: a message in, what came back out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linkage.messaging.rules.parsing import Mail, content, head_of, header, message_ids, parameter, parts, within

MOST_RECIPIENTS = 20
WORDS_CHARACTERS = 200
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True)
class Returned:
    """One address a mail did not reach; `is_for_good` when trying again would not help."""

    email: str
    words: str
    is_for_good: bool


@dataclass(frozen=True)
class Report:
    """What a report tells: which mails it is about, by their Message-ID, and whom they did not reach."""

    message_ids: tuple[str, ...]
    returned: tuple[Returned, ...]


def report_in(message: "Mail[str, str]") -> Report | None:
    """Return the report that a mail is; None for one that is none.

    The mail it is about is known by the Message-ID in what the report sends back of it. Nobody can make that up: it is
    random, and only the relays and readers of that mail have seen it.
    """
    if message.get_content_type() != "multipart/report":
        return None
    if parameter(message, "report-type").lower() != "delivery-status":
        return None
    all_parts = list(parts(message))
    told = [part for part in all_parts if part.get_content_type() == "message/delivery-status"]
    found = [each for part in told for block in within(part) if (each := _returned(block))]
    ids = dict.fromkeys(found_id for part in all_parts for found_id in _ids(part))
    return Report(tuple(ids), tuple(found[:MOST_RECIPIENTS]))


def _returned(block: "Mail[str, str]") -> Returned | None:
    named = header(block, "Original-Recipient") or header(block, "Final-Recipient")
    address = named.partition(";")[2].strip().strip("<>").lower()
    action = header(block, "Action").strip().lower()
    if "@" not in address or not action:
        return None
    status = _STATUS.search(header(block, "Status"))
    said = header(block, "Diagnostic-Code").partition(";")[2] or (status[0] if status else action)
    is_for_good = action == "failed" and status is not None and status[0].startswith("5")
    return Returned(address[:254], " ".join(said.split())[:WORDS_CHARACTERS], is_for_good)


def _ids(part: "Mail[str, str]") -> Iterator[str]:
    """The Message-ID of the mail that came back, from its head or from all of it."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        for each in within(part)[:1]:
            yield from message_ids(each, "Message-ID")
    elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
        yield from message_ids(head_of(content(part) or b""), "Message-ID")
