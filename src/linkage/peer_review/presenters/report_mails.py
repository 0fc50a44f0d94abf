"""The words of the mails about the day of a visit and its report; what is in them stands on their pages alone."""

from linkage.messaging.presenters import Button, Mail
from linkage.peer_review.presenters.mails import Told

STILL = "This is still open, and there is still time."
SEALED = "Your school and its visitors read the report, and nobody else."


def prepared(told: Told, *, host: str, again: bool) -> Mail:
    """To whoever visits: the day is prepared, or was changed."""
    happened = "has changed" if again else "is prepared"
    return Mail(
        subject=f"The day at {host} {happened}",
        heading=f"The day at {host} {happened}",
        opening=told.opening,
        paragraphs=(
            (
                "What the school would like you to look at, the timetable and what to read before are on one page. "
                "You can take your notes there too."
            ),
        ),
        button=Button("See the day", told.path),
        why=_why(told),
    )


def wanted(told: Told, *, host: str, is_reminder: bool) -> Mail:
    """To whoever writes the report."""
    return Mail(
        subject=f"The report of your visit to {host}",
        heading="You write the report",
        opening=told.opening,
        paragraphs=(
            *((STILL,) if is_reminder else (f"Thank you for visiting {host}.",)),
            (
                "A few lines are enough: what went well, even better if, and what others could learn from. It begins "
                "with the notes of all visitors."
            ),
            f"{host} checks the facts first. Nobody but the school and its visitors reads it.",
        ),
        button=Button("Write the report", told.path),
        why=_why(told),
    )


def sent(told: Told, *, is_reminder: bool) -> Mail:
    """To the host: the facts are to be checked."""
    return Mail(
        subject="Please check the facts: the report of your visit",
        heading="The report of your visit is there",
        opening=told.opening,
        paragraphs=(
            *((STILL,) if is_reminder else ()),
            "Please read it and say whether the facts are right. Where one is not, say what would be right.",
            SEALED,
        ),
        button=Button("Read the report", told.path),
        why=_why(told),
    )


def sent_back(told: Told, *, host: str, is_reminder: bool) -> Mail:
    """To whoever writes the report: the host says what is not right."""
    return Mail(
        subject=f"{host} has checked the facts",
        heading="Something has to be put right",
        opening=told.opening,
        paragraphs=(
            *((STILL,) if is_reminder else ()),
            f"{host} says at the report what is not right. Put it right, and send it again.",
        ),
        button=Button("See what is not right", told.path),
        why=_why(told),
    )


def agreed(told: Told, *, host: str) -> Mail:
    """To whoever visited: the report is agreed."""
    return Mail(
        subject=f"Agreed: the report of your visit to {host}",
        heading="The report is agreed",
        opening=told.opening,
        paragraphs=(f"{host} says that the facts are right. What of it others may see, the school decides.",),
        button=Button("Read the report", told.path),
        why=_why(told),
    )


def late(told: Told, *, host: str, waits_for: str) -> Mail:
    """To whoever runs the round: a report is late."""
    return Mail(
        subject=f"Late: the report of the visit to {host}",
        heading="A report is late",
        opening=told.opening,
        paragraphs=(
            f"The report of the visit to {host} waits for {waits_for}. They were reminded twice. A word may help.",
            "You do not read reports: the school and its visitors do.",
        ),
        button=Button("See the round", told.path),
        why="You have this e-mail because you run the round.",
    )


def how_it_stands(told: Told) -> Mail:
    """To the host: what has become of the points of its report?"""
    return Mail(
        subject="What has become of it? Your report from the visit",
        heading="What has become of it?",
        opening=told.opening,
        paragraphs=(
            "Your visitors wrote what would be even better. Say in a minute how each point stands.",
            "Only your school and these visitors read it. “Not yet” is an answer, and so is “we decided otherwise”.",
        ),
        button=Button("Say how it stands", told.path),
        why=_why(told),
    )


def _why(told: Told) -> str:
    return f"You have this e-mail because {told.school} takes part in {told.round}."
