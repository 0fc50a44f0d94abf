"""The conversation with the mail relay, and the question to its log. No database here.

The relay has taken a mail when it has answered the end of its content. Between our last line and that answer lies a
window in which nobody can know; everything outside of it is certain, and is told apart here step by step.
"""

import base64
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.header import Header
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings

from linkage.messaging import rules
from linkage.messaging.enums import Answer
from linkage.messaging.models import Message
from linkage.messaging.presenters import address

CONNECT_SECONDS, COMMAND_SECONDS = 15, 30
GO_AHEAD = 354
_HEADERS: Any = policy.compat32.clone(linesep="\r\n")
PORTS = {"ssl": 465, "starttls": 587, "offered": 25, "none": 25}


@dataclass(frozen=True)
class Outcome:
    """How handing over ended; `problem` in the relay's words."""

    answer: Answer
    problem: str = ""


@dataclass(frozen=True)
class Relay:
    """Where mails are handed over; `tls` is "starttls", "ssl", "none", or "offered": when the relay offers it."""

    host: str
    port: int
    user: str
    password: str
    tls: str


def relay() -> Relay | None:
    """Return the relay named in LINKAGE_SMTP_URL, or None: mails then stay in the local mailbox."""
    if not settings.SMTP_URL:
        return None
    parts = urlsplit(settings.SMTP_URL)
    tls = "ssl" if parts.scheme == "smtps" else parse_qs(parts.query).get("tls", ["offered"])[0]
    if tls not in PORTS or not parts.hostname:
        raise ValueError("LINKAGE_SMTP_URL is not like smtp://user:password@host:587?tls=starttls")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Relay(parts.hostname, parts.port or PORTS[tls], user, password, tls)


def hand_over(message: Message, *, at: datetime, begin: Callable[[], bool]) -> Outcome | None:
    """Hand a mail to the relay and return what became of it; None when `begin` says it is not ours to send.

    `begin` is called once the relay has taken all addresses and before a word of the mail: it must commit that the mail
    is on its way. Without a relay the mail is in its mailbox as soon as that is kept.
    """
    target = relay()
    if target is None:
        return Outcome(Answer.ACCEPTED) if begin() else None
    try:
        with _connected(target) as smtp:
            return _refusal(smtp, message) or (_content(smtp, composed(message, at)) if begin() else None)
    except (OSError, smtplib.SMTPException) as problem:
        return Outcome(Answer.NOT_NOW, f"The relay could not be used: {problem}")


def composed(message: Message, at: datetime) -> bytes:
    """Return the mail as it goes over the wire: CRLF, seven bits, text and HTML, then the attachments."""
    mail = EmailMessage(policy=policy.SMTP)
    mail.set_content(message.text, cte="quoted-printable")
    mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    for attachment in message.attachments:
        main, _, sub = attachment["content_type"].partition("/")
        name = re.sub(r"[^A-Za-z0-9 ._-]", "-", attachment["name"])
        mail.add_attachment(base64.b64decode(attachment["base64"]), maintype=main, subtype=sub, filename=name)
    # The newer policies lose blanks when they fold words outside of ASCII; this one does not.
    mail.policy = _HEADERS
    mail["Message-ID"] = message.message_id
    mail["Date"] = format_datetime(at)
    mail["From"] = _address(message.from_name, settings.MAIL_FROM)
    mail["To"] = ", ".join(_address(to["name"], to["email"]) for to in message.recipients)
    if message.reply_to:
        between = [_address(to["name"], to["email"]) for to in message.recipients if message.is_between]
        mail["Reply-To"] = ", ".join([*between, message.reply_to])
    subject = rules.one_line(message.subject, rules.SUBJECT_CHARACTERS)
    mail["Subject"] = subject if subject.isascii() else Header(subject, "utf-8")
    mail["Auto-Submitted"] = "auto-generated"
    if message.stop_path:
        # RFC 8058: mail programs show a button of their own, and send a POST when it is pressed.
        mail["List-Unsubscribe"] = f"<{address(message.stop_path)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return mail.as_bytes()


def accepted(message_ids: Iterable[str]) -> frozenset[str] | None:
    """Return those of the Message-IDs that the relay's log says it took; None when there is no log to ask.

    Without a relay every mail is where it goes to. In a log of Postfix, a Message-ID counts only when the mail got into
    the queue: it is written down before the end of the content too. In any other log a line that names it will do.
    """
    wanted = frozenset(message_ids)
    if not settings.SMTP_URL:
        return wanted
    if not settings.RELAY_LOG:
        return None
    log = Path(settings.RELAY_LOG)
    found: set[str] = set()
    try:
        # The day's log may have been put aside a moment ago.
        for file in (log.with_name(f"{log.name}.1"), log):
            if file == log or file.exists():
                with file.open(encoding="utf-8", errors="replace") as lines:
                    found |= _named_in(lines, wanted)
    except OSError:
        return None
    return frozenset(found)


_MESSAGE_ID = re.compile(r"<[^<>\s]+>")
_CLEANUP = re.compile(r"postfix\S*/cleanup\[\d+\]: ([0-9A-Za-z]+): message-id=(<[^<>\s]+>)")
_QUEUED = re.compile(r"postfix\S*/qmgr\[\d+\]: ([0-9A-Za-z]+): from=")


def _named_in(lines: Iterable[str], wanted: frozenset[str]) -> set[str]:
    found, received = set(), {}
    for line in lines:
        if named := _CLEANUP.search(line):
            received[named[1]] = named[2]
        elif queued := _QUEUED.search(line):
            found |= {received.get(queued[1], "")}
        else:
            found |= set(_MESSAGE_ID.findall(line))
    return found & wanted


@contextmanager
def _connected(target: Relay) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if target.tls == "ssl":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(target.host, target.port, timeout=CONNECT_SECONDS, context=context)
    else:
        smtp = smtplib.SMTP(target.host, target.port, timeout=CONNECT_SECONDS)
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(COMMAND_SECONDS)
        smtp.ehlo()
        if target.tls == "starttls" or (target.tls == "offered" and smtp.has_extn("starttls")):
            smtp.starttls(context=context)
            smtp.ehlo()
        if target.user:
            smtp.login(target.user, target.password)
        yield smtp
        with suppress(OSError, smtplib.SMTPException):
            smtp.docmd("QUIT")
    finally:
        smtp.close()


def _refusal(smtp: smtplib.SMTP, message: Message) -> Outcome | None:
    """Name sender and recipients; return what the relay has against them, or None.

    A mail goes to all its recipients or to none: an introduction that one of two never gets is worse than none.
    """
    code, words = smtp.mail(settings.MAIL_FROM)
    if not _is_yes(code):
        return Outcome(Answer.NOT_NOW, _said(code, words))
    for to in message.recipients:
        code, words = smtp.rcpt(to["email"])
        if not _is_yes(code):
            return Outcome(_no(code), f"{to['email']}: {_said(code, words)}")
    return None


def _content(smtp: smtplib.SMTP, content: bytes) -> Outcome:
    is_handed_over = False
    limit = (rules.HAND_OVER * settings.MAIL_PACE).total_seconds()
    with _cut_after(limit, smtp):
        try:
            code, words = smtp.docmd("DATA")
            if code != GO_AHEAD:
                return Outcome(_no(code), _said(code, words))
            is_handed_over = True
            smtp.send(_stuffed(content))
            code, words = smtp.getreply()
        except (OSError, smtplib.SMTPException) as problem:
            answer = Answer.UNKNOWN if is_handed_over else Answer.NOT_NOW
            return Outcome(answer, f"The connection was lost: {problem}")
    return Outcome(Answer.ACCEPTED) if _is_yes(code) else Outcome(_no(code), _said(code, words))


@contextmanager
def _cut_after(seconds: float, smtp: smtplib.SMTP) -> Iterator[None]:
    """Cut the connection when the block lasts longer: by then others may take this worker for dead."""

    def cut() -> None:
        with suppress(OSError, AttributeError):
            smtp.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _stuffed(content: bytes) -> bytes:
    """Return the content as DATA wants it: a dot before each line that begins with one, and the closing dot."""
    closed = content if content.endswith(b"\r\n") else content + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", closed) + b".\r\n"


def _address(name: str, email: str) -> str:
    return formataddr((rules.display_name(name), email))


def _is_yes(code: int) -> bool:
    return 200 <= code < 300  # noqa: PLR2004 - SMTP's own


def _no(code: int) -> Answer:
    return Answer.REFUSED if 500 <= code < 600 else Answer.NOT_NOW  # noqa: PLR2004 - SMTP's own


def _said(code: int, words: bytes) -> str:
    return f"{code} {words.decode('utf-8', errors='replace')}"
