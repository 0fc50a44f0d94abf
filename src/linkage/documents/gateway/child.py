"""The process in which a file is taken apart: `python -m linkage.documents.gateway.child NAME`, bytes in, lines out.

It knows no Django, no database and no secret, and may take no more memory or time than given below, nor write a file.
Each line it writes is JSON: first {"sheet": name} or {"refused": sentence}, then one [number, [cells]] for each row.
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

import python_calamine as calamine

from linkage.documents.gateway.limiting import limit
from linkage.documents.rules import UnableToReadSheet, as_text, check_packed, kind_of, read_csv
from linkage.documents.rules.limits import USUAL
from linkage.documents.rules.packed import DAMAGED
from linkage.documents.rules.recognising import PACKED, PROTECTED, TEXT

TOO_LARGE = "The file takes too much to read. Copy the rows you need into a new spreadsheet and choose that"
TOO_MANY_ROWS = f"The file has more than {USUAL.rows:,} rows. Choose a file with fewer"
_SHOWN = (calamine.SheetVisibleEnum.Visible,)


def main() -> None:
    """Read one file from standard input and write its rows, or why not."""
    limit()
    content = sys.stdin.buffer.read()
    try:
        for line in _lines(content, sys.argv[1]):
            _say(line)
    except UnableToReadSheet as problem:
        _say({"refused": str(problem)})
    except MemoryError:
        _say({"refused": TOO_LARGE})
    except calamine.PasswordError:
        _say({"refused": PROTECTED})
    except calamine.CalamineError:
        _say({"refused": DAMAGED})


def _lines(content: bytes, name: str) -> Iterator[Any]:
    kind = kind_of(content, name)
    if kind == PACKED:
        check_packed(content)
    title, rows = ("", read_csv(content)) if kind == TEXT else _sheet(content)
    yield {"sheet": title}
    letters = 0
    for number, row in enumerate(rows, start=1):
        cells = [as_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        letters += sum(map(len, cells))
        _check(number, cells, letters)
        yield [number, cells]


def _check(number: int, cells: list[str], letters: int) -> None:
    if number > USUAL.rows:
        raise UnableToReadSheet(TOO_MANY_ROWS)
    if len(cells) > USUAL.columns:
        raise UnableToReadSheet(f"Row {number} has more than {USUAL.columns} columns. Delete those you do not need")
    if letters > USUAL.letters or max(map(len, cells)) > USUAL.letters_in_a_cell:
        raise UnableToReadSheet(f"Row {number}: {TOO_LARGE}")


def _sheet(content: bytes) -> tuple[str, Iterator[list[Any]]]:
    """The first sheet with anything in it that is not hidden."""
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for about in book.sheets_metadata:
        if about.visible in _SHOWN and about.typ == calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(about.name)
            if sheet.end is not None:
                _check_size(*sheet.end)
                return about.name, iter(sheet.iter_rows())
    return "", iter(())


def _check_size(last_row: int, last_column: int) -> None:
    """Before a row is made of it: one word at the far end of a sheet makes all the empty cells before it."""
    if last_row >= USUAL.rows:
        raise UnableToReadSheet(TOO_MANY_ROWS)
    if last_column >= USUAL.columns:
        raise UnableToReadSheet(f"The sheet has more than {USUAL.columns} columns. Delete those you do not need")


def _say(line: Any) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
