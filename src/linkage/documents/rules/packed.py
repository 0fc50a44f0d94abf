"""What must hold of a packed file (.xlsx, .ods, .docx and their like) before a parser sees it."""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from linkage.documents.rules.limits import USUAL, Limits, UnableToReadSheet
from linkage.documents.rules.recognising import MACROS, PROTECTED, SAVE_AGAIN

_END = b"PK\x05\x06"
_END_BYTES = 22
# Of what stands before each part: its mark, and how long its name and its extra field are.
_LOCAL = "<4s22xHH"
_CENTRAL = b"PK\x01\x02"
_ENCRYPTED = 0x1
_PIECE = 65_536
# Below this a strange ratio does no harm: a sheet of one word repeated packs well.
_SMALL = 1_000_000
_INSIDE = (".zip", ".xlsx", ".xlsm", ".docx", ".jar", ".gz", ".7z", ".rar")
_TYPES = tuple(
    mark.encode(encoding)
    for mark in ("<!doctype", "<!DOCTYPE", "<!entity", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_LONGEST_TYPE = max(len(mark) for mark in _TYPES)
DAMAGED = f"The file is damaged or was not saved whole. {SAVE_AGAIN}"


@dataclass(frozen=True)
class Packed:
    """What a packed file is called to whoever chose it, how to put it right, and what else no part of it may hold.

    `marks` are bytes that no part may hold and `folders` names that none may lie in, each with its sentence.
    """

    noun: str = "spreadsheet"
    again: str = SAVE_AGAIN
    macros: str = MACROS
    smaller: str = "Copy the rows you need into a new spreadsheet and choose that"
    marks: tuple[tuple[bytes, str], ...] = ()
    folders: tuple[tuple[str, str], ...] = ()

    @property
    def damaged(self) -> str:
        """What is said of a file that is not whole."""
        return f"The file is damaged or was not saved whole. {self.again}"

    @property
    def inside(self) -> str:
        """What is said of a file within the file."""
        return f"Another file is packed inside this one. Take it out, then save the {self.noun} again"

    @property
    def reach(self) -> int:
        """How long the longest of its marks is: so much of one piece is looked at again with the next."""
        return max(_LONGEST_TYPE, *(len(mark) for mark, _ in self.marks), 0)


SPREADSHEET = Packed()


def check_packed(content: bytes, limits: Limits = USUAL, what: Packed = SPREADSHEET) -> None:
    """Return when the file may be given to a parser; raises UnableToReadSheet.

    Sizes are counted by unpacking, never believed; what is unpacked is thrown away piece by piece.
    """
    _check_end(content, limits, what)
    try:
        with ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
        _check_entries(entries, limits, what)
        left = limits.unpacked_bytes
        for entry in entries:
            left -= _check_entry(content, entry, left, what)
    except (BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, struct.error) as problem:
        raise UnableToReadSheet(what.damaged) from problem


def _check_end(content: bytes, limits: Limits, what: Packed) -> None:
    """The list of parts ends with the file, and names no more parts than it may: read before anything is made of it."""
    end = content.rfind(_END)
    if end < 0 or len(content) - end < _END_BYTES:
        raise UnableToReadSheet(what.damaged)
    comment = int.from_bytes(content[end + 20 : end + 22], "little")
    if end + _END_BYTES + comment != len(content):
        raise UnableToReadSheet(f"Something else is hidden at the end of the file. {what.again}")
    if (
        int.from_bytes(content[end + 10 : end + 12], "little") > limits.entries
        or content.count(_CENTRAL) > limits.entries
    ):
        raise UnableToReadSheet(f"The file has too many parts for a {what.noun}. {what.again}")


def _check_entries(entries: list[ZipInfo], limits: Limits, what: Packed) -> None:
    if len(entries) > limits.entries:
        raise UnableToReadSheet(f"The file has too many parts for a {what.noun}. {what.again}")
    if len({entry.filename for entry in entries}) != len(entries):
        raise UnableToReadSheet(f"Two parts of the file have the same name. {what.again}")
    for entry in entries:
        _check_name(entry, what)
    packed, unpacked = sum(e.compress_size for e in entries), sum(e.file_size for e in entries)
    is_dense = unpacked > _SMALL and unpacked > limits.ratio * max(packed, 1)
    if unpacked > limits.unpacked_bytes or is_dense or any(_is_dense(entry, limits) for entry in entries):
        raise UnableToReadSheet(_too_large(limits, what))


def _is_dense(entry: ZipInfo, limits: Limits) -> bool:
    return entry.file_size > _SMALL and entry.file_size > limits.ratio * max(entry.compress_size, 1)


def _check_name(entry: ZipInfo, what: Packed) -> None:
    name = entry.filename.replace("\\", "/")
    if entry.flag_bits & _ENCRYPTED:
        raise UnableToReadSheet(PROTECTED)
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        raise UnableToReadSheet(f"A part of the file wants to be written somewhere else. {what.again}")
    if name.lower().endswith("vbaproject.bin"):
        raise UnableToReadSheet(what.macros)
    if name.lower().endswith(_INSIDE):
        raise UnableToReadSheet(what.inside)
    for folder, sentence in what.folders:
        if f"/{name}".lower().find(folder) >= 0:
            raise UnableToReadSheet(sentence)


def _check_entry(content: bytes, entry: ZipInfo, most: int, what: Packed) -> int:
    """Return how many bytes the part really has, and look for what XML may only have to do harm."""
    size, checksum, before = 0, 0, b""
    for piece in _pieces(content, entry):
        if not size and piece.startswith(b"PK\x03\x04"):
            raise UnableToReadSheet(what.inside)
        size, checksum = size + len(piece), zlib.crc32(piece, checksum)
        if size > most:
            raise UnableToReadSheet(_too_large(USUAL, what))
        seen = before + piece
        if any(mark in seen for mark in _TYPES):
            raise UnableToReadSheet(f"The file holds instructions that no {what.noun} needs. {what.again}")
        _check_marks(seen, what)
        before = seen[-what.reach :]
    if (size, checksum) != (entry.file_size, entry.CRC):
        raise UnableToReadSheet(what.damaged)
    return size


def _check_marks(seen: bytes, what: Packed) -> None:
    for mark, sentence in what.marks:
        if mark in seen:
            raise UnableToReadSheet(sentence)


def _pieces(content: bytes, entry: ZipInfo) -> Iterator[bytes]:
    """Unpack a part to its very end, whatever it says of its size; raises zlib.error, struct.error or BadZipFile."""
    mark, name, extra = struct.unpack_from(_LOCAL, content, entry.header_offset)
    if mark != b"PK\x03\x04" or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile(entry.filename)
    start = entry.header_offset + struct.calcsize(_LOCAL) + name + extra
    packed = memoryview(content)[start : start + entry.compress_size]
    if entry.compress_type == ZIP_STORED:
        yield from (bytes(packed[at : at + _PIECE]) for at in range(0, len(packed), _PIECE))
        return
    unpacking, rest = zlib.decompressobj(-zlib.MAX_WBITS), bytes(packed)
    while not unpacking.eof:
        piece = unpacking.decompress(rest, _PIECE)
        rest = unpacking.unconsumed_tail
        if not piece and not rest and not unpacking.eof:
            raise BadZipFile(entry.filename)
        yield piece


def _too_large(limits: Limits, what: Packed) -> str:
    return (
        f"The file becomes far larger when it is unpacked (we read up to {limits.unpacked_bytes // 1_000_000} MB). "
        f"{what.smaller}"
    )
