"""Who is away: the block beside the home list, the page, and the mail to whoever looks after a list."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from linkage.kernel import words
from linkage.messaging.presenters import Button, Mail
from linkage.people import policy
from linkage.people.presenters.mails import Of
from linkage.people.queries import Away
from linkage.ui.frame import address
from linkage.ui.registry import HomeAside


def home_aside(request: Any, found: list[Away], names: dict[UUID, str], today: date) -> Iterator[HomeAside]:
    """When you are away: who looks after your list, and whose list is yours to look after."""
    actor = request.actor
    if not policy.SEE_AWAY.allows(actor):
        return
    own = next((each for each in found if actor.is_person(each.person_id)), None)
    lines = [f"You look after {names.get(each.person_id, 'somebody')}’s list {until(each, today)}."
             for each in found if actor.is_person(each.looks_after_id)]  # fmt: skip
    if own:
        lines.insert(0, f"{names.get(own.looks_after_id, 'Somebody')} looks after this list {until(own, today)}.")
    yield HomeAside(
        "When you are away",
        template="people/away_aside.html",
        context={
            "lines": lines or ["Somebody can look after this list for you."],
            "url": address("people:away", request.programme.slug),
            "link": "Change" if own else "Say when",
        },
    )


def until(each: Away, today: date) -> str:
    """Return "until Friday 6 November 2026", or both days where the first is still to come."""
    last = words.day(each.to_on)
    if each.from_on > today:
        return f"from {words.day(each.from_on)} to {last}" if each.from_on < each.to_on else f"on {last}"
    return f"until {last}"


def rows(found: list[Away], names: dict[UUID, str], today: date, actor: Any) -> list[dict[str, Any]]:
    """Everybody who is away now or will be, as the page shows them."""
    return [
        {
            "id": each.cover_id,
            "text": f"{names.get(each.looks_after_id, 'Somebody')} looks after the list of "
            f"{names.get(each.person_id, 'somebody')} {until(each, today)}.",
            "who": names.get(each.person_id, "somebody"),
            "can_end": actor.has("coordinator") or actor.is_person(each.person_id),
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
