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

from linkage.ui.lists.definition import Column

# The full-width forms are read as the plain ones by some programs.
FORMULA_STARTS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
# Excel takes a file without this mark for Windows-1252 and spoils every name with an accent.
BYTE_ORDER_MARK = "\ufeff"


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


def csv_response(columns: Sequence[Column], rows: Iterable[Any], name: str) -> HttpResponse:
    """The rows as a download; `name` becomes the name of the file."""
    response = HttpResponse(BYTE_ORDER_MARK + csv_text(columns, rows), content_type="text/csv; charset=utf-8")
    filename = f"{slugify(name) or 'list'}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filename) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
