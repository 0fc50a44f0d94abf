"""Reads single values of the register, each written in the way PostgreSQL's COPY takes it.

Every reader is a dictionary that learns: a register has few different statuses, dates and ages, many times over. A
value that cannot be right is None; what the file leaves blank is `NOTHING`.
"""

from collections.abc import Callable, Sequence
from datetime import date

from linkage.organisations.enums import SchoolStatus
from linkage.organisations.rules.phases import phases_of

NOTHING = "\\N"
_STATUSES = {status.label.lower(): status.value for status in SchoolStatus}
# What the register writes for a number it does not know or does not give.
_UNKNOWN_NUMBERS = frozenset({"", "na", "n/a", "z", "x", "c", "supp", "ne", "np", "not applicable", "not recorded"})
_LARGEST_GRID = 1_300_000
_LARGEST_NUMBER = 100_000
_LARGEST_AGE = 99
_KEPT_VALUES = 50_000


class Learning(dict[str, str | None]):
    """What each value met so far was read as."""

    def __init__(self, read: Callable[[str], str | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, value: str) -> str | None:
        """Read a value met for the first time."""
        if len(self) > _KEPT_VALUES:
            self.clear()
        found = self[value] = self._read(value.strip())
        return found


def status(value: str) -> str | None:
    """Return the status of a school; blank is open, as only open schools are left without one."""
    return _STATUSES.get(value.lower()) if value else SchoolStatus.OPEN.value


def day(value: str) -> str | None:
    """Return a date as ISO: 01-09-2005 and 01/09/2005 begin with the day, 2005-09-01 with the year."""
    if not value:
        return NOTHING
    parts = value.replace("/", "-").split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):  # noqa: PLR2004 - a date has three
        return None
    year, month, number = parts if len(parts[0]) == 4 else reversed(parts)  # noqa: PLR2004 - a year has four digits
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None


def age(value: str) -> str | None:
    """Return an age in years."""
    return _whole(value, _LARGEST_AGE)


def number(value: str) -> str | None:
    """Return a count of pupils."""
    return _whole(value, _LARGEST_NUMBER)


def grid(value: str) -> str | None:
    """Return an easting or northing in metres; the register writes 0 where it knows none."""
    found = _whole(value, _LARGEST_GRID)
    return NOTHING if found == "0" else found


def _whole(value: str, largest: int) -> str | None:
    if value.lower() in _UNKNOWN_NUMBERS:
        return NOTHING
    whole = value.removesuffix(".0")
    return str(int(whole)) if whole.isascii() and whole.isdigit() and len(whole) < 8 and int(whole) <= largest else None  # noqa: PLR2004


def percent(value: str) -> str | None:
    """Return a percentage from 0 to 100, with or without its sign."""
    if value.lower() in _UNKNOWN_NUMBERS:
        return NOTHING
    plain = value.removesuffix("%")
    if not plain.replace(".", "", 1).isdigit() or not plain.isascii() or len(plain) > 8 or float(plain) > 100:  # noqa: PLR2004
        return None
    return f"{float(plain):.2f}"


def spoken_or_blank(value: str) -> str:
    """Return a diocese, trust or district; the register's words for "none" become blank."""
    return "" if value.lower() in {"not applicable", "not recorded"} else value


def urns(value: str) -> str:
    """Return URNs parted by spaces as a PostgreSQL array; what is no URN is left out."""
    return "{" + ",".join(word for word in value.split() if word.isascii() and word.isdigit() and len(word) < 8) + "}"  # noqa: PLR2004


def websites(column: Sequence[str]) -> Sequence[str]:
    """Return addresses a browser can follow; nearly all begin in one of two ways and need no closer look."""
    return [
        v if v[:7] == "http://" and v[-1] != "/" else f"http://{v}" if v[:4] == "www." and v[-1] != "/" else _website(v)
        for v in column
    ]


def _website(value: str) -> str:
    """Return one address: 11,000 in the register lack the beginning."""
    bare = value.rstrip("/ ")
    return bare if not bare or bare.lower().startswith(("http://", "https://")) else f"http://{bare}"


def postcodes(column: Sequence[str]) -> Sequence[str]:
    """Return postcodes in capitals with their one space; nearly all are written so."""
    return [v if v[-4:-3] == " " and v.isupper() and " " not in v[:-4] else _postcode(v) for v in column]


def _postcode(value: str) -> str:
    letters = "".join(value.split()).upper()
    return f"{letters[:-3]} {letters[-3:]}" if 5 <= len(letters) <= 7 else " ".join(value.split())  # noqa: PLR2004


class Phases(dict[tuple[str, str, str, str], str]):
    """The phases of each mix of phase, type and ages met so far, as a PostgreSQL array."""

    def __missing__(self, key: tuple[str, str, str, str]) -> str:
        """Work out a mix met for the first time."""
        phase, type_name, low, high = key
        ages = (None if low == NOTHING else int(low), None if high == NOTHING else int(high))
        found = self[key] = "{" + ",".join(phases_of(phase, type_name, *ages)) + "}"
        return found
