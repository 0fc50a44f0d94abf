"""Goes through a register file once: leaves out the rows that say what they said last time, takes the others apart."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from xxhash import xxh3_64_intdigest as digest_of

from linkage.organisations.rules.register_files import (
    LIMIT_ROW_LINES,
    LIMIT_ROWS,
    RegisterText,
    UnableToReadRegister,
    decoded,
)
from linkage.organisations.rules.register_kinds import Layout
from linkage.organisations.rules.register_memory import Memory

Refusal = tuple[int, str]
Column = Sequence[str]
_Found = tuple[int, bytes]
BLOCK_ROWS = 1500
"""So many new rows are taken apart at once: enough that a check of a column costs little, few enough for memory."""
FIRST_ROWS = 250
"""Enough for a first block, for which the database waits."""


@dataclass
class Block:
    """Rows that are new or have changed, column by column; the lists stand side by side."""

    numbers: list[int] = field(default_factory=list)
    facts: dict[str, Column] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)


class Scan:
    """One pass over a file. `now` is what to remember of it, `was` what was remembered of the last one."""

    def __init__(self, text: RegisterText, *, layout: Layout, was: Memory) -> None:
        self._text = text
        self._table = _Table(layout)
        self._was = was
        self._places = was.places()
        self._next = 0  # the stretch that should come now, or after the rows that are looked at one by one
        self._is_apart = False
        self._begins = {was.digests[place]: n for n, place in enumerate(self._places[:-1])}
        self._near: dict[int, int] = {}
        self._found: list[_Found] = []
        self.now = Memory.of({})

    @property
    def rows_read(self) -> int:
        """Rows read so far, without the header."""
        return len(self.now.digests)

    def blocks(self, *, first: int = BLOCK_ROWS) -> Iterator[Block]:
        """Yield what is new, many rows at a time, at least `first` in the first block unless there are no more.

        Raises UnableToReadRegister past the limit of rows.
        """
        rest, enough = b"", first
        for text in self._text.blocks():
            rest = self._through(rest + text, is_last=False)
            if len(self._found) >= enough:
                yield self._apart()
                enough = BLOCK_ROWS
        if rest.strip():
            self._through(rest + b"\n", is_last=True)
        yield self._apart()

    def _through(self, text: bytes, *, is_last: bool) -> bytes:
        """Go through text, and return the rest that has not ended yet; nothing is left when it `is_last`."""
        at = 0 if self._was.sums else self._all_new(text)
        while at < len(text):
            if not self._is_apart:
                at = self._pass_over(text, at)
                if self._is_cut(text, at) and not is_last:
                    break
                self._take_apart()
            elif (end := self._take_row(text, at, is_last=is_last)) is None:
                break
            else:
                at = end
        if self.rows_read > LIMIT_ROWS:
            raise UnableToReadRegister(f"The file has more than {LIMIT_ROWS:,} rows, more than the whole register.")
        return text[at:]

    def _all_new(self, text: bytes) -> int:
        """Take all rows at once, which is quick, when each line is one; return where they end."""
        lines = text.split(b"\n")
        lines.pop()
        if any(line.count(b'"') & 1 for line in lines):
            return 0
        first = self.rows_read + 2
        self._found += zip(range(first, first + len(lines)), lines, strict=True)
        self.now.add(lines, map(digest_of, lines), [0] * len(lines))
        return text.rfind(b"\n") + 1

    def _pass_over(self, text: bytes, at: int) -> int:
        """Pass over the stretches that are as they were; return where the first one stands that is not."""
        was, view, first = self._was, memoryview(text), self._next
        while self._next < len(was.sums) and (end := at + was.sizes[self._next]) <= len(text):
            if digest_of(view[at:end]) != was.sums[self._next]:
                break
            at = end
            self._next += 1
        self.now.add_stretches(was, first, self._next, slice(self._places[first], self._places[self._next]))
        return at

    def _is_cut(self, text: bytes, at: int) -> bool:
        """Say whether the next stretch may go on in the next piece of the file."""
        return self._next < len(self._was.sizes) and at + self._was.sizes[self._next] > len(text)

    def _take_apart(self) -> None:
        """Look at rows one by one from here on, until one begins a stretch; the next stretch may be changed too."""
        self._is_apart = True
        if self._next < len(self._was.sums):
            first, last = self._places[self._next], self._places[min(self._next + 2, len(self._was.sums))]
            self._near = dict(zip(self._was.digests[first:last], self._was.urns[first:last], strict=True))
            self._begins.pop(self._was.digests[first], None)
            self._next += 1

    def _take_row(self, text: bytes, at: int, *, is_last: bool) -> int | None:
        """Take one row, unless a stretch begins with it; return where to go on, None when the row has not ended."""
        end = text.find(b"\n", at)
        if end < 0:
            return None
        digest = digest_of(text[at:end])
        # A known line is a whole row, so only others are looked at for a value that goes on in the next line.
        if digest not in self._begins and not self._near.get(digest):
            ended = _row_end(text, at, is_last=is_last)
            if ended is None:
                return None
            if ended != end:
                end, digest = ended, digest_of(text[at:ended])
        if digest in self._begins:
            self._next, self._is_apart = self._begins.pop(digest), False
            return at
        raw, urn = text[at:end], self._near.pop(digest, 0)
        if not urn:
            self._found.append((self.rows_read + 2, raw))
        self.now.add([raw], [digest], [urn])
        return end + 1

    def _apart(self) -> Block:
        found, self._found = self._found, []
        if not found:
            return Block()
        numbers, raws = map(list, zip(*found, strict=True))
        facts = self._table.all_at_once(raws, is_utf8=self._text.is_utf8)
        if facts is not None:
            return Block(numbers, facts)
        return self._one_by_one(found)

    def _one_by_one(self, found: list[_Found]) -> Block:
        block = Block()
        rows: list[list[str]] = []
        for number, raw in found:
            row = _one(raw, is_utf8=self._text.is_utf8)
            if isinstance(row, str):
                block.refused.append((number, row))
            elif not row:
                continue  # an empty line
            elif len(row) < self._table.columns:
                block.refused.append((number, f"It has {len(row)} values and the header {self._table.columns}."))
            else:
                block.numbers.append(number)
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
        converting = arrow.ConvertOptions(
            include_columns=kept,
            column_types=dict.fromkeys(kept, pa.string()),
            check_utf8=False,  # which `decoded` has done
        )

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


def _row_end(text: bytes, at: int, *, is_last: bool) -> int | None:
    """Return where the row ends that begins here, some lines on when a quoted value spans them; None: not yet.

    A quotation mark that is never closed must not swallow the file: past a few lines the row is its first line.
    """
    first = end = text.find(b"\n", at)
    quotes = text.count(b'"', at, end)
    for _ in range(LIMIT_ROW_LINES):
        if end < 0 or not quotes & 1:
            break
        start, end = end + 1, text.find(b"\n", end + 1)
        quotes += text.count(b'"', start, end)
    if end < 0:
        return first if is_last else None
    return first if quotes & 1 else end


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
