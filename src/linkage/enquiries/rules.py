"""When an enquiry is late, when its head has had long enough, and what it may become. Pure: plain values in and out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from linkage.kernel.violations import Violation
from linkage.kernel.working_days import SchoolCalendar

SOON_DAYS = 1
# Enquiries that have ended are kept for a year, so that a head or an auditor can still ask what became of one.
KEPT_DAYS = 365


@dataclass(frozen=True)
class Promise:
    """What is owed next: to be taken, then to be answered; due on a day, so many working school days left."""

    is_taken: bool
    due_on: date
    days_left: int
    is_stopped: bool = False

    @property
    def standing(self) -> str:
        """Late below nought, soon from one working day, plain before that; stopped while the programme is paused."""
        if self.is_stopped:
            return "stopped"
        if self.days_left < 0:
            return "late"
        return "soon" if self.days_left <= SOON_DAYS else "plain"


def promise(
    calendar: SchoolCalendar, *, since: date, days: int, is_taken: bool, today: date, paused_on: date | None
) -> Promise:
    """Return how a promise of so many working school days stands today; while the programme is paused it stands."""
    due = calendar.add(since, days)
    is_stopped = paused_on is not None and paused_on <= today
    until = min(today, paused_on) if paused_on else today
    return Promise(is_taken, due, calendar.between(until, due), is_stopped)


def can_move(after: str, open_to: Collection[str]) -> list[Violation]:
    """Somebody else was quicker: this enquiry has been dealt with meanwhile"""
    return [] if after in open_to else [_violation(can_move)]


def head_can_be_asked(*, is_interest: bool, has_head: bool, is_sender: bool, is_waiting: bool) -> list[Violation]:
    """An expression of interest goes to the proved head of the sender's school, once."""
    sentences = (
        ("Only somebody who would like to help can be passed on to their head", not is_interest),
        ("Nobody is proved to be head of this school yet. Invite the head first", is_interest and not has_head),
        ("The sender is the head of this school: nobody nominates themselves", is_sender),
        ("The head has this already and has not answered", is_waiting),
    )
    return [Violation("head_can_be_asked", sentence) for sentence, fails in sentences if fails]


def school_is_known(*, has_school: bool) -> list[Violation]:
    """Only a school of the register can take part"""
    return [] if has_school else [_violation(school_is_known)]


def _violation(rule: object) -> Violation:
    return Violation(getattr(rule, "__name__", ""), str(rule.__doc__))
