"""What a person or a school has given: the school years it is asked for, and totals that are the sum of lines. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from linkage.kernel.days import day_of
from linkage.kernel.half_terms import SCHOOL_YEAR_STARTS, school_year

THIS_YEAR, LAST_YEAR, ALL_YEARS = "this", "last", "all"


class Sort(StrEnum):
    """What one line tells of."""

    DESIGNATION = "designation"
    INTRODUCTION = "introduction"
    SUPPORT = "support"
    VISIT = "visit"


@dataclass(frozen=True)
class Period:
    """From when until when; without a first day everything until then. `name` is how it is asked for."""

    name: str
    starts_on: date | None
    ends_on: date

    def meets(self, starts_on: date, ends_on: date | None) -> bool:
        """Whether what went from one day to another, or goes on, has a day in it."""
        begins_in_time = starts_on <= self.ends_on
        return begins_in_time and (self.starts_on is None or ends_on is None or ends_on >= self.starts_on)


def period(name: str, today: date) -> Period:
    """Return the school year asked for, until today; this one for a name nobody knows."""
    this = date(school_year(today), *SCHOOL_YEAR_STARTS)
    if name == ALL_YEARS:
        return Period(ALL_YEARS, None, today)
    if name == LAST_YEAR:
        return Period(LAST_YEAR, this.replace(year=this.year - 1), this - timedelta(days=1))
    return Period(THIS_YEAR, this, today)


def time_of(
    *, joined_at: datetime, left_at: datetime | None, started_at: datetime | None, ended_at: datetime | None
) -> tuple[date, date | None]:
    """Return from when until when somebody takes part in what has started; None where they still do."""
    ended = [each for each in (left_at, ended_at) if each is not None]
    return day_of(max(joined_at, started_at or joined_at)), day_of(min(ended)) if ended else None


@dataclass(frozen=True)
class RecordLine:
    """One thing: what, with which school, by whom, as what, from when until when, and how many half days."""

    sort: Sort
    what: str
    starts_on: date
    ends_on: date | None = None
    school: str = ""
    school_id: UUID | None = None
    who: str = ""
    who_id: UUID | None = None
    role: str = ""
    half_days: int = 0


@dataclass(frozen=True)
class Totals:
    """The sum of some lines; never counted in any other way."""

    introductions: int
    support: int
    visits: int
    half_days: int
    schools: int


def totals(lines: Iterable[RecordLine]) -> Totals:
    """Return how many introductions, engagements, visits, half days and schools these lines tell of."""
    known = list(lines)
    count = {sort: sum(each.sort == sort for each in known) for sort in Sort}
    return Totals(
        introductions=count[Sort.INTRODUCTION],
        support=count[Sort.SUPPORT],
        visits=count[Sort.VISIT],
        half_days=sum(each.half_days for each in known),
        schools=len({each.school_id for each in known if each.school_id}),
    )


def by_person(lines: Iterable[RecordLine]) -> list[tuple[str, Totals]]:
    """Return (name, totals) for each person of these lines, by name; their sums are those of the lines."""
    found: dict[tuple[str, UUID | None], list[RecordLine]] = {}
    for each in lines:
        if each.who_id is not None:
            found.setdefault((each.who, each.who_id), []).append(each)
    return [(name, totals(found[name, key])) for name, key in sorted(found, key=lambda each: (each[0], str(each[1])))]
