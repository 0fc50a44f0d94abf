"""Opens a register file, whatever it is packed in and written in, and hands out its rows as bytes, block by block.

Nothing is read whole: a block is a quarter of a megabyte, and every limit is checked before more is read.
"""

import codecs
import csv
import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from linkage.kernel.errors import Refused

LIMIT_BYTES = 100_000_000
LIMIT_ROWS = 200_000
LIMIT_COLUMNS = 200
LIMIT_ROW_BYTES = 1_000_000
LIMIT_ROW_LINES = 50

_BLOCK = 1 << 18
_LONGEST_HEADER = 1 << 16
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_DAMAGED = (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
# What a spreadsheet or a PDF begins with: said plainly instead of "no such columns".
_OTHERS = {b"%PDF": "a PDF", b"\xd0\xcf\x11\xe0": "an old Excel workbook"}


class UnableToReadRegister(Refused):
    """The file as a whole cannot be used; nothing was read from it."""


@dataclass(frozen=True)
class Record:
    """One row as it stands in the file; `number` counts as a spreadsheet does, the header being row 1."""

    number: int
    raw: bytes


@contextmanager
def opened(path: Path) -> Iterator["RegisterText"]:
    """Open a .csv, .csv.gz or .zip by what it holds, not by its name; raises UnableToReadRegister."""
    with ExitStack() as closing:
        try:
            yield RegisterText(_unpacked(path, closing))
        except _DAMAGED as problem:
            raise UnableToReadRegister("The file is damaged and cannot be unpacked. Fetch it again.") from problem
        except OSError as problem:
            raise UnableToReadRegister(f"The file cannot be read: {problem.strerror or problem}.") from problem


def _unpacked(path: Path, closing: ExitStack) -> BinaryIO:
    stream = closing.enter_context(path.open("rb"))
    start = stream.read(4)
    stream.seek(0)
    for mark, what in _OTHERS.items():
        if start.startswith(mark):
            raise UnableToReadRegister(f"This is {what}. The register comes as a CSV file, alone or in a zip.")
    if start.startswith(_GZIP):
        return cast(BinaryIO, closing.enter_context(gzip.open(stream, "rb")))
    if start.startswith(_ZIP):
        return _only_csv(closing.enter_context(zipfile.ZipFile(stream)), closing)
    return stream


def _only_csv(archive: zipfile.ZipFile, closing: ExitStack) -> BinaryIO:
    found = [m for m in archive.infolist() if m.filename.lower().endswith(".csv") and "__MACOSX" not in m.filename]
    if len(found) != 1:
        held = f"holds {len(found)} CSV files" if found else "holds no CSV file"
        raise UnableToReadRegister(f"The zip {held}. It must hold one. Unpack it and import the CSV files one by one.")
    if found[0].flag_bits & 1:
        raise UnableToReadRegister("The zip is locked with a password. Unpack it and import the CSV file.")
    if found[0].file_size > LIMIT_BYTES:
        raise UnableToReadRegister(_too_big())
    return cast(BinaryIO, closing.enter_context(archive.open(found[0])))


def _too_big() -> str:
    return (
        f"The file is larger than {LIMIT_BYTES // 1_000_000} MB when unpacked, which is more than the whole register."
    )


class RegisterText:
    """The rows of one file. `is_utf8`: it says of itself that it is Unicode, so nothing else is tried."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.bytes_read = 0
        self.rows_read = 0
        first = stream.read(max(_BLOCK, _LONGEST_HEADER))
        self._decoder, skip = _wide_decoder(first)
        self.is_utf8 = self._decoder is not None or first.startswith(codecs.BOM_UTF8)
        skip = skip or (len(codecs.BOM_UTF8) if first.startswith(codecs.BOM_UTF8) else 0)
        self._rest = self._plain(first[skip:], more=bool(first))
        self.header, self.header_bytes = self._read_header()

    def _plain(self, block: bytes, *, more: bool) -> bytes:
        self.bytes_read += len(block)
        if self.bytes_read > LIMIT_BYTES:
            raise UnableToReadRegister(_too_big())
        return self._decoder.decode(block, not more).encode() if self._decoder else block

    def _read_header(self) -> tuple[list[str], bytes]:
        lines = self._rest.split(b"\n", 1)
        if not self._rest.strip():
            raise UnableToReadRegister("The file is empty.")
        # A header without a line end is a file without rows.
        self._rest = lines[1] if len(lines) > 1 else b""
        raw = lines[0].rstrip(b"\r")
        names = next(csv.reader([decoded(raw, is_utf8=self.is_utf8) or ""]), [])
        if len(names) > LIMIT_COLUMNS:
            raise UnableToReadRegister(f"The file has {len(names)} columns; at most {LIMIT_COLUMNS} can be read.")
        return [name.strip() for name in names], raw

    def blocks(self) -> Iterator[bytes]:
        """Yield the text after the header, a quarter of a megabyte at a time, cut anywhere."""
        text, self._rest = self._rest, b""
        more, unended = True, 0
        while more:
            yield text
            unended = len(text) - 1 - end if (end := text.rfind(b"\n")) >= 0 else unended + len(text)
            if unended > LIMIT_ROW_BYTES:
                raise UnableToReadRegister("The file has a row of more than a megabyte: it is not a register file.")
            block = self._stream.read(_BLOCK)
            more = bool(block)
            text = self._plain(block, more=more)
        yield text  # what a decoder held back


def _wide_decoder(start: bytes) -> tuple[codecs.IncrementalDecoder | None, int]:
    """Return what decodes UTF-16, and how many bytes its mark has; (None, 0) for everything else."""
    marks = {codecs.BOM_UTF16_LE: ("utf-16-le", 2), codecs.BOM_UTF16_BE: ("utf-16-be", 2)}
    name, skip = marks.get(start[:2], ("", 0))
    # Without a mark: plain letters with a zero byte after, or before, each of them.
    if not name and re.match(rb"(?:[ -~]\0){4}", start):
        name = "utf-16-le"
    elif not name and re.match(rb"(?:\0[ -~]){4}", start):
        name = "utf-16-be"
    return (codecs.getincrementaldecoder(name)(errors="replace"), skip) if name else (None, 0)


def decoded(raw: bytes, *, is_utf8: bool) -> str | None:
    """Return the text of a row: as UTF-8, else as Windows-1252 (unless the file says it is Unicode), else None."""
    for encoding in ("utf-8",) if is_utf8 else ("utf-8", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\ufffd" in text or "\0" in text else text
    return None
