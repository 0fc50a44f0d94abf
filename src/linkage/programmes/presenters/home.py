"""The home page: what waits for the reader, and whom the reader waits for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.working_days import SchoolCalendar
from linkage.programmes.queries import SchoolDay
from linkage.ui.next_actions import NextAction, ordered
from linkage.ui.registry import SetUpStep

NOON, EVENING = 12, 17
# What a day has room for; whoever wants sees all.
SHOWN_ACTIONS, SHOWN_WAITING = 12, 5


@dataclass(frozen=True)
class Home:
    """Everything on the home page but the blocks beside it; `all_…` is how many there are where some are not shown."""

    greeting: str
    lead: str
    actions: list[NextAction]
    all_actions: int
    waiting: list[list[Any]]
    all_waiting: int
    set_up: list[dict[str, Any]]


def page(
    *,
    name: str,
    at: datetime,
    found: Iterable[NextAction],
    day: SchoolDay,
    calendar: SchoolCalendar,
    shows_all_actions: bool,
    shows_all_waiting: bool,
    steps: Iterable[SetUpStep] = (),
) -> Home:
    """Return the home page at the local time `at`."""
    mine, waiting = ordered(list(found))
    first = mine if shows_all_actions else mine[:SHOWN_ACTIONS]
    shown = waiting if shows_all_waiting else waiting[:SHOWN_WAITING]
    return Home(
        greeting=f"{_greeting(at)}, {name.split(maxsplit=1)[0] if name.split() else name}",
        lead=" ".join(part for part in (f"{words.day(day_of(at))}.", _load(len(mine)), day.sentence) if part),
        actions=first,
        all_actions=len(mine) if len(mine) > len(first) else 0,
        waiting=[_row(action, at, calendar) for action in shown],
        all_waiting=len(waiting) if len(waiting) > len(shown) else 0,
        set_up=_set_up(list(steps)),
    )


def _set_up(steps: list[SetUpStep]) -> list[dict[str, Any]]:
    """The task list of a programme that is not set up yet; nothing once every step is done."""
    following = next((step for step in steps if not step.is_done), None)
    if following is None:
        return []
    states = {True: ("good", "Done"), False: ("quiet", "Not started")}
    return [
        {
            "text": step.text,
            "hint": step.hint,
            "href": step.url,
            "status": ("you", "Do this next") if step is following else states[step.is_done],
        }
        for step in steps
    ]


def _greeting(at: datetime) -> str:
    if at.hour < NOON:
        return "Good morning"
    return "Good afternoon" if at.hour < EVENING else "Good evening"


def _load(number: int) -> str:
    if not number:
        return ""
    return f"{words.number(number).capitalize()} {'thing waits' if number == 1 else 'things wait'} for you."


def _row(action: NextAction, at: datetime, calendar: SchoolCalendar) -> list[Any]:
    since = action.since.astimezone(at.tzinfo)
    days = max(0, calendar.between(day_of(since), day_of(at)))
    return [
        {"text": f"{action.waiting_for[:1].upper()}{action.waiting_for[1:]}", "sub": action.waiting_role},
        {"text": action.title, "url": action.url},
        {"text": f"{since:%a} {since.day} {since:%B}", "sub": words.count(days, "working day") if days else ""},
        action.happens_next,
    ]
