"""Who is away: the block beside the home list, the page, and the mail to whoever looks after a list."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.messaging.presenters import Button, Mail
from linkage.people import policy
from linkage.people.models import Cover
from linkage.people.presenters.mails import Of
from linkage.ui.frame import address
from linkage.ui.registry import HomeAside


def home_aside(request: Any) -> Iterator[HomeAside]:
    """When you are away: who looks after your list, and whose list is yours to look after."""
    actor, today = request.actor, day_of(request.at)
    if not policy.SEE_AWAY.allows(actor):
        return
    own = actor.own_cover
    lines = [f"{own[0] or 'Each coordinator'} looks after this list {until(own[1], own[2], today)}."] if own else []
    lines += [f"You look after {name}’s list until {words.day(last)}." for name, last in actor.covered_lists]
    yield HomeAside(
        "When you are away",
        template="people/away_aside.html",
        context={
            "lines": lines or ["Somebody can look after this list for you."],
            "url": address("people:away", request.programme.slug),
            "link": "Change" if own else "Say when",
        },
    )


def until(first: date, last: date, today: date) -> str:
    """Return "until Friday 6 November 2026", or both days where the first is still to come."""
    if first > today:
        return f"from {words.day(first)} to {words.day(last)}" if first < last else f"on {words.day(last)}"
    return f"until {words.day(last)}"


def rows(found: list[Cover], today: date, actor: Actor) -> list[dict[str, Any]]:
    """Everybody who is away now or will be, as the page shows them."""
    return [
        {
            "id": each.pk,
            "text": f"{each.looks_after.name} looks after the list of {each.person.name} "
            f"{until(each.from_on, each.to_on, today)}.",
            "who": each.person.name,
            "can_end": policy.END_COVER.allows(actor, each),
        }
        for each in found
    ]


def mail(of: Of, *, first_name: str, away: str, days: str) -> Mail:
    """Tell somebody whose list they look after."""
    return Mail(
        subject=f"You look after {away}’s list {days}",
        heading=f"{first_name}, you look after {away}’s list",
        paragraphs=(
            f"{away} is away {days}. What waits for them stands on your home page too, and you may act on it.",
            "Their requests stay theirs: after the last day nothing is left for you to hand back.",
        ),
        button=Button("See what waits", f"/{of.slug}/home/"),
        signed=of.by,
        why=f"You have this because you help to run {of.programme}.",
    )
