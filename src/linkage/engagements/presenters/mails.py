"""The mails about support over time: each with one purpose and one button."""

from datetime import date

from django.urls import reverse

from linkage.engagements.models import Engagement, Review
from linkage.kernel import money, words
from linkage.messaging.presenters import Button, Mail

_WHY = "You have this because you take part, or lead one of the two schools."


def begun(found: Engagement) -> Mail:
    """To who leads for both schools: it can be planned together."""
    return Mail(
        subject=f"Plan it together: {found.title}",
        heading="More than a conversation",
        paragraphs=(
            (
                f"{found.home_organisation.name} helps {found.client_organisation.name} with {found.title}, "
                f"{_days(found)}between {words.day(found.starts_on)} and {words.day(found.ends_on)}."
            ),
            "One page for both schools says what comes first, who does it, and what you want to change.",
        ),
        ask="Look at it, and say whether it is what you meant.",
        button=Button("Open the page", found.path),
        signed=found.begun_by.name,
        why=_WHY,
    )


def added(found: Engagement) -> Mail:
    """To somebody who takes part from now on."""
    return Mail(
        subject=f"You take part: {found.title}",
        heading=f"You take part in {found.title}",
        paragraphs=(
            (
                f"{found.home_organisation.name} helps {found.client_organisation.name}. Your school has added you, so "
                "you see the plan, the visits and what was agreed."
            ),
        ),
        button=Button("Open the page", found.path),
        why="You have this because a colleague added you.",
    )


def taken_over(found: Engagement, left: str, *, is_renewed: bool = False) -> Mail:
    """To who leads for a school: somebody takes part no more, and what was theirs is the reader's."""
    renewed = ("The agreement that waited to be signed named them. Read it once more, and offer it again.",)
    return Mail(
        subject=f"Yours from now on: {found.title}",
        heading=f"{left} takes part no more",
        paragraphs=(
            f"You lead for your school in {found.title}. What {left} was to do or looked after is yours from now on.",
            "Visits of theirs that were to come are cancelled, and their days are free again.",
            *(renewed if is_renewed else ()),
        ),
        ask="Look at the plan, and add a colleague where somebody else should do it.",
        button=Button("Open the page", found.path),
        why="You have this because you lead for your school.",
    )


def started(found: Engagement, half_way_on: date) -> Mail:
    """To everybody: it has started."""
    return Mail(
        subject=f"It has started: {found.title}",
        heading="It has started",
        paragraphs=(
            f"Everything that had to be agreed for {found.title} is agreed.",
            f"Half-way, on {words.day(half_way_on)}, both schools say how each aim stands.",
        ),
        ask="Book the first visit.",
        button=Button("Open the page", found.path),
        why=_WHY,
    )


def kind_changed(found: Engagement) -> Mail:
    """To everybody: something else was made of it."""
    return Mail(
        subject=f"It is now {found.kind_words}: {found.title}",
        heading=f"It is now {found.kind_words}",
        paragraphs=(
            "Everything you have written and signed stays. What comes first, and last, is no longer the same.",
        ),
        ask="Look at what comes first now.",
        button=Button("Open the page", found.path),
        why=_WHY,
    )


def paused(found: Engagement) -> Mail:
    """To everybody: it is paused, and why."""
    until = f" It is to go on on {words.day(found.resume_on)}." if found.resume_on else ""
    return Mail(
        subject=f"Paused: {found.title}",
        heading="It is paused",
        paragraphs=(
            f"{_halter(found)} paused it: “{found.halt_reason}”{until}",
            "Nothing is lost. You can read it all.",
        ),
        button=Button("Open the page", found.path),
        why=_WHY,
    )


def stopped(found: Engagement) -> Mail:
    """To everybody: it is stopped, why, and until when what was agreed is owed."""
    owed = (
        (f"What was agreed holds until {words.day(found.halt_on)}, the end of the notice.",)
        if found.started_at and found.halt_on
        else ()
    )
    return Mail(
        subject=f"Stopped: {found.title}",
        heading="It is stopped",
        paragraphs=(f"{_halter(found)} stopped it: “{found.halt_reason}”", *owed),
        button=Button("Open the page", found.path),
        why=_WHY,
    )


def school_closed(found: Engagement, school: str) -> Mail:
    """To whoever looks after the request: one of the two schools has closed."""
    return Mail(
        subject=f"{school} has closed: how does its support go on?",
        heading=f"{school} has closed",
        paragraphs=(
            f"The register says so. {found.home_organisation.name} helps {found.client_organisation.name} over time.",
            "If another school took its place, it goes on with that one. If none did, it is stopped.",
        ),
        ask="Say what becomes of it.",
        button=Button("Say how it goes on", reverse("engagements:school", args=[found.programme.slug, found.pk])),
        why="You have this because you look after the request it came of.",
    )


def school_moved(found: Engagement, was: str, now: str) -> Mail:
    """To everybody: which school took the place of the closed one."""
    return Mail(
        subject=f"{was} is now {now}: {found.title}",
        heading=f"{was} is now {now}",
        paragraphs=(
            f"{found.title} goes on with {now}. The plan, the visits and everything you wrote are where they were.",
            "What is signed stays as it is. Where something was, a new version for all to sign says who is party now.",
        ),
        button=Button("Open the page", found.path),
        why=_WHY,
    )


def resumed(found: Engagement) -> Mail:
    """To everybody: it goes on."""
    return Mail(
        subject=f"It goes on: {found.title}",
        heading="It goes on",
        paragraphs=(f"{found.title} goes on. Its last day is now {words.day(found.ends_on)}.",),
        ask="Book the next visit.",
        button=Button("Open the page", found.path),
        why=_WHY,
    )


def asked_to_rate(found: Engagement, review: Review) -> Mail:
    """To the side that has said nothing yet."""
    return Mail(
        subject=f"How does it stand? {found.title}",
        heading="The other school has said how each aim stands",
        paragraphs=(f"You look at it together on {words.day(review.due_on)}.",),
        ask="Say how each aim stands for your school.",
        ask_more=" Green, amber or red, and a line about each. It is about aims, never about people.",
        button=Button("Say how it stands", found.path),
        why=_WHY,
    )


def both_rated(found: Engagement) -> Mail:
    """To who leads on both sides: both have said it."""
    return Mail(
        subject=f"Both have said how it stands: {found.title}",
        heading="Both schools have said how each aim stands",
        paragraphs=("Where you differ is the best thing to talk about.",),
        ask="Look at it together, and write what follows.",
        button=Button("Open the page", found.path),
        why=_WHY,
    )


def values_of(found: Engagement) -> dict[str, str]:
    """Return what the words of a mail about it may name."""
    return {
        "title": found.title,
        "client_school": found.client_organisation.name,
        "home_school": found.home_organisation.name,
    }


def _days(found: Engagement) -> str:
    return f"{money.half_days(found.half_days)} " if found.half_days else ""


def _halter(found: Engagement) -> str:
    side = found.home_organisation if found.halt_side == "home" else found.client_organisation
    return str(side.name)
