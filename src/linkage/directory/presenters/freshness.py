"""What the pages of "still right?" and of moves between schools show."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from linkage.access.actor import Actor
from linkage.directory import policy
from linkage.directory.enums import EntryStatus, MoveStatus
from linkage.directory.models import Entry, SchoolMove
from linkage.directory.presenters.entries import OWN_WAYS, place_line
from linkage.directory.queries import Freshness
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.people.presenters.designations import phrase
from linkage.people.queries import Holding


@dataclass(frozen=True)
class Question:
    """An entry as it stands, in rows, and whether it lapsed."""

    title: str
    rows: tuple[dict[str, str], ...]
    confirmed: str
    is_lapsed: bool


@dataclass(frozen=True)
class Answered:
    """What became of an entry after its question was answered."""

    title: str
    text: str


@dataclass(frozen=True)
class Move:
    """What a head is asked, or what became of it."""

    said: str
    outcome: str
    can_answer: bool


@dataclass(frozen=True)
class FreshnessPage:
    """What the coordinator sees: two counts, and whose entries lapsed."""

    waiting: str
    rows: tuple[list[Any], ...]


def freshness_page(counts: Freshness, lapsed: list[Entry], slug: str) -> FreshnessPage:
    """The counts in words, and a row for each entry that lapsed."""
    return FreshnessPage(
        waiting=f"{words.count(counts.waiting, 'entry waits', 'entries wait')} for an answer",
        rows=tuple(
            [
                {
                    "text": format_html(
                        '<a class="govuk-link" href="{}">{}</a>',
                        reverse("directory:entry", args=[slug, each.pk]),
                        each.headline,
                    ),
                    "sub": each.organisation.name,
                },
                words.day(day_of(each.confirmed_at)),
                words.day(day_of(each.lapsed_at)) if each.lapsed_at else "",
            ]
            for each in lapsed
        ),
    )


def question(entry: Entry, areas: list[str], designations: list[Holding]) -> Question:
    """The entry, in the order in which its page shows it."""
    takes = f"{words.count(entry.places, 'school')}, {words.count(entry.days, 'day')} in a half-term"
    rows = (
        ("What it says", entry.words),
        ("About", words.listing(areas)),
        ("How", words.listing([OWN_WAYS[way] for way in entry.ways if way in OWN_WAYS])),
        ("Takes", takes),
        ("Job title", entry.job_title) if entry.is_person else ("Who is written to", entry.person.name),
        ("Where", place_line(entry.organisation)),
        *(("Designation", phrase(each)) for each in designations),
    )
    return Question(
        title="Is your entry still right?" if entry.is_person else f"Is “{entry.title}” still right?",
        rows=tuple({"key": name, "value": value} for name, value in rows if value),
        confirmed=words.day(day_of(entry.confirmed_at)),
        is_lapsed=entry.status == EntryStatus.LAPSED,
    )


def answered(entry: Entry) -> Answered:
    """One sentence for who comes by the link again."""
    until = f" until {words.day(entry.paused_until_on)}" if entry.paused_until_on else ""
    confirmed = words.day(day_of(entry.confirmed_at))
    found = {
        EntryStatus.LISTED: ("Thank you", f"Schools see that it was confirmed on {confirmed}."),
        EntryStatus.PAUSED: ("You are taking a break", f"Nobody new is introduced to you{until}."),
        EntryStatus.LAPSED: ("This link is over", "A newer e-mail from us asks the same. Please use that one."),
        EntryStatus.HIDDEN: ("Your entry is hidden", "Schools do not find it at that school any more. It is kept."),
        EntryStatus.WITHDRAWN: ("It is out of the directory", "Nobody finds it any more. What is promised stands."),
    }
    return Answered(*found[EntryStatus(entry.status)])


def move(found: SchoolMove, actor: Actor) -> Move:
    """What the page of a move says to this reader."""
    who = found.said_by.name if found.said_by else "The programme"
    said = f"{who} said so on {words.day(day_of(found.said_at))}."
    outcomes: dict[Any, str] = {
        MoveStatus.AGREED: f"The entry is listed at {found.to_organisation.name}.",
        MoveStatus.DECLINED: "The entry stays hidden.",
        MoveStatus.WITHDRAWN: "Nothing waits for an answer any more.",
    }
    takes_in = policy.TAKE_IN.allows(actor, found)
    waits = f"It waits for whoever acts for {found.to_organisation.name}."
    return Move(
        said=said,
        outcome=outcomes.get(MoveStatus(found.status), waits),
        can_answer=found.status == MoveStatus.ASKED and takes_in,
    )
