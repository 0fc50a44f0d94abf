"""Hand a file to a process of its own, and take the rows back."""

import json
from dataclasses import dataclass
from typing import Any

from linkage.documents.gateway.asking import answered
from linkage.documents.rules.limits import USUAL, UnableToReadSheet, is_small_enough

CHILD = "linkage.documents.gateway.child"
# As JSON no letter takes more than twelve bytes, and each row some more.
MOST_BYTES = 12 * USUAL.letters + 400 * USUAL.rows
UNREADABLE = "The file cannot be read, or takes too much to read. Copy the rows you need into a new spreadsheet"


@dataclass(frozen=True)
class Row:
    """One row that holds anything; `number` is the one the spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The first sheet of a file that holds anything, every cell as plain text."""

    name: str
    rows: tuple[Row, ...]


def read(content: bytes, name: str) -> Sheet:
    """Return the rows of a spreadsheet (.xlsx, .xls, .ods, .csv); `name` is what its owner calls it.

    Raises UnableToReadSheet with a sentence for whoever chose the file. Nothing is written to disk.
    """
    is_small_enough(len(content))
    output = answered(CHILD, content, name, most=MOST_BYTES)
    if output is None:
        raise UnableToReadSheet(UNREADABLE)
    try:
        lines = [json.loads(line) for line in output.splitlines()]
    except ValueError as problem:
        raise UnableToReadSheet(UNREADABLE) from problem
    for line in lines[:1] + lines[-1:]:
        if isinstance(line, dict) and "refused" in line:
            raise UnableToReadSheet(line["refused"])
    return _sheet(lines)


def _sheet(lines: list[Any]) -> Sheet:
    if not lines or "sheet" not in lines[0]:
        raise UnableToReadSheet(UNREADABLE)
    rows = tuple(Row(number, tuple(cells)) for number, cells in lines[1:])
    if not rows:
        raise UnableToReadSheet("There is nothing in the file. Choose another")
    return Sheet(lines[0]["sheet"], rows)
