"""All rows of a programme as plain values, to see what one request changed."""

import uuid
from collections.abc import Iterable

from django.apps import apps
from django.db import models

from linkage.database.tenancy import acting_in
from linkage.directory.rules.facts import ROW
from tests.trust.matrix.world import Side

# What a sending leaves behind by nature: its own memory, the jobs it starts, the mails it writes, its entry.
TRACES = {"access.formanswer", "access.auditentry", "messaging.message", "sessions.session"}

# Made at random anew each time, like keys; and how long the machine took to make a plan.
RANDOM = {"password", "session_mark", "code_hash", "seconds"}

Rows = dict[tuple[str, str], dict[str, str]]


def models_of_ours() -> Iterable[type[models.Model]]:
    """Every table of this product but the traces."""
    for model in apps.get_models():
        is_ours = model.__module__.startswith("linkage.")
        if is_ours and model._meta.label_lower not in TRACES:
            yield model


def rows_of(side: Side, *, only: set[str] | None = None) -> Rows:
    """Return {(model, key): its values as text} for everything this programme can see; `only` names tables."""
    found: Rows = {}
    with acting_in(side.programme.id):
        for model in models_of_ours():
            if only is None or model._meta.db_table in only:
                for row in map(_written_whenever, model._default_manager.values()):
                    key = str(row[model._meta.pk.attname])
                    found[model._meta.label, key] = {n: _text(value) for n, value in row.items() if n not in RANDOM}
    return found


def _written_whenever(row: dict) -> dict:
    """A listing without the transaction that wrote it, and without half of the key of whose places it counts.

    Where an offer is made anew that is another key; the key itself stands in the entry.
    """
    if "facts" not in row:
        return row
    start, end = (ROW.fields[name][1] - ROW.fields["tokens"][1] for name in ("holder", "school"))
    return row | {"facts": row["facts"][:start] + row["facts"][end:], "changed_in": ""}


def _text(value: object) -> str:
    """Bytes in hexadecimal, so that a key within them can be found."""
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


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
