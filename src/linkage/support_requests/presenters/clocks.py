"""How a promise stands, in words."""

from dataclasses import dataclass

from linkage.kernel import words
from linkage.support_requests import rules
from linkage.ui.next_actions import clock as clock_words

PROMISES = {"acknowledge": "Say that we have it", "route": "Begin to choose", "introduce": "Introduce"}
SOONEST_DAYS = 7


@dataclass(frozen=True)
class ClockWords:
    """The clock in words, and the state that picks its shape and colour."""

    state: str
    text: str


def clock_in_words(clock: rules.ServiceClock | None) -> ClockWords | None:
    """Return "Introduce by Thursday, 2 working days left"."""
    if clock is None:
        return None
    if clock.standing == "stopped":
        return ClockWords("plain", "The clock stands still")
    near = 0 <= clock.days_left < SOONEST_DAYS
    day = f"{clock.due_on:%A}" if near else words.day(clock.due_on)
    left = clock_words(clock.days_left).text.lower().replace("day", "working day")
    text = "today" if clock.days_left == 0 else f"{day}, {left}"
    if clock.days_left < 0:
        return ClockWords("late", f"{PROMISES[clock.promise]}: {left}")
    return ClockWords(clock.standing, f"{PROMISES[clock.promise]} {'' if clock.days_left == 0 else 'by '}{text}")
