"""One run through a register file: rows go to the database while the next ones are read."""

import gc
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from hashlib import sha1
from itertools import chain
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import psycopg
from django.db import connection, transaction
from psycopg import pq
from psycopg.rows import dict_row

from linkage.organisations.enums import SchoolStatus
from linkage.organisations.models import Organisation, RegisterImport, RegisterLink
from linkage.organisations.operations import register_sql as sql
from linkage.organisations.rules import register_files, register_kinds, register_values, shipped
from linkage.organisations.rules.register_kinds import FileKind
from linkage.organisations.rules.register_links import links_in
from linkage.organisations.rules.register_memory import Memory
from linkage.organisations.rules.register_rows import Copied, RowReader
from linkage.organisations.rules.register_scan import BLOCK_ROWS, FIRST_ROWS, Block, Refusal, Scan

READER = 3
"""Raised when rows are read in another way: what was remembered of earlier readings then counts for nothing."""

KEPT_REFUSALS, KEPT_SCHOOLS = 1000, 100
STORIES = ("closed", "opened", "moved", "renamed")
Row = list[bytes | None]


class _ReadAgain(Exception):
    """The same school stands on two rows, one of which was passed over as known: only a full reading can judge."""


class Load:
    """Reads one file into the register and counts what that did."""

    def __init__(self, *, on: date | None, named: str, today: date, progress: Callable[[int], None] | None) -> None:
        self._on = on or register_kinds.date_in(named)
        self._today = today
        self._progress = progress or (lambda _rows: None)
        self.counts: Counter[str] = Counter()
        self.stories: dict[str, list[dict[str, Any]]] = {}
        self.refused: list[Refusal] = []
        self.kind = ""
        self.rows_read = 0

    def run(self, path: Path) -> None:
        """Read the file; raises UnableToReadRegister. Call inside a transaction."""
        with connection.cursor() as cursor:
            cursor.execute(sql.ONE_AT_A_TIME)
        with _uncollected():
            try:
                self._once(path, use_known=True)
            except _ReadAgain:
                self.counts, self.stories, self.refused = Counter(), {}, []
                self._once(path, use_known=False)

    def tell(self, record: RegisterImport) -> None:
        """Write what was done into the record of the import."""
        record.file_kind, record.register_date = self.kind, self._on
        record.rows_total = record.rows_read = self.rows_read
        for name in ("imported", "changed", "closed", "opened", "moved", "renamed"):
            setattr(record, name, self.counts[name])
        record.rejected = len(self.refused)
        record.unchanged = max(0, self.rows_read - record.imported - record.changed - record.rejected)
        record.rejections = [{"row": row, "reason": why} for row, why in sorted(self.refused)[:KEPT_REFUSALS]]
        record.report = {story: self.stories.get(story, [])[:KEPT_SCHOOLS] for story in STORIES}

    def _once(self, path: Path, *, use_known: bool) -> None:
        with transaction.atomic(), register_files.opened(path) as text:
            layout = register_kinds.layout_of(text.header)
            self.kind = layout.kind.value
            if layout.kind is FileKind.LINKS:
                self._links(Scan(text, layout=layout, was=Memory.of({})))
                return
            # Other columns make other rows of the same words, and so does another way of reading them.
            key = f"{READER} {layout.kind.name} {sha1(text.header_bytes, usedforsecurity=False).hexdigest()}"
            was = _remembered(key) if use_known else Memory.of({})
            scan = Scan(text, layout=layout, was=was)
            came_in = self._schools(scan, layout.kind)
            self.rows_read = scan.rows_read
            if was.sums and scan.now.has_twins():
                raise _ReadAgain
            if came_in:
                _remember(key, scan.now)
                if self.counts["imported"] and RegisterLink.objects.exists():
                    _execute(sql.SUCCESSORS)

    def _schools(self, scan: Scan, kind: FileKind) -> int:
        """Bring the new rows in; returns how many of them could be used."""
        reader = RowReader(shipped.place_of)
        came_in = 0
        is_first = not Organisation.objects.filter(urn__isnull=False).exists()
        # Without another date the first rows have to tell it, and a few would not tell it well.
        blocks = scan.blocks(first=FIRST_ROWS if self._on else BLOCK_ROWS)
        start = next(blocks)
        self._on = self._on or _newest_change(start) or self._today
        days = (self._on, None if kind is FileKind.TRUSTS else self._on)
        with _Writer(*days, is_first=is_first, told=self._count) as writer:
            for block in chain([start], blocks):
                copied = reader.read(block)
                self.refused += copied.refused
                scan.now.came_in(copied.numbers, copied.urns)
                came_in += len(copied.urns)
                writer.take(copied.lines)
                if is_first:
                    self._count_new(copied)
                self._progress(scan.rows_read)
        if is_first:
            self._story("opened", _first_row(sql.FIRST_OPENED))
        return came_in

    def _links(self, scan: Scan) -> None:
        self._on = self._on or self._today
        for block in scan.blocks():
            pairs, refused = links_in(block)
            self.refused += [*block.refused, *refused]
            with connection.cursor() as cursor:
                cursor.execute(sql.ADD_LINKS, [[before for before, _ in pairs], [after for _, after in pairs]])
                self.counts["imported"] += max(0, cursor.rowcount)
            self._progress(scan.rows_read)
        self.counts["changed"] += _execute(sql.SUCCESSORS)
        self.rows_read = scan.rows_read

    def _count_new(self, copied: Copied) -> None:
        """Add up what the first file brings: all its schools are new."""
        found = Counter(copied.statuses)
        opened = found[SchoolStatus.OPEN] + found[SchoolStatus.CLOSING]
        self.counts.update(imported=len(copied.urns), opened=opened, closed=found[SchoolStatus.CLOSED])

    def _count(self, rows: list[Row]) -> None:
        """Add up what one block did: schools merged, and schools added."""
        new, opened, closed, opened_ones = rows[-1]
        self.counts.update(imported=int(new or 0), opened=int(opened or 0), closed=int(closed or 0))
        self._story("opened", opened_ones)
        for merged in rows[:-1]:
            numbers = (int(value or 0) for value in merged[:5])
            self.counts.update(dict(zip(("changed", *STORIES), numbers, strict=True)))
            for story, schools in zip(STORIES, merged[5:], strict=True):
                self._story(story, schools)

    def _story(self, name: str, schools: bytes | None) -> None:
        kept = self.stories.setdefault(name, [])
        kept += json.loads(schools or b"[]")[: KEPT_SCHOOLS - len(kept)]


class _Writer:
    """Hands blocks to the database and goes on reading while it works on them.

    One message carries the COPY and the statements that merge what it brought, so the database needs no further word
    from here; its answers are taken when the next block is ready. `psycopg.pq` is the documented way to send without
    waiting; a thread would do the same at twice the time, as two threads of Python take turns.
    """

    def __init__(
        self, read_on: date, register_date: date | None, *, is_first: bool, told: Callable[[list[Row]], None]
    ) -> None:
        self._days = [read_on, register_date]
        self._statements = (sql.FIRST_BLOCK if is_first else sql.NEXT_BLOCK).encode()
        self._told = told
        self._is_waiting = False

    def __enter__(self) -> Self:
        """Make the temporary table."""
        with connection.cursor() as cursor:
            cursor.execute(sql.DROP_INCOMING)
            cursor.execute(sql.MAKE_INCOMING, self._days)
        self._server: pq.abc.PGconn = connection.connection.pgconn
        return self

    def take(self, lines: bytes) -> None:
        """Send lines, after the block before has been dealt with; raises psycopg.Error for that one."""
        self._settle()
        if not lines:
            return
        self._server.send_query(self._statements)
        self._is_waiting = True
        opened = self._server.get_result()
        if opened is None or opened.status != pq.ExecStatus.COPY_IN:
            raise psycopg.errors.error_from_result(opened) if opened else psycopg.OperationalError("no answer")
        # psycopg leaves sending to its own waiting, which does not happen here: without this the database would be
        # idle until the next block.
        self._server.nonblocking = 0
        self._server.put_copy_data(lines)
        self._server.put_copy_end()
        self._server.nonblocking = 1

    def _settle(self) -> None:
        """Wait for the last block; tell what it did."""
        if not self._is_waiting:
            return
        rows: list[Row] = []
        failed = None
        while (result := self._server.get_result()) is not None:
            if result.status == pq.ExecStatus.TUPLES_OK:
                rows.append([result.get_value(0, column) for column in range(result.nfields)])
            elif result.status != pq.ExecStatus.COMMAND_OK:
                failed = failed or psycopg.errors.error_from_result(result)
        self._is_waiting = False
        if failed:
            raise failed
        if rows:
            self._told(rows)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait for the last block and tidy up; after an error only wait, so that the transaction can be rolled back."""
        if kind is not None:
            with suppress(psycopg.Error):
                self._settle()
            return
        self._settle()
        with connection.cursor() as cursor:
            cursor.execute(sql.DROP_INCOMING)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the garbage collector: millions of small lists come and go here, and none of them in a ring."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _execute(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return max(0, int(cursor.rowcount))


def _first_row(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def _newest_change(block: Block) -> date | None:
    """Return the newest change among the first rows: the day, or nearly, on which the file was made."""
    days = [register_values.day(value.strip()) for value in block.facts.get("last_changed_on", [])]
    known = [day for day in days if day and day != register_values.NOTHING]
    return date.fromisoformat(max(known)) if known else None


def _remembered(key: str) -> Memory:
    """Return what the rows of this kind of file said when they were last read."""
    with psycopg.Cursor(connection.connection, row_factory=dict_row) as cursor:
        found = cursor.execute(sql.REMEMBERED, [key], binary=True).fetchone()
    return Memory.of(found or {})


def _remember(key: str, now: Memory) -> None:
    """Keep this for the next reading: past Django, which would write the bytes out as letters."""
    now.finish()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(sql.REMEMBER, {"id": uuid4(), "kind": key, **now.kept()})
