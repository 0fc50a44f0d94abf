"""An e-mail that somebody pastes or uploads, read as a request. Pure: text or bytes in, the parts that matter out.

Read by Python's own `email`, which takes any bytes; what it cannot make sense of is read as plain words.
"""

import re
from dataclasses import dataclass

from linkage.kernel.violations import Violation
from linkage.messaging.rules import parsing
from linkage.messaging.rules.parsing import Mail
from linkage.messaging.rules.rich import without_tags
from linkage.search.folding import fold

MOST_BYTES = 2_000_000
MOST_LETTERS = 20_000
LONGEST_HEADER = 1_000

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,24}")
_HEADER_LINE = re.compile(r"^(from|to|cc|sent|date|subject|importance|attachments?)\s?:\s?(.*)$", re.IGNORECASE)
_ANY_HEADER = re.compile(r"^[A-Za-z][A-Za-z0-9-]{0,60}:\s?\S")
_FORWARDED = re.compile(
    r"^(?:-{2,}\s?(?:forwarded message|original message|forwarded by).*|begin forwarded message:.*)$", re.IGNORECASE
)
_HISTORY = re.compile(
    r"^(?:-{2,}\s?original message.*|_{10,}\s*|on .{4,120}\bwrote:|le .{4,120} a écrit\s?:|from:\s.+)$", re.IGNORECASE
)
_HISTORY_BEGINS = re.compile(r"^on .{4,120}$", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"^(?:(?:with |very |my |all |the )?(?:kind(?:est)?|best|warm(?:est)?|many)?\s*(?:regards|wishes|thanks)|thank you|"
    r"thanks(?: again| in advance| so much)?|yours (?:sincerely|faithfully|truly)|cheers|best|kr|br)[\s,.!]*$",
    re.IGNORECASE,
)
# Some words and the mark that ends them, or many words: neither is a name or what somebody is.
_SENTENCE = re.compile(r"^(?:\S+\s+){3,30}\S+\.$|^(?:\S+\s+){2,30}\S+[!?]$|^(?:\S+\s+){8}")
_PS = re.compile(r"^p\.?\s?s\b", re.IGNORECASE)
_MOST_LINES_BELOW = 15
_SENT_FROM = re.compile(r"^(?:sent from my |get outlook for |sent from outlook)", re.IGNORECASE)
_DISCLAIMER = re.compile(
    r"^(?:this e-?mail|this message|the information in this e-?mail|disclaimer|confidential)", re.IGNORECASE
)
_FORWARD_MARK = re.compile(r"^\s*(?:fw|fwd|wg|tr)\s?:", re.IGNORECASE)
_REPLY_MARKS = re.compile(r"^(?:\s*(?:re|fw|fwd|aw|tr)\s?:\s*)+", re.IGNORECASE)


@dataclass(frozen=True)
class ReadEmail:
    """What an e-mail says: who wrote it, what about, and their words without signature and quoted history."""

    sender_name: str
    sender_address: str
    subject: str
    words: str


def request_words(read: ReadEmail) -> str:
    """What an e-mail asks, as the words of a request: its subject, where the words do not hold it, and its words."""
    if not read.subject or fold(read.subject) in fold(read.words):
        return read.words
    return f"{read.subject.rstrip('.')}.\n\n{read.words}".strip()


def an_email_can_be_read(raw: bytes) -> list[Violation]:
    """The e-mail is not empty and not too large"""
    if not raw.strip():
        return [Violation("an_email_can_be_read", "Paste the e-mail, or choose its file", "pasted")]
    if len(raw) > MOST_BYTES:
        return [Violation("an_email_can_be_read", "The e-mail is larger than 2 MB. Paste only its words", "pasted")]
    return []


def read_email(raw: bytes) -> ReadEmail:
    """Return what an e-mail says; whatever the bytes are, this ends and raises nothing.

    `raw` is a file as mail programs save it, or what somebody copied from the screen.
    """
    return read_message(_message(raw))


def read_message(message: "Mail[str, str]") -> ReadEmail:
    """Return what a message says, as `read_email` does."""
    sender_name, sender_address, subject = _sender_and_subject(message)
    words = _words_of(message)
    forwarded = _forwarded(words, is_said=_FORWARD_MARK.match(subject) is not None)
    if forwarded:
        sender_name, sender_address, subject, words = forwarded
    if not sender_address:
        sender_name, sender_address = _first_address(words)
    return ReadEmail(
        sender_name=_clean(sender_name)[:120],
        sender_address=sender_address[:254],
        subject=_REPLY_MARKS.sub("", _clean(subject))[:200].strip(),
        words=_own_words(words),
    )


def _message(raw: bytes) -> "Mail[str, str]":
    """The message; words that begin with no header line are the body of one without headers."""
    start = raw[:MOST_BYTES].lstrip(b"\xef\xbb\xbf\r\n\t ")
    first = start.split(b"\n", 1)[0][:LONGEST_HEADER].decode("utf-8", "replace")
    head, gap, body = start.replace(b"\r\n", b"\n").partition(b"\n\n")
    if not _ANY_HEADER.match(first):
        head, gap, body = b"", b"\n\n", start
    lines = b"\n".join(line[:LONGEST_HEADER] for line in head.split(b"\n"))
    if b"content-type" not in lines.lower():
        lines = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n" + lines
    return parsing.message_of(lines.rstrip(b"\n") + gap + body)


def _sender_and_subject(message: "Mail[str, str]") -> tuple[str, str, str]:
    name, address = _sender(parsing.decoded(parsing.header(message, "From")))
    return name, address, parsing.decoded(parsing.header(message, "Subject"))


def _sender(written: str) -> tuple[str, str]:
    """The name and the address of a sender as mail programs write or show them: "Ruth Ames [r.ames@x.sch.uk]"."""
    written = written[:LONGEST_HEADER]
    found_in = parsing.addresses(written.replace("[mailto:", "<").replace("[", "<").replace("]", ">"))
    name, address = found_in[0] if found_in else ("", "")
    if not _ADDRESS.fullmatch(address):
        found = _ADDRESS.search(written)
        address = found[0] if found else ""
        name = written.replace(address, "") if address else written
    name = name.strip(" \t<>\"';,()")
    return ("" if "@" in name else name), address


def _words_of(message: "Mail[str, str]") -> str:
    """The plain words of a message, else those of its HTML; files that came with it are passed over."""
    plain, rich = "", ""
    for part in parsing.parts(message):
        if plain.strip() and rich:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and not plain.strip():
            plain = parsing.words(part)
        elif kind == "text/html" and not rich:
            rich = parsing.words(part)
    words = plain if plain.strip() else without_tags(rich[: MOST_LETTERS * 10])
    return words[: MOST_LETTERS * 2].replace("\r\n", "\n").replace("\r", "\n")


def _forwarded(words: str, *, is_said: bool) -> tuple[str, str, str, str] | None:
    """What was forwarded: its sender's name and address, its subject and its words; None when nothing was.

    A mail forwards when its subject says so (`is_said`) or a line does; else what stands below is quoted history.
    """
    lines = words.split("\n")
    for place, line in enumerate(lines[:_MOST_LINES_ABOVE]):
        if _FORWARDED.match(line.strip()) and (is_said or "forward" in line.lower()):
            return _block(lines[place + 1 :])
        if is_said and _header_block(lines[place:]):
            return _block(lines[place:])
    return None


_MOST_LINES_ABOVE = 12
_LEAST_HEADERS = 3


def _header_block(lines: list[str]) -> bool:
    """Whether a block like "From: … Sent: … To: … Subject: …" begins here."""
    heads = [match for line in lines[:8] if (match := _HEADER_LINE.match(line.strip(" *>")))]
    first = _HEADER_LINE.match(lines[0].strip(" *>"))
    return first is not None and first[1].lower() == "from" and len(heads) >= _LEAST_HEADERS


def _block(lines: list[str]) -> tuple[str, str, str, str] | None:
    heads: dict[str, str] = {}
    for place, line in enumerate(lines[:15]):
        match = _HEADER_LINE.match(line.strip(" *>"))
        if match:
            heads.setdefault(match[1].lower(), match[2].strip(" *"))
        elif heads and not line.strip():
            name, address = _sender(heads.get("from", ""))
            return (name, address, heads.get("subject", ""), "\n".join(lines[place:])) if address or name else None
    return None


def _first_address(words: str) -> tuple[str, str]:
    """The sender of what was copied from a screen: the first address among its first lines, with the name before it."""
    for line in words.strip().split("\n")[:3]:
        if found := _ADDRESS.search(line):
            return _sender(line[: found.end() + 1])
    return "", ""


def _own_words(words: str) -> str:
    """The words without what was quoted, signed or added below, their empty lines made one."""
    kept: list[str] = []
    has_words = False
    lines = words.split("\n")
    for place, raw in enumerate(lines):
        line = raw.strip()
        if _ends_here(line, lines[place + 1 : place + 1 + _MOST_LINES_BELOW], has_words=has_words):
            break
        if not line.startswith(">"):
            kept.append(line)
            has_words = has_words or bool(line)
    text = "\n".join(_without_screen_lines(kept)).strip()
    return re.sub(r"\n{3,}", "\n\n", text)[:MOST_LETTERS]


def _ends_here(line: str, following: list[str], *, has_words: bool) -> bool:
    if line == "--" or (has_words and _is_not_theirs(line)):
        return True
    if has_words and _HISTORY_BEGINS.match(line) and any(each.strip().endswith("wrote:") for each in following[:2]):
        return True
    return has_words and _SIGN_OFF.match(line) is not None and not _goes_on(following)


def _is_not_theirs(line: str) -> bool:
    return any(found.match(line) for found in (_HISTORY, _SENT_FROM, _DISCLAIMER))


def _goes_on(following: list[str]) -> bool:
    """Whether more is said after thanks: a sentence comes next, where a name would stand, or a PS further down."""
    below = [line.strip() for line in following]
    after = next((line for line in below if line), "")
    is_sentence = _SENTENCE.search(after) is not None and not _is_not_theirs(after)
    return is_sentence or any(_PS.match(line) for line in below)


def _without_screen_lines(lines: list[str]) -> list[str]:
    """Without the lines about the mail that come along when it is copied from a screen: an address, "To: me"."""
    kept = list(lines)
    while kept and (
        not kept[0] or _ADDRESS.search(kept[0]) or _HEADER_LINE.match(kept[0]) or kept[0].lower() == "to me"
    ):
        kept.pop(0)
    return kept


def _clean(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
