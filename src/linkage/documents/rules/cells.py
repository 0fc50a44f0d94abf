"""A cell as plain text, as a person would read it out."""

from datetime import date, datetime, time, timedelta
from typing import Any

_MIDNIGHT = time(0)
_WHOLE = 1e15


def as_text(value: Any) -> str:
    """Return a cell's value as text: a whole number without a point, a day as 2026-09-14, nothing for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value).replace("\x00", "").replace("\r\n", "\n").strip()
