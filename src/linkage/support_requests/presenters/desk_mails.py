"""The mails among those who work on requests: what somebody was given, and what is long late."""

from collections.abc import Sequence

from django.urls import reverse

from linkage.kernel import words
from linkage.messaging.presenters import Button, Mail
from linkage.people.models import Person
from linkage.support_requests import rules
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters.clocks import clock_in_words
from linkage.support_requests.queries import LATE_LIST

MOST_LINES = 20
MINE = "?whose=mine&is=open"


def things(number: int) -> str:
    """Return "One request", "3 requests"."""
    return "One request" if number == 1 else words.count(number, "request")


def line(about: SupportRequest, clock: rules.ServiceClock | None, owner: Person | None = None) -> str:
    """One request as a line of a list: its number, title and school, how its promise stands, and whose it is."""
    school = about.organisation.name if about.organisation else ""
    said = clock_in_words(clock)
    parts = [f"{about.reference} {about.title}, {school}", said.text if said else ""]
    if owner is not None:
        parts.append(f"{owner.name} looks after it")
    return ". ".join(part for part in parts if part)


def given(lines: Sequence[str], slug: str, *, by: str) -> Mail:
    """Tell somebody what they look after from here on: one mail, however many requests."""
    number = len(lines)
    return Mail(
        subject=f"{things(number)} for you to look after",
        heading=f"{by} gave you {things(number).lower()} to look after",
        paragraphs=_shown(lines),
        button=Button("See what is yours", f"{_list(slug)}{MINE}"),
        signed=by,
        why="You have this because you look after requests in this programme.",
    )


def late(lines: Sequence[str], slug: str) -> Mail:
    """Tell another coordinator of what is long late, so that it does not hang on one person."""
    number = len(lines)
    return Mail(
        subject=f"{things(number)} {'has' if number == 1 else 'have'} been late for some days",
        heading="A school has waited longer than we promised" if number == 1 else "Schools have waited too long",
        paragraphs=_shown(lines),
        ask="Nobody is to blame; perhaps somebody is away. You can take a request, or give it to somebody who is here.",
        button=Button("See what is late", f"{_list(slug)}{LATE_LIST}"),
        why="You have this once about each request, because you coordinate the programme.",
    )


def _shown(lines: Sequence[str]) -> tuple[str, ...]:
    more = len(lines) - MOST_LINES
    return (*lines[:MOST_LINES], *([f"And {words.count(more, 'more', 'more')}."] if more > 0 else []))


def _list(slug: str) -> str:
    return reverse("support_requests:requests", args=[slug])
