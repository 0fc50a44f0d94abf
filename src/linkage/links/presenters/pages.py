"""The page of a link as its two ends see it."""

from dataclasses import dataclass
from datetime import datetime

from linkage.access.actor import Actor
from linkage.kernel import words
from linkage.kernel.days import local
from linkage.links import rules
from linkage.links.enums import LinkStatus
from linkage.links.models import Link, Pulse
from linkage.links.queries.ends import End, Introduced
from linkage.organisations.rules.distance import miles
from linkage.people.enums import Role
from linkage.support_requests.enums import RequestStatus

TAGS = {
    LinkStatus.INTRODUCED: ("info", "Introduced", "swap"),
    LinkStatus.IN_TOUCH: ("good", "In touch", ""),
    LinkStatus.DONE: ("good", "Done", ""),
    LinkStatus.DID_NOT_HAPPEN: ("quiet", "Did not happen", "dash"),
    LinkStatus.UNDONE: ("bad", "Taken back", ""),
}
ENDED_WORDS = {
    LinkStatus.DONE: "You are done. The page stays here for both schools.",
    LinkStatus.UNDONE: "The programme took this introduction back: it was a mistake, and not yours. Please do not get "
    "in touch with each other about it.",
}


@dataclass(frozen=True)
class LinkPage:
    """Everything the page shows; `people` has the other end first, and no contact once it was taken back."""

    tag: tuple[str, str, str]
    asks: str
    asks_role: str
    helps: str
    helps_role: str
    people: tuple[End, ...]
    question: str
    ended: str
    is_open: bool
    is_introduced: bool
    pulse: Pulse | None
    other: str
    suggested: datetime
    suggested_text: str
    shows_date: bool
    can_end: bool
    can_stop: bool
    stop_by: str
    has_asked_to_stop: bool
    can_see_request: bool


def link_page(
    *,
    actor: Actor,
    link: Link,
    told: Introduced,
    pulse: Pulse | None,
    undoing: rules.Undoing,
    has_another: bool,
    at: datetime,
) -> LinkPage:
    """Return the page of a link for one of its ends; `has_another` says that somebody else stays introduced."""
    is_client = asks_here(actor, link)
    mine, other = (told.asker, told.helper) if is_client else (told.helper, told.asker)
    is_named = actor.is_person(mine.person_id)
    whom = f"you and {other.first_name}" if is_named else f"{mine.first_name} and {other.first_name}"
    start, end = rules.suggested_at(link.first_contact_by_on)
    away = f". {words.count(miles(link.distance_m), 'mile')} away" if link.distance_m is not None else ""
    until = local(link.undo_by_at)
    return LinkPage(
        tag=TAGS[link.state],
        asks=told.asker.school,
        asks_role="Your school, asking" if is_client else "Asking",
        helps=told.helper.school,
        helps_role=f"{'Helping' if is_client else 'Your school, helping'}{away}",
        people=(other, mine) if link.state != LinkStatus.UNDONE else (),
        question=f"Have {whom} spoken or met?",
        ended=_ended(link, has_another=has_another),
        is_open=link.is_open,
        is_introduced=link.state == LinkStatus.INTRODUCED,
        pulse=pulse,
        other=other.first_name,
        suggested=start,
        suggested_text=f"{start:%A}, {words.clock(start)} to {words.clock(end)}",
        shows_date=link.state == LinkStatus.INTRODUCED and end > at,
        can_end=link.is_open and not rules.can_be_ended(undoing, at),
        can_stop=not rules.can_be_stopped(undoing, at),
        stop_by=f"{words.clock(until)} on {words.day(until.date())}",
        has_asked_to_stop=undoing.is_introduced and link.is_stop_waiting and actor.is_person(link.stop_asked_by_id),
        can_see_request=is_client,
    )


def _ended(link: Link, *, has_another: bool) -> str:
    """What came of it and what happens next; empty while it goes on."""
    if link.state != LinkStatus.DID_NOT_HAPPEN:
        return ENDED_WORDS.get(link.state, "")
    asker, request = link.client_organisation.name, link.support_request
    if has_another:
        return f"It did not happen. Somebody else was introduced to {asker} for the same request."
    if request.state == RequestStatus.LINKED:
        return f"It did not happen, and the programme knows. It asks {asker} next whether to look for somebody else."
    if request.is_open:
        return f"It did not happen. The programme looks for somebody else for {asker}."
    return f"It did not happen. {asker} can ask again on any day."


def asks_here(actor: Actor, link: Link) -> bool:
    """Whether the reader stands at the end that asks."""
    return actor.is_person(link.asker_id) or (
        not actor.is_person(link.helper_id) and actor.acts_for(link.client_organisation_id, Role.HEAD)
    )
