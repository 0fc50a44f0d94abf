"""A mail as it came over the wire, taken apart. Pure: bytes in, the parts that decide what becomes of it out.

Read by Python's own `email`, which takes any bytes. The sender is read strictly: what could be read in two ways is no
address, and nothing is done for it.
"""

import hashlib
import re
from dataclasses import dataclass

from linkage.messaging.enums import Proof
from linkage.messaging.rules import authentication, parsing
from linkage.messaging.rules.files import MOST_FILES, File, kept
from linkage.messaging.rules.parsing import LONGEST_HEADER, Mail, header, headers
from linkage.messaging.rules.reading import ReadEmail, read_message
from linkage.messaging.rules.reports import Report, report_in
from linkage.messaging.rules.writing import is_deliverable

MOST_BYTES = 10_000_000
MOST_ANCESTORS = 30
MOST_RECIPIENTS = 50
_SENDER = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^"<>@,;:()\\]*)\s*<([^<>\s"]+)>|([^<>\s",;:()]+)')
_MACHINES = frozenset({"mailer-daemon", "postmaster"})
_IN_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
_MACHINE_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id", "List-Unsubscribe")
_TO = ("Delivered-To", "X-Original-To", "X-Forwarded-To", "Envelope-To", "To", "Cc")


@dataclass(frozen=True)
class Incoming:
    """What a mail says about itself. `answers` are the mails it stands under, the nearest first."""

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
    message = parsing.message_of(raw[:MOST_BYTES])
    from_email = _sender(message)
    found, left_out = _files(message, is_cut=len(raw) > MOST_BYTES)
    results = headers(message, "Authentication-Results", authentication.LONGEST + 1)
    proof = authentication.proof_of(results, from_domain=from_email.rpartition("@")[2], trusts=trusts)
    return Incoming(
        fingerprint=_fingerprint(message, raw[:MOST_BYTES], proof),
        from_email=from_email.lower(),
        proof=proof,
        read=read_message(message),
        recipients=_recipients(message),
        answers=_answers(message),
        is_automatic=_is_automatic(message, from_email),
        report=report_in(message),
        files=found,
        files_left_out=left_out,
    )


def _sender(message: "Mail[str, str]") -> str:
    """The one address of the one From line; empty where there is anything else."""
    written = headers(message, "From", LONGEST_HEADER + 1)
    if len(written) != 1 or len(written[0]) > LONGEST_HEADER:
        return ""
    found = _SENDER.fullmatch(" ".join(written[0].split()))
    address = (found[1] or found[2] or "") if found else ""
    return "" if is_deliverable(address) else address


def _recipients(message: "Mail[str, str]") -> tuple[str, ...]:
    written = [each for name in _TO for each in headers(message, name)]
    named = [address for each in written for _, address in parsing.addresses(each) if "@" in address]
    return tuple(dict.fromkeys(address.strip().lower() for address in named))[:MOST_RECIPIENTS]


def _answers(message: "Mail[str, str]") -> tuple[str, ...]:
    nearest, above = (parsing.message_ids(message, name) for name in ("In-Reply-To", "References"))
    return tuple(dict.fromkeys([*nearest, *reversed(above)]))[:MOST_ANCESTORS]


def _fingerprint(message: "Mail[str, str]", raw: bytes, proof: Proof) -> str:
    """The same for a mail that is delivered twice by two ways, and another for one that only bears its name.

    What was found out about the sender counts too: a copy that nobody proved never stands in the way of the proven.
    """
    digest = hashlib.sha256(proof.value.encode())
    for name in ("Message-ID", "From", "Date", "Subject"):
        digest.update(f"\0{header(message, name)}".encode())
    digest.update(b"\0" + raw.replace(b"\r\n", b"\n").partition(b"\n\n")[2].rstrip())
    return digest.hexdigest()


def _is_automatic(message: "Mail[str, str]", from_email: str) -> bool:
    """Whether a machine wrote it, as it says itself (RFC 3834), or as it has no address to answer to."""
    says_so = header(message, "Auto-Submitted").partition(";")[0].strip().lower() not in ("", "no")
    in_bulk = header(message, "Precedence").strip().lower() in _IN_BULK
    from_nobody = header(message, "Return-Path").strip() == "<>"
    by_name = from_email.partition("@")[0].lower() in _MACHINES
    marked = any(message.get(name) is not None for name in _MACHINE_HEADERS)
    return says_so or in_bulk or from_nobody or by_name or marked or message.get_content_type() == "multipart/report"


def _files(message: "Mail[str, str]", *, is_cut: bool) -> tuple[tuple[File, ...], int]:
    """The files of a mail, and how many are left out: too many, not to be read, or (`is_cut`) not all of it here."""
    cut = _path_to_the_end(message) if is_cut else []
    contents = [(part, None if part in cut else parsing.content(part)) for part in _attached(message)]
    read = [kept(parsing.file_name(part) or "File", content) for part, content in contents if content is not None]
    return tuple(read[:MOST_FILES]), len(contents) - len(read[:MOST_FILES])


def _attached(message: "Mail[str, str]") -> "list[Mail[str, str]]":
    """What came with a mail; the pictures that stand in its words come last, as signatures are full of them."""
    found = [
        part
        for part in parsing.parts(message)
        if part is not message
        and part.get_content_maintype() != "multipart"
        and (parsing.file_name(part) or part.get_content_disposition() == "attachment")
    ]
    return sorted(found, key=lambda part: part.get_content_disposition() != "attachment")


def _path_to_the_end(message: "Mail[str, str]") -> "list[Mail[str, str]]":
    """The last part and all it stands in: of a mail that was cut, none of these is whole."""
    path = [message]
    while inside := parsing.within(path[-1]):
        path.append(inside[-1])
    return path
