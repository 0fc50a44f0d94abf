"""The mails at the end: thanks, a certificate, and that the other school has shown how it was."""

from linkage.engagements.models import Engagement
from linkage.engagements.queries.ending import DaysGiven
from linkage.kernel import money
from linkage.links.enums import Side
from linkage.messaging.presenters import Button, Mail


def thanked(found: Engagement, *, by: str) -> Mail:
    """To who gave days, and to their head: there is a letter of thanks."""
    client = found.client_organisation.name
    return Mail(
        subject=f"A letter of thanks from {client}",
        heading=f"{client} thanks you",
        paragraphs=(
            f"{by} wrote a letter of thanks for {found.title}. It comes with this mail, ready to print.",
            "It goes to whoever gave the days, and to the head who made room for them.",
        ),
        button=Button("Open what you did together", found.path),
        why="You have this because you gave days, or lead the school of somebody who did.",
    )


def certified(given: DaysGiven, *, is_own: bool) -> Mail:
    """To who gave days, and to their head: the certificate of these days."""
    found = given.engagement
    who = "you" if is_own else given.person.name
    return Mail(
        subject=f"Certificate: {_days(given)} for {found.client_organisation.name}",
        heading=f"The certificate of the days {who} gave",
        paragraphs=(
            f"{found.title} has ended. With this mail comes a certificate of {_days(given)}, ready to print.",
            "It counts the days whose notes both schools agreed, and nothing else.",
        ),
        button=Button("Open what you did together", found.path),
        kept=(
            "Nobody else has it: only whoever gave the days, and the head of their school.",
            *(() if is_own else (f"It is {given.person.name}’s own, for their file at your school.",)),
        ),
        why="You have this because you gave days, or lead the school of somebody who did.",
    )


def feedback_shown(found: Engagement, *, by: str) -> Mail:
    """To who leads for the other school: somebody has shown them how it was."""
    school = found.client_organisation.name if by == Side.CLIENT else found.home_organisation.name
    return Mail(
        subject=f"How it was for {school}: {found.title}",
        heading=f"{school} shows you how it was",
        paragraphs=(
            "What helped, what would have helped more, and whether they would do it again.",
            "It is about the work, and no judgement of anybody. Nobody but your two schools reads it.",
        ),
        button=Button("Read it", found.path),
        why="You have this because you lead for your school.",
    )


def _days(given: DaysGiven) -> str:
    return money.half_days(given.half_days)
