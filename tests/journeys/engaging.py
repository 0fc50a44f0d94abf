"""What several stories of support over time do alike: tick a step, say how ready they are, agree in writing."""

from datetime import date

from django.utils import timezone

from linkage.kernel.days import day_of
from tests.journeys.visitor import Visitor

CHECKS = ("Check that nobody has a conflict of interest", "Look into finances, staff and buildings")


def today() -> date:
    return day_of(timezone.now())


def in_words(on: date) -> str:
    return f"{on.day} {on.month} {on.year}"


def says_done(someone: Visitor, page: str, step: str, note: str) -> None:
    """Tick a step with its day, today, and a note: of a check, who made it and what came of it."""
    label = "Who checked, and what came of it?" if step in CHECKS else "A note (optional)"
    someone.goes_to(page).follows(step).is_at(step).fills(label, note).presses("It is done")


def both_say_how_ready_they_are(client: Visitor, home: Visitor, page: str) -> None:
    """Each side answers in private, then both show."""
    client.goes_to(f"{page}readiness/").presses("Begin").presses("Ask both sides")
    for someone in (client, home):
        someone.goes_to(f"{page}readiness/answer/")
        for theme in someone.page.get_by_role("group").filter(has=someone.page.get_by_label("Fully")).all():
            theme.get_by_label("Fully").check()
        someone.presses("Save for your side").presses("Check and show").presses("Show them")


def agree_in_writing(page: str, writer: Visitor, *signers: tuple[Visitor, str]) -> None:
    """One writes and offers it; each party reads it and signs with their name."""
    writer.goes_to(f"{page}agreement/").presses("Write it").presses("Save the draft").presses("Check and offer it")
    writer.presses("Offer it for signing")
    for someone, name in signers:
        someone.goes_to(f"{page}agreement/sign/").fills("Type your name to sign", name).presses("Sign")
    signers[-1][0].sees("Signed by all")
