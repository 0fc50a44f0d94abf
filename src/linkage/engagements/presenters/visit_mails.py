"""The mails about a visit: each with one purpose and one button.

Whoever runs the programme can read a mail that did not arrive. So a mail says who, where and when, and why it is
another day; what a visit is about, its note and what the host would put otherwise stand on the schools' own page.
"""

from dataclasses import dataclass
from datetime import date

from linkage.engagements.models import Visit
from linkage.kernel import money, words
from linkage.messaging.presenters import Button, Mail

CALENDAR = "With this mail comes the date for your calendar. Agree the hour with each other."
VISITOR_WHY = "You have this because you are the visitor."
NO_PUPILS = "Please leave out pupils’ names when you write."


@dataclass(frozen=True)
class VisitTold:
    """What a mail about a visit says, in words; `who` is whoever acts."""

    title: str
    day: str
    length: str
    visitor: str
    host: str
    home: str
    who: str
    path: str
    reason: str = ""
    was_on: str = ""
    counts_as_given: bool = False


def told(visit: Visit, *, who: str, reason: str = "", was_on: date | None = None) -> VisitTold:
    """Return what the mails about a visit say."""
    engagement = visit.engagement
    return VisitTold(
        title=engagement.title,
        day=words.day(visit.visits_on),
        length=words_of_length(visit),
        visitor=visit.visitor.name,
        host=engagement.client_organisation.name,
        home=engagement.home_organisation.name,
        who=who,
        path=visit.path,
        reason=reason,
        was_on=words.day(was_on) if was_on else "",
        counts_as_given=visit.counts_as_given,
    )


def values_of(visit: Visit, *, who: str) -> dict[str, str]:
    """Return what the words of a mail about a visit may name."""
    made = told(visit, who=who)
    return {
        "title": made.title,
        "day": made.day,
        "visitor": made.visitor,
        "host_school": made.host,
        "home_school": made.home,
        "who": made.who,
    }


def words_of_length(visit: Visit) -> str:
    """Return how long a visit is: "1 day", "half a day, in the morning"."""
    if visit.half_days > 1:
        return money.half_days(visit.half_days)
    return f"half a day, in the {'afternoon' if visit.is_afternoon else 'morning'}"


def booked(told: VisitTold, *, is_visitor: bool) -> Mail:
    """A visit is booked."""
    return Mail(
        subject=f"Visit booked: {told.visitor} at {told.host} on {told.day}",
        heading="A visit is booked",
        paragraphs=(
            f"{told.who} booked it: {told.visitor} visits {told.host} on {told.day}, {told.length}.",
            f"It is a part of “{told.title}”. Its page says what it is about, and what the school asks of visitors.",
        ),
        button=Button("See the visit", told.path),
        kept=(CALENDAR,),
        why=_why(told, is_visitor=is_visitor),
    )


def moved(told: VisitTold, *, is_visitor: bool) -> Mail:
    """A visit is on another day."""
    return Mail(
        subject=f"Visit moved: {told.visitor} at {told.host}, now on {told.day}",
        heading="A visit was moved",
        paragraphs=(
            f"{told.who} moved the visit of {told.was_on}.",
            f"{told.visitor} now visits {told.host} on {told.day}, {told.length}.",
            f"Why: “{told.reason}”",
            f"It is a part of “{told.title}”.",
        ),
        button=Button("See the visit", told.path),
        kept=("With this mail comes the new date. It moves the one in your calendar.",),
        why=_why(told, is_visitor=is_visitor),
    )


def cancelled(told: VisitTold, *, is_visitor: bool) -> Mail:
    """A visit is not."""
    return Mail(
        subject=f"Visit cancelled: {told.visitor} at {told.host} on {told.day}",
        heading="A visit was cancelled",
        paragraphs=(
            f"{told.who} cancelled the visit of {told.visitor} to {told.host} on {told.day}.",
            f"Why: “{told.reason}”",
            _lost(told)
            if told.counts_as_given
            else "Its day is free again: you can book another visit whenever it suits both schools.",
        ),
        button=Button("See the visits", told.path),
        kept=("With this mail comes a file that takes the date out of your calendar.",),
        why=_why(told, is_visitor=is_visitor),
    )


def _lost(told: VisitTold) -> str:
    return (
        f"{told.host} cancelled within the notice that was agreed, so {told.length.partition(',')[0]} counts as given."
    )


def to_agree(told: VisitTold) -> Mail:
    """A note waits for the host; what it says stands on the page alone."""
    return Mail(
        subject=f"Read and agree: the note of the visit on {told.day}",
        heading="A note waits for you",
        paragraphs=(
            f"{told.visitor} wrote the note of the visit to {told.host} on {told.day}, a part of “{told.title}”.",
            "Agree it, and it is final. If you would put something otherwise, send it back with a line.",
        ),
        button=Button("Read and agree", told.path),
        why=f"You have this because you lead for {told.host}.",
    )


def sent_back(told: VisitTold) -> Mail:
    """The host would put something otherwise."""
    return Mail(
        subject=f"Sent back: your note of the visit on {told.day}",
        heading="Your note came back with a line",
        paragraphs=(
            f"{told.who} at {told.host} read your note of the visit on {told.day} and sent it back with a line.",
            "Read the line, change the note and send it again. What you wrote is still there.",
        ),
        button=Button("Change the note", f"{told.path}note/"),
        why=f"{VISITOR_WHY} {NO_PUPILS}",
    )


def _why(told: VisitTold, *, is_visitor: bool) -> str:
    return VISITOR_WHY if is_visitor else f"You have this because you lead for {told.host}."
