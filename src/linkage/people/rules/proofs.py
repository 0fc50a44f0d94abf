"""Names, reasons, letters and roles."""

import re
from datetime import date

from linkage.kernel.violations import Violation
from linkage.people.enums import AFFILIATION_MOVES, INVITATION_MOVES, AffiliationStatus, InvitationStatus, Role

# Read out or copied from paper without mistakes: nothing that looks like something else.
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 12
CODE_GROUP = 4
SHORTEST_REASON = 10


def name_is_given(name: str) -> list[Violation]:
    """Enter their name"""
    return [] if name.strip() else [Violation("name_is_given", str(name_is_given.__doc__), "name")]


def reason_is_given(reason: str) -> list[Violation]:
    """Say how you know, in a few words: whom you spoke to, and when"""
    if len(reason.strip()) >= SHORTEST_REASON:
        return []
    return [Violation("reason_is_given", str(reason_is_given.__doc__), "reason")]


def somebody_coordinates(others: int) -> list[Violation]:
    """A programme always has a coordinator: add another one first"""
    return [] if others else [Violation("somebody_coordinates", str(somebody_coordinates.__doc__))]


def affiliation_may_move(before: str, after: str) -> list[Violation]:
    """Somebody has settled this already"""
    if AffiliationStatus(after) in AFFILIATION_MOVES[AffiliationStatus(before)]:
        return []
    return [Violation("affiliation_may_move", str(affiliation_may_move.__doc__))]


def invitation_may_move(before: str, after: str) -> list[Violation]:
    """The invitation has been answered already"""
    if InvitationStatus(after) in INVITATION_MOVES[InvitationStatus(before)]:
        return []
    return [Violation("invitation_may_move", str(invitation_may_move.__doc__))]


def shown_code(code: str) -> str:
    """Return a letter's code as it is printed: "ABCD-EFGH-JKMN"."""
    return "-".join(code[n : n + CODE_GROUP] for n in range(0, len(code), CODE_GROUP))


def read_code(typed: str) -> str:
    """Return a code as it was made, however it was typed."""
    return re.sub(r"[^A-Z0-9]", "", typed.upper())


def deputy_can_be_named(*, is_by_head: bool, is_confirmed: bool, holds_it: bool, lasts: bool) -> list[Violation]:
    """The head names a confirmed colleague who does not stand for them yet, to a day that is still to come."""
    sentences = [
        ("Only the head names deputies", not is_by_head, None),
        ("Confirm that they work here first", not is_confirmed, None),
        ("They stand for the head already", holds_it, None),
        ("Choose a day that is still to come", not lasts, "until"),
    ]
    return [Violation("deputy_can_be_named", sentence, field) for sentence, fails, field in sentences if fails]


def role_runs_the_programme(role: str) -> list[Violation]:
    """Choose coordinator, schools officer or commissioner"""
    if role in {Role.COORDINATOR, Role.OFFICER, Role.COMMISSIONER}:
        return []
    return [Violation("role_runs_the_programme", str(role_runs_the_programme.__doc__), "role")]


def day_is_to_come(day: date | None, today: date) -> list[Violation]:
    """Choose a day that is still to come"""
    if day is None or day >= today:
        return []
    return [Violation("day_is_to_come", str(day_is_to_come.__doc__), "until")]
