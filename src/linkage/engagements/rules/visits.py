"""When a visit can be booked, written up and agreed. Pure: the sentences are those its user reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linkage.engagements.enums import AT_WORK, OVER, EngagementStatus
from linkage.engagements.rules.lifecycle import NOTE_DAYS
from linkage.kernel import words
from linkage.kernel.half_terms import counted_from
from linkage.kernel.violations import Violation
from linkage.kernel.working_days import SchoolCalendar

E = EngagementStatus


@dataclass(frozen=True)
class Days:
    """Days in halves: agreed (nought where nobody counts), used, and booked for a day whose note is still to come."""

    agreed: int = 0
    used: int = 0
    booked: int = 0

    @property
    def left(self) -> int:
        """What can still be booked of what was agreed."""
        return max(0, self.agreed - self.used - self.booked)


@dataclass(frozen=True)
class Time:
    """From when until when visits are agreed; `started_on` is the day on which it was started."""

    starts_on: date
    ends_on: date
    started_on: date | None = None

    @property
    def first_on(self) -> date:
        """The first day on which somebody can visit: the one agreed, or the earlier one on which it was started."""
        return min(self.starts_on, self.started_on) if self.started_on else self.starts_on


def visits_can_be_booked(status: str) -> list[Violation]:
    """Visits are booked once both schools have agreed, and while it goes on."""
    if status in (*AT_WORK, E.AGREED):
        return []
    if status == E.PAUSED:
        sentence = "This is paused. Go on with it first, then book the visit"
    elif status in OVER:
        sentence = f"This is now “{EngagementStatus(status).label}”, so no visit can be booked any more"
    else:
        sentence = "Agree it in writing first. Then visits can be booked"
    return [Violation("visits_can_be_booked", sentence)]


def notes_can_be_written(status: str) -> list[Violation]:
    """Notes are written and agreed while it goes on."""
    if status in AT_WORK:
        return []
    if status == E.PAUSED:
        sentence = "This is paused. Go on with it first"
    elif status in OVER:
        sentence = f"This is now “{EngagementStatus(status).label}”, so nothing of it can be changed any more"
    else:
        sentence = "Start it first. Then notes of visits can be written"
    return [Violation("notes_can_be_written", sentence)]


def the_day_is_agreed(time: Time, on: date) -> list[Violation]:
    """A visit is on a day between the first and the last that were agreed."""
    if on < time.first_on:
        sentence = f"Choose {words.day(time.first_on)} or a day after it: that is when it starts"
    elif on > time.ends_on:
        sentence = f"Choose a day until {words.day(time.ends_on)}, or change the last day first"
    else:
        return []
    return [Violation("the_day_is_agreed", sentence, field="visits_on")]


def the_school_is_open(calendar: SchoolCalendar, on: date) -> list[Violation]:
    """Nobody visits a closed school."""
    if calendar.is_open(on):
        return []
    sentence = f"{words.day(on)} is no school day. Choose another day, for example {words.day(calendar.add(on, 0))}"
    return [Violation("the_school_is_open", sentence, field="visits_on")]


def the_visitor_is_free(on: date, name: str, *, is_taken: bool) -> list[Violation]:
    """Whoever visits is in one place a day."""
    if not is_taken:
        return []
    sentence = f"{name} has a visit on {words.day(on)} already. Choose another day, or change that visit"
    return [Violation("the_visitor_is_free", sentence, field="visits_on")]


def the_visit_has_come(visits_on: date, today: date) -> list[Violation]:
    """A note is written on the day of the visit or after it."""
    if visits_on <= today:
        return []
    return [Violation("the_visit_has_come", f"The visit is on {words.day(visits_on)}. Write the note on that day")]


def the_note_is_whole(done: str, so_far: str, next_step: str) -> list[Violation]:
    """A note says what was done, what it has changed so far, and what comes next."""
    wanted = (
        ("done", done, "Say what you did"),
        ("so_far", so_far, "Say what it has changed so far. “Too early to say” is an answer"),
        ("next_step", next_step, "Say what comes next"),
    )
    return [Violation("the_note_is_whole", said, field=field) for field, text, said in wanted if not text.strip()]


def note_due_on(visits_on: date, calendar: SchoolCalendar) -> date:
    """Return by when the note of a visit should be sent: five working school days after it."""
    return calendar.add(visits_on, NOTE_DAYS)


def whole_days(half_days: int) -> int:
    """Return the days that the ledger counts for so many halves: a half that stands alone takes a day."""
    return (half_days + 1) // 2


def promised_by_half_term(visits: Iterable[tuple[date, int]]) -> dict[date, int]:
    """Return {half-term: days} for visits of one person, each (day, halves), as the ledger counts them."""
    halves: dict[date, int] = {}
    for on, half_days in visits:
        period = counted_from(on)
        halves[period] = halves.get(period, 0) + half_days
    return {period: whole_days(count) for period, count in halves.items()}


def nobody_vouches_for_themselves(names: Iterable[str], head: str) -> list[Violation]:
    """The school says it of its staff, and whoever visits does not say it of themselves."""
    if any(names):
        return []
    asked = f"{head}, the head of your school," if head else "The head of your school"
    sentence = f"Nobody says it of themselves. {asked} says it for you"
    return [Violation("nobody_vouches_for_themselves", sentence)]


def half_term_of(on: date) -> date:
    """Return the day that stands for the half-term of a visit in the ledger."""
    return counted_from(on)


def the_ledger_has_room(refused: str, name: str) -> list[Violation]:
    """Nobody promises more days than they or their school have to give."""
    sentence = f"{refused}. Choose a day in another half-term, or ask {name} and their head to offer more days"
    return [Violation("the_ledger_has_room", sentence, field="visits_on")]
