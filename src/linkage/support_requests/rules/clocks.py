"""How the clock of a request runs. Pure: plain values in, dates out."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from linkage.kernel import words
from linkage.kernel.days import local
from linkage.kernel.violations import Violation
from linkage.kernel.working_days import SchoolCalendar

SOON_DAYS = 1
# So many working school days after a school has joined something it is asked how that went.
JOINED_DAYS = 10

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


@dataclass(frozen=True)
class AnswerTimes:
    """How long a school is waited for, in working school days after it was asked: two reminders, then no longer."""

    first: int
    second: int
    lapse: int


@dataclass(frozen=True)
class AnswerClock:
    """How a question to a school stands: its reminders, and the last day on which it is only waited for.

    `reminders_due` are those that should have gone by today; `age_days` are the working school days since it was asked.
    """

    first_on: date
    second_on: date
    lapses_on: date
    age_days: int
    days_left: int
    reminders_due: int
    is_stopped: bool = False

    @property
    def has_lapsed(self) -> bool:
        """Whether the school has had its time, so that whoever looks after the request decides how it goes on."""
        return self.days_left <= 0 and not self.is_stopped

    @property
    def is_to_ring(self) -> bool:
        """Whether every reminder has gone, so that a telephone is what is left."""
        return self.reminders_due > 1

    def next_reminder_on(self, today: date) -> date | None:
        """The day of the reminder that is still to come; None after the second."""
        return next((day for day in (self.first_on, self.second_on) if day > today), None)


def answer_clock(
    calendar: SchoolCalendar, times: AnswerTimes, asked_on: date, *, today: date, paused_on: date | None = None
) -> AnswerClock:
    """How a question asked that day stands today; while the programme is paused it stands as on that day."""
    is_stopped = paused_on is not None and paused_on <= today
    on = max(asked_on, min(today, paused_on)) if paused_on is not None and is_stopped else today
    first, second, lapses = (calendar.add(asked_on, days) for days in (times.first, times.second, times.lapse))
    return AnswerClock(
        first_on=first,
        second_on=second,
        lapses_on=lapses,
        age_days=days_waited(calendar, asked_on, on),
        days_left=calendar.between(on, lapses),
        reminders_due=0 if is_stopped else sum(day <= on for day in (first, second)),
        is_stopped=is_stopped,
    )


@dataclass(frozen=True)
class JoinClock:
    """When a school is asked how what it joined went, and how many working school days are left until then."""

    due_on: date
    days_left: int

    @property
    def is_due(self) -> bool:
        """Whether it is time to ask."""
        return self.days_left <= 0


def join_clock(calendar: SchoolCalendar, said_on: date, joins_on: date | None, *, today: date) -> JoinClock:
    """Some days after it begins, or after it was said where that is later or nobody said when it begins."""
    due = calendar.add(max(said_on, joins_on or said_on), JOINED_DAYS)
    return JoinClock(due, calendar.between(today, due))


def the_school_had_its_time(clock: AnswerClock | None) -> list[Violation]:
    """Nobody is let go before the time to answer is over."""
    if clock is not None and clock.has_lapsed:
        return []
    until = f" until {words.day(clock.lapses_on)}" if clock else ""
    sentence = f"The school has time to answer{until}. Go on without the answer, or wait"
    return [Violation("the_school_had_its_time", sentence)]


def is_long_late(clock: ServiceClock | None, days: int) -> bool:
    """Whether a step is so many working school days late that the other coordinators hear of it."""
    return clock is not None and clock.standing == "late" and -clock.days_left >= days


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
