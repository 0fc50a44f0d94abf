"""What must hold of a PDF: it is whole, opens without a password, and does nothing by itself.

It is never interpreted. All of its bytes, and all that unpacks out of them, are looked through for the names without
which nothing runs, opens or hides; what could hide such a name from us is refused.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

from linkage.documents.rules.kinds import EICAR, HARMFUL
from linkage.documents.rules.limits import USUAL, UnableToKeepFile
from linkage.documents.rules.pictures import is_packed_too

PDF_START = b"%PDF-"
_END, _END_WITHIN = b"%%EOF", 1_024
_AGAIN = "Print it to a new PDF, and choose that"
DAMAGED = f"The PDF is damaged or was not saved whole. {_AGAIN}"
PROTECTED = "The PDF is protected by a password. Take the password off and save it again"
ACTS = f"The PDF does something by itself when it is opened, which we do not keep. {_AGAIN}"
EMBEDDED = f"Another file is packed inside the PDF. {_AGAIN}"
SOMETHING_ELSE = f"The PDF is something else as well. {_AGAIN}"
HIDES = f"The PDF is packed in a way that we cannot look through. {_AGAIN}"
TOO_LARGE = f"The PDF becomes far larger when it is unpacked. {_AGAIN}"
MOST_STREAMS = 20_000
# Looking through the same bytes for several streams that are said to lie in one another is bounded by this.
_MOST_TIMES = 4
_PIECE = 65_536
_HEAD = 2_000
_SMALL = 1_000_000


def _name(word: str) -> bytes:
    """A name, as which any letter may be written by its number: /JavaScript, /J#61vaScript."""
    return b"".join(b"(?:%s|#%02x|#%02X)" % (re.escape(each.encode()), ord(each), ord(each)) for each in word)


_ACTS = re.compile(
    b"/(?:" + b"|".join(map(_name, ("JavaScript", "Launch", "RichMedia", "ImportData", "SubmitForm", "GoToE"))) + b")"
)
_EMBEDS = re.compile(b"/" + _name("EmbeddedFile"))
_ENCRYPTS = re.compile(b"/" + _name("Encrypt") + rb"[\s<\[(/]")
_FORMS = re.compile(b"/" + _name("XFA") + rb"[\s<\[(/]")
_STREAM = re.compile(rb"(end)?stream\r?\n?")
# A stream of objects, in which names may lie; parsers know it by how many it has and where the first begins.
_OBJECTS = re.compile(b"/(?:" + _name("ObjStm") + b"|" + _name("First") + rb"[\s\d])")
_FILTERS = re.compile(b"/" + _name("Filter") + rb"\s*(\[[^\]]*\]|/[^\s/<>\[\]()]+)")
_FLATE = re.compile(rb"^\[?\s*/" + _name("FlateDecode") + rb"\s*\]?$")
_PREDICTS = re.compile(b"/" + _name("Predictor") + rb"\s*(?!1\b)\d")
_PICTURE = re.compile(b"/" + _name("Image") + rb"[\s/>]")
_REACH = 64


def check_pdf(content: bytes) -> None:
    """Return when it may be kept; raises UnableToKeepFile."""
    end = content.rfind(_END)
    if end < 0 or end < len(content) - _END_WITHIN:
        raise UnableToKeepFile(DAMAGED)
    if content[end + len(_END) :].strip(b"\r\n\t \0") or is_packed_too(content):
        raise UnableToKeepFile(SOMETHING_ELSE)
    if _ENCRYPTS.search(content):
        raise UnableToKeepFile(PROTECTED)
    _look_through(content)
    left = USUAL.unpacked_bytes
    for head, body in _streams(content):
        left -= _look_inside(head, body, left)


def _look_through(piece: bytes) -> None:
    if EICAR in piece:
        raise UnableToKeepFile(HARMFUL)
    if _ACTS.search(piece) or _FORMS.search(piece):
        raise UnableToKeepFile(ACTS)
    if _EMBEDS.search(piece):
        raise UnableToKeepFile(EMBEDDED)


def _streams(content: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Each stream with what is said before it, to the next end of one: also one that only looks like a stream."""
    view, marks, looked = memoryview(content), list(_STREAM.finditer(content)), 0
    if len(marks) > 2 * MOST_STREAMS:
        raise UnableToKeepFile(TOO_LARGE)
    ends = [len(content)] * (len(marks) + 1)
    for number in range(len(marks) - 1, -1, -1):
        ends[number] = marks[number].start() if marks[number].group(1) else ends[number + 1]
    for number, mark in enumerate(marks):
        if mark.group(1):
            continue
        looked += ends[number] - mark.end()
        if looked > _MOST_TIMES * len(content):
            raise UnableToKeepFile(HIDES)
        before = content[max(0, mark.start() - _HEAD) : mark.start()]
        yield before[before.rfind(b"obj") + 1 :], view[mark.end() : ends[number]]


def _look_inside(head: bytes, body: memoryview, most: int) -> int:
    """Return how much a stream unpacks to, having looked through it; a picture is left packed."""
    has_objects = bool(_OBJECTS.search(head))
    filters = _FILTERS.search(head)
    if has_objects and ((filters and not _FLATE.match(filters.group(1))) or _PREDICTS.search(head)):
        raise UnableToKeepFile(HIDES)
    if _PICTURE.search(head) and not has_objects:
        return 0
    size, before = 0, b""
    try:
        for piece in _unpacked(body):
            size += len(piece)
            if size > most or (size > _SMALL and size > USUAL.ratio * len(body)):
                raise UnableToKeepFile(TOO_LARGE)
            _look_through(before + piece)
            before = piece[-_REACH:]
    except zlib.error as problem:
        if has_objects and filters:
            raise UnableToKeepFile(HIDES) from problem
    return size


def _unpacked(body: memoryview) -> Iterator[bytes]:
    """Unpack what is packed, piece by piece, as far as it goes; raises zlib.error for what is not."""
    unpacking = zlib.decompressobj()
    for start, end in pairwise([*range(0, len(body), _PIECE), len(body)]):
        rest = bytes(body[start:end])
        while rest and not unpacking.eof:
            piece = unpacking.decompress(rest, _PIECE)
            rest = unpacking.unconsumed_tail
            if piece:
                yield piece
        if unpacking.eof:
            return
