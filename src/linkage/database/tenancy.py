"""Which programme's rows PostgreSQL shows: the only file that sets it."""

import uuid
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection, transaction

T = TypeVar("T")
_now: ContextVar[uuid.UUID | None] = ContextVar("linkage_programme", default=None)
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("linkage_read_once", default=None)

# The jobs that may look across programmes, and why. A test compares it with the calls in the code.
CROSSING_JOBS = {
    "outbox.sweep": "finds mails of any programme whose worker died between two states",
}


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

    The same as `reading_only` inside `acting_in`, said in one statement where no transaction is open yet.
    """
    if connection.in_atomic_block:
        with acting_in(programme_id), reading_only():
            yield
        return
    token, kept = _now.set(programme_id), _kept.set({})
    try:
        with transaction.atomic():
            _set(programme_id, ", set_config('transaction_read_only', 'on', true)")
            yield
            # Whatever was put off until the commit is part of a page that changes nothing.
            transaction.set_rollback(True)
    finally:
        _now.reset(token)
        _kept.reset(kept)


@contextmanager
def reading_only() -> Iterator[None]:
    """Refuse every write for the rest of this block: how GET is kept from changing anything.

    The block is a savepoint that is always rolled back, which also takes the refusal back again; there is nothing
    to keep. Raises django.db.utils.InternalError at a write.
    """
    token = _kept.set({})
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL transaction_read_only = on")
            yield
            transaction.set_rollback(True)
    finally:
        _kept.reset(token)


def read_once(key: Hashable, read: Callable[[], T]) -> T:
    """Return what `read` finds; within `reading_only`, where nothing can change, it is asked once for each key.

    For what many parts of one page ask for alike. `read` returns a record or a list, never a queryset.
    """
    kept = _kept.get()
    if kept is None:
        return read()
    if (current_programme(), key) not in kept:
        kept[current_programme(), key] = read()
    found: T = kept[current_programme(), key]
    return found


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
