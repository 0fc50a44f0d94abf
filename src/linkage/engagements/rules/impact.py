"""When each side is asked what it changed, and about what. Pure: the docstring is the sentence shown.

How it was received and what was learned are known at once; whether a school made room for it and whether it is used,
weeks later; what pupils have of it, not before a term (practice.md 1.8).
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from linkage.engagements.enums import Level
from linkage.kernel.violations import Violation

# So many days after the end; a question lives until the next one is due, and the last for as long as a month has.
AT_END, A_TERM, A_YEAR = 0, 90, 365
ASKED_AFTER = (AT_END, 30, A_TERM, 180, A_YEAR)
LAST_LIVES = timedelta(days=30)
REMIND_AFTER = timedelta(days=10)
_FIRST, _THEN, _LATER = (Level.REACTION, Level.LEARNING), (Level.SUPPORT, Level.USE), (Level.USE, Level.OUTCOME)
_LEVELS: dict[int, tuple[Level, ...]] = {
    AT_END: _FIRST,
    30: _THEN,
    A_TERM: (*_THEN, Level.OUTCOME),
    180: _LATER,
    A_YEAR: _LATER,
}


class Due(NamedTuple):
    """One question to one side: how many days after the end, from which day, and until before which day."""

    days: int
    due_on: date
    lapses_on: date


def pulse_days(ended_on: date) -> list[Due]:
    """Return when a side is asked. They are days of the calendar here: a change of the clocks moves none of them."""
    due = [ended_on + timedelta(days=each) for each in ASKED_AFTER]
    lapse = [*due[1:], due[-1] + LAST_LIVES]
    return [Due(*each) for each in zip(ASKED_AFTER, due, lapse, strict=True)]


def levels_at(days: int) -> tuple[Level, ...]:
    """Return what can be known by then."""
    return _LEVELS[days]


def says_what_lasted(days: int) -> bool:
    """Whether an answer then says what has lasted, and whether the plan for afterwards holds."""
    return days >= A_TERM


def asks_who_carries_on(days: int, plan: str) -> bool:
    """Whether a side is asked then if the plan for afterwards holds: a term after the end, where there is one."""
    return days == A_TERM and bool(plan)


def the_answer_is_whole(days: int, given: Collection[str], plan: str, holds: str) -> list[Violation]:
    """Each thing that can be known by then is answered, and nothing else; and whether the plan holds, if asked."""
    if set(given) != set(levels_at(days)):
        said = "Answer each question. “No change” and “Too early to say” are answers"
        return [Violation("the_answer_is_whole", said)]
    if asks_who_carries_on(days, plan) and not holds:
        return [Violation("the_answer_is_whole", "Say whether who carries on still holds", field="holds")]
    return []


def how_many_answered(answered: int, asked: int) -> str:
    """Return how many of those asked have said anything, as a sentence: nothing is claimed for the others."""
    if asked == 0:
        return "Nobody was asked"
    schools = "school" if asked == 1 else "schools"
    return f"{answered} of {asked} {schools} answered" if answered else f"None of {asked} {schools} answered"


def when_in_words(days: int) -> str:
    """Return when a side is asked, as a heading says it."""
    return _WORDS[days]


_WORDS: Mapping[int, str] = {
    AT_END: "At the end",
    30: "30 days after",
    A_TERM: "90 days after",
    180: "180 days after",
    A_YEAR: "A year after",
}
