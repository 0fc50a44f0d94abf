"""Asking with the keyboard alone: nothing is clicked, and one always sees where one is (reliability.md X2, X3)."""

import pytest

from tests.journeys.keyboard import KeyboardVisitor
from tests.journeys.prepare import NEED, teacher

DANIEL = "d.whitlow@thistlebank.lancs.sch.uk"


def test_asking_with_the_keyboard_only(place, visitor):
    """Given no mouse, when a teacher asks, then every step can be reached, seen and taken back."""
    teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    daniel = visitor(kind=KeyboardVisitor)
    daniel.goes_to("/ribble/requests/ask/").signs_in(DANIEL)

    skips_to_the_content(daniel)
    daniel.enters("Start").is_at("What do you need help with?")
    daniel.enters("Continue", status=422)
    goes_from_the_summary_to_the_field(daniel)
    daniel.writes(NEED).sees("We think this is about")
    daniel.enters("Continue").is_at("What would help?").tabs_to("A call or online").keys("Space")
    daniel.tabs_to("A visit to their school").keys("Space", "Space").enters("Continue")
    daniel.is_at("When would you like help?").tabs_to("As soon as possible").keys("ArrowDown").enters("Continue")
    daniel.is_at("Who is it for?").tabs_to("Who is it for?").writes("The head of English").enters("Continue")
    daniel.tabs_to("Yes").keys("Space").enters("Continue").is_at("Check your answers")
    daniel.sees("A call or online", "This half-term").does_not_see("A visit to their school")
    daniel.tabs_to("The programme may share").keys("Space").enters("Send request").sees("Your request is sent")
    assert "Your request is sent" in daniel.page.evaluate("document.activeElement.innerText"), "It is read out first"


def skips_to_the_content(daniel: KeyboardVisitor) -> None:
    daniel.page.reload()
    daniel.looks().tabs_to("Skip to main content").keys("Enter")
    assert daniel.page.evaluate("document.activeElement.id") == "main-content"


def goes_from_the_summary_to_the_field(daniel: KeyboardVisitor) -> None:
    assert daniel.page.evaluate("document.activeElement.matches('.govuk-error-summary')")
    daniel.keys("Tab", "Enter")
    assert daniel.page.evaluate("document.activeElement.matches('textarea')")


def test_the_way_through_a_page_is_the_order_it_is_read_in(place, visitor):
    """Given the busiest pages, when one tabs through, then the focus goes down the page as it stands and comes out."""
    farah = visitor(kind=KeyboardVisitor)
    farah.goes_to("/ribble/home/").signs_in(place.farah.email)
    for path in ("home/", "directory/", "schools/rule/", "settings/name/"):
        farah.goes_to(f"/ribble/{path}")
        places = tab_stops(farah)
        # Where the browser begins after a reload is its own affair; from the first stop on, it goes down the page.
        first = places.index(min(places))
        places = places[first:] + places[:first]
        assert places == sorted(places), f"the focus jumps on {path}"
        assert len(places) > 5, f"the focus is caught on {path}"


def tab_stops(farah: KeyboardVisitor) -> list[int]:
    """Return where in the document each stop stands, from the top of the page until the focus leaves it."""
    stops: list[int] = []
    for _ in range(300):
        farah.keys("Tab")
        at = farah.page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        if at <= 2 or (stops and at == stops[0]):
            return stops
        stops.append(at)
    pytest.fail(f"Tab never leaves {farah.page.url}")
