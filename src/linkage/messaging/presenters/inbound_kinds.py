"""The mails about mail that came in, with an example each."""

from collections.abc import Mapping

from linkage.kernel.words import shortened
from linkage.messaging.presenters.kinds import Kind
from linkage.messaging.presenters.mails import Button, Mail

NAMES = {"who": "Priya Raman", "record": "R-0412, Reading in Year 9"}
TEXT = "Tuesday after school would suit me best. May I bring our librarian?"
MOST_LETTERS = 2_000


def answered_mail(values: Mapping[str, str], *, text: str, path: str) -> Mail:
    """Somebody answered one of our mails: their words, and the record they belong to."""
    said = shortened(text, MOST_LETTERS)
    shown = said if said == text else f"{said} …"
    return Mail(
        subject=f"{values['who']} answered by e-mail",
        heading=f"{values['who']} answered by e-mail",
        opening=(f"It is about {values['record']}.",),
        paragraphs=tuple(part.strip() for part in shown.split("\n\n") if part.strip()),
        button=Button("See it in its place", path),
        kept=(f"When you answer this e-mail, your words go straight to {values['who']}, and not by us.",),
        why="You have this message because you look after it.",
    )


KINDS = (
    Kind(
        "messaging.answered",
        "Somebody answered by e-mail",
        "When somebody answers one of our e-mails",
        "Whoever looks after what it is about",
        lambda values: answered_mail(values, text=TEXT, path="/"),
        names=NAMES,
    ),
)
