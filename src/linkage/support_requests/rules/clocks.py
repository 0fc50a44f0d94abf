"""How the clock of a request runs. Pure: plain values in, dates out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from linkage.kernel import words
from linkage.kernel.days import local
from linkage.kernel.violations import Violation
from linkage.kernel.working_days import SchoolCalendar

SOON_DAYS = 1

Promise = Literal["acknowledge", "route", "introduce"]
Standing = Literal["plain", "soon", "late", "stopped"]


@dataclass(frozen=True)
class ServiceLevels:
    """What the programme promises, in working school days after a request is sent."""

    acknowledge: int
    route: int
    introduce: int

    def days(self, promise: Promise) -> int:
        """The working school days of one promise."""
        return {"acknowledge": self.acknowledge, "route": self.route, "introduce": self.introduce}[promise]


@dataclass(frozen=True)
class Progress:
    """What of the promises is kept: the day it was sent, what is done, and the days it waited for the school."""

    submitted_on: date
    is_acknowledged: bool = False
    is_routed: bool = False
    is_settled: bool = False
    waited_days: int = 0
    waiting_since_on: date | None = None

    @property
    def next_promise(self) -> Promise | None:
        """The promise that is kept next; none when there is nothing left to promise."""
        if self.is_settled:
            return None
        if not self.is_acknowledged:
            return "acknowledge"
        return "introduce" if self.is_routed else "route"


@dataclass(frozen=True)
class ServiceClock:
    """How the next promise stands: due on a day, so many working school days left (below nought: late)."""

    promise: Promise
    due_on: date
    days_left: int
    standing: Standing


def due_on(calendar: SchoolCalendar, submitted_on: date, days: int, waited_days: int = 0) -> date:
    """The day a promise falls due: so many working school days after sending, those waited for the school added."""
    return calendar.add(submitted_on, days + waited_days)


def service_clock(
    calendar: SchoolCalendar, levels: ServiceLevels, progress: Progress, *, today: date, paused_on: date | None = None
) -> ServiceClock | None:
    """How the next promise stands today; None when nothing is promised any more.

    While the school has a question to answer, or the programme is paused, the clock stands where it stood that day.
    """
    promise = progress.next_promise
    if promise is None:
        return None
    due = due_on(calendar, progress.submitted_on, levels.days(promise), progress.waited_days)
    stopped = [day for day in (progress.waiting_since_on, paused_on) if day is not None and day <= today]
    left = calendar.between(min([today, *stopped]), due)
    return ServiceClock(promise, due, left, "stopped" if stopped else standing(left))


def standing(days_left: int) -> Standing:
    """Late below nought, soon from one working day, plain before that."""
    if days_left < 0:
        return "late"
    return "soon" if days_left <= SOON_DAYS else "plain"


def days_waited(calendar: SchoolCalendar, since: date, until: date) -> int:
    """The working school days between a question and its answer."""
    return max(0, calendar.between(since, until))


def the_introduction_stands(at: datetime, stands_at: datetime | None) -> list[Violation]:
    """The introduction can no longer be taken back: until `stands_at` undoing it sends the request back to choosing."""
    if stands_at is None or at > stands_at:
        return []
    until = local(stands_at)
    by = f"{words.clock(until)} on {words.day(until)}"
    sentence = f"The introduction can still be taken back until {by}. Close the request after that"
    return [Violation("the_introduction_stands", sentence)]
