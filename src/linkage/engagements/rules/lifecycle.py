"""When an engagement may be changed, started, halted and ended. Pure: the docstring is the sentence shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linkage.engagements.enums import BEFORE_START, EngagementStatus, Gate
from linkage.kernel.violations import Violation
from linkage.kernel.words import listing
from linkage.kernel.working_days import SchoolCalendar

# Notice of ten working days is what the agreements we read ask for (practice.md 1.5, clause 3).
NOTICE_DAYS = 10
NOTE_DAYS = 5
MOST_HALF_DAYS = 400


@dataclass(frozen=True)
class Standing:
    """A step as it stands now: done by a mark or by itself."""

    code: str
    title: str
    doer: str
    gate: str
    is_required: bool
    is_done: bool


def missing(steps: Iterable[Standing], *gates: str) -> list[Standing]:
    """Return the required steps before these gates that are not done yet."""
    return [each for each in steps if each.gate in gates and each.is_required and not each.is_done]


def gates_before_next(state: str) -> tuple[Gate, ...]:
    """Return the gates whose steps come before the next state; none where it rests or is over.

    Under way nothing of these is left, unless something else was made of it: that kind's own come then.
    """
    if state in (*BEFORE_START, EngagementStatus.ACTIVE):
        return (Gate.AGREE, Gate.START)
    if state == EngagementStatus.EXITING:
        return (Gate.AGREE, Gate.START, Gate.END)
    return (Gate.AFTER,) if state == EngagementStatus.CLOSED else ()


def steps_are_done(steps: Iterable[Standing], *gates: Gate) -> list[Violation]:
    """What has to come first is done first."""
    found = missing(steps, *gates)
    if not found:
        return []
    named = listing([f"“{each.title}”" for each in found])
    return [Violation("steps_are_done", f"First: {named}")]


def days_are_in_order(starts_on: date, ends_on: date) -> list[Violation]:
    """It ends after it starts."""
    if ends_on >= starts_on:
        return []
    return [Violation("days_are_in_order", "Enter a last day that is not before the first", field="ends_on")]


def notice_ends_on(today: date, calendar: SchoolCalendar) -> date:
    """Return the day until which what is agreed is owed when somebody stops it today: ten working school days on."""
    return calendar.add(today, NOTICE_DAYS)


def half_way_on(starts_on: date, ends_on: date, calendar: SchoolCalendar) -> date:
    """Return the working school day in the middle, or the next one after it."""
    middle = starts_on + (ends_on - starts_on) / 2
    return middle if calendar.is_open(middle) else calendar.add(middle, 1)


def days_are_left(half_days: int, promised: int, wanted: int) -> list[Violation]:
    """Nobody books more days than were agreed; where none were counted there is no limit."""
    if not half_days or promised + wanted <= half_days:
        return []
    left = (half_days - promised) / 2
    said = "No day is left" if left <= 0 else f"Only {left:g} {'day is' if left == 1 else 'days are'} left"
    return [
        Violation(
            "days_are_left",
            f"{said} of those agreed. Change the days first, or book a shorter visit",
            field="half_days",
        )
    ]
