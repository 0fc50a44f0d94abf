"""When somebody can be away: the days, and who looks after their list."""

from datetime import date

from linkage.kernel.violations import Violation

LONGEST_DAYS = 100


def days_are_to_come(from_on: date, to_on: date, today: date) -> list[Violation]:
    """The last day is today or later, not before the first, and not more than about a term away."""
    if to_on < from_on:
        sentence = "The last day must be the same as or after the first day"
    elif to_on < today:
        sentence = "The last day is past. Choose today or a later day"
    elif (to_on - from_on).days > LONGEST_DAYS:
        sentence = "That is longer than a term. Give the requests to somebody else instead, from the list of requests"
    else:
        return []
    return [Violation("days_are_to_come", sentence, "to_on")]


def somebody_else_looks_after_it(*, is_oneself: bool, runs_it: bool) -> list[Violation]:
    """Another coordinator or officer of the whole programme."""
    if runs_it and not is_oneself:
        return []
    sentence = "Choose another coordinator, or an officer of the whole programme"
    return [Violation("somebody_else_looks_after_it", sentence, "looks_after")]


def they_are_here(name: str, *, is_away: bool) -> list[Violation]:
    """Whoever looks after it is not away on the same days."""
    if not is_away:
        return []
    return [Violation("they_are_here", f"{name} is away then too. Choose somebody else, or other days", "looks_after")]
