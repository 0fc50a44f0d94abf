"""What must hold of a picture: it is whole, of a size that can be shown, and nothing else as well."""

import struct
import zlib

from linkage.documents.rules.limits import UnableToKeepFile

PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"
MOST_SIDE, MOST_PIXELS = 16_000, 120_000_000
DAMAGED = "The picture is damaged or was not saved whole. Open it, save it again, and choose that"
TOO_LARGE = "The picture is too large to be shown. Save it smaller, and choose that"
SOMETHING_ELSE = "The picture is something else as well. Open it, save it again as a picture, and choose that"
_WORDS = (b"<script", b"<?php", b"<html")
_LIST_END, _LIST_END_BYTES, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
# The parts of a JPEG that say how large it is, those without a length, and the one after which the picture comes.
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
_PICTURE, _END = 0xDA, b"\xff\xd9"


def check_png(content: bytes) -> None:
    """Return when it is a whole PNG and nothing else; raises UnableToKeepFile."""
    at, size, has_picture = len(PNG_START), (0, 0), False
    while True:
        if len(content) < at + 12:
            raise UnableToKeepFile(DAMAGED)
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(content[end - 4 : end]):
            raise UnableToKeepFile(DAMAGED)
        if name == b"IHDR" and length >= 8:  # noqa: PLR2004 (its first eight bytes)
            size = struct.unpack_from(">II", content, at + 8)
        has_picture |= name == b"IDAT"
        at = end
        if name == b"IEND":
            break
    if not has_picture:
        raise UnableToKeepFile(DAMAGED)
    if at != len(content):
        raise UnableToKeepFile(SOMETHING_ELSE)
    _check_size(*size)
    _check_nothing_else(content)


def check_jpeg(content: bytes) -> None:
    """Return when it is a whole JPEG and nothing that runs; raises UnableToKeepFile.

    Cameras write previews and depths behind the picture, so it may go on after its end.
    """
    _check_size(*_jpeg_size(content))
    _check_nothing_else(content)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at, size = 2, (0, 0)
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 (what each part begins with)
        mark = content[at + 1]
        if mark == 0xFF or mark in _BARE:  # noqa: PLR2004
            at += 1 if mark == 0xFF else 2  # noqa: PLR2004
            continue
        length = int.from_bytes(content[at + 2 : at + 4])
        if mark in _SIZES and at + 9 <= len(content):
            height, width = struct.unpack_from(">HH", content, at + 5)
            size = (width, height)
        if mark == _PICTURE:
            if content.find(_END, at) < 0:
                break
            return size
        at += 2 + max(length, 2)
    raise UnableToKeepFile(DAMAGED)


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise UnableToKeepFile(DAMAGED)
    if max(width, height) > MOST_SIDE or width * height > MOST_PIXELS:
        raise UnableToKeepFile(TOO_LARGE)


def _check_nothing_else(content: bytes) -> None:
    small = content.lower()
    if any(word in small for word in _WORDS) or is_packed_too(content):
        raise UnableToKeepFile(SOMETHING_ELSE)


def is_packed_too(content: bytes) -> bool:
    """Whether a program that unpacks would find a list of parts at the end, whatever the file begins as."""
    at = content.rfind(_LIST_END, max(0, len(content) - _LIST_END_BYTES - _LONGEST_COMMENT))
    if at < 0 or len(content) - at < _LIST_END_BYTES:
        return False
    comment = int.from_bytes(content[at + 20 : at + 22], "little")
    return at + _LIST_END_BYTES + comment <= len(content)
