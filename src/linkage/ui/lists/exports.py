"""Rows as a file for a spreadsheet, in which no cell can become a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from linkage.ui.lists.definition import Column

# The full-width forms are read as the plain ones by some programs.
FORMULA_STARTS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
# Excel takes a file without this mark for Windows-1252 and spoils every name with an accent.
BYTE_ORDER_MARK = "\ufeff"
CSV, XLSX = "csv", "xlsx"
KINDS = (CSV, XLSX)
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767
NARROWEST = 16
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def safe_cell(value: Any) -> Any:
    """Return the value as a cell that a spreadsheet shows and never runs; numbers stay numbers.

    The same function serves CSV and XLSX: whoever writes a cell passes it through here.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        value = "; ".join(str(one) for one in value)
    return _safe_text(str(value))


def _safe_text(text: str) -> str:
    first = text.lstrip(" \u00a0\u3000")[:1]
    if first in FORMULA_STARTS and first and not PLAIN_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def csv_text(columns: Sequence[Column], rows: Iterable[Any]) -> str:
    """The rows as CSV, one line each under the titles of the columns."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([safe_cell(column.title) for column in columns])
    for row in rows:
        writer.writerow([safe_cell(column.exported(row)) for column in columns])
    return buffer.getvalue()


def xlsx_bytes(columns: Sequence[Column], rows: Iterable[Any]) -> bytes:
    """The rows as an Excel workbook: a bold first line that stays when the rest scrolls; numbers are numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("List")
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = max(NARROWEST, len(column.title) + 4)
    sheet.append([_titled(sheet, column.title) for column in columns])
    for row in rows:
        sheet.append([_printable(safe_cell(column.exported(row))) for column in columns])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _titled(sheet: Any, title: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, safe_cell(title))
    cell.font = Font(bold=True)
    return cell


def _printable(value: Any) -> Any:
    """What a workbook can hold: control characters are no words, and a cell ends after so many letters."""
    return _CONTROL.sub("", value)[:LONGEST_CELL] if isinstance(value, str) else value


def response(columns: Sequence[Column], rows: Iterable[Any], name: str, kind: str) -> HttpResponse:
    """The rows as a download of that kind ("csv" or "xlsx"); `name` becomes the name of the file."""
    return xlsx_response(columns, rows, name) if kind == XLSX else csv_response(columns, rows, name)


def csv_response(columns: Sequence[Column], rows: Iterable[Any], name: str) -> HttpResponse:
    """The rows as a download; `name` becomes the name of the file."""
    return _download(BYTE_ORDER_MARK + csv_text(columns, rows), "text/csv; charset=utf-8", name, CSV)


def xlsx_response(columns: Sequence[Column], rows: Iterable[Any], name: str) -> HttpResponse:
    """The rows as a workbook to download; `name` becomes the name of the file."""
    return _download(xlsx_bytes(columns, rows), XLSX_TYPE, name, XLSX)


def _download(content: str | bytes, content_type: str, name: str, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    filename = f"{slugify(name) or 'list'}.{ending}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
