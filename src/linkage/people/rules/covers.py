"""When somebody can be away: the days, and who looks after their list."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from linkage.kernel.violations import Violation

LONGEST_DAYS = 100


@dataclass(frozen=True)
class Days:
    """Somebody's days away, and who looks after their list; `is_able` while that one still runs the programme."""

    person: uuid.UUID
    name: str
    by: uuid.UUID
    by_name: str
    first: date
    last: date
    is_able: bool


def stands_in(away: uuid.UUID, covers: Mapping[uuid.UUID, uuid.UUID | None]) -> uuid.UUID | None:
    """Who looks after the list of somebody who is away: the first in the chain who is here, None where nobody is.

    `covers` are {who is away today: who looks after their list, or None where that one no longer runs the programme}.
    Going round in a circle finds nobody.
    """
    seen, now = {away}, covers[away]
    while now is not None and now in covers:
        if now in seen:
            return None
        seen.add(now)
        now = covers[now]
    return now


def looked_after_by(someone: uuid.UUID, away: Iterable[Days], today: date, *, coordinates: bool) -> list[Days]:
    """Whose lists somebody looks after today; one for which nobody is here is each coordinator's (`coordinates`)."""
    now = {each.person: each for each in away if each.first <= today}
    covers = {each.person: each.by if each.is_able else None for each in now.values()}
    found = {person: stands_in(person, covers) for person in covers if person != someone}
    return [now[person] for person, by in found.items() if by == someone or (by is None and coordinates)]


def looked_after_by_whom(own: Days, away: Iterable[Days], today: date) -> str:
    """The name of who looks after a list: whoever stands in today, and before the first day whoever will; or nobody."""
    if own.first > today:
        return own.by_name
    now = [each for each in away if each.first <= today]
    by = stands_in(own.person, {each.person: each.by if each.is_able else None for each in now})
    return next((each.by_name for each in now if each.by == by), "")


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
