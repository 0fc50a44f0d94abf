"""Answers that come as bytes: what is megabytes is neither written out in letters nor read again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from psycopg.pq import Format


@contextmanager
def cursor() -> Iterator[Any]:
    """Lend a cursor of Django's connection, logged and counted as any; Django's own can answer in letters only."""
    connection.ensure_connection()
    wrap: Any = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    raw = psycopg.Cursor(connection.connection)
    raw.format = Format.BINARY
    with wrap(raw) as lent:
        yield lent
