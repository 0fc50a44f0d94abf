"""Days of support that were bought: from the order to what they had changed a year after their end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from linkage.database.tenancy import acting_in
from linkage.engagements.models import Engagement
from tests.journeys.engaging import agree_in_writing, both_say_how_ready_they_are, in_words, says_done, today
from tests.journeys.post import the_hour_strikes
from tests.journeys.prepare import asked, head, listed, ordered, teacher

DANIEL, GRACE = "d.whitlow@thistlebank.lancs.sch.uk", "head@thistlebank.lancs.sch.uk"
PRIYA, HELEN = "p.raman@harrowgill.n-yorks.sch.uk", "head@harrowgill.n-yorks.sch.uk"
TITLE = "Two teachers lead reading"


@pytest.fixture
def bought(place):
    daniel = teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    head(place, place.thistlebank, "Grace Okafor", GRACE)
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    priya = teacher(place, place.harrowgill, "Priya Raman", PRIYA)
    listed(place, priya, helen, place.harrowgill, days=5)
    return ordered(place, asked(place, daniel, status="matching", owner=place.farah))


def test_what_was_bought_is_given_and_a_year_later_both_know_what_it_changed(place, bought, visitor, post, clock):
    """Given an order, when days are agreed, given and paid for, then both say for a year what has come of them."""
    farah, daniel, grace, helen, priya = visitor(), visitor(), visitor(), visitor(phone=True), visitor(phone=True)
    page = farah_brings_them_together(farah, place, bought)
    for someone, email in ((daniel, DANIEL), (grace, GRACE), (helen, HELEN), (priya, PRIYA)):
        someone.goes_to(page).signs_in(email)
    says_done(farah, page, "Check that nobody has a conflict of interest", "None is known")
    both_say_how_ready_they_are(daniel, helen, page)
    signers = ((grace, "Grace Okafor"), (helen, "Helen Brook"), (priya, "Priya Raman"), (farah, "Farah Siddiqui"))
    agree_in_writing(page, daniel, *signers)
    helen.goes_to(f"{page}assurance/").presses("Yes, our checks are in order")
    daniel.goes_to(f"{page}ending/").presses("Write it now")
    daniel.fills("Who carries on afterwards, and how?", "Our two teachers, an hour a week").presses("Save")
    daniel.goes_to(page).presses("Start it").sees("Under way").looks()

    priya_gives_a_day(priya, daniel, page, clock)
    helen_asks_for_the_money(helen, page)
    they_look_half_way(daniel, helen, place, page, clock)
    the_end(daniel, priya, page)
    ended_at = timezone.now()
    for number, days in enumerate((0, 30, 90, 180, 365), 1):
        clock.move_to(ended_at + timedelta(days=days))
        both_answer(visitor, post, clock, number, standing="8 of 8" if days == 365 else "4 of 8")

    clock.move_to(timezone.now() + timedelta(days=1))
    grace.goes_to(f"{page}changed/").signs_in(GRACE).sees("8 of 8", "Yes", "No change").looks()
    farah.goes_to(page).signs_in(place.farah.email).does_not_see("8 of 8", "Our two teachers").looks()


def farah_brings_them_together(farah, place, bought) -> str:
    farah.goes_to(f"/ribble/commissions/{bought.pk}/").signs_in(place.farah.email)
    farah.presses("Bring the two schools together").picks("Who gives the support?", "Priya Raman")
    farah.fills("What do you call it?", TITLE).dates("From when?", in_words(today()))
    farah.dates("Until when?", in_words(today() + timedelta(days=60))).presses("Bring them together")
    with acting_in(place.programme.pk):
        return Engagement.objects.whole().get().path


def priya_gives_a_day(priya, daniel, page: str, clock) -> None:
    """She books a day of next week; when it has come she writes the note, and the host agrees it."""
    day = today() + timedelta(days=7)
    priya.goes_to(f"{page}visits/").presses("Book a visit").dates("When is it?", in_words(day))
    priya.fills("What is it about?", "Looking at books together").presses("Book it")
    clock.move_to(timezone.now() + timedelta(days=7))
    priya.goes_to("/ribble/home/").signs_in(PRIYA).presses("Write it").fills("What we did", "We looked at eight books")
    priya.fills("Impact so far", "Two groups read daily").fills("What comes next", "Two more groups")
    priya.presses("Send to Thistlebank School")
    daniel.goes_to("/ribble/home/").signs_in(DANIEL).presses("Read and agree").presses("Agree it").sees("Agreed")


def helen_asks_for_the_money(helen, page: str) -> None:
    helen.goes_to(f"{page}money/").signs_in(HELEN).sees("£1,750.00", "What was agreed").looks()
    helen.presses("Make an invoice sheet").looks()


def they_look_half_way(daniel, helen, place, page: str, clock) -> None:
    with acting_in(place.programme.pk):
        due_on = Engagement.objects.get().reviews.get().due_on
    clock.move_to(timezone.now() + (due_on - today()))
    for someone, email in ((daniel, DANIEL), (helen, HELEN)):
        someone.goes_to(f"{page}look/").signs_in(email).chooses("Green: going well").chooses("Yes, it holds").presses(
            "Say it"
        )
    daniel.goes_to(f"{page}plan/").presses("Write what follows").fills("What follows?", "Go on").presses("Save")


def the_end(daniel, priya, page: str) -> None:
    daniel.goes_to(f"{page}ending/").presses("Write the letter of thanks").looks().presses("Send the letter")
    daniel.goes_to(f"{page}ending/").presses("Bring it to an end").presses("End it").sees("Ended").looks()
    priya.goes_to(f"{page}ending/").signs_in(PRIYA).sees("Certificate: Priya Raman").looks()
    assert priya.gets_file("Certificate: Priya Raman").startswith(b"%PDF")


def both_answer(visitor, post, clock, number: int, *, standing: str) -> None:
    """Both have a mail on that day or the next school day; each answers from it, without signing in."""
    for email, says in ((DANIEL, "Yes"), (PRIYA, "No change")):
        someone = visitor().opens(asked_again(post, clock, email, number)).follows("Answer")
        for question in someone.page.get_by_role("group").filter(has=someone.page.get_by_label("Too early")).all():
            question.get_by_label(says, exact=True).check()
        if someone.page.get_by_label("Yes, it holds").count():
            someone.chooses("Yes, it holds")
        someone.fills("Where does it stand now?", standing).looks().presses("Send our answer").is_at("Thank you")


def asked_again(post, clock, email: str, number: int):
    for _ in range(25):
        the_hour_strikes()
        found = [each for each in post(email) if each.template == "engagements.impact_asked"]
        if len(found) == number:
            return found[-1]
        clock.move_to(timezone.now() + timedelta(days=1))
    raise AssertionError(f"{email} was not asked for the {number}th time")
