"""Answers that come as bytes: what is megabytes is neither written out in letters nor read again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from psycopg.pq import Format


class _Cursor(psycopg.Cursor[Any]):
    """Values are put into the statement here, as Django's own cursor does, so that the log has it whole."""

    format = Format.BINARY

    def execute(self, query: Any, params: Any = None, **given: Any) -> Any:
        whole = psycopg.ClientCursor(self.connection).mogrify(query, params) if params else query
        return super().execute(whole, **given)


@contextmanager
def cursor() -> Iterator[Any]:
    """Lend a cursor of Django's connection, logged and counted as any; Django's own can answer in letters only."""
    connection.ensure_connection()
    wrap: Any = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(_Cursor(connection.connection)) as lent:
        yield lent
