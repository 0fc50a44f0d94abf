"""Days as people write them: 14/09/2026, 9/14/26 8:02, 14 Sept 2026, March 2022, Autumn 2021."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

DAY_FIRST, MONTH_FIRST = "day", "month"
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ ,T].*)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_WORDS = re.compile(r"(?:[a-z]+,? )?(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([a-z]{3,9})[ ,-]+(\d{4}|\d{2})(?: .*)?")
_US_WORDS = re.compile(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_TERM = re.compile(r"(autumn|spring|summer)(?: term)?(?: [12])?,? (\d{4})")
_TERMS = {"autumn": 9, "spring": 1, "summer": 4}
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_LAST_MONTH = 12
_CENTURY = 100


@dataclass(frozen=True)
class Order:
    """In which order a column writes day and month. Without an order it has to be asked where `is_asked`."""

    first: str = ""
    is_asked: bool = False
    is_mixed: bool = False
    example: str = ""


def order_of(values: Iterable[str]) -> Order:
    """Return the order that the column's own values prove; asked where both are possible, or both are there."""
    day_first = month_first = 0
    unclear = ""
    for value in values:
        if not (found := _NUMBERS.fullmatch(value.strip())):
            continue
        one, two = int(found[1]), int(found[2])
        day_first += one > _LAST_MONTH >= two
        month_first += two > _LAST_MONTH >= one
        if one != two and max(one, two) <= _LAST_MONTH:
            unclear = unclear or value.strip()
    if day_first and month_first:
        return Order("", is_asked=bool(unclear), is_mixed=True, example=unclear)
    if day_first or month_first:
        return Order(DAY_FIRST if day_first else MONTH_FIRST)
    return Order("", is_asked=bool(unclear), example=unclear)


def read_day(text: str, first: str) -> date | None:
    """Return the day a text means, the first of the month or term where it names no day; None for what is no day.

    A value that can be read one way only is read so, whatever the order of its column; one that can be read both ways
    needs `first`.
    """
    plain = _plain(text)
    if found := _ISO.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(plain):
        return _by_numbers(int(found[1]), int(found[2]), _year(found[3]), first)
    if found := _TERM.fullmatch(plain):
        return _day(int(found[2]), _TERMS[found[1]], 1)
    if found := _US_WORDS.fullmatch(plain):
        return _day(int(found[3]), _MONTHS.get(found[1][:3], 0), int(found[2]))
    if found := _WORDS.fullmatch(plain):
        return _day(_year(found[3]), _MONTHS.get(found[2][:3], 0), int(found[1] or 1))
    return None


def names_a_day(text: str) -> bool:
    """Return whether a text that `read_day` can read names a whole day, and not only a month or a term."""
    plain = _plain(text)
    if _TERM.fullmatch(plain):
        return False
    found = None if _US_WORDS.fullmatch(plain) else _WORDS.fullmatch(plain)
    return found is None or found[1] is not None


def both_ways(text: str) -> tuple[date, date] | None:
    """Return the two days that a text of numbers can mean, day first and month first; None where it is one only."""
    found = _NUMBERS.fullmatch(text.strip())
    if not found or found[1] == found[2]:
        return None
    year = _year(found[3])
    one, two = _day(year, int(found[2]), int(found[1])), _day(year, int(found[1]), int(found[2]))
    return (one, two) if one and two and one != two else None


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("sept ", "sep ").split())


def _by_numbers(one: int, two: int, year: int, first: str) -> date | None:
    day_first, month_first = _day(year, two, one), _day(year, one, two)
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    return {DAY_FIRST: day_first, MONTH_FIRST: month_first}.get(first)


def _year(text: str) -> int:
    return int(text) if int(text) >= _CENTURY else 2000 + int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
