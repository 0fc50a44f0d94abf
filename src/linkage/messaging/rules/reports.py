"""A mail system's report that a mail could not be delivered (RFC 3464). Pure: a message in, what came back out."""

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

MOST_PARTS = 20
MOST_RECIPIENTS = 20
WORDS_CHARACTERS = 200
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
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


def report_in(message: "Message[str, str]") -> Report | None:
    """Return the report that a mail is; None for one that is none.

    The mail it is about is known by the Message-ID in what the report sends back of it. Nobody can make that up: it is
    random, and only the relays and readers of that mail have seen it.
    """
    if message.get_content_type() != "multipart/report":
        return None
    if str(message.get_param("report-type", "")).lower() != "delivery-status":
        return None
    parts = [part for number, part in enumerate(message.walk()) if number < MOST_PARTS]
    blocks = [
        block for part in parts if part.get_content_type() == "message/delivery-status" for block in _blocks(part)
    ]
    found = [each for block in blocks if (each := _returned(block))]
    ids = dict.fromkeys(found_id for part in parts for found_id in _ids(part))
    return Report(tuple(ids), tuple(found[:MOST_RECIPIENTS]))


def _blocks(part: "Message[str, str]") -> Iterator["Message[str, str]"]:
    inside = part.get_payload()
    yield from (each for each in inside if isinstance(each, Message)) if isinstance(inside, list) else ()


def _returned(block: "Message[str, str]") -> Returned | None:
    named = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
    address = named.partition(";")[2].strip().strip("<>").lower()
    action = str(block.get("Action", "")).strip().lower()
    if "@" not in address or not action:
        return None
    status = _STATUS.search(str(block.get("Status", "")))
    said = str(block.get("Diagnostic-Code", "")).partition(";")[2] or (status[0] if status else action)
    is_for_good = action == "failed" and status is not None and status[0].startswith("5")
    return Returned(address[:254], " ".join(said.split())[:WORDS_CHARACTERS], is_for_good)


def _ids(part: "Message[str, str]") -> Iterator[str]:
    """The Message-ID of the mail that came back, from its head or from all of it."""
    kind, inside = part.get_content_type(), part.get_payload()
    if kind == "message/rfc822" and isinstance(inside, list) and isinstance(inside[0], Message):
        yield from _MESSAGE_ID.findall(str(inside[0].get("Message-ID", "")))
    elif kind in ("text/rfc822-headers", "message/rfc822-headers") and isinstance(inside, str):
        yield from _MESSAGE_ID.findall(str(email.message_from_string(inside).get("Message-ID", "")))
