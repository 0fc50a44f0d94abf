"""The careful readers of a mail: bytes made a message, and each part of it read whatever it holds. Pure.

Python's `email` takes any bytes, and then raises where a part of them is asked for. So nobody asks it but these: what
it cannot read is read plainly, or is nothing. All they return is bounded, holds no NUL and can be encoded.
"""

import codecs
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.policy import Compat32
from email.utils import getaddresses
from itertools import count

Mail = Message
MOST_PARTS = 50
MOST_OF_A_HEAD = 100_000
LONGEST_HEADER = 2_000
LONGEST_REFERENCES = 8_000
MOST_OF_ONE_NAME = 20
# What the library raises for what it cannot read. Its parsers call themselves for each bracket and each mail in a mail.
BROKEN = (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
# A mail of a person has some ten parts. Each costs the parser time, and ten megabytes can hold millions.
_MOST_MADE = 1_000
# Python's own "letters", which no mail is in; one of them takes the square of the length to read.
_NO_LETTERS = frozenset({"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape"})
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")


class _Bounded(Compat32):
    """Cuts the headers that say what a part is, as the parser reads them in steps that grow with the square."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER] if name.lower().startswith("content-") else value


_POLICY = _Bounded()


class _TooManyParts(ValueError):
    """There are more parts than any mail of a person has."""


def message_of(raw: bytes) -> "Mail[str, str]":
    """Return the message with its parts; the head alone of one that has them without end, or is divided by nonsense."""
    made = count()

    def make(policy: Compat32 = _POLICY) -> "Mail[str, str]":
        if next(made) > _MOST_MADE:
            raise _TooManyParts
        return Message(policy)

    try:
        return BytesParser(make, policy=_POLICY).parsebytes(raw)
    except BROKEN:
        return head_of(raw)


def head_of(raw: bytes) -> "Mail[str, str]":
    """Return the headers of a message."""
    return BytesHeaderParser(policy=_POLICY).parsebytes(raw[:MOST_OF_A_HEAD])


def header(message: "Mail[str, str]", name: str, most: int = LONGEST_HEADER) -> str:
    """Return the beginning of a header as it stands; empty without it."""
    return next(iter(headers(message, name, most)), "")


def headers(message: "Mail[str, str]", name: str, most: int = LONGEST_HEADER) -> list[str]:
    """Return the beginnings of all headers of a name, as they stand, from the top."""
    return [fit(str(each)[:most]) for each in message.get_all(name, [])[:MOST_OF_ONE_NAME]]


def decoded(written: str) -> str:
    """Return the words that a header encodes ("=?utf-8?q?Caf=C3=A9?="); as it stands where they cannot be read."""
    try:
        return fit(str(make_header(decode_header(written[:LONGEST_HEADER]))))
    except BROKEN:
        return fit(written[:LONGEST_HEADER])


def parameter(message: "Mail[str, str]", name: str) -> str:
    """Return what a part says of its kind, such as "report-type"; empty where it says nothing that can be read."""
    try:
        said = message.get_param(name, "")
    except BROKEN:
        return ""
    return fit(said) if isinstance(said, str) else ""


def file_name(part: "Mail[str, str]") -> str:
    """Return what a part is called; "File" where it bears a name that cannot be read, and empty without one."""
    try:
        return decoded(part.get_filename() or "")
    except BROKEN:
        return "File"


def parts(message: "Mail[str, str]") -> Iterator["Mail[str, str]"]:
    """Yield a message and its first parts, each before those within it."""
    left = [message]
    for _ in range(MOST_PARTS):
        if not left:
            return
        part = left.pop()
        yield part
        left += reversed(within(part))


def within(part: "Mail[str, str]") -> list["Mail[str, str]"]:
    """Return the parts that stand directly in a part."""
    inside = part.get_payload() if part.is_multipart() else []
    return [each for each in inside if isinstance(each, Message)] if isinstance(inside, list) else []


def content(part: "Mail[str, str]") -> bytes | None:
    """Return the bytes of a part, and of a mail in a mail that mail; None where they cannot be read."""
    try:
        if part.is_multipart():
            return within(part)[0].as_bytes()
        found = part.get_payload(decode=True)
    except BROKEN:
        return None
    return found if isinstance(found, bytes) else b""


def words(part: "Mail[str, str]") -> str:
    """Return the text of a part in the letters it names, else in those it seems to be in."""
    held = content(part) or b""
    named = _charset(part)
    attempts = [(named, "strict"), ("utf-8", "strict"), *([(named, "replace")] if named != "utf-8" else [])]
    for charset, when_wrong in attempts:
        try:
            return fit(held.decode(charset, when_wrong).strip("\ufeff\ufffd").replace("\0", ""))
        except BROKEN:
            continue
    return fit(held.decode("cp1252", "replace").replace("\0", ""))


def _charset(part: "Mail[str, str]") -> str:
    try:
        named = part.get_content_charset() or "utf-8"
        return "cp1252" if codecs.lookup(named).name.replace("-", "_") in _NO_LETTERS else named
    except BROKEN:
        return "utf-8"


def addresses(written: str) -> list[tuple[str, str]]:
    """Return the names and addresses in a header; none where it cannot be read."""
    try:
        return getaddresses([written[:LONGEST_HEADER]])
    except BROKEN:
        return []


def message_ids(message: "Mail[str, str]", name: str) -> list[str]:
    """Return the mails that a header names; of a very long one the last, which are the nearest."""
    return _MESSAGE_ID.findall(fit(str(message.get(name, ""))[-LONGEST_REFERENCES:]))


def fit(text: str) -> str:
    """Return a text that can be kept: in the place of a NUL stands a mark that belongs to no name and no address."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
