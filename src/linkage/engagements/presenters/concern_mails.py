"""The mails about what was said in confidence: that there is something, and not a word of what, of whom or of where.

Whoever runs the programme can read a mail that did not arrive, and so may colleagues over a shoulder.
"""

from linkage.engagements.models import Concern
from linkage.messaging.presenters import Button, Mail


def for_you(path: str) -> Mail:
    """To one of the two: something is there for them to read."""
    return Mail(
        subject="There is something for you to read",
        heading="There is something for you",
        paragraphs=(
            "It stands on a page that only you and one other person can open. We keep its words out of e-mails.",
        ),
        button=Button("Open it", path),
        why="You have this because it is between you and one other person.",
    )


def waits(path: str) -> Mail:
    """To the coordinators: something waits for one of them."""
    return Mail(
        subject="Something waits to be taken up",
        heading="Something waits to be taken up",
        paragraphs=(
            "Somebody wrote to the programme in confidence. Nobody looks after it, or nobody has looked in time.",
            "Whoever takes it up reads it, and nobody else does.",
        ),
        button=Button("See whether you can take it up", path),
        why="You have this because you are a coordinator.",
    )


def take_path(found: Concern) -> str:
    """Return the page on which it is taken up."""
    return f"{found.path}take/"
