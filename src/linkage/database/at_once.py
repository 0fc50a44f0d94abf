"""Many small questions put to the database in one statement."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet


def first_of_each(asked: Sequence[QuerySet[Any]]) -> list[Any]:
    """Return the first value of each of these querysets of one column, None of one without rows: one statement."""
    found: list[Any] = [None] * len(asked)
    written = {n: one for n, rows in enumerate(asked) if (one := _written(rows)) is not None}
    if written:
        sql = ", ".join(f"({sql})" for _, sql, _ in written.values())
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {sql}", [value for _, _, values in written.values() for value in values])
            row = cursor.fetchone()
        for (n, (compiler, _, _)), value in zip(written.items(), row, strict=True):
            found[n] = _as_python(compiler, value)
    return found


def one_row(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return what asks only whether this queryset has a row: a one, of the first that is found."""
    asked = rows.all()
    asked.query = rows.query.exists()
    return asked


def _written(rows: QuerySet[Any]) -> tuple[Any, str, tuple[Any, ...]] | None:
    compiler = rows.query.get_compiler(connection=connection)
    try:
        return compiler, *compiler.as_sql()
    except EmptyResultSet:
        return None


def _as_python(compiler: Any, value: Any) -> Any:
    converters = compiler.get_converters([each[0] for each in compiler.select])
    return next(compiler.apply_converters([[value]], converters))[0]
