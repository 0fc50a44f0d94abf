"""What somebody, or a school, has given: as a page, a spreadsheet and a paper, all made of the same lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from linkage.engagements import rules
from linkage.engagements.enums import Kind
from linkage.engagements.presenters.contribution_lines import held_line, lines_of, parts_of, school_lines
from linkage.engagements.queries.contributions import Contribution
from linkage.engagements.rules import RecordLine, Sort
from linkage.kernel import money, words
from linkage.links.enums import Side
from linkage.organisations.models import Organisation
from linkage.ui.lists import Column

GIVEN, RECEIVED = "Given", "Received"
ALL_YEARS = {rules.THIS_YEAR: "This school year", rules.LAST_YEAR: "Last school year", rules.ALL_YEARS: "All years"}
_SORTS = {
    Sort.DESIGNATION: "Designation",
    Sort.INTRODUCTION: "Introduction",
    Sort.SUPPORT: "Support over time",
    Sort.VISIT: "Visit",
}


@dataclass(frozen=True)
class Table:
    """One part of a record: its rows, and the line of sums under them."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: str = ""


@dataclass(frozen=True)
class Record:
    """A record as it is shown: figures, then one table for each part; `taken` is what a spreadsheet holds."""

    title: str
    lead: str
    period: rules.Period
    tiles: tuple[dict[str, Any], ...]
    tables: tuple[Table, ...]
    taken: tuple[tuple[str, RecordLine], ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show for this time."""
        return not self.taken


def person_record(found: Contribution, *, name: str, school: str = "") -> Record:
    """Return what somebody has given, and what they took part in; of `school` only, where it is said."""
    given, took_part = lines_of(found.given, Side.HOME), lines_of(found.received, Side.CLIENT)
    held = [held_line(each) for each in found.designations]
    sums = rules.totals(given)
    return Record(
        title=f"What {name} has given" if school else "What I have given",
        lead=f"{f'{school}. ' if school else ''}{said_when(found.period)}",
        period=found.period,
        tiles=_tiles(sums),
        tables=tuple(each for each in _of_person(held, given, took_part, is_own=not school) if each.rows),
        taken=(*(("", each) for each in held), *((GIVEN, each) for each in given), *_as(RECEIVED, took_part)),
    )


def school_record(found: Contribution, *, school: Organisation) -> Record:
    """Return what a school gave and received, by kind and area, and who of its people helped."""
    given, received = school_lines(found.given, Side.HOME), school_lines(found.received, Side.CLIENT)
    people = [*(each for each in given if each.sort != Sort.SUPPORT), *parts_of(found.given.parts)]
    tables = (
        _both_ways(rules.totals(given), rules.totals(received)) if given or received else None,
        _by_kind(found),
        _by_area(found),
        _helpers(people),
        _introductions(given, "Introductions we gave"),
        _introductions(received, "Introductions we had"),
    )
    return Record(
        title=f"What {school.name} gave and received",
        lead=said_when(found.period),
        period=found.period,
        tiles=_tiles(rules.totals(given)),
        tables=tuple(each for each in tables if each is not None and each.rows),
        taken=(*_as(GIVEN, given), *_as(RECEIVED, received)),
    )


def said_when(found: rules.Period) -> str:
    """Return the time of a record in a sentence."""
    if found.starts_on is None:
        return f"Everything until {words.day(found.ends_on)}."
    return f"{words.day(found.starts_on)} to {words.day(found.ends_on)}."


def file_name(found: Record) -> str:
    """Return what the file is called, without its ending."""
    return f"{slugify(found.title)}-{found.period.ends_on:%Y}"


def columns(*, is_school: bool) -> list[Column]:
    """Return the columns of the spreadsheet: one line for each thing."""
    who = Column("Who of ours", lambda each: each[1].who)
    role = Column("As", lambda each: each[1].role)
    return [
        Column("Given or received", lambda each: each[0]),
        Column("What it is", lambda each: _SORTS[each[1].sort]),
        Column("About", lambda each: each[1].what),
        Column("School", lambda each: each[1].school),
        who if is_school else role,
        Column("From", lambda each: each[1].starts_on),
        Column("Until", lambda each: each[1].ends_on or ""),
        Column("Days", lambda each: each[1].half_days / 2 if each[1].sort == Sort.VISIT else ""),
    ]


def _as(way: str, lines: Iterable[RecordLine]) -> list[tuple[str, RecordLine]]:
    return [(way, each) for each in lines]


def _tiles(sums: rules.Totals) -> tuple[dict[str, Any], ...]:
    return (
        {"n": sums.introductions, "text": "introduction given" if sums.introductions == 1 else "introductions given"},
        {"n": f"{sums.half_days / 2:g}", "text": "day given" if sums.half_days == 2 else "days given"},  # noqa: PLR2004
        {"n": sums.visits, "text": "visit" if sums.visits == 1 else "visits"},
        {"n": sums.schools, "text": "school helped" if sums.schools == 1 else "schools helped"},
    )


def _designations(held: Sequence[RecordLine]) -> Table:
    rows = [(each.what, each.school, _from(each), _day(each.ends_on, "No last day")) for each in held]
    return Table("Designations", ("What", "From whom", "Since", "Until"), tuple(rows))


def _of_person(
    held: Sequence[RecordLine], given: Sequence[RecordLine], took_part: Sequence[RecordLine], *, is_own: bool
) -> tuple[Table, ...]:
    who, whose = ("I", "my") if is_own else ("they", "the")
    return (_designations(held), *_given(given, who), _took_part(took_part, f"{who} took part in, when {whose}"))


def _given(lines: Sequence[RecordLine], who: str) -> tuple[Table, ...]:
    visits = [each for each in lines if each.sort == Sort.VISIT]
    rows = [(_from(each), each.what, each.school, money.half_days(each.half_days)) for each in visits]
    total = f"{_count(len(visits), 'visit')}, {money.half_days(rules.totals(visits).half_days)}"
    return (
        _introductions(lines, f"Introductions in which {who} helped"),
        _support_table([each for each in lines if each.sort == Sort.SUPPORT], "Support over time"),
        Table("Visits, each agreed by the school", ("Day", "Part of", "School", "How long"), tuple(rows), total),
    )


def _introductions(lines: Iterable[RecordLine], title: str) -> Table:
    found = [each for each in lines if each.sort == Sort.INTRODUCTION]
    rows = [(_from(each), each.what, each.school) for each in found]
    return Table(title, ("Day", "About", "School"), tuple(rows), _count(len(found), "introduction"))


def _support_table(lines: Sequence[RecordLine], title: str) -> Table:
    rows = [(each.what, each.school, each.role, _from(each), _day(each.ends_on, "Goes on")) for each in lines]
    return Table(title, ("What", "School", "As", "Since", "Until"), tuple(rows))


def _took_part(lines: Sequence[RecordLine], said: str) -> Table:
    goes_on = {Sort.SUPPORT: "Goes on"}
    rows = [
        (each.what, each.school, each.role, _from(each), _day(each.ends_on, goes_on.get(each.sort, "–")))
        for each in lines
    ]
    return Table(f"What {said} school was helped", ("What", "School", "As", "Since", "Until"), tuple(rows))


def _both_ways(given: rules.Totals, received: rules.Totals) -> Table:
    rows = (
        ("Introductions", str(given.introductions), str(received.introductions)),
        ("Support over time", str(given.support), str(received.support)),
        ("Visits", str(given.visits), str(received.visits)),
        ("Days", f"{given.half_days / 2:g}", f"{received.half_days / 2:g}"),
        ("Other schools", str(given.schools), str(received.schools)),
    )
    return Table("Both ways", ("What", GIVEN, RECEIVED), rows)


def _by_kind(found: Contribution) -> Table:
    sides = [
        {each.engagement_id: each.engagement.kind for each in rows.parts} for rows in (found.given, found.received)
    ]
    rows = [(str(kind.label), *(str(sum(each == kind for each in side.values())) for side in sides)) for kind in Kind]
    shown = tuple(row for row in rows if row[1:] != ("0", "0"))
    return Table("Support over time, by kind", ("Kind", GIVEN, RECEIVED), shown)


def _by_area(found: Contribution) -> Table:
    """Introductions by area; one may be about several, so these do not add up to the introductions."""
    counted: dict[str, list[int]] = {}
    for place, rows in enumerate((found.given, found.received)):
        for name in rows.areas:
            counted.setdefault(name, [0, 0])[place] += 1
    rows_ = [(name, str(given), str(received)) for name, (given, received) in sorted(counted.items())]
    note = "An introduction can be about more than one area." if rows_ else ""
    return Table("Introductions, by area", ("Area", GIVEN, RECEIVED), tuple(rows_), note)


def _helpers(lines: Sequence[RecordLine]) -> Table:
    found = rules.by_person(lines)
    rows = [
        (name, str(sums.introductions), str(sums.support), str(sums.visits), f"{sums.half_days / 2:g}")
        for name, sums in found
    ]
    head = ("Name", "Introductions", "Support over time", "Visits", "Days")
    return Table("People of ours who helped", head, tuple(rows), _count(len(found), "colleague"))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else f'{noun}s'}"


def _from(each: RecordLine) -> str:
    return words.day(each.starts_on)


def _day(on: Any, without: str) -> str:
    return words.day(on) if on else without
