"""What was said in confidence, as each of the two reads it; beside an engagement only that it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.enums import ConcernOutcome, ConcernStatus, ConcernWish, OpenedPart
from linkage.engagements.models import Concern, ConcernMessage, Engagement
from linkage.engagements.queries.concerns import Opened
from linkage.kernel import words
from linkage.kernel.days import day_of, local
from linkage.links.enums import Side
from linkage.ui.timeline import Event, newest_first

S = ConcernStatus
NOBODY = "somebody who runs the programme"
TAGS = {
    S.WAITING: ("wait", "Not seen yet"),
    S.OPEN: ("info", "Being looked at"),
    S.CLOSED: ("quiet", "Closed", "tick"),
    S.WITHDRAWN: ("quiet", "Taken back", "dash"),
}


@dataclass(frozen=True)
class ConcernPage:
    """One of them for one of the two; `ask` is the button that says it was seen or read."""

    tag: tuple[str, ...]
    title: str
    lead: str
    heading: str
    wish: str
    outcome: str
    ask: str
    events: list[Event]
    facts: list[tuple[str, str]]
    opened: list[dict[str, Any]]
    is_opened: bool
    other: str
    can: dict[str, bool]


def concern_page(
    *, actor: Actor, concern: Concern, thread: Sequence[ConcernMessage], opened: Sequence[Opened]
) -> ConcernPage:
    """Return it for who raised it, or for who handles it."""
    is_raiser = policy.raised(actor, concern)
    other = other_of(actor, concern)
    is_opened = any(each.is_open for each in opened)
    return ConcernPage(
        tag=TAGS[concern.state],
        title=both_schools(concern.engagement),
        lead=f"Only you and {other} read this page.",
        heading="What worries you" if is_raiser else f"What worries {concern.raised_by.name}",
        wish=ConcernWish(concern.wish).label,
        outcome=ConcernOutcome(concern.outcome).label if concern.outcome else "",
        ask=_ask(concern, is_raiser=is_raiser),
        events=_events(concern, thread),
        facts=_facts(concern, is_raiser=is_raiser),
        opened=[_opened(each) for each in opened],
        is_opened=is_opened,
        other=other,
        can=_can(actor, concern, is_raiser=is_raiser, is_opened=is_opened),
    )


def other_of(actor: Actor, concern: Concern) -> str:
    """Return the name of the other of the two."""
    handler = concern.handler.name if concern.handler else NOBODY
    return handler if policy.raised(actor, concern) else str(concern.raised_by.name)


def both_schools(found: Engagement) -> str:
    """Return what it is called for who may not know its title."""
    return f"{found.client_organisation.name} and {found.home_organisation.name}"


def _ask(concern: Concern, *, is_raiser: bool) -> str:
    if is_raiser:
        return "read" if concern.raiser_since is not None else ""
    return "seen" if concern.state == S.WAITING else ""


def _can(actor: Actor, concern: Concern, *, is_raiser: bool, is_opened: bool) -> dict[str, bool]:
    handles = not is_raiser and concern.is_open
    return {
        "write": concern.is_open,
        "give": concern.is_open and policy.gives_access(actor, concern) and concern.handler_id is not None,
        "end": is_raiser and is_opened,
        "read": handles and is_opened,
        "hand_on": handles,
        "close": handles,
        "take_back": is_raiser and concern.is_open,
    }


def _facts(concern: Concern, *, is_raiser: bool) -> list[tuple[str, str]]:
    engagement = concern.engagement
    school = engagement.client_organisation if concern.side == Side.CLIENT else engagement.home_organisation
    handler = concern.handler.name if concern.handler else "Nobody yet"
    seen = concern.acknowledged_at
    return [
        *([] if is_raiser else [("Who wrote it", f"{concern.raised_by.name}, {school.name}")]),
        ("Written on", words.day(day_of(concern.raised_at))),
        *([("Who looks after it", handler)] if is_raiser else []),
        ("Seen", words.day(day_of(seen)) if seen else f"To be seen by {words.day(concern.due_on)}"),
        ("The other school", "May know that there is something" if concern.may_tell else "Knows nothing of it"),
    ]


def _events(concern: Concern, thread: Sequence[ConcernMessage]) -> list[Event]:
    written = [Event(f"{each.written_by.name} wrote", each.written_at, each.words) for each in thread]
    ended = concern.ended_at
    if ended is None:
        return newest_first(written)
    handler = concern.handler.name if concern.handler else "Somebody"
    who = f"{handler} closed it" if concern.state == S.CLOSED else f"{concern.raised_by.name} took it back"
    return newest_first([*written, Event(who, ended)])


def _opened(found: Opened) -> dict[str, Any]:
    until = moment(found.access.ends_at)
    who = found.access.given_to.name
    said = f"{who} may read the plan and the notes of visits until {until}."
    return {
        "text": said if found.is_open else f"{who} could read until {until}.",
        "is_open": found.is_open,
        "readings": [f"{OpenedPart(each.part).label}: {moment(each.read_at)}" for each in found.readings],
    }


def moment(at: datetime) -> str:
    """Return a day and the time of it: "Thursday 5 November 2026, 3.45pm"."""
    return f"{words.day(day_of(at))}, {words.clock(local(at))}"


def concern_rows(actor: Actor, found: Sequence[Concern]) -> list[dict[str, Any]]:
    """Return the list of those that the reader raised or handles."""
    return [
        {
            "text": both_schools(each.engagement),
            "hint": _row_hint(actor, each),
            "href": each.path,
            "status": TAGS[each.state],
        }
        for each in found
    ]


def _row_hint(actor: Actor, each: Concern) -> str:
    day = words.day(day_of(each.raised_at))
    if policy.raised(actor, each):
        return f"You wrote to {each.handler.name if each.handler else NOBODY} on {day}"
    return f"{each.raised_by.name} wrote to you on {day}"


def beside(*, actor: Actor, engagement: Engagement, read: Sequence[Concern], known: Concern | None) -> dict[str, Any]:
    """Return what the page of an engagement shows: the quiet way to tell, one's own, and that there is something.

    It names who looks after the request; who is away, or of one of the schools, is found out on the page it leads to.
    """
    owner = engagement.support_request.owner
    is_apart = owner is not None and not actor.is_person(owner.pk) and not engagement.side_of(owner.pk)
    where = {"programme": engagement.programme.slug}
    return {
        "can_raise": policy.is_party(actor, engagement),
        "to": owner.name if owner and is_apart else NOBODY,
        "own": [
            {
                "text": "What you wrote" if policy.raised(actor, each) else "What was written to you",
                "href": reverse("engagements:concern", kwargs={**where, "concern_id": each.pk}),
                "day": words.day(day_of(each.raised_at)),
            }
            for each in read
        ],
        "known": f"Somebody has raised something with {known.handler.name if known.handler else NOBODY}."
        if known
        else "",
    }
