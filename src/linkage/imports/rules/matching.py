"""Which column fills what: by its heading, by its values, and as it was matched the last time."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linkage.imports.rules.fields import FIELDS, Field
from linkage.imports.rules.tables import Table
from linkage.search.folding import fold

BY_HEADING, BY_VALUES, BY_MEMORY = "By its heading", "By its values", "As last time"
_SAMPLES = 50
# What Microsoft Forms adds by itself and nobody needs.
_IDLE = re.compile(r"^(?:id|start time|last modified time|total points|quiz feedback|points .*|feedback .*)$")


@dataclass(frozen=True)
class Guess:
    """What a column is taken for; an empty `field` is not used. `is_sure` is False where the reader should look."""

    field: str
    reason: str = ""
    is_sure: bool = True


def guesses(kind: str, table: Table) -> list[Guess]:
    """Return what each column is taken for, each field at most once: the surest pairs first."""
    found: dict[int, Guess] = {index: Guess("") for index, heading in enumerate(table.headings) if _is_idle(heading)}
    pairs = sorted(_pairs(kind, table), key=lambda pair: pair[:2])
    needed = {field.name for field in FIELDS[kind] if field.is_needed}
    taken: dict[str, int] = {}
    for _, index, field, guess in pairs:
        if index not in found and field not in taken:
            found[index] = guess
            taken[field] = index
    # The only column of addresses is the colleague's: what is needed takes from what is not.
    for _, index, field, guess in pairs:
        if field in needed - taken.keys() and found[index].field not in needed:
            found[index] = guess
            taken[field] = index
    return [found.get(index, Guess("", is_sure=False)) for index in range(len(table.headings))]


def _is_idle(heading: str) -> bool:
    return bool(_IDLE.match(fold(heading)))


def _pairs(kind: str, table: Table) -> list[tuple[int, int, str, Guess]]:
    pairs = []
    for index, heading in enumerate(table.headings):
        values = table.column(index)[:_SAMPLES]
        for field in FIELDS[kind]:
            if (guess := _fit(field, fold(heading), values)) is not None:
                cost, made = guess
                pairs.append((cost, index, field.name, made))
    return pairs


def _fit(field: Field, heading: str, values: Sequence[str]) -> tuple[int, Guess] | None:
    """What it costs to take this column for this field, and the guess; None where nothing speaks for it."""
    named = next((place for place, head in enumerate(field.heads) if re.search(head, heading)), None)
    is_alike = field.looks is not None and field.looks(values)
    if named is None:
        return (100, Guess(field.name, BY_VALUES, is_sure=False)) if is_alike else None
    # A heading that says "e-mail" above values that are none is not believed.
    filled = [value for value in values if value.strip()]
    if field.name.endswith("email") and filled and not any("@" in value for value in filled):
        return None
    is_sure = is_alike or field.looks is None
    return (named * 2 + (0 if is_sure else 5), Guess(field.name, BY_HEADING, is_sure=is_sure))


def remembered(kind: str, table: Table, memory: Mapping[str, str]) -> list[Guess]:
    """Return the guesses with what was chosen before for columns of the same heading."""
    known = {field.name for field in FIELDS[kind]} | {""}
    return [
        Guess(memory[key], BY_MEMORY) if (key := fold(heading)) in memory and memory[key] in known else guess
        for heading, guess in zip(table.headings, guesses(kind, table), strict=True)
    ]


def fingerprint(headings: Sequence[str]) -> str:
    """Return what is the same for two files of the same headings, in whatever order and capitals."""
    return hashlib.sha256("\n".join(sorted(fold(heading) for heading in headings)).encode()).hexdigest()


def missing(kind: str, mapping: Sequence[str]) -> list[Field]:
    """Return the needed fields that no column fills."""
    return [field for field in FIELDS[kind] if field.is_needed and field.name not in mapping]
