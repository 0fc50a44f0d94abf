"""All rows of a programme as plain values, to see what one request changed."""

import json
import uuid
from collections.abc import Iterable
from functools import cache

from django.apps import apps
from django.db import connection, models

from linkage.database.tenancy import acting_in
from linkage.directory.rules.facts import ROW
from tests.trust.matrix.world import Side

# What a sending leaves behind by nature: its own memory, the jobs it starts, the mails it writes, its entry.
TRACES = {"access.formanswer", "access.auditentry", "messaging.message", "sessions.session"}

# Made at random anew each time, like keys; how long the machine took to make a plan; which transaction wrote a listing.
RANDOM = ("password", "session_mark", "code_hash", "seconds", "changed_in")

Rows = dict[tuple[str, str], dict[str, str]]


def models_of_ours() -> Iterable[type[models.Model]]:
    """Every table of this product but the traces."""
    for model in apps.get_models():
        is_ours = model.__module__.startswith("linkage.")
        if is_ours and model._meta.label_lower not in TRACES:
            yield model


def rows_of(side: Side) -> Rows:
    """Return {(model, key): its values as text} for everything this programme can see."""
    with acting_in(side.programme.id), connection.cursor() as cursor:
        cursor.execute(_statement())
        return {(label, key): _values(row) for label, key, row in cursor.fetchall()}


@cache
def _statement() -> str:
    """One statement for all tables: asked one by one they take longer than what is sent in between."""
    told = f"(to_jsonb(r) - '{{{','.join(RANDOM)}}}'::text[])::text"
    return " UNION ALL ".join(
        f"SELECT '{model._meta.label}', {model._meta.pk.column}::text, {told} FROM {model._meta.db_table} r"
        for model in models_of_ours()
    )


@cache
def _values(row: str) -> dict[str, str]:
    """The values of a row; nearly all rows are the same each time, and read once."""
    return {name: str(value) for name, value in _written_whenever(json.loads(row)).items()}


def _written_whenever(row: dict) -> dict:
    """A listing without half of the key of whose places it counts.

    Where an offer is made anew that is another key; the key itself stands in the entry.
    """
    if "facts" not in row:
        return row
    # Two digits for each byte, behind the two that say so.
    start, end = (2 + 2 * (ROW.fields[name][1] - ROW.fields["tokens"][1]) for name in ("holder", "school"))
    return row | {"facts": row["facts"][:start] + row["facts"][end:]}


def changed(before: Rows, after: Rows) -> dict[tuple[str, str], dict[str, str]]:
    """Return what differs: for each row made or changed its new values, for one deleted nothing."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for key in before.keys() | after.keys():
        old, new = before.get(key, {}), after.get(key, {})
        if old != new:
            found[key] = {name: value for name, value in new.items() if old.get(name) != value}
    return found


def without_new_keys(found: dict[tuple[str, str], dict[str, str]], known: set[str]) -> list[tuple]:
    """The same change as another run of it would make: keys made anew are all alike, also within bytes."""
    made = [uuid.UUID(key).hex for _, key in found if key not in known and is_key(key)]
    return sorted(
        (
            model,
            _alike(key, known, made),
            tuple(sorted((name, _alike(value, known, made)) for name, value in values.items())),
        )
        for (model, key), values in found.items()
    )


def _alike(value: str, known: set[str], made: list[str]) -> str:
    if is_key(value):
        return value if value in known else "new"
    for key in made:
        value = value.replace(key, "new")
    return value


def is_key(value: str) -> bool:
    """Whether a value is a key, as text."""
    try:
        uuid.UUID(value)
    except ValueError:
        return False
    return True
