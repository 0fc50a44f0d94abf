"""Somebody keeps whom they found, comes back to them, and asks."""

import pytest

from tests.journeys.prepare import head, listed, teacher
from tests.journeys.ways import WAYS

DANIEL, HELEN, PRIYA = (
    "d.whitlow@thistlebank.lancs.sch.uk",
    "h.brook@harrowgill.n-yorks.sch.uk",
    "priya@harrowgill.example",
)
ADD, OUT = "Add to shortlist", "Take out of shortlist"


def keeps(visitor, button: str, instead: str) -> None:
    """Press the small button: without scripts the same search comes back, with them the form alone changes."""
    if not visitor.has_scripts:
        visitor.presses(button)
    else:
        visitor.page.get_by_role("button", name=button).click()
        visitor.page.locator(f"button:focus:has-text('{instead}')").wait_for()
    assert visitor.page.get_by_role("button", name=instead).count() == 1


@pytest.mark.parametrize(
    "visitor", [WAYS["mouse"], WAYS["no JavaScript"]], ids=["mouse", "no JavaScript"], indirect=True
)
def test_somebody_found_is_kept_and_asked_for(place, visitor):
    """Given Priya in the directory, when Daniel keeps her from his search, then he asks for her from his shortlist."""
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    listed(place, teacher(place, place.harrowgill, "Priya Raman", PRIYA), helen, place.harrowgill)
    teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    daniel = visitor()

    daniel.goes_to("/ribble/directory/?q=reading").signs_in(DANIEL).sees("Why this matched")
    keeps(daniel, ADD, OUT)
    keeps(daniel, OUT, ADD)
    keeps(daniel, ADD, OUT)
    daniel.follows("your shortlist").is_at("Your shortlist").sees("Priya Raman", "Only you see this")
    daniel.follows("Priya Raman").sees("Take out of shortlist").goes_to("/ribble/directory/shortlist/")
    daniel.page.get_by_role("button", name="Ask for Priya’s help").click()
    daniel.sees("You begin from Priya Raman")
