"""Goes through a register file once: leaves out the rows that say what they said last time, takes the others apart."""

import csv
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from xxhash import xxh3_64_intdigest

from linkage.organisations.rules.register_files import (
    LIMIT_ROW_LINES,
    LIMIT_ROWS,
    RegisterText,
    UnableToReadRegister,
    decoded,
)
from linkage.organisations.rules.register_kinds import Layout

Refusal = tuple[int, str]
Column = Sequence[str]
_Found = tuple[int, int, bytes]
BLOCK_ROWS = 1500
"""So many new rows are taken apart at once: enough that a check of a column costs little, few enough for memory."""


@dataclass
class Block:
    """Rows that are new or have changed, column by column; the lists stand side by side."""

    numbers: list[int] = field(default_factory=list)
    digests: list[int] = field(default_factory=list)
    facts: dict[str, Column] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)


def digests_of(lines: list[bytes]) -> list[int]:
    """Return 64 bits for each row that differ when the row does."""
    return list(map(xxh3_64_intdigest, lines))


class Scan:
    """One pass over a file. `met` are the digests of known rows that were met again."""

    def __init__(self, text: RegisterText, *, layout: Layout, known: Container[int]) -> None:
        self._text = text
        self._table = _Table(layout)
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
        found: list[_Found] = []
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

    def _new(self, records: list[bytes], digests: list[int], new: list[int]) -> list[_Found]:
        first = self._number + 1
        self._number += len(records)
        if self.rows_read > LIMIT_ROWS:
            raise UnableToReadRegister(f"The file has more than {LIMIT_ROWS:,} rows, more than the whole register.")
        if len(new) < len(records):
            fresh = set(new)
            self.met += [digest for n, digest in enumerate(digests) if n not in fresh]
        return [(first + n, digests[n], records[n]) for n in new]

    def _apart(self, found: list[_Found]) -> Block:
        if not found:
            return Block()
        numbers, digests, raws = map(list, zip(*found, strict=True))
        facts = self._table.all_at_once(raws, is_utf8=self._text.is_utf8)
        if facts is not None:
            return Block(numbers, digests, facts)
        return self._one_by_one(found)

    def _one_by_one(self, found: list[_Found]) -> Block:
        block = Block()
        rows: list[list[str]] = []
        for number, digest, raw in found:
            row = _one(raw, is_utf8=self._text.is_utf8)
            if isinstance(row, str):
                block.refused.append((number, row))
            elif not row:
                continue  # an empty line
            elif len(row) < self._table.columns:
                block.refused.append((number, f"It has {len(row)} values and the header {self._table.columns}."))
            else:
                block.numbers.append(number)
                block.digests.append(digest)
                rows.append(row)
        block.facts = self._table.turned(rows)
        return block


class _Table:
    """Takes rows apart into the columns that are kept.

    Arrow makes values of the kept columns only, a quarter of a register file, which is what makes an import fast. The
    rows it would trip over are left to the csv module.
    """

    def __init__(self, layout: Layout) -> None:
        # A process that reads no register need not wait for it.
        import pyarrow as pa  # noqa: PLC0415
        from pyarrow import csv as arrow  # noqa: PLC0415

        self.columns = layout.columns
        self._places = layout.places
        kept = sorted({str(place) for place in layout.places.values()})
        parsing = arrow.ParseOptions(ignore_empty_lines=False)  # so that each line counts
        converting = arrow.ConvertOptions(include_columns=kept, column_types=dict.fromkeys(kept, pa.string()))

        def read(together: bytes) -> Any:
            reading = arrow.ReadOptions(
                use_threads=False,  # the other processor is PostgreSQL's
                block_size=len(together) + 1,
                column_names=[str(place) for place in range(layout.columns)],
            )
            return arrow.read_csv(pa.BufferReader(together), reading, parsing, converting)

        self._read, self._unreadable = read, pa.ArrowInvalid

    def all_at_once(self, raws: list[bytes], *, is_utf8: bool) -> dict[str, Column] | None:
        """Return the columns of many rows; None when one of them needs care."""
        plain = [raw if raw.isascii() else (decoded(raw, is_utf8=is_utf8) or "\0").encode() for raw in raws]
        together = b"\n".join(plain)
        # Arrow takes an empty line for a row of blanks, and a bare carriage return for the end of one.
        is_bare = together.count(b"\r") != sum(raw.endswith(b"\r") for raw in plain)
        if is_bare or b"\0" in together or b"\r" in plain or b"" in plain:
            return None
        try:
            table = self._read(together)
        except self._unreadable:
            return None
        if table.num_rows != len(raws):
            return None
        return {fact: table.column(str(place)).to_pylist() for fact, place in self._places.items()}

    def turned(self, rows: list[list[str]]) -> dict[str, Column]:
        """Return the columns of rows that were taken apart one by one."""
        return {fact: list(map(itemgetter(place), rows)) for fact, place in self._places.items()}


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


def _one(raw: bytes, *, is_utf8: bool) -> list[str] | str:
    """Return the values of one row, or the sentence that says why it cannot be read."""
    text = decoded(raw, is_utf8=is_utf8)
    if text is None:
        return "It holds letters that cannot be read. Save the file as UTF-8 or Windows-1252."
    if text.count('"') % 2:
        return "A quotation mark is opened and not closed."
    try:
        rows = list(csv.reader([text]))
    except csv.Error:
        return "It has a line end in the middle of a value without quotation marks."
    return rows[0] if len(rows) == 1 else []
