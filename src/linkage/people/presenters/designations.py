"""What the pages about designations show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people import policy
from linkage.people.enums import DesignationStatus
from linkage.people.models import Designation, DesignationTitle
from linkage.people.queries import Holding
from linkage.search.folding import fold, having
from linkage.ui import lists

STATES = {
    "check": "To be checked",
    "held": "Held",
    "ending": "Ends soon or ran out",
    "ended": "Ended",
}
TAGS: dict[str, tuple[str, str]] = {
    DesignationStatus.CLAIMED: ("wait", "Being checked"),
    DesignationStatus.HELD: ("good", "Held"),
    DesignationStatus.LAPSED: ("bad", "Ran out"),
    DesignationStatus.ENDED: ("quiet", "Ended"),
}
FAR = date.max


@dataclass(frozen=True)
class DesignationPage:
    """One designation, as this reader may settle it."""

    tag: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    note: str
    can_confirm: bool
    can_answer: bool
    can_change: bool
    # Whether somebody waits for the answer: its button is the one filled.
    is_asked: bool


@dataclass(frozen=True)
class DesignationRow:
    """One designation in a list of somebody's own."""

    designation: Designation
    when: str
    tag: tuple[str, str]


def state_of(designation: Designation) -> str:
    """How a designation stands, as the list is narrowed."""
    if designation.status == DesignationStatus.LAPSED or designation.is_questioned:
        return "ending"
    names: dict[str, str] = {DesignationStatus.CLAIMED: "check", DesignationStatus.HELD: "held"}
    return names.get(designation.status, "ended")


def _until(designation: Designation) -> str:
    return words.day(designation.to_on) if designation.to_on else "No last day"


DESIGNATIONS = lists.ListDefinition(
    noun="designation",
    noun_plural="designations",
    has_search=True,
    is_personal=True,
    empty_title="Nobody’s designations are noted yet",
    empty_text="Note one on the page of a person, or of a school’s people. People can note their own.",
    columns=[
        lists.Column("Who", lambda row: row.holder_name, export=lambda row: row.holder_name),
        lists.Column(
            "Designation",
            lambda row: {"text": row.title.name, "sub": row.specialism},
            export=lambda row: row.title.name,
        ),
        lists.Column("For", lambda row: row.specialism, export=lambda row: row.specialism),
        lists.Column("Given by", lambda row: row.awarded_by, export=lambda row: row.awarded_by),
        lists.Column("From", lambda row: words.day(row.from_on), export=lambda row: row.from_on),
        lists.Column("Until", _until, export=lambda row: row.to_on),
        lists.Column("Stands", lambda row: TAGS[row.status][1], export=lambda row: row.get_status_display()),
    ],
    filters=[
        lists.Filter("state", "Stands", key=state_of, labels=STATES),
        lists.Filter("title", "Designation", key=lambda row: row.title.name, labels={}),
        lists.Filter("by", "Given by", key=lambda row: row.awarded_by, labels={}),
    ],
    sorts=[
        lists.Sort("ends", "Ends first", key=lambda row: (row.to_on or FAR, fold(row.holder_name))),
        lists.Sort("name", "By name", key=lambda row: fold(row.holder_name)),
    ],
)


def found_designations(rows: Iterable[Designation], text: str) -> list[Designation]:
    """Return those in whose holder, title, specialism or body all the words stand."""
    return having(rows, text, lambda row: [row.holder_name, row.title.name, row.specialism, row.awarded_by])


def own_designations(found: Iterable[Designation]) -> list[DesignationRow]:
    """Return the designations of one person or school, each with its days in words."""
    return [DesignationRow(each, when=_when(each), tag=TAGS[each.status]) for each in found]


def designation_page(designation: Designation, actor: Actor, today: date) -> DesignationPage:
    """The page of one designation."""
    status = DesignationStatus(designation.status)
    said = designation.said_by.name if designation.said_by else "Somebody who has left"
    rows = (
        ("Who", designation.holder_name),
        ("For", designation.specialism),
        ("Given by", designation.awarded_by),
        ("Since", words.day(designation.from_on)),
        ("Until", _until(designation)),
        ("Looked up at", designation.evidence),
        ("Noted by", f"{said}, {words.day(day_of(designation.said_at))}"),
        ("Last said to be right", words.day(day_of(designation.confirmed_at)) if designation.confirmed_at else ""),
    )
    may_keep = status != DesignationStatus.ENDED and policy.CHANGE_DESIGNATION.allows(actor, designation)
    return DesignationPage(
        tag=TAGS[status],
        rows=tuple((name, value) for name, value in rows if value),
        note=_note(designation, today),
        can_confirm=status == DesignationStatus.CLAIMED and policy.CONFIRM_DESIGNATION.allows(actor, designation),
        can_answer=may_keep,
        can_change=may_keep,
        is_asked=designation.is_questioned or status == DesignationStatus.LAPSED,
    )


def answers(designation: Designation) -> list[tuple[str, str]]:
    """The answers that fit how a designation stands, for the form."""
    status = designation.status
    can_be_renewed = status in (DesignationStatus.HELD, DesignationStatus.LAPSED)
    found = [("until", "Yes, until a day"), ("open", "Yes, without a last day")] if can_be_renewed else []
    if status == DesignationStatus.HELD and designation.to_on:
        found.append(("planned", f"No, it ends as planned on {words.day(designation.to_on)}"))
    return [*found, ("ended", "It has ended, or it is not right" if status != DesignationStatus.LAPSED else "No")]


def answered(designation: Designation) -> str:
    """One sentence for who said how a designation stands."""
    status, day = designation.status, words.day(designation.to_on) if designation.to_on else ""
    if status == DesignationStatus.ENDED:
        return "It is noted as ended. Schools do not see it."
    if status == DesignationStatus.CLAIMED:
        return "The coordinator checks it. Schools see it once it is confirmed."
    if status == DesignationStatus.LAPSED:
        return "A newer e-mail from us asks the same. Please use that one."
    if designation.is_to_end:
        return f"It ends on {day}, as planned. We do not ask again."
    return f"Schools see that it holds{f' until {day}' if day else ''}."


def initial(designation: Designation) -> dict[str, Any]:
    """What the form starts with when a designation is said anew."""
    return {
        "title": str(designation.title_id),
        **{name: getattr(designation, name) for name in ("specialism", "awarded_by", "from_on", "to_on", "evidence")},
    }


def phrase(holding: Designation | Holding) -> str:
    """What stands beside an entry: "Specialist Leader of Education (phonics), until Tuesday 31 August 2027"."""
    until = f", until {words.day(holding.to_on)}" if holding.to_on else ""
    return f"{holding.called}, from {holding.awarded_by}{until}"


def title_rows(found: Iterable[DesignationTitle]) -> dict[str, list[DesignationTitle]]:
    """The programme's list: what people hold, what schools hold, what is out of use."""
    every = list(found)
    used = [each for each in every if each.is_in_use]
    return {
        "people": [each for each in used if each.is_for_people],
        "schools": [each for each in used if not each.is_for_people],
        "unused": [each for each in every if not each.is_in_use],
    }


def _note(designation: Designation, today: date) -> str:
    """What this means for schools, and what comes next."""
    status = designation.status
    if status == DesignationStatus.HELD and not designation.is_held(today):
        return "Its last day is over, so schools do not see it."
    if designation.is_questioned and status == DesignationStatus.HELD:
        return "We asked whether it is renewed. Without an answer schools no longer see it after its last day."
    if status == DesignationStatus.LAPSED:
        return "Nobody has said that it is renewed, so schools do not see it."
    return answered(designation)


def _when(designation: Designation) -> str:
    if designation.status == DesignationStatus.ENDED:
        return f"{words.day(designation.from_on)} to {words.day(designation.ended_on or designation.from_on)}"
    return f"Until {words.day(designation.to_on)}" if designation.to_on else f"Since {words.day(designation.from_on)}"
