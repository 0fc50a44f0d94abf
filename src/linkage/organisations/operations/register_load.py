"""One run through a register file: rows go to the database while the next ones are read."""

import json
from array import array
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from hashlib import sha1
from pathlib import Path
from typing import Any, Self

import psycopg
from django.db import connection, transaction

from linkage.organisations.models import Organisation, RegisterImport, RegisterLines
from linkage.organisations.operations import register_sql as sql
from linkage.organisations.rules import register_files, register_kinds, register_values, shipped
from linkage.organisations.rules.register_kinds import FileKind, Layout
from linkage.organisations.rules.register_links import links_in
from linkage.organisations.rules.register_rows import Copied, RowReader
from linkage.organisations.rules.register_scan import DIGEST_BYTES, Block, Refusal, Scan

READER = 1
"""Raised when rows are read in another way: what was remembered of earlier readings then counts for nothing."""

KEPT_REFUSALS, KEPT_SCHOOLS = 1000, 100
STORIES = ("closed", "opened", "moved", "renamed")
_Digests = dict[bytes, int]


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
                self._links(Scan(text, columns=layout.columns, known=set()), layout)
                return
            # Other columns make other rows of the same words, and so does another way of reading them.
            key = f"{READER} {layout.kind.name} {sha1(text.header_bytes, usedforsecurity=False).hexdigest()}"
            known = _known(key) if use_known else {}
            scan = Scan(text, columns=layout.columns, known=known)
            read = self._schools(scan, layout)
            self.rows_read = scan.rows_read
            _judge_twins(scan.met, known, read)
            if read:
                _remember(key, known, read)
                if self.counts["imported"]:
                    _execute(sql.SUCCESSORS)

    def _schools(self, scan: Scan, layout: Layout) -> _Digests:
        """Bring the rows in; returns the digest of each row that came in, with its school."""
        reader: RowReader | None = None
        read: _Digests = {}
        is_first = not Organisation.objects.filter(urn__isnull=False).exists()
        with _Writer(is_first=is_first, told=self._count) as writer:
            for block in scan.blocks():
                if reader is None and block.rows:
                    self._on = self._on or _newest_change(block, layout) or self._today
                    reader = RowReader(layout, self._on, shipped.place_of)
                copied = reader.read(block) if reader else Copied(b"", [], [], block.refused)
                self.refused += copied.refused
                read.update(zip(copied.digests, copied.urns, strict=True))
                if copied.urns:
                    writer.write(copied.lines)
                self._progress(scan.rows_read)
        self._on = self._on or self._today
        return read

    def _links(self, scan: Scan, layout: Layout) -> None:
        self._on = self._on or self._today
        for block in scan.blocks():
            pairs, refused = links_in(block, layout)
            self.refused += [*block.refused, *refused]
            with connection.cursor() as cursor:
                cursor.execute(sql.ADD_LINKS, [[before for before, _ in pairs], [after for _, after in pairs]])
                self.counts["imported"] += max(0, cursor.rowcount)
            self._progress(scan.rows_read)
        self.counts["changed"] += _execute(sql.SUCCESSORS)
        self.rows_read = scan.rows_read

    def _count(self, added: tuple[Any, ...], merged: tuple[Any, ...] | None) -> None:
        new, opened, closed, opened_ones = added
        self.counts.update(imported=new, opened=opened, closed=closed)
        self._story("opened", opened_ones)
        if merged:
            self.counts.update(dict(zip(("changed", *STORIES), merged[:5], strict=True)))
            for story, schools in zip(STORIES, merged[5:], strict=True):
                self._story(story, schools)

    def _story(self, name: str, schools: str | None) -> None:
        kept = self.stories.setdefault(name, [])
        kept += json.loads(schools or "[]")[: KEPT_SCHOOLS - len(kept)]


class _Writer:
    """Copies rows in and merges them on a thread of its own, so that reading and writing each have a processor.

    It uses the connection, and so the transaction, of the thread that made it, which leaves it alone meanwhile.
    """

    def __init__(self, *, is_first: bool, told: Callable[..., None]) -> None:
        self._is_first = is_first
        self._told = told
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="register")
        self._last: Future[Any] | None = None
        self._cursor: psycopg.Cursor[Any] | None = None

    def __enter__(self) -> Self:
        """Make the temporary table."""
        connection.ensure_connection()
        self._cursor = connection.connection.cursor()
        self._cursor.execute(sql.DROP_INCOMING)
        self._cursor.execute(sql.MAKE_INCOMING)
        return self

    def write(self, lines: bytes) -> None:
        """Hand over a block; waits for the one before, so that at most two are in memory."""
        self._settle()
        self._last = self._pool.submit(self._bring_in, lines)

    def _settle(self) -> None:
        if self._last is not None:
            self._told(*self._last.result())
            self._last = None

    def _bring_in(self, lines: bytes) -> tuple[tuple[Any, ...], tuple[Any, ...] | None]:
        cursor = self._cursor
        assert cursor is not None
        with cursor.copy(sql.COPY_INCOMING) as copy:
            copy.write(lines)
        if self._is_first:
            cursor.execute(sql.ADD_NEW)
            merged, added = None, cursor.execute(sql.COUNT_INCOMING).fetchone()
        else:
            merged, added = cursor.execute(sql.MERGE).fetchone(), cursor.execute(sql.ADD_MISSING).fetchone()
        cursor.execute(sql.EMPTY_INCOMING)
        assert added is not None
        return added, merged

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait for the last block and tidy up; after an error only wait."""
        try:
            if kind is None:
                self._settle()
                assert self._cursor is not None
                self._cursor.execute(sql.DROP_INCOMING)
        finally:
            self._pool.shutdown(wait=True)
            if self._cursor is not None:
                self._cursor.close()


def _execute(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return max(0, int(cursor.rowcount))


def _newest_change(block: Block, layout: Layout) -> date | None:
    """Return the newest change among the first rows: the day, or nearly, on which the file was made."""
    if "last_changed_on" not in layout.places:
        return None
    place = layout.places["last_changed_on"]
    days = [register_values.day(row[place].strip()) for row in block.rows]
    known = [day for day in days if day and day != register_values.NOTHING]
    return date.fromisoformat(max(known)) if known else None


def _known(key: str) -> _Digests:
    """Return the digest and school of each row of this kind of file, as last read."""
    lines = RegisterLines.objects.filter(kind=key).first()
    if lines is None:
        return {}
    digests, urns = bytes(lines.digests), array("I", bytes(lines.urns))
    pieces = [digests[n : n + DIGEST_BYTES] for n in range(0, len(digests), DIGEST_BYTES)]
    return dict(zip(pieces, urns, strict=True))


def _remember(key: str, known: _Digests, read: _Digests) -> None:
    again = set(read.values())
    kept = {digest: urn for digest, urn in known.items() if urn not in again} | read
    RegisterLines.objects.update_or_create(
        kind=key, defaults={"digests": b"".join(kept), "urns": array("I", kept.values()).tobytes()}
    )


def _judge_twins(met: list[bytes], known: _Digests, read: _Digests) -> None:
    """Raise _ReadAgain when a school whose known row was passed over stands on another row too."""
    passed = set(met)
    again = set(read.values())
    if len(passed) < len(met) or (passed and again and any(known[digest] in again for digest in passed)):
        raise _ReadAgain
