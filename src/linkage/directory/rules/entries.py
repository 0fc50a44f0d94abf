"""What must hold of nominations, entries and promises; each docstring is the sentence its user reads."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Literal

from linkage.kernel.violations import Violation
from linkage.kernel.words import count

MOST_AREAS = 3
MOST_PLACES = 10
MOST_OFFER_PLACES = 500
PARTNERS = ("charity", "business", "university")
MOST_DAYS = 30
FRESH_DAYS = 42

# The constraint the database named, and what it means to the person who met it.
FULL = {
    "directory_allowance_places": "They have promised all the schools they can take this half-term",
    "directory_allowance_days": "They have promised all the days they can give this half-term",
    "directory_offerallowance_places": "All places of this offer are promised this half-term",
    "directory_schoolallowance_days": "Their school has promised all the days it can give this half-term",
    "directory_schoolceiling_stopped": "Their school is taking no new requests at the moment",
    "directory_entry_stopped": "Their head is taking no new requests for them at the moment",
}


def is_full(constraint: str) -> list[Violation]:
    """They have promised all they can this half-term"""
    sentence = FULL.get(constraint)
    return [Violation("is_full", sentence)] if sentence else []


def can_move(status: str, to: str, moves: Mapping[Any, Collection[Any]]) -> list[Violation]:
    """It has been answered or changed since you opened the page"""
    if to in moves.get(status, ()):
        return []
    return [Violation("can_move", str(can_move.__doc__))]


def keeps_promises(*, offered: int, promised: int, unit: str, field: str) -> list[Violation]:
    """The number cannot be less than what is promised already"""
    if offered >= promised:
        return []
    standing = count(promised, *{"places": ("school", "schools"), "days": ("day", "days")}[unit])
    are = "is" if promised == 1 else "are"
    return [Violation("keeps_promises", f"{standing} {are} promised already, so enter {promised} or more", field)]


def has_areas(codes: Iterable[str]) -> list[Violation]:
    """Choose one to three areas"""
    if 1 <= len(set(codes)) <= MOST_AREAS:
        return []
    return [Violation("has_areas", str(has_areas.__doc__), "area_codes")]


def is_whole(*, name: str, email: str, evidence: str, areas: Iterable[str], ways: Iterable[str]) -> list[Violation]:
    """Some answers are missing"""
    missing = [
        sentence
        for is_there, sentence in (
            (name and email, "Enter your colleague’s name and work e-mail address"),
            (evidence, "Say what you have seen them do well"),
            (list(areas), "Choose what they are good at"),
            (list(ways), "Choose how they could help"),
        )
        if not is_there
    ]
    return [Violation("is_whole", sentence) for sentence in missing]


def takes_part(*, has_left: bool) -> list[Violation]:
    """The school no longer takes part, so nobody there can be nominated"""
    return [Violation("takes_part", str(takes_part.__doc__))] if has_left else []


def is_somebody_else(*, email: str, own_email: str) -> list[Violation]:
    """You cannot nominate yourself. Your chair of governors or trust can nominate you"""
    if email.strip().lower() != own_email.strip().lower():
        return []
    return [Violation("is_somebody_else", str(is_somebody_else.__doc__), "email")]


def may_be_nominated(*, email: str, nominates_heads_only: bool, head_email: str) -> list[Violation]:
    """A chair of governors or trust officer nominates the headteacher; the headteacher nominates everybody else"""
    if not nominates_heads_only or (head_email and email.strip().lower() == head_email.strip().lower()):
        return []
    return [Violation("may_be_nominated", str(may_be_nominated.__doc__), "email")]


def is_not_there_yet(*, is_listed: bool, is_asked: bool) -> list[Violation]:
    """Your colleague is in the directory already, or has been asked and not answered yet"""
    if is_listed:
        return [Violation("is_not_there_yet", "Your colleague is in the directory already", "email")]
    if is_asked:
        sentence = "Your colleague has been asked already and has not answered yet"
        return [Violation("is_not_there_yet", sentence, "email")]
    return []


def kind_of_offer(organisation_kind: str) -> str:
    """Return what an offer of such a body is: a school's strength, a partner's offer, or a hub's to many schools."""
    if organisation_kind == "school":
        return "strength"
    return "partner" if organisation_kind in PARTNERS else "hub"


def is_offered_once(*, is_there: bool) -> list[Violation]:
    """The school or body offers something of this name already"""
    return [Violation("is_offered_once", str(is_offered_once.__doc__), "title")] if is_there else []


def price_is_whole(*, price: str, pence: int | None) -> list[Violation]:
    """Enter the price in pounds, like 350 or 350.00"""
    if price != "cost" or pence:
        return []
    return [Violation("price_is_whole", str(price_is_whole.__doc__), "price_pounds")]


def is_listed_once(*, is_listed: bool) -> list[Violation]:
    """They are in the directory for this school already"""
    return [Violation("is_listed_once", str(is_listed_once.__doc__))] if is_listed else []


def is_to_come(until: date | None, today: date) -> list[Violation]:
    """Choose a day still to come"""
    if until is None or until > today:
        return []
    return [Violation("is_to_come", str(is_to_come.__doc__), "until")]


def is_theirs_to_end(*, is_own_break: bool, is_own_entry: bool) -> list[Violation]:
    """They took this break themselves, so only they can end it"""
    if is_own_entry or not is_own_break:
        return []
    return [Violation("is_theirs_to_end", str(is_theirs_to_end.__doc__))]


def works_there(*, is_there: bool) -> list[Violation]:
    """Only somebody who works at the school can be in the directory for it"""
    return [] if is_there else [Violation("works_there", str(works_there.__doc__))]


def can_leave(*, is_standing: bool, is_asked: bool, is_same_school: bool) -> list[Violation]:
    """The entry has been withdrawn, so there is nothing to hide or move"""
    if not is_standing:
        return [Violation("can_leave", str(can_leave.__doc__))]
    if is_asked:
        return [Violation("can_leave", "The head of the new school has been asked already and has not answered yet")]
    if is_same_school:
        return [Violation("can_leave", "Choose another school than the one that was left", "to_organisation")]
    return []


def is_hidden_still(*, is_hidden: bool) -> list[Violation]:
    """The entry has been withdrawn or listed again since this was asked"""
    return [] if is_hidden else [Violation("is_hidden_still", str(is_hidden_still.__doc__))]


def may_be_asked_anew(*, terms_since: int, days_since: int, every: int) -> bool:
    """Return whether to ask if an entry is still right: so many terms have begun since somebody last said so.

    Whoever said it in the last weeks of a term is left in peace for the first weeks of the next.
    """
    return terms_since >= every and days_since >= FRESH_DAYS


Nudge = Literal["", "first", "second", "lapse"]


def nudge(*, days: int, reminders: int, first: int, second: int, lapse: int) -> Nudge:
    """Return what is due so many working days after somebody was asked; each is due once, nothing after the lapse."""
    if days >= lapse:
        return "lapse"
    if days >= second and reminders < 2:  # noqa: PLR2004 (the second of two)
        return "second"
    if days >= first and reminders < 1:
        return "first"
    return ""
