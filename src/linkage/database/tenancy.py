"""Which programme's rows PostgreSQL shows: the only file that sets it."""

import uuid
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from django.db import connection, models, transaction

from linkage.database import remembered
from linkage.database.snapshots import Snapshot

T = TypeVar("T")
P = TypeVar("P", bound="Tenant")
_now: ContextVar[uuid.UUID | None] = ContextVar("linkage_programme", default=None)
_kept: ContextVar["_Page | None"] = ContextVar("linkage_read_once", default=None)

# The programme that was last entered by each slug: only so that one question suffices, and never trusted.
_entered: dict[str, uuid.UUID] = {}
# The jobs that may look across programmes, and why. A test compares it with the calls in the code.
CROSSING_JOBS = {
    "outbox.sweep": "finds mails of any programme whose worker died between two states",
}


class Tenant(Protocol):
    """What is known here of a programme."""

    id: uuid.UUID


@dataclass
class _Page:
    """What a page that changes nothing has read, and what its process remembers (with a snapshot: may learn)."""

    programme_id: uuid.UUID | None = None
    snapshot: Snapshot | None = None
    remembered: Mapping[Hashable, Any] = field(default_factory=dict)
    read: dict[Hashable, Any] = field(default_factory=dict)


def current_programme() -> uuid.UUID | None:
    """Return the id of the programme being acted in, or None outside of one."""
    return _now.get()


@contextmanager
def acting_in(programme_id: uuid.UUID | None) -> Iterator[None]:
    """Open a transaction in which only this programme's rows exist; None: only rows of no programme.

    Nested blocks restore the outer programme by hand, as SET LOCAL lives until the outermost transaction ends.
    """
    nested, before = connection.in_atomic_block, _now.get()
    with transaction.atomic():
        _set(programme_id)
        token = _now.set(programme_id)
        try:
            yield
        finally:
            _now.reset(token)
            if nested and not connection.needs_rollback:
                _set(before)


def _set(programme_id: uuid.UUID | None, also: str = "") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"select set_config('linkage.programme_id', %s, true){also}", [str(programme_id) if programme_id else ""]
        )


@contextmanager
def reading_in(programme_id: uuid.UUID | None) -> Iterator[None]:
    """Open a transaction that sees only this programme's rows and writes none: for a page that is looked at.

    It is always rolled back. Within another transaction (the tests') it is a savepoint, and what takes that back takes
    back the refusal and brings back the outer programme. Raises django.db.utils.InternalError at a write.
    """
    with _reading(_Page(programme_id)):
        _set(programme_id, ", set_config('transaction_read_only', 'on', true)")
        yield


@contextmanager
def reading_at(slug: str, find: Callable[[str], P | None]) -> Iterator[P | None]:
    """The same, in the programme with this slug; yield it, or None where there is none.

    Where no transaction is open yet, the statement that enters the programme also says what has changed of what this
    process remembers of it (`remembered`).
    """
    if connection.in_atomic_block:
        found = find(slug)
        with reading_in(found.id if found else None):
            yield found
        return
    page = _Page()
    with _reading(page):
        _enter(slug, page)
        yield find(slug) if page.programme_id else None


@contextmanager
def _reading(page: _Page) -> Iterator[None]:
    programme, kept = _now.set(page.programme_id), _kept.set(page)
    try:
        with transaction.atomic():
            yield
            # Whatever was put off until the commit is part of a page that changes nothing.
            transaction.set_rollback(True)
    finally:
        _now.reset(programme)
        _kept.reset(kept)


# The one table named here: it holds the programmes themselves, which all policies speak of.
_ENTER = """
SELECT p.id, set_config('linkage.programme_id', p.id::text, true), set_config('transaction_read_only', 'on', true),
    c.snapshot, c.tables, c.changed_in
FROM programmes_programme p CROSS JOIN LATERAL database_changes(p.id, %s) c WHERE p.slug = %s
"""


def _enter(slug: str, page: _Page) -> None:
    """Enter the programme, and put into the page what is still true of what the process remembers of it."""
    known = _entered.get(slug)
    held = remembered.held(known)
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, [remembered.since(held), slug])
        found = cursor.fetchone()
    if found is None:
        _set(None, ", set_config('transaction_read_only', 'on', true)")
        return
    page.programme_id, page.snapshot = found[0], Snapshot.read(found[3])
    _now.set(page.programme_id)
    if found[0] == known:
        changed = [*zip(found[4] or (), found[5] or (), strict=True)]
        page.remembered = remembered.still_true(found[0], held, page.snapshot, changed)
    _entered[slug] = found[0]


def read_once(key: Hashable, read: Callable[[], T], of: tuple[type[models.Model], ...] = ()) -> T:
    """Return what `read` finds; on a page that is looked at, where nothing can change, it is asked once for each key.

    For what many parts of one page ask for alike. `read` returns a record or a list, never a queryset. Where it reads
    nothing but rows of the models in `of`, it is also remembered by the process while none of those rows changes: many
    pages are then shown the same objects, so that nobody may change one.
    """
    page, programme_id = _kept.get(), current_programme()
    if page is None:
        return read()
    whole = programme_id, key
    if whole not in page.read:
        may_remember = bool(of) and programme_id == page.programme_id
        if may_remember and key in page.remembered:
            page.read[whole] = page.remembered[key]
        else:
            page.read[whole] = read()
            if may_remember and programme_id and page.snapshot:
                remembered.remember(programme_id, page.snapshot, key, page.read[whole], of)
    found: T = page.read[whole]
    return found


def forget_changes() -> None:
    """Delete what was noted of changes more than a day ago: no process remembers anything for so long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT database_forget_changes()")


@contextmanager
def joining_as_written() -> Iterator[None]:
    """Open a transaction in which tables are joined in the order of each statement.

    For work that makes all of a programme at once: of rows that are not committed there are no statistics, so each
    table is taken for a row or two, and the planner would join everybody with everybody (ADR 10).
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL join_collapse_limit = 1")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("SET LOCAL join_collapse_limit TO DEFAULT")


@contextmanager
def across_programmes(job: str) -> Iterator[None]:
    """Open a transaction that sees every programme; the worker only, for a job listed in CROSSING_JOBS.

    Raises KeyError for a job that is not listed, and django.db.utils.ProgrammingError where the login may not cross.
    """
    CROSSING_JOBS[job]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE linkage_cross")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL ROLE linkage_app")
