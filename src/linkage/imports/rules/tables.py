"""The table in a sheet: below which heading it begins, and which rows are none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from linkage.imports.rules.fields import FIELDS, Field
from linkage.search.folding import fold

MOST_BEFORE = 15
_LEAST_CELLS = 2
_DITTO = re.compile(r"""["”“″〃'’]{1,2}|-? ?["”″] ?-?|ditto|do\.?|as above|same as above|same""", re.IGNORECASE)
_TOTAL = re.compile(r"(?:sub|grand )?totals?\b|sum\b|count\b|average\b|number of (?:rows|responses|nominations)\b")
Cells = tuple[str, ...]
NumberedRow = tuple[int, Cells]


@dataclass(frozen=True)
class Table:
    """A table: the number of its heading's row, its headings, its rows as long as those, and the rows that are none."""

    header_row: int
    headings: Cells
    rows: tuple[NumberedRow, ...]
    left_out: tuple[tuple[int, str], ...]

    def column(self, index: int) -> list[str]:
        """Return the values of one column, from above."""
        return [cells[index] for _, cells in self.rows]


def table_in(rows: Sequence[NumberedRow], kind: str) -> Table | None:
    """Return the table of a sheet, dittos written out; None where no row looks like headings with a row below."""
    found = _heading(rows, FIELDS[kind])
    if found is None:
        return None
    number, cells = rows[found]
    headings = tuple(_one_line(cell) for cell in cells)
    kept: list[NumberedRow] = []
    left_out: list[tuple[int, str]] = []
    for row, values in rows[found + 1 :]:
        whole = tuple(cell.strip() for cell in (*values, *("",) * len(headings))[: len(headings)])
        if why := _no_row(whole, headings):
            left_out.append((row, why))
        elif any(whole):
            kept.append((row, _written_out(whole, kept[-1][1] if kept else ())))
    return Table(number, headings, tuple(kept), tuple(left_out)) if kept else None


def _heading(rows: Sequence[NumberedRow], fields: Sequence[Field]) -> int | None:
    """The row that names most of what we look for: a title merged across the sheet stands above it, names nothing."""
    best, most = None, (0, 0)
    for index, (_, cells) in enumerate(rows[:MOST_BEFORE]):
        filled = [fold(cell) for cell in cells if cell.strip()]
        named = sum(any(re.search(head, cell) for cell in filled for head in field.heads) for field in fields)
        if len(filled) >= _LEAST_CELLS and (named, len(filled)) > most and not any("@" in cell for cell in cells):
            best, most = index, (named, len(filled))
    return best


def _no_row(cells: Cells, headings: Cells) -> str:
    """Why this is no row of the table; nothing when it is one."""
    filled = [fold(cell) for cell in cells if cell]
    if not filled:
        return ""
    if [fold(cell) for cell in cells] == [fold(heading) for heading in headings]:
        return "The headings again"
    if _TOTAL.match(filled[0]) and len(filled) <= max(_LEAST_CELLS, len(headings) // 2):
        return "A total, not a row"
    return ""


def _written_out(cells: Cells, above: Cells) -> Cells:
    if not above:
        return cells
    return tuple(over if _DITTO.fullmatch(cell) else cell for cell, over in zip(cells, above, strict=True))


def _one_line(cell: str) -> str:
    return " ".join(cell.split())[:200]
