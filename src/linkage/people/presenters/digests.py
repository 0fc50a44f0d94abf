"""The list of what waits for somebody, as a mail."""

from collections.abc import Sequence
from datetime import datetime

from linkage.kernel import words
from linkage.kernel.days import local
from linkage.messaging.presenters import Button, Item, Mail
from linkage.people.enums import DigestRhythm
from linkage.ui.next_actions import NextAction

MOST_ITEMS, MOST_WAITING = 12, 8
RHYTHMS = {DigestRhythm.WEEKLY: "once a week", DigestRhythm.DAILY: "every school day"}


def things(mine: Sequence[NextAction]) -> str:
    """Return how many wait: "Two things wait for you"."""
    number = len(mine)
    return f"{words.number(number).capitalize()} {'thing waits' if number == 1 else 'things wait'} for you"


def mail(
    mine: Sequence[NextAction],
    waiting: Sequence[NextAction],
    *,
    at: datetime,
    things: str,
    first_name: str,
    programme: str,
    rhythm: str,
    home: str,
    change: str,
) -> Mail:
    """Return the mail: what waits for the reader with a button each, then whom they wait for.

    `things` says how many they are, `home` is where the whole list stands, `change` where the reader says how often it
    comes, without an account.
    """
    more = len(mine) - MOST_ITEMS
    return Mail(
        subject=f"{things} in {programme}",
        heading=f"{first_name}, {things[:1].lower()}{things[1:]}",
        items=tuple(_item(action) for action in mine[:MOST_ITEMS]),
        kept=(
            *((f"And {words.count(more, 'more thing')}: all of them stand on your home page.",) if more > 0 else ()),
            *_waiting(waiting, at),
        ),
        why=f"You have this list {RHYTHMS[DigestRhythm(rhythm)]} while something waits for you in {programme}.",
        links=(Button("See it all on your home page", home), Button("Change how often, or stop this list", change)),
    )


def _item(action: NextAction) -> Item:
    clock = action.clock.text if action.clock else ""
    return Item(action.title, action.text, Button(action.button, action.url), note=clock)


def _waiting(waiting: Sequence[NextAction], at: datetime) -> tuple[str, ...]:
    if not waiting:
        return ()
    lines = [_line(action, at) for action in waiting[:MOST_WAITING]]
    more = len(waiting) - MOST_WAITING
    if more > 0:
        lines.append(f"and {words.count(more, 'more')}")
    return ("You are waiting for:", *lines)


def _line(action: NextAction, at: datetime) -> str:
    who = f"{action.waiting_for[:1].upper()}{action.waiting_for[1:]}"
    return f"{who}: {action.title} (since {_since(action, at)})"


def _since(action: NextAction, at: datetime) -> str:
    since = local(action.since)
    year = f" {since.year}" if since.year != local(at).year else ""
    return f"{since.day} {since:%B}{year}"
