"""When a request is whole, and how its clock runs. Pure: plain values in, violations and dates out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from linkage.kernel.violations import Violation
from linkage.kernel.working_days import SchoolCalendar

MOST_AREAS = 3
MOST_AVOIDED = 10
TITLE_LENGTH = 60
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


def title_of(words: str, area_names: Iterable[str]) -> str:
    """What the request is called: the first area it is about, else the beginning of its words."""
    first = next(iter(area_names), "")
    if first:
        return first[:100]
    sentence = " ".join(words.split()).split(". ")[0].rstrip(".")
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    return f"{sentence[:TITLE_LENGTH].rsplit(' ', 1)[0]}…"


@dataclass(frozen=True)
class Answers:
    """The six fields as they stand."""

    has_school: bool
    has_contact: bool
    words: str
    areas: int
    ways: int
    window: str
    who_for: str
    is_school_open_to_ask: bool = True


def a_school_is_named(answers: Answers) -> list[Violation]:
    """Say which school needs help"""
    return [] if answers.has_school else [_violation(a_school_is_named)]


def the_school_may_be_asked_for(answers: Answers) -> list[Violation]:
    """You cannot ask for this school any more. Choose another"""
    return [] if answers.is_school_open_to_ask else [_violation(the_school_may_be_asked_for)]


def a_contact_is_named(answers: Answers) -> list[Violation]:
    """Say who at the school we should talk to"""
    return [] if answers.has_contact else [_violation(a_contact_is_named)]


def the_need_is_said(answers: Answers) -> list[Violation]:
    """Say what you need help with, or choose an area"""
    return [] if answers.words.strip() or answers.areas else [_violation(the_need_is_said, "words")]


def few_areas_are_chosen(answers: Answers) -> list[Violation]:
    """Choose up to three areas"""
    return [_violation(few_areas_are_chosen)] if answers.areas > MOST_AREAS else []


def the_help_is_said(answers: Answers) -> list[Violation]:
    """Say what would help"""
    return [] if answers.ways else [_violation(the_help_is_said)]


def the_time_is_said(answers: Answers) -> list[Violation]:
    """Say when you would like help"""
    return [] if answers.window else [_violation(the_time_is_said)]


def the_people_are_said(answers: Answers) -> list[Violation]:
    """Say who the help is for"""
    return [] if answers.who_for.strip() else [_violation(the_people_are_said)]


def sharing_is_agreed(*, has_consent: bool) -> list[Violation]:
    """Tick the box to say that we may share these answers with the people we ask"""
    return [] if has_consent else [_violation(sharing_is_agreed, "has_consent")]


# Each question of the form, in order, with the rules it has to satisfy.
QUESTIONS = (
    ("school", (a_school_is_named, the_school_may_be_asked_for)),
    ("contact", (a_contact_is_named,)),
    ("need", (the_need_is_said, few_areas_are_chosen)),
    ("help", (the_help_is_said,)),
    ("when", (the_time_is_said,)),
    ("who", (the_people_are_said,)),
)


def unanswered(answers: Answers) -> list[tuple[str, Violation]]:
    """The questions still open, in their order, each with what is missing."""
    return [(question, found) for question, checks in QUESTIONS for check in checks for found in check(answers)]


def _violation(rule: object, field: str | None = None) -> Violation:
    return Violation(getattr(rule, "__name__", ""), str(rule.__doc__), field)
