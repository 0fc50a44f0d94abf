"""Dates, times, counts and long texts as a person would say them."""

import re
from datetime import date, datetime, time

MINUTES_IN_HOUR = 60
MINUTES_IN_DAY = 24 * MINUTES_IN_HOUR
DAYS_COUNTED_SINGLY = 21
DAYS_IN_WEEK = 7
DAYS_COUNTED_IN_WEEKS = 70
DAYS_IN_MONTH = 30.4
SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def day(value: date) -> str:
    """Return "Tuesday 3 November 2026"."""
    return f"{value:%A} {value.day} {value:%B} {value.year}"


def clock(value: datetime | time) -> str:
    """Return "3.45pm", "9am", "12 noon" or "midnight", in the zone that a moment carries."""
    if value.minute == 0 and value.hour in (0, 12):
        return "midnight" if value.hour == 0 else "12 noon"
    minutes = f".{value.minute:02d}" if value.minute else ""
    return f"{(value.hour - 1) % 12 + 1}{minutes}{'am' if value.hour < 12 else 'pm'}"  # noqa: PLR2004


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Return "1 person", "12 people"; the plural is the singular with an s unless given."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def number(value: int) -> str:
    """Return a whole number in words below ten ("six"), in figures from there ("1,204")."""
    return SMALL_NUMBERS[value] if 0 <= value < len(SMALL_NUMBERS) else f"{value:,}"


def ago(then: date, now: date) -> str:
    """Return "today", "3 days ago", "in 2 weeks"; datetimes are compared by minute, dates by day."""
    if isinstance(then, datetime) and isinstance(now, datetime):
        minutes = round((now - then).total_seconds() / 60)
        if abs(minutes) < MINUTES_IN_DAY and then.date() == now.date():
            return _minutes_ago(minutes)
        then, now = then.date(), now.date()
    days = (now - then).days
    if days == 0:
        return "today"
    if abs(days) == 1:
        return "yesterday" if days > 0 else "tomorrow"
    return _either_side(_span(abs(days)), past=days > 0)


def _minutes_ago(minutes: int) -> str:
    if abs(minutes) < 1:
        return "just now"
    size = abs(minutes)
    span = count(size, "minute") if size < MINUTES_IN_HOUR else count(size // MINUTES_IN_HOUR, "hour")
    return _either_side(span, past=minutes > 0)


def _span(days: int) -> str:
    if days < DAYS_COUNTED_SINGLY:
        return count(days, "day")
    if days < DAYS_COUNTED_IN_WEEKS:
        return count(round(days / DAYS_IN_WEEK), "week")
    return count(round(days / DAYS_IN_MONTH), "month")


def _either_side(span: str, *, past: bool) -> str:
    return f"{span} ago" if past else f"in {span}"


def within(text: str) -> str:
    """Return a text as it stands within a sentence: "By Tuesday" as "by Tuesday", and "RWI in Year 1" as it is."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def listing(items: list[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(items) < 2:  # noqa: PLR2004
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that somebody wrote, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def shortened(text: str, most: int) -> str:
    """The beginning of a long text, to the end of its last whole sentence that fits, else of its last whole word."""
    if len(text) <= most:
        return text
    ends = [found.end() for found in re.finditer(r"[.!?](?=\s)", text[:most])]
    return text[: ends[-1]] if ends else text[:most].rsplit(None, 1)[0]
