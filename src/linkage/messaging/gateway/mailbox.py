"""The conversation with the mailbox that mail comes in by (IMAP). No database here.

A mail leaves the folder only when it was kept: what breaks in between is asked for again, and known by its fingerprint.
"""

import imaplib
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from linkage.messaging import rules

PATIENCE_SECONDS = 20
PORTS = {"ssl": 993, "starttls": 143, "none": 143}
MOST_AT_ONCE, MOST_FAILED = 50, 20
KEPT, OTHERS = "Linkage-kept", "Linkage-not-ours"
_DELIMITER = re.compile(rb'\(.*\) "(.)" ')

# The mails that could not be taken, whichever was tried longest ago first. They are tried after all others and in turn:
# so each new one is reached however many fail, and each that failed is tried again. Nobody but this process knows of
# them; where it begins anew they count as new, and stand MOST_FAILED at a time in the way of others.
_failed: dict[str, None] = {}


@dataclass(frozen=True)
class Box:
    """Where mails wait for us; `tls` is "ssl", or "starttls", or "none" for a server on this machine."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    tls: str


def box() -> Box | None:
    """Return the mailbox named in LINKAGE_IMAP_URL, or None."""
    if not settings.IMAP_URL:
        return None
    parts = urlsplit(settings.IMAP_URL)
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
        raise ValueError("LINKAGE_IMAP_URL is not like imaps://user@host:993/INBOX")
    tls = "ssl" if parts.scheme == "imaps" else "none" if "tls=none" in parts.query else "starttls"
    password = Path(settings.IMAP_PASSWORD_FILE).read_text(encoding="utf-8").strip()
    folder = unquote(parts.path.strip("/")) or "INBOX"
    return Box(parts.hostname, parts.port or PORTS[tls], unquote(parts.username), password, folder, tls)


def collect(take: Callable[[bytes], bool]) -> int:
    """Hand each waiting mail to `take` and put it away; return how many. `take` says whether it was one of ours.

    A mail that cannot be taken or put away stays where it is and does not keep the others; the first error is raised
    after them.
    """
    found = box()
    if found is None:
        return 0
    server = _connected(found)
    try:
        folders = {True: _folder(server, KEPT), False: _folder(server, OTHERS)}
        _want(server.select(_quoted(found.folder)))
        # What somebody marked as deleted is theirs; nor is the folder closed, which would take it away for good.
        waiting = [uid.decode() for uid in _want(server.uid("SEARCH", "UNDELETED"))[0].split()]
        taken, failed = 0, list[Exception]()
        for uid in _in_turn(waiting):
            if taken == MOST_AT_ONCE or len(failed) == MOST_FAILED:
                break
            if error := _tried(server, uid, take, folders):
                failed.append(error)
            else:
                taken += 1
    finally:
        server.logout()
    if failed:
        raise failed[0]
    return taken


def _in_turn(waiting: list[str]) -> list[str]:
    """Those that wait, the oldest first, and then those of them that failed before."""
    for uid in _failed.keys() - set(waiting):
        del _failed[uid]
    return [*(uid for uid in waiting if uid not in _failed), *_failed]


def _tried(
    server: imaplib.IMAP4, uid: str, take: Callable[[bytes], bool], folders: dict[bool, str]
) -> Exception | None:
    """Take a mail and put it away; the error that kept it from that."""
    _failed.pop(uid, None)
    try:
        raw = _fetched(server, uid)
        if raw is not None:
            _put_away(server, uid, folders[take(raw)])
    except Exception as error:  # noqa: BLE001 - whatever it is, the other mails must not wait for it
        _failed[uid] = None
        return error
    return None


def _connected(found: Box) -> imaplib.IMAP4:
    trust = ssl.create_default_context()
    if found.tls == "ssl":
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(found.host, found.port, ssl_context=trust, timeout=PATIENCE_SECONDS)
    else:
        server = imaplib.IMAP4(found.host, found.port, timeout=PATIENCE_SECONDS)
    try:
        if found.tls == "starttls":
            server.starttls(trust)
        server.login(found.user, found.password)
    except Exception:
        server.shutdown()
        raise
    return server


def _folder(server: imaplib.IMAP4, name: str) -> str:
    """The name of a folder of ours on this server, made where it is missing; some want all folders below INBOX."""
    listed = _want(server.list('""', "*"))
    names = [
        line.rpartition(b" ")[2].strip(b'"').decode("ascii", "replace") for line in listed if isinstance(line, bytes)
    ]
    marks = [found[1].decode() for line in listed if isinstance(line, bytes) and (found := _DELIMITER.match(line))]
    below = f"INBOX{marks[0] if marks else '.'}{name}"
    for wanted in (name, below):
        if wanted in names or server.create(_quoted(wanted))[0] == "OK":
            return wanted
    raise OSError(f"The mailbox has no folder {name} and lets us make none")


def _fetched(server: imaplib.IMAP4, uid: str) -> bytes | None:
    """The mail, unread as it was; None when somebody moved it meanwhile.

    Of a very large one its beginning, and a byte more than is read: by that its reader knows that it was cut.
    """
    answer = _want(server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{rules.MOST_BYTES + 1}>)"))
    return next((bytes(part[1]) for part in answer if isinstance(part, tuple)), None)


def _put_away(server: imaplib.IMAP4, uid: str, folder: str) -> None:
    if "MOVE" in server.capabilities:
        _want(server.uid("MOVE", uid, _quoted(folder)))
        return
    _want(server.uid("COPY", uid, _quoted(folder)))
    _want(server.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)"))
    _want(server.uid("EXPUNGE", uid) if "UIDPLUS" in server.capabilities else server.expunge())


def _want(answer: tuple[str, list]) -> list:  # type: ignore[type-arg] # imaplib says no more
    """What the server said; raises OSError for a no."""
    if answer[0] != "OK":
        raise OSError(f"The mailbox said: {answer}")
    return answer[1]


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
