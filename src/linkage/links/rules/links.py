"""When a link may be changed, and when its days fall. Pure: plain values in, violations and dates out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from linkage.kernel import words
from linkage.kernel.days import LONDON, local
from linkage.kernel.violations import Violation
from linkage.kernel.working_days import SchoolCalendar

FIRST_CONTACT_DAYS = 5
UNDO_DAYS = 1
PULSE_WEEKS = (2, 6)
# When we suggest to talk: after lessons, before home.
SUGGESTED_TIME = time(15, 45)
SUGGESTED_MINUTES = 20


def first_contact_by(introduced_on: date, calendar: SchoolCalendar) -> date:
    """The day by which the asker rings or writes: five working school days after the introduction."""
    return calendar.add(introduced_on, FIRST_CONTACT_DAYS)


def undo_by(introduced_at: datetime, calendar: SchoolCalendar) -> datetime:
    """Until when a wrong introduction can be taken back: the same time on the next working school day."""
    introduced = local(introduced_at)
    return datetime.combine(calendar.add(introduced.date(), UNDO_DAYS), introduced.timetz())


def pulse_on(introduced_on: date, week: int, calendar: SchoolCalendar) -> date:
    """The first working school day from so many weeks after the introduction."""
    return calendar.add(introduced_on + timedelta(weeks=week), 0)


def suggested_at(first_contact_by_on: date) -> tuple[datetime, datetime]:
    """When the calendar file suggests the first conversation: a quarter to four on the last of the days."""
    start = datetime.combine(first_contact_by_on, SUGGESTED_TIME, tzinfo=LONDON)
    return start, start + timedelta(minutes=SUGGESTED_MINUTES)


@dataclass(frozen=True)
class Undoing:
    """What decides whether an introduction can be taken back.

    `is_stop_settled` says that who looks at it has asked for a stop and was answered.
    """

    is_introduced: bool
    undo_by_at: datetime
    is_stop_waiting: bool
    is_stop_settled: bool = False


def can_be_undone(undoing: Undoing, at: datetime) -> list[Violation]:
    """An introduction can be taken back for a working day, while the two have not spoken, or when a head asked."""
    if not undoing.is_introduced:
        return [Violation("can_be_undone", "The two have spoken, or it has ended: it cannot be taken back any more")]
    if at <= undoing.undo_by_at or undoing.is_stop_waiting:
        return []
    sentence = "An introduction can be taken back for one working day. That day has passed: ring the two people instead"
    return [Violation("can_be_undone", sentence)]


def can_be_stopped(undoing: Undoing, at: datetime) -> list[Violation]:
    """Either side may ask for a stop for a working day: the head who releases, and the two themselves."""
    if undoing.is_stop_waiting:
        return [Violation("can_be_stopped", "This has been asked already, and the programme knows")]
    if undoing.is_stop_settled:
        return [
            Violation("can_be_stopped", "The programme has answered you: the introduction stands. Ring them instead")
        ]
    return can_be_undone(undoing, at)


def can_be_ended(undoing: Undoing, at: datetime) -> list[Violation]:
    """While an introduction can be taken back and the two have not spoken, it is stopped and not ended."""
    if not undoing.is_introduced:
        return []
    if undoing.is_stop_waiting:
        return [Violation("can_be_ended", "The programme has been asked to stop this, and decides that first")]
    if at > undoing.undo_by_at:
        return []
    until = local(undoing.undo_by_at)
    sentence = (
        f"Until {words.clock(until)} on {words.day(until.date())} the introduction can still be taken back. If it is "
        "not right, ask us to stop it. If you have spoken, say that first"
    )
    return [Violation("can_be_ended", sentence)]


def answers_are_whole(has_met: str, has_helped: str, has_taken_home: str) -> list[Violation]:
    """Who has met says whether it helped, and whether they took something home."""
    if has_met != "yes":
        return []
    missing = []
    if not has_helped:
        missing.append(Violation("answers_are_whole", "Say whether it helped", "has_helped"))
    if not has_taken_home:
        missing.append(Violation("answers_are_whole", "Say whether you took something home", "has_taken_home"))
    return missing
