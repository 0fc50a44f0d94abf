"""Half-terms: the stretches of school between two breaks, and whose holidays a school follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from linkage.kernel.working_days import SchoolCalendar

DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
# Fewer closed weekdays than this are a long weekend, not a break between half-terms.
BREAK_WORKING_DAYS = 3
# Between two breaks lie five to nine weeks; a longer stretch means that the dates of a holiday are not known.
LONGEST_STRETCH_DAYS = 100
# August leads into the new year: a summer holiday that began in July belongs to the old one.
SCHOOL_YEAR_STARTS = (8, 1)
# Where no term dates are known: the first and the last day of each half-term, as (month, day). August is nobody's:
# it counts towards the half-term that follows.
PLAIN_HALF_TERMS = (
    ((9, 1), (10, 31), "September and October"),
    ((11, 1), (12, 31), "November and December"),
    ((1, 1), (2, 15), "January and February"),
    ((2, 16), (4, 5), "February to April"),
    ((4, 6), (5, 31), "April and May"),
    ((6, 1), (7, 31), "June and July"),
)

TERMS_A_YEAR = 3


@dataclass(frozen=True)
class HalfTerm:
    """A stretch of school from its first to its last day; `name` is "November and December"."""

    starts_on: date
    ends_on: date
    name: str


@dataclass(frozen=True)
class Break:
    """One closure: `is_holiday` parts terms, the others (INSET, single days) only close the school."""

    starts_on: date
    ends_on: date
    is_holiday: bool

    def days(self) -> Iterable[date]:
        """Every day of the closure, weekends too."""
        return (self.starts_on + timedelta(days=n) for n in range((self.ends_on - self.starts_on).days + 1))


def school_year(day: date) -> int:
    """Return the year in which the school year of `day` began (2026 for 1 July 2027)."""
    return day.year if (day.month, day.day) >= SCHOOL_YEAR_STARTS else day.year - 1


def followed(levels: Sequence[Sequence[Break]]) -> list[Break]:
    """Return the closures that count for a school; `levels` go from the school's own to the programme's.

    In each school year the nearest level that has holidays decides on holidays: dates of two authorities are never
    mixed. Single days (INSET) of every level count as well, because they are added to somebody's holidays.
    """
    years = {school_year(each.starts_on) for level in levels for each in level if each.is_holiday}
    kept = [each for level in levels for each in level if not each.is_holiday]
    for year in sorted(years):
        own = ([b for b in level if b.is_holiday and school_year(b.starts_on) == year] for level in levels)
        kept += next(found for found in own if found)
    return sorted(kept, key=lambda each: (each.starts_on, each.ends_on))


def half_term(on: date, closures: Iterable[Break], calendar: SchoolCalendar) -> HalfTerm:
    """Return the half-term that `on` lies in; for a day in the holidays, the one that follows.

    Known closures decide; where the break before or after is not known, the plain dates above do.
    """
    breaks = _breaks(closures, calendar)
    inside = next((end for start, end in breaks if start <= on <= end), None)
    if inside is not None:
        on = inside + DAY
    before = max((end for _, end in breaks if end < on), default=None)
    after = min((start for start, _ in breaks if start > on), default=None)
    if before is None or after is None or (after - before).days > LONGEST_STRETCH_DAYS:
        return _plain(on)
    return HalfTerm(before + DAY, after - DAY, _name(before + DAY, after - DAY))


def term_number(stretch: HalfTerm) -> int:
    """Return the term of a half-term, counted through the years: three to a school year."""
    middle = stretch.starts_on + (stretch.ends_on - stretch.starts_on) / 2
    return school_year(middle) * TERMS_A_YEAR + _place(_plain(middle)) // 2


def counted_from(on: date) -> date:
    """Return the day that stands for the half-term of `on` wherever promises are counted.

    It never moves: whoever edits the term dates must not make room by it for what is promised already.
    """
    return _plain(on).starts_on


def next_counted_from(counted: date) -> date:
    """Return the day that stands for the half-term after the one that `counted` stands for."""
    return counted_from(_plain(counted).ends_on + DAY)


def lately(on: date, closures: Iterable[Break], calendar: SchoolCalendar) -> str:
    """Return "The holidays did not count towards any clock." in the first week after a break, else ""."""
    ended = [end for _, end in _breaks(closures, calendar) if timedelta(0) < on - end <= A_WEEK]
    return "The holidays did not count towards any clock." if ended else ""


def _breaks(closures: Iterable[Break], calendar: SchoolCalendar) -> list[tuple[date, date]]:
    """First and last closed day of each break, with the weekends and single closed days that touch it."""
    found = []
    for each in closures:
        if each.is_holiday and sum(d.weekday() < 5 for d in each.days()) >= BREAK_WORKING_DAYS:  # noqa: PLR2004
            start, end = each.starts_on, each.ends_on
            while not calendar.is_open(start - DAY):
                start -= DAY
            while not calendar.is_open(end + DAY):
                end += DAY
            found.append((start, end))
    return found


def _place(stretch: HalfTerm) -> int:
    """Where a plain half-term stands in its school year, from 0 to 5."""
    return next(place for place, (_, _, name) in enumerate(PLAIN_HALF_TERMS) if name == stretch.name)


def _plain(on: date) -> HalfTerm:
    """The half-term by the plain dates; a day in August belongs to September and October."""
    for start, end, name in PLAIN_HALF_TERMS:
        if start <= (on.month, on.day) <= end:
            return HalfTerm(date(on.year, *start), date(on.year, *end), name)
    start, end, name = PLAIN_HALF_TERMS[0]
    return HalfTerm(date(on.year, *start), date(on.year, *end), name)


def _name(start: date, end: date) -> str:
    months = (end.year - start.year) * 12 + end.month - start.month
    if months == 0:
        return f"{start:%B}"
    return f"{start:%B} {'and' if months == 1 else 'to'} {end:%B}"
