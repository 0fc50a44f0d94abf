"""Designations: what can be given, when somebody is asked, and what an answer needs."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Literal

from linkage.kernel.violations import Violation
from linkage.people.enums import DESIGNATION_MOVES, DesignationStatus, Holder

# So many days before its last day the holder is asked whether it is renewed.
ASKED_DAYS_BEFORE = 60
# What a new programme begins with: the title, who usually gives it, who holds it. It may change them all.
SHIPPED: tuple[tuple[str, str, Holder], ...] = (
    ("National Leader of Education", "Department for Education", Holder.PERSON),
    ("Local Leader of Education", "", Holder.PERSON),
    ("Specialist Leader of Education", "", Holder.PERSON),
    ("National Leader of Governance", "Department for Education", Holder.PERSON),
    ("Evidence Lead in Education", "", Holder.PERSON),
    ("Catholic Leader of Education", "", Holder.PERSON),
    ("Headteacher Mentor", "", Holder.PERSON),
    ("Lead practitioner", "", Holder.PERSON),
    ("Teaching School Hub", "Department for Education", Holder.ORGANISATION),
    ("English Hub", "Department for Education", Holder.ORGANISATION),
    ("Maths Hub", "NCETM", Holder.ORGANISATION),
    ("Research School", "Education Endowment Foundation", Holder.ORGANISATION),
)
Due = Literal["", "ask", "lapse", "end"]


def called(title: str, specialism: str) -> str:
    """Return what a designation is in a phrase: "Specialist Leader of Education (phonics)"."""
    return f"{title} ({specialism})" if specialism else title


def days_fit(*, from_on: date, to_on: date | None, today: date) -> list[Violation]:
    """It has begun, and its last day is still to come"""
    found = []
    if from_on > today:
        found.append(Violation("days_fit", "Enter the day it began: it cannot be one that is still to come", "from_on"))
    if to_on is not None and to_on < max(today, from_on):
        sentence = "Enter a last day that is still to come, or leave it empty where there is none"
        found.append(Violation("days_fit", sentence, "to_on"))
    return found


def is_held_once(*, is_held: bool) -> list[Violation]:
    """The same is noted already: change that one, or say what this one is for"""
    return [Violation("is_held_once", str(is_held_once.__doc__), "title")] if is_held else []


def body_is_given(body: str) -> list[Violation]:
    """Enter who gave it"""
    return [] if body else [Violation("body_is_given", str(body_is_given.__doc__), "awarded_by")]


def title_is_given(name: str) -> list[Violation]:
    """Enter what the designation is called"""
    return [] if name.strip() else [Violation("title_is_given", str(title_is_given.__doc__), "name")]


def title_is_new(name: str, others: Collection[str]) -> list[Violation]:
    """The list has this one already"""
    known = {other.casefold() for other in others}
    return [Violation("title_is_new", str(title_is_new.__doc__), "name")] if name.casefold() in known else []


def designation_may_move(before: str, after: str) -> list[Violation]:
    """Somebody has said how this stands already"""
    if DesignationStatus(after) in DESIGNATION_MOVES[DesignationStatus(before)]:
        return []
    return [Violation("designation_may_move", str(designation_may_move.__doc__))]


def can_be_renewed(*, status: str, until: date | None, from_on: date, today: date) -> list[Violation]:
    """What is held, or ran out, is renewed until a day that is still to come"""
    if status not in (DesignationStatus.HELD, DesignationStatus.LAPSED):
        return [Violation("can_be_renewed", "Only what is confirmed can be renewed")]
    if until is not None and until <= max(today, from_on):
        return [Violation("can_be_renewed", "Enter a day that is still to come", "until")]
    return []


def can_end_as_planned(*, status: str, to_on: date | None) -> list[Violation]:
    """It has no last day: say that it has ended, once it has"""
    if status == DesignationStatus.HELD and to_on is not None:
        return []
    return [Violation("can_end_as_planned", str(can_end_as_planned.__doc__), "answer")]


def due(*, to_on: date | None, today: date, is_asked: bool, is_to_end: bool) -> Due:
    """Return what is to be done about a held designation on this day: ask, let it run out, or end it as was said."""
    if to_on is None:
        return ""
    if to_on < today:
        return "end" if is_to_end else "lapse"
    if is_asked or is_to_end or to_on - timedelta(days=ASKED_DAYS_BEFORE) > today:
        return ""
    return "ask"
