"""A school joins a trust: diligence, governors and boards, people heard, the application, the order, and the day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.journeys.engaging import agree_in_writing, both_say_how_ready_they_are, in_words, says_done, today
from tests.journeys.prepare import asked, head, introduced, listed, teacher

DANIEL, GRACE = "d.whitlow@thistlebank.lancs.sch.uk", "head@thistlebank.lancs.sch.uk"
PRIYA, HELEN = "p.raman@harrowgill.n-yorks.sch.uk", "head@harrowgill.n-yorks.sch.uk"
TITLE = "Thistlebank joins the Wharfe trust"


@pytest.fixture
def link(place):
    daniel = teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    head(place, place.thistlebank, "Grace Okafor", GRACE)
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    priya = teacher(place, place.harrowgill, "Priya Raman", PRIYA)
    entry = listed(place, priya, helen, place.harrowgill, days=5)
    return introduced(place, asked(place, daniel, status="matching", owner=place.farah), entry)


def test_a_school_joins_a_trust(place, link, visitor, clock):
    """Given two heads who want it, when boards have decided and people were heard, then the school joins on a day."""
    grace, helen, priya, farah = visitor(), visitor(phone=True), visitor(), visitor()
    page = grace_begins(grace, link)
    helen.goes_to(page).signs_in(HELEN)
    farah.goes_to(page).signs_in(place.farah.email).does_not_see(TITLE)

    says_done(farah, page, "Check that nobody has a conflict of interest", "No family, no shared trustees")
    both_say_how_ready_they_are(grace, helen, page)
    both_governing_bodies_sign_off(grace, helen, page=page)
    says_done(helen, page, "Look into finances, staff and buildings", "Two visits; a roof to mend in 2028")
    says_done(grace, page, "The governors decide", "Full governing body: in favour, 9 to 1")
    says_done(helen, page, "The sponsor’s board decides", "Board of 20 October: in favour")
    farah.goes_to(page).sees("Ready to agree").does_not_see("a roof to mend")
    says_done(grace, page, "Hear staff, parents and the community", "Six weeks, 41 answers, kept by the clerk")
    priya.goes_to(page).signs_in(PRIYA)
    agree_in_writing(page, grace, (grace, "Grace Okafor"), (helen, "Helen Brook"), (priya, "Priya Raman"))
    helen.goes_to(page).follows("Send the letter of assurance to the host").presses("Yes, our checks are in order")
    grace.goes_to(page).follows("Write who carries on afterwards").presses("Write it now")
    grace.fills("Who carries on afterwards, and how?", "The trust, from the day we join").presses("Save")
    grace.goes_to(page).presses("Start it").sees("Under way").looks()

    says_done(grace, page, "Apply to become part of the trust", "Sent by the clerk")
    clock.move_to(timezone.now() + timedelta(days=200))
    for someone, email in ((grace, GRACE), (helen, HELEN)):
        someone.goes_to(f"{page}look/").signs_in(email).chooses("Green: going well").chooses("Yes, it holds").presses(
            "Say it"
        )
    grace.goes_to(f"{page}plan/").presses("Write what follows").fills("What follows?", "Move the finances by July")
    grace.presses("Save").sees("Move the finances by July")
    grace.goes_to(f"{page}ending/").presses("Bring it to an end").sees("The order is made").looks()
    farah.goes_to(page).signs_in(place.farah.email)
    says_done(farah, page, "The order is made", "Academy order of 2 May")
    grace.goes_to(page).presses("It is done").is_at("The school joins").fills("A note (optional)", "1 September 2027")
    grace.presses("It is done").presses("End it").sees("Ended").looks()
    helen.goes_to(page).sees("Ended", "1 September 2027").looks()
    grace.goes_to("/ribble/home/").sees(f"What did it change? {TITLE}")


def grace_begins(grace, link) -> str:
    grace.goes_to(f"/ribble/links/{link.pk}/").signs_in(GRACE).follows("Plan more than a conversation")
    grace.chooses("Sponsorship").fills("What do you call it?", TITLE)
    grace.dates("From when?", in_words(today())).dates("Until when?", in_words(today() + timedelta(days=320)))
    grace.presses("Begin").is_at(TITLE).sees("Look into finances, staff and buildings").looks()
    page = grace.page.url.removeprefix(grace.base)
    grace.goes_to(f"{page}plan/").presses("Add an aim").fills("What should change?", "One trust looks after all")
    grace.presses("Add it")
    return page


def both_governing_bodies_sign_off(*heads, page: str) -> None:
    for someone in heads:
        someone.goes_to(f"{page}readiness/").follows("Note that your governors have signed off")
        someone.fills("Who signed it off?", "The chair").fills("In which meeting?", "Autumn 1")
        someone.dates("On which day?", in_words(today())).presses("Save")
