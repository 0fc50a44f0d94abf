"""Support over time is paused while somebody is away, goes on, and later is stopped for good."""

from datetime import timedelta

import pytest
from django.utils import timezone

from linkage.kernel.words import day
from tests.journeys.engaging import in_words, today
from tests.journeys.post import deliver_everything
from tests.journeys.prepare import asked, head, introduced, listed, teacher, under_way
from tests.journeys.ways import in_every_way

DANIEL, GRACE = "d.whitlow@thistlebank.lancs.sch.uk", "head@thistlebank.lancs.sch.uk"
PRIYA, HELEN = "p.raman@harrowgill.n-yorks.sch.uk", "head@harrowgill.n-yorks.sch.uk"
TITLE = "Reading in tutor time"
AWAY = "Priya is away until after the holidays"


@pytest.fixture
def started(place):
    """What has started between Daniel and Priya, and lasts until Easter."""
    daniel = teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    grace = head(place, place.thistlebank, "Grace Okafor", GRACE)
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    priya = teacher(place, place.harrowgill, "Priya Raman", PRIYA)
    entry = listed(place, priya, helen, place.harrowgill, days=5)
    link = introduced(place, asked(place, daniel, status="matching", owner=place.farah), entry)
    made = under_way(place, link, title=TITLE, signed_by=(grace, helen, priya))
    deliver_everything()
    return made


@in_every_way
def test_support_is_paused_goes_on_and_is_stopped(place, started, visitor, post, clock):
    """Given a visit booked, when one side is away it rests; when it cannot go on, both know what still holds."""
    page = f"/ribble/engagements/{started.pk}/"
    helen, daniel, farah = visitor(phone=True), visitor(), visitor()

    helen.goes_to(page).signs_in(HELEN).follows("Pause it").is_at("Pause it").looks()
    helen.presses("Pause it", status=422).is_told("Say why you pause it")
    helen.fills("Why do you pause it?", AWAY).dates("When does it go on? (optional)", in_words(today()))
    helen.presses("Pause it", status=422).is_told("Enter a day that is to come")
    helen.dates("When does it go on? (optional)", in_words(today() + timedelta(days=14))).presses("Pause it")
    helen.sees("Paused", AWAY, f"It is to go on on {day(today() + timedelta(days=14))}").looks()

    [mail] = [each for each in post(DANIEL) if each.template == "engagements.paused"]
    daniel.opens(mail).goes_to(page).signs_in(DANIEL).sees(f"Harrowgill High School paused it: “{AWAY}”")
    daniel.follows("Plan").does_not_see("Add an aim").follows("Visits").does_not_see("Book a visit")

    clock.move_to(timezone.now() + timedelta(days=14))
    helen.goes_to("/ribble/home/").signs_in(HELEN).sees(f"Does it go on? {TITLE}").presses("Open it").presses("Go on")
    helen.sees("The last day has moved", day(started.ends_on + timedelta(days=14))).looks()
    assert [each for each in post(DANIEL) if each.template == "engagements.resumed"]

    daniel.goes_to(page).signs_in(DANIEL).follows("Stop it for good").is_at("Stop it for good").sees(
        "What was agreed holds until"
    )
    holds_until = daniel.reads(r"holds until \w+ \d+ \w+ \d{4}").removeprefix("holds until ")
    daniel.presses("Stop it", status=422).is_told("Say why you stop it").looks()
    daniel.fills("Why do you stop it?", "Our new English lead begins afresh").presses("Stop it")
    daniel.sees("Stopped", "Our new English lead begins afresh", f"What was agreed holds until {holds_until}").looks()

    helen.opens(post(HELEN)[-1]).sees("Our new English lead begins afresh")
    helen.goes_to(page).does_not_see("Stop it for good").follows("Agreement").sees("Over")
    farah.goes_to(page).signs_in(place.farah.email).sees("Stopped").does_not_see("Our new English lead", TITLE)
