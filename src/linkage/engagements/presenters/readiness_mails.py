"""The mails about how ready each side is: that something is asked or there, and never an answer."""

from collections.abc import Callable

from django.urls import reverse

from linkage.engagements.models import Engagement
from linkage.messaging.presenters import Button, Mail

_WHY = "You have this because you lead one of the two schools, or are its head."


def asked(found: Engagement) -> Mail:
    """To who leads on both sides: how ready are you?"""
    return Mail(
        subject=f"How ready are you? {found.title}",
        heading="How ready are you?",
        paragraphs=(
            f"{found.client_organisation.name} and {found.home_organisation.name} each say how ready they are.",
            "You answer in private. Nobody else reads it until both have said “show”.",
        ),
        button=Button("Answer", _path(found)),
        why=_WHY,
    )


def asked_again(found: Engagement) -> Mail:
    """To who leads on both sides, while it is under way."""
    return Mail(
        subject=f"How ready are you now? {found.title}",
        heading="How ready are you now?",
        paragraphs=("The same questions as at the start. Once both have said “show”, you see what has changed.",),
        button=Button("Answer", _path(found)),
        why=_WHY,
    )


def other_has_shown(found: Engagement) -> Mail:
    """To who leads on the side that has not: the other one has."""
    return Mail(
        subject=f"The other school has answered: {found.title}",
        heading="The other school has answered",
        paragraphs=("You see what they say, and they what you say, once you have said “show” too.",),
        button=Button("Answer and show", _path(found)),
        why=_WHY,
    )


def both_have_shown(found: Engagement) -> Mail:
    """To who leads on both sides: both can be read."""
    return Mail(
        subject=f"Both schools have answered: {found.title}",
        heading="Both schools have answered",
        paragraphs=("You can read both now, side by side. Where you differ is worth talking about.",),
        button=Button("See both", _path(found)),
        why=_WHY,
    )


def talk_wanted(found: Engagement) -> Mail:
    """To who leads on both sides: talk first."""
    return Mail(
        subject=f"Talk about it first: {found.title}",
        heading="Both have answered. Talk about it first",
        paragraphs=("More than one thing is not ready yet. That is common, and a conversation now saves days later.",),
        ask="Talk about it, and note what came of it.",
        button=Button("See both", _path(found)),
        why=_WHY,
    )


def _path(found: Engagement) -> str:
    return reverse("engagements:readiness", args=[found.programme.slug, found.pk])


READINESS_MAILS: tuple[tuple[str, str, str, str, Callable[[Engagement], Mail]], ...] = (
    ("readiness_asked", "How ready are you?", "When both sides are asked for the first time", "", asked),
    ("readiness_again", "How ready are you now?", "When both sides are asked again", "", asked_again),
    (
        "readiness_other_shown",
        "The other school has answered",
        "When the first side shows its answers",
        "of the side that has not",
        other_has_shown,
    ),
    (
        "readiness_both_shown",
        "Both schools have answered",
        "When the second side shows its answers",
        "",
        both_have_shown,
    ),
    (
        "readiness_talk",
        "Talk about it first",
        "When both have answered and more than one thing is not ready",
        "",
        talk_wanted,
    ),
)
