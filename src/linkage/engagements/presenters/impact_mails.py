"""The mails that ask what it changed: one purpose, one button, and a page to confirm behind it.

Whoever runs the programme can read a mail that did not arrive: so it says when and about which work, and no answer.
"""

from datetime import date

from linkage.engagements import rules
from linkage.engagements.models import Engagement
from linkage.kernel import words
from linkage.links.enums import Side
from linkage.messaging.presenters import Button, Mail

NO_PUPILS = "Please leave out pupils’ names when you write."
_HOW_LONG = {
    rules.AT_END: "has come to its end",
    30: "ended 30 days ago",
    rules.A_TERM: "ended 90 days ago",
    180: "ended 180 days ago",
    rules.A_YEAR: "ended a year ago",
}


def impact_asked(found: Engagement, *, side: str, days: int, until: date, path: str) -> Mail:
    """To whoever leads for a side, or its head: what has it changed by now?"""
    return Mail(
        subject=f"What did it change? {found.title}",
        heading="What did it change?",
        paragraphs=(
            f"{found.title} with {_other(found, side)} {_HOW_LONG[days]}.",
            (
                "A few questions, two minutes, no account needed. “No change” is an answer like any other, and so is "
                "“Too early to say”."
            ),
        ),
        ask=f"Answer for {_school(found, side)} by {words.day(_last_day(until))}.",
        button=Button("Answer", path),
        kept=("The two schools read each other’s answers. The programme counts them and reads none.",),
        why=f"You have this because you lead for {_school(found, side)}. {NO_PUPILS}",
    )


def impact_reminder(found: Engagement, *, side: str, days: int, until: date, path: str) -> Mail:
    """The same once more, to who leads now."""
    return Mail(
        subject=f"A reminder: what did it change? {found.title}",
        heading="What did it change?",
        paragraphs=(
            f"{found.title} with {_other(found, side)} {_HOW_LONG[days]}. Some days ago we asked what it changed.",
            "If nobody answers we write down that nobody did, and nothing else.",
        ),
        ask=f"Answer for {_school(found, side)} by {words.day(_last_day(until))}.",
        button=Button("Answer", path),
        kept=("We do not remind you again of this one.",),
        why=f"You have this because you lead for {_school(found, side)}. {NO_PUPILS}",
    )


def impact_values(found: Engagement, *, side: str) -> dict[str, str]:
    """Return what the words of these mails may name."""
    return {"title": found.title, "own_school": _school(found, side), "other_school": _other(found, side)}


def _last_day(until: date) -> date:
    return until - date.resolution


def _school(found: Engagement, side: str) -> str:
    school = found.client_organisation if side == Side.CLIENT else found.home_organisation
    return str(school.name)


def _other(found: Engagement, side: str) -> str:
    return _school(found, Side.HOME if side == Side.CLIENT else Side.CLIENT)
