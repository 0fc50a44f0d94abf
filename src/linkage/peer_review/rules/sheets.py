"""A spreadsheet of schools as a round to plan: what each column means, and what is wrong with a row in plain words."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from linkage.kernel.errors import Refused
from linkage.solvers.rota import Journey, Problem, School, Settings
from linkage.solvers.rota.types import week_of

NO = {"no", "n", "false", "0"}
BETWEEN = r"[;|]"
# The first below the headings, as a spreadsheet counts.
FIRST_ROW = 2
NEEDED = ("school", "easting", "northing")


class UnableToReadSchools(Refused):
    """The spreadsheet cannot be planned from as it is; the sentence says which row and what to write there."""


def read(text: str, *, first: date, last: date, settings: Settings) -> Problem:
    """Return the round that a spreadsheet of schools describes, for the weeks from `first` to `last`.

    The headings are those of `docs/how-to/rota.md`; other columns are left alone. Raises UnableToReadSchools.
    """
    rows = [{key.strip().lower(): (value or "").strip() for key, value in row.items() if key} for row in _rows(text)]
    missing = [name for name in NEEDED if not rows or name not in rows[0]]
    if missing:
        raise UnableToReadSchools(f"The first row has to name these columns: {', '.join(missing)}.")
    if last < first:
        raise UnableToReadSchools("The last week has to be after the first.")
    weeks = frozenset(range(week_of(first), week_of(last) + 1))
    names = [row["school"] for row in rows]
    for at, name in enumerate(names):
        if not name or name in names[:at]:
            what = "has no name" if not name else f"names {name} a second time"
            raise UnableToReadSchools(f"Row {at + FIRST_ROW} {what}: write each school once.")
    schools = tuple(_school(row, number, weeks) for number, row in enumerate(rows, start=FIRST_ROW))
    apart = _pairs(rows, "not with", names)
    met = _pairs(rows, "met", names)
    return Problem(
        schools,
        settings,
        earlier=frozenset(Journey(*each) for each in met),
        apart=frozenset(frozenset(each) for each in apart),
    )


def _rows(text: str) -> Iterable[Mapping[str, str]]:
    lines = text.lstrip("\ufeff").splitlines()
    if not lines:
        raise UnableToReadSchools("The file is empty. Its first row names the columns: school, easting, northing.")
    return csv.DictReader(lines, delimiter=";" if lines[0].count(";") > lines[0].count(",") else ",", restval="")


def _school(row: Mapping[str, str], number: int, weeks: frozenset[int]) -> School:
    never = _weeks(row, "cannot", number)
    return School(
        id=row["school"],
        name=row["school"],
        easting=_metres(row, "easting", number),
        northing=_metres(row, "northing", number),
        host_weeks=weeks - never - _weeks(row, "cannot host", number),
        visit_weeks=weeks - never - _weeks(row, "cannot visit", number),
        phase=row.get("phase", ""),
        trust=row.get("trust", ""),
        can_write=row.get("writes", "").lower() not in NO,
        can_lead=row.get("leads", "").lower() not in NO,
    )


def _metres(row: Mapping[str, str], column: str, number: int) -> float:
    try:
        return float(row[column].replace(",", ""))
    except ValueError:
        raise UnableToReadSchools(
            f"Row {number}, {column}: “{row[column]}” is no number of metres, as in 352310."
        ) from None


def _weeks(row: Mapping[str, str], column: str, number: int) -> frozenset[int]:
    found = set()
    for part in re.split(BETWEEN, row.get(column, "")):
        if said := part.strip():
            found.add(week_of(_day(said, column, number)))
    return frozenset(found)


def _day(said: str, column: str, number: int) -> date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise UnableToReadSchools(f"Row {number}, {column}: “{said}” is no day. Write it as 2027-02-08 or 08/02/2027.")


def _pairs(rows: Sequence[Mapping[str, str]], column: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """Each school with those it names in a column."""
    found = []
    for number, row in enumerate(rows, start=FIRST_ROW):
        for name in (part.strip() for part in re.split(BETWEEN, row.get(column, ""))):
            if name and name not in names:
                said = f"Row {number}, {column}: no row is called “{name}”. Write it as in its own row."
                raise UnableToReadSchools(said)
            if name:
                found.append((row["school"], name))
    return found
