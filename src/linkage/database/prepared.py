"""Queries that are written out once for a process and then asked with other values.

Django writes the SQL of a queryset anew each time it is asked. Of a nested one that takes longer than PostgreSQL's
answer, so what every page asks is written once.
"""

import copy
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

# What stands for a value while the SQL is written: of the same kind, and nobody's.
_STAND_INS: dict[type, Callable[[int], Any]] = {
    uuid.UUID: lambda n: uuid.UUID(int=2**100 + n),
    date: lambda n: date(4000 + n, 1, 1),
    str: lambda n: f"stands in for {n}",
}


class Prepared:
    """One query of model instances; `make` returns its queryset for the values it is given by name.

    The values are UUIDs, dates or texts, and go into the query as they are: it may not depend on them otherwise.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]]) -> None:
        self._make = make
        self._written: tuple[str, Any, str, list[Any]] | None = None

    def all(self, **values: Any) -> list[Any]:
        """Return what the query finds for these values, as `list(make(**values))` would.

        Raises TypeError for a query that changes a value, or is another one for it.
        """
        if self._written is None:
            self._written = self._write({name: type(value) for name, value in values.items()})
        using, compiler, sql, places = self._written
        params = tuple(values[each.name] if isinstance(each, _Place) else each for each in places)
        asking = copy.copy(compiler)
        asking.connection = connections[using]
        asking.as_sql = lambda *_, **__: (sql, params)
        return list(ModelIterable(_Asked(using, asking)))  # type: ignore[arg-type]

    def _write(self, kinds: dict[str, type]) -> tuple[str, Any, str, list[Any]]:
        in_turn = [*enumerate(kinds.items())]
        stand_ins = [{name: _STAND_INS[kind](2 * n + again) for n, (name, kind) in in_turn} for again in (0, 1)]
        querysets = [self._make(**each) for each in stand_ins]
        compilers = [each.query.get_compiler(each.db) for each in querysets]
        (sql, first), (other_sql, second) = (each.as_sql() for each in compilers)
        places = [_place(*pair, *stand_ins) for pair in zip(first, second, strict=False)]
        if sql != other_sql or {each.name for each in places if isinstance(each, _Place)} != kinds.keys():
            raise TypeError("each value has to stand in the query, and the query may not be another one for it")
        return querysets[0].db, compilers[0], sql, places


class _Place:
    """Where a value goes."""

    def __init__(self, name: str) -> None:
        self.name = name


class _Asked:
    """What reads the rows sees of a queryset: where it is asked, and what was written for it."""

    _known_related_objects: Mapping[Any, Any] = {}

    def __init__(self, db: str, compiler: Any) -> None:
        self.db, self.query, self._compiler = db, self, compiler

    def get_compiler(self, using: str) -> Any:  # noqa: ARG002 - as Django calls it
        return self._compiler


def _place(one: Any, other: Any, *stand_ins: dict[str, Any]) -> Any:
    """The place of a value, where both parameters stand in for it; a constant as it is."""
    names: Iterable[str] = stand_ins[0]
    for name in names:
        if (one, other) == tuple(each[name] for each in stand_ins):
            return _Place(name)
    if one != other:
        raise TypeError(f"the query changes a value before it asks: {one!r}")
    return one
