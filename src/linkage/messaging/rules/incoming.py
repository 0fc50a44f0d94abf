"""A mail as it came over the wire, taken apart. Pure: bytes in, the parts that decide what becomes of it out.

Read by Python's own `email`, which takes any bytes. The sender is read strictly: what could be read in two ways is no
address, and nothing is done for it.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

from linkage.messaging.enums import Proof
from linkage.messaging.rules.authentication import proof_of
from linkage.messaging.rules.files import MOST_FILES, File, kept
from linkage.messaging.rules.parsing import message_of
from linkage.messaging.rules.reading import ReadEmail, read_email
from linkage.messaging.rules.reports import Report, report_in
from linkage.messaging.rules.writing import is_deliverable

MOST_BYTES = 10_000_000
MOST_PARTS = 50
MOST_ANCESTORS = 30
MOST_RECIPIENTS = 50
LONGEST_HEADER = 2_000
_SENDER = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^"<>@,;:()\\]*)\s*<([^<>\s"]+)>|([^<>\s",;:()]+)')
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
_MACHINES = frozenset({"mailer-daemon", "postmaster"})
_IN_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
_MACHINE_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id", "List-Unsubscribe")
_TO = ("Delivered-To", "X-Original-To", "X-Forwarded-To", "Envelope-To", "To", "Cc")
Mail = Message


@dataclass(frozen=True)
class Incoming:
    """What a mail says about itself. `answers` are the mails it stands under, the nearest first."""

    message_id: str
    fingerprint: str
    from_email: str
    proof: Proof
    read: ReadEmail
    recipients: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    is_automatic: bool = False
    report: Report | None = None
    files: tuple[File, ...] = ()
    files_left_out: int = 0


def incoming(raw: bytes, *, trusts: str) -> Incoming:
    """Return what a mail says; whatever the bytes are, this ends and raises nothing.

    `trusts` is the name of the mail server whose word about the sender counts.
    """
    message = message_of(raw[:MOST_BYTES])
    from_email = _sender(message)
    found, left_out = _files(message)
    headers = [str(each) for each in message.get_all("Authentication-Results", [])]
    proof = proof_of(headers, from_domain=from_email.rpartition("@")[2], trusts=trusts)
    return Incoming(
        message_id=_first_id(_plain(message, "Message-ID")),
        fingerprint=_fingerprint(message, raw, proof),
        from_email=from_email.lower(),
        proof=proof,
        read=read_email(raw[:MOST_BYTES]),
        recipients=_recipients(message),
        answers=_answers(message),
        is_automatic=_is_automatic(message, from_email),
        report=report_in(message),
        files=found,
        files_left_out=left_out,
    )


def _plain(message: "Mail[str, str]", name: str) -> str:
    return str(message.get(name, "") or "")[:LONGEST_HEADER]


def _sender(message: "Mail[str, str]") -> str:
    """The one address of the one From line; empty where there is anything else."""
    written = [str(each) for each in message.get_all("From", [])]
    if len(written) != 1 or len(written[0]) > LONGEST_HEADER:
        return ""
    found = _SENDER.fullmatch(" ".join(written[0].split()))
    address = (found[1] or found[2] or "") if found else ""
    return "" if is_deliverable(address) else address


def _recipients(message: "Mail[str, str]") -> tuple[str, ...]:
    written = [str(each)[:LONGEST_HEADER] for name in _TO for each in message.get_all(name, [])]
    found = dict.fromkeys(address.strip().lower() for _, address in getaddresses(written) if "@" in address)
    return tuple(found)[:MOST_RECIPIENTS]


def _answers(message: "Mail[str, str]") -> tuple[str, ...]:
    nearest = _MESSAGE_ID.findall(_plain(message, "In-Reply-To"))
    above = _MESSAGE_ID.findall(str(message.get("References", "") or "")[-4 * LONGEST_HEADER :])
    return tuple(dict.fromkeys([*nearest, *reversed(above)]))[:MOST_ANCESTORS]


def _first_id(written: str) -> str:
    found = _MESSAGE_ID.search(written)
    return found[0] if found else ""


def _fingerprint(message: "Mail[str, str]", raw: bytes, proof: Proof) -> str:
    """The same for a mail that is delivered twice by two ways, and another for one that only bears its name.

    What was found out about the sender counts too: a copy that nobody proved never stands in the way of the proven.
    """
    digest = hashlib.sha256(proof.value.encode())
    for name in ("Message-ID", "From", "Date", "Subject"):
        digest.update(f"\0{message.get(name, '')}".encode("utf-8", "replace"))
    digest.update(b"\0" + raw.replace(b"\r\n", b"\n").partition(b"\n\n")[2].rstrip())
    return digest.hexdigest()


def _is_automatic(message: "Mail[str, str]", from_email: str) -> bool:
    """Whether a machine wrote it, as it says itself (RFC 3834), or as it has no address to answer to."""
    says_so = _plain(message, "Auto-Submitted").partition(";")[0].strip().lower() not in ("", "no")
    in_bulk = _plain(message, "Precedence").strip().lower() in _IN_BULK
    from_nobody = _plain(message, "Return-Path").strip() == "<>"
    by_name = from_email.partition("@")[0].lower() in _MACHINES
    marked = any(message.get(name) is not None for name in _MACHINE_HEADERS)
    return says_so or in_bulk or from_nobody or by_name or marked or message.get_content_type() == "multipart/report"


def _files(message: "Mail[str, str]") -> tuple[tuple[File, ...], int]:
    """The files of a mail, and how many of them are too many."""
    found = [kept(name, content) for name, content in _attached(message)]
    return tuple(found[:MOST_FILES]), max(0, len(found) - MOST_FILES)


def _attached(message: "Mail[str, str]") -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            return
        name = part.get_filename()
        if part is message or not (name or part.get_content_disposition() == "attachment"):
            continue
        if part.get_content_maintype() == "multipart":
            continue
        yield _decoded(name or "File"), _bytes_of(part)


def _bytes_of(part: "Mail[str, str]") -> bytes:
    """The content of a part; of a mail that came with a mail, the mail as it stands."""
    if part.is_multipart():
        inside = part.get_payload()
        return inside[0].as_bytes() if isinstance(inside, list) and isinstance(inside[0], Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _decoded(written: str) -> str:
    try:
        return str(make_header(decode_header(written)))
    except (LookupError, ValueError):
        return written
