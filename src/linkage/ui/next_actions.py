"""The list people live in: one thing to do, one button, the oldest first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from linkage.kernel import words

SOON_WORKING_DAYS = 1
ClockState = Literal["plain", "soon", "late"]


@dataclass(frozen=True)
class NextAction:
    """One thing that waits for somebody.

    `button` is a verb and `url` the page where it is done. With `waiting_for` (the words "Owen Pritchard, head at
    Millrace") the actor is the one who waits: the home page shows it in the second list, without a button.
    `working_days_left` is counted by the app that knows the school calendar; below nought it is late.
    """

    title: str
    text: str
    url: str
    button: str
    since: datetime
    due_on: date | None = None
    working_days_left: int | None = None
    waiting_for: str = ""
    waiting_role: str = ""
    happens_next: str = ""
    section: str = ""

    @property
    def order(self) -> tuple[bool, datetime, str]:
        """What is late comes first; after that, the oldest."""
        late = self.working_days_left is not None and self.working_days_left < 0
        return (not late, self.since, self.title)

    @property
    def clock(self) -> "Clock | None":
        """How the due date stands; nothing where there is none."""
        return None if self.working_days_left is None else clock(self.working_days_left)


@dataclass(frozen=True)
class Clock:
    """How a due date stands, in words and as the state that picks shape and colour."""

    state: ClockState
    text: str


def clock(working_days_left: int) -> Clock:
    """How many working days are left, in words: late below nought, soon from one day, plain before that."""
    if working_days_left < 0:
        return Clock("late", f"{words.count(-working_days_left, 'day')} late")
    if working_days_left == 0:
        return Clock("soon", "Due today")
    state: ClockState = "soon" if working_days_left <= SOON_WORKING_DAYS else "plain"
    return Clock(state, f"{words.count(working_days_left, 'day')} left")


def ordered(actions: list[NextAction]) -> tuple[list[NextAction], list[NextAction]]:
    """Split into what waits for the actor and what the actor waits for, each the oldest first."""
    by_age = sorted(actions, key=lambda action: action.order)
    mine = [action for action in by_age if not action.waiting_for]
    return mine, [action for action in by_age if action.waiting_for]
