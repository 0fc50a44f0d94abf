"""What a process remembers of a programme from one page to the next (ADR 12).

Of each value is known which tables it was read from, and which transactions had ended before it was read.
Triggers note which transaction changed which of those tables (`constraints.NotesChanges`); each page asks for that with
the statement that enters its programme, so that nothing is taken from here that another would read differently.
"""

import threading
import time
import uuid
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from linkage.database.constraints import NotesChanges
from linkage.database.snapshots import Snapshot

# So many values of a programme, and of so many programmes; none is older than what is noted of changes.
MOST_VALUES, MOST_PROGRAMMES = 500, 100
LONGEST_SECONDS = 60 * 60


@dataclass(frozen=True)
class Value:
    """Something read, the snapshot of the page that read it, and from which tables; `at` is by the monotonic clock."""

    snapshot: Snapshot
    tables: frozenset[str]
    value: Any
    at: float


_values: dict[uuid.UUID, dict[Hashable, Value]] = {}
_one_at_a_time = threading.Lock()


def held(programme_id: uuid.UUID | None) -> dict[Hashable, Value]:
    """Return what is held of a programme now: only of this may a page ask whether it is still true.

    What another page remembers meanwhile may be older than the answer.
    """
    if programme_id is None:
        return {}
    with _one_at_a_time:
        mine = _values.pop(programme_id, {})
        # Whoever was asked for last stands last, and is forgotten last.
        _values[programme_id] = mine
        return dict(mine)


def since(mine: Mapping[Hashable, Value]) -> int | None:
    """Return the transaction from which on changes may matter to what is held; None for nothing."""
    return min((each.snapshot.xmin for each in mine.values()), default=None)


def still_true(
    programme_id: uuid.UUID, mine: Mapping[Hashable, Value], now: Snapshot, changed: Collection[tuple[str, int]]
) -> dict[Hashable, Any]:
    """Forget what is no longer true of what was held, and return the rest by its key.

    `changed` are tables with transactions that changed them: a value was read too early for those its snapshot does
    not see. A database that was put back to an earlier day has come less far than it had.
    """
    oldest = time.monotonic() - LONGEST_SECONDS
    true = {
        key: each.value
        for key, each in mine.items()
        if each.at > oldest
        and each.snapshot.xmax <= now.xmax
        and all(each.snapshot.sees(transaction) for table, transaction in changed if table in each.tables)
    }
    with _one_at_a_time:
        there = _values.get(programme_id, {})
        for key in mine.keys() - true.keys():
            if there.get(key) is mine[key]:
                del there[key]
    return true


def remember(
    programme_id: uuid.UUID, snapshot: Snapshot, key: Hashable, value: Any, of: tuple[type[models.Model], ...]
) -> None:
    """Remember what was read of some tables by a page that entered its programme with this snapshot.

    Raise TypeError for a table of which no changes are noted.
    """
    for model in of:
        if not any(isinstance(each, NotesChanges) for each in model._meta.constraints):
            raise TypeError(f"{model.__name__} does not note its changes")
    with _one_at_a_time:
        mine = _values.setdefault(programme_id, {})
        mine[key] = Value(snapshot, frozenset(model._meta.db_table for model in of), value, time.monotonic())
        while len(mine) > MOST_VALUES:
            del mine[next(iter(mine))]
        while len(_values) > MOST_PROGRAMMES:
            del _values[next(iter(_values))]


def forget() -> None:
    """Forget everything: for tests, which begin with nothing."""
    with _one_at_a_time:
        _values.clear()
