"""Goes through a register file once: leaves out the rows that say what they said last time, takes the others apart."""

import csv
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from zlib import adler32, crc32

from linkage.organisations.rules.register_files import (
    LIMIT_ROW_LINES,
    LIMIT_ROWS,
    RegisterText,
    UnableToReadRegister,
    decoded,
)

Refusal = tuple[int, str]
BLOCK_ROWS = 1500
"""So many new rows are taken apart at once: enough that a check of a column costs little, few enough for memory."""


@dataclass
class Block:
    """Rows that are new or have changed; the lists stand side by side."""

    numbers: list[int] = field(default_factory=list)
    digests: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def digests_of(lines: list[bytes]) -> list[int]:
    """Return 64 bits for each row that differ when the row does.

    Two checksums side by side: nobody gains by forging a row that looks as if it had not changed, so speed decides.
    """
    return [one << 32 | other for one, other in zip(map(crc32, lines), map(adler32, lines), strict=True)]


class Scan:
    """One pass over a file. `met` are the digests of known rows that were met again."""

    def __init__(self, text: RegisterText, *, columns: int, known: Container[int]) -> None:
        self._text = text
        self._columns = columns
        self._known = known
        self._number = 1  # the header
        self.met: list[int] = []

    @property
    def rows_read(self) -> int:
        """Rows read so far, without the header."""
        return self._number - 1

    def blocks(self) -> Iterator[Block]:
        """Yield what is new, many rows at a time; raises UnableToReadRegister past the limit of rows."""
        carried: list[bytes] = []
        found: list[tuple[int, int, bytes]] = []
        for lines in self._text.blocks():
            records, digests, new, carried = self._look(carried + lines if carried else lines)
            found += self._new(records, digests, new)
            if len(found) >= BLOCK_ROWS:
                yield self._apart(found)
                found = []
        if carried:
            records = [b"\n".join(carried)]
            found += self._new(records, digests_of(records), [0])
        yield self._apart(found)

    def _look(self, lines: list[bytes]) -> tuple[list[bytes], list[int], list[int], list[bytes]]:
        """Return rows, digests, the places of the new ones, and the lines of a row not yet ended.

        A known line is a whole row, so only new ones are looked at for a value that goes on in the next line.
        """
        digests = digests_of(lines)
        known = self._known
        new = [n for n, digest in enumerate(digests) if digest not in known]
        if not any(lines[n].count(b'"') & 1 for n in new):
            return lines, digests, new, []
        records, carried = _whole_records(lines)
        digests = digests_of(records)
        return records, digests, [n for n, digest in enumerate(digests) if digest not in known], carried

    def _new(self, records: list[bytes], digests: list[int], new: list[int]) -> list[tuple[int, int, bytes]]:
        first = self._number + 1
        self._number += len(records)
        if self.rows_read > LIMIT_ROWS:
            raise UnableToReadRegister(f"The file has more than {LIMIT_ROWS:,} rows, more than the whole register.")
        if len(new) < len(records):
            fresh = set(new)
            self.met += [digest for n, digest in enumerate(digests) if n not in fresh]
        return [(first + n, digests[n], records[n]) for n in new]

    def _apart(self, found: list[tuple[int, int, bytes]]) -> Block:
        block = Block()
        rows = _all_at_once([raw for _, _, raw in found], is_utf8=self._text.is_utf8)
        for place, (number, digest, raw) in enumerate(found):
            row = rows[place] if rows else _one(raw, is_utf8=self._text.is_utf8)
            if isinstance(row, str):
                block.refused.append((number, row))
            elif not row:
                continue  # an empty line
            elif len(row) < self._columns:
                block.refused.append((number, f"It has {len(row)} values and the header {self._columns}."))
            else:
                block.numbers.append(number)
                block.digests.append(digest)
                block.rows.append(row)
        return block


def _whole_records(lines: list[bytes]) -> tuple[list[bytes], list[bytes]]:
    """Put lines together that one quoted value spans; return the records, and the lines of one not yet ended.

    A quotation mark that is never closed must not swallow the file: past a few lines the first is left as it is.
    """
    records: list[bytes] = []
    position = 0
    while position < len(lines):
        end = position
        quotes = lines[position].count(b'"')
        while quotes % 2 and end + 1 < len(lines) and end - position < LIMIT_ROW_LINES:
            end += 1
            quotes += lines[end].count(b'"')
        if quotes % 2 and end + 1 == len(lines) and end - position < LIMIT_ROW_LINES:
            return records, lines[position:]
        if quotes % 2:
            end = position
        records.append(b"\n".join(lines[position : end + 1]))
        position = end + 1
    return records, []


def _all_at_once(raws: list[bytes], *, is_utf8: bool) -> list[list[str]] | None:
    """Take many rows apart in one go; None when one of them needs care."""
    together = b"\n".join(raws)
    plain = decoded(together, is_utf8=True)
    if plain is None and not is_utf8 and not any(_is_unicode(raw) for raw in raws if not raw.isascii()):
        plain = decoded(together, is_utf8=False)
    if plain is None or plain.count("\n") != len(raws) - 1:
        return None
    rows = list(csv.reader(plain.split("\n")))
    return rows if len(rows) == len(raws) else None


def _is_unicode(raw: bytes) -> bool:
    """Whether a row with letters beyond ASCII is UTF-8, which Windows-1252 is not but by a rare accident."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _one(raw: bytes, *, is_utf8: bool) -> list[str] | str:
    """Return the values of one row, or the sentence that says why it cannot be read."""
    text = decoded(raw, is_utf8=is_utf8)
    if text is None:
        return "It holds letters that cannot be read. Save the file as UTF-8 or Windows-1252."
    if text.count('"') % 2:
        return "A quotation mark is opened and not closed."
    rows = list(csv.reader([text]))
    return rows[0] if len(rows) == 1 else []
