"""One row of the old spreadsheet, read as a link from before Linkage."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from linkage.imports.rules.days import both_ways, names_a_day, read_day
from linkage.imports.rules.nominations import school_of
from linkage.imports.rules.planned import Planned, State
from linkage.imports.rules.reading import Answers, RowReader, cells_by_field, day_in_order
from linkage.imports.rules.schools import Schools
from linkage.search.folding import fold

LONGEST_PEOPLE, LONGEST_ABOUT, LONGEST_NOTES, LONGEST_WHEN = 300, 200, 2_000, 40
OLDEST = date(1990, 1, 1)


@dataclass(frozen=True)
class Past:
    """What a row is read against."""

    schools: Schools
    known: frozenset[str] = frozenset()
    areas: Mapping[str, str] = field(default_factory=dict)
    first: str = ""
    today: date = date.max


def past_link_row(number: int, cells: tuple[str, ...], mapping: list[str], answers: Answers, past: Past) -> Planned:
    """Return what would become of one row."""
    row = RowReader(number, cells_by_field(mapping, cells), answers)
    title = " and ".join(text for text in (row.text("client"), row.text("home")) if text) or "No school"
    if row.is_left_out():
        return Planned(number, title, State.OUT)
    on = _day(row, past)
    said = row.answers.get(f"linked_on:{row.number}") or row.text("linked_on")
    client = school_of(row, "client", past.schools, heading="School that was helped")
    home = school_of(row, "home", past.schools, heading="School that helped")
    if row.is_out:
        return Planned(number, title, State.OUT)
    if client and home and client.id == home.id:
        row.wrong.append("Both schools are the same")
    values = {
        "linked_on": on,
        "said_when": "" if names_a_day(said) else said[:LONGEST_WHEN],
        "client": client.id if client else "",
        "home": home.id if home else "",
        "people": row.text("people")[:LONGEST_PEOPLE],
        "about": row.text("about")[:LONGEST_ABOUT],
        "area_code": past.areas.get(fold(row.text("about")), ""),
        "notes": row.cells.get("notes", "")[:LONGEST_NOTES],
    }
    state = State.WRONG if row.wrong else State.DECIDE if row.questions else State.NEW
    key = _key(values) if state == State.NEW else ""
    if key in past.known:
        return Planned(number, title, State.KNOWN, notes=("It is there already",), values=values, key=key)
    return Planned(number, title, state, tuple(row.questions), tuple(row.wrong), tuple(row.notes), values, key)


def _day(row: RowReader, past: Past) -> date | None:
    text = row.text("linked_on")
    written = row.answers.get(f"linked_on:{row.number}", "")
    on = read_day(written, "day") or day_in_order(row, "linked_on", "When", past.first)
    if on is None and both_ways(text):
        return None
    if on is None:
        row.ask_for(
            "linked_on", "When", "We cannot read this as a date. Write it as 14 September 2024, or as March 2022"
        )
    elif on > past.today:
        row.ask_for("linked_on", "When", "This day is still to come. Write when it was")
    elif on < OLDEST:
        row.ask_for("linked_on", "When", "This is too long ago. Write when it was")
    else:
        return on
    return None


def _key(values: Mapping[str, object]) -> str:
    """The same for the same link, in whatever file it stands."""
    said = (
        str(values["linked_on"]),
        values["client"],
        values["home"],
        fold(str(values["people"])),
        fold(str(values["about"])),
    )
    return hashlib.sha256("|".join(map(str, said)).encode()).hexdigest()
