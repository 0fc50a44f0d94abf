"""Two schools do more than talk: from the introduction to an agreement, a visit, and a good end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from linkage.database.tenancy import acting_in
from linkage.engagements.models import Visit
from linkage.kernel.days import day_of
from tests.journeys.engaging import in_words
from tests.journeys.prepare import asked, head, introduced, listed, teacher
from tests.journeys.ways import in_every_way

DANIEL, GRACE = "d.whitlow@thistlebank.lancs.sch.uk", "head@thistlebank.lancs.sch.uk"
PRIYA, HELEN = "p.raman@harrowgill.n-yorks.sch.uk", "head@harrowgill.n-yorks.sch.uk"
TITLE = "Reading in tutor time"


@pytest.fixture
def link(place, post):
    daniel = teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    head(place, place.thistlebank, "Grace Okafor", GRACE)
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    priya = teacher(place, place.harrowgill, "Priya Raman", PRIYA)
    entry = listed(place, priya, helen, place.harrowgill, days=5)
    request = asked(place, daniel, status="matching", owner=place.farah)
    made = introduced(place, request, entry)
    post(DANIEL)
    return made


@in_every_way
def test_two_schools_learn_from_each_other(place, link, visitor, post):
    """Given an introduction, when they plan more, both agree, visit and look back, then both end well."""
    today = day_of(timezone.now())
    daniel, grace, helen, priya, farah = visitor(), visitor(phone=True), visitor(), visitor(phone=True), visitor()

    daniel.goes_to(f"/ribble/links/{link.pk}/").signs_in(DANIEL)
    daniel.follows("Plan more than a conversation").is_at("Plan more than a conversation").looks()
    daniel.chooses("Learning from each other").fills("What do you call it?", TITLE)
    daniel.dates("From when?", in_words(today)).dates("Until when?", in_words(today - timedelta(days=1)))
    daniel.presses("Begin", status=422).is_told("Enter a last day that is not before the first")
    daniel.dates("Until when?", in_words(today + timedelta(days=150))).presses("Begin").is_at(TITLE)
    daniel.sees("Getting ready", "Write what should change").looks()
    daniel.presses("Write it").presses("Add an aim").fills("What should change?", "Every tutor group reads daily")
    daniel.fills("Where did it stand at the start?", "2 of 8").fills("Where should it be?", "8 of 8")
    daniel.presses("Add it").sees("Every tutor group reads daily", "From 2 of 8 to 8 of 8").looks()
    daniel_writes_and_offers_what_they_agree(daniel)

    for someone, email, name in (
        (grace, GRACE, "Grace Okafor"),
        (helen, HELEN, "Helen Brook"),
        (priya, PRIYA, "Priya Raman"),
    ):
        someone.goes_to("/ribble/home/").signs_in(email).sees(f"Sign the agreement: {TITLE}").presses("Read and sign")
        someone.is_at("Read and sign")
        someone.fills("Type your name to sign", "Somebody Else").presses("Sign", status=422).is_told(
            "Type your own name"
        )
        someone.fills("Type your name to sign", name).presses("Sign")
    priya.sees("Signed by all").looks()
    assert "agree" in post(GRACE)[-1].subject.lower()

    daniel.goes_to("/ribble/home/").sees(f"Start it: {TITLE}").presses("Start it").presses("Start it").sees("Under way")
    priya_visits(place, priya, daniel, today)
    daniel_ends_it(daniel)

    farah.goes_to("/ribble/engagements/").signs_in(place.farah.email).follows("Learning from each other")
    farah.sees("Ended").does_not_see(TITLE, "Every tutor group reads daily").looks()


def daniel_writes_and_offers_what_they_agree(daniel) -> None:
    daniel.follows("Agreement").presses("Write it").is_at("Write the agreement").looks()
    daniel.fills("Does anybody pay for it?", "Each school pays its own travel").presses("Save the draft")
    daniel.presses("Check and offer it").is_at("Check before you offer it").sees("Each school pays its own travel")
    daniel.presses("Offer it for signing").sees("Waiting to be signed", "Grace Okafor", "Priya Raman").looks()


def priya_visits(place, priya, daniel, today) -> None:
    """She books a day to come; on that day she writes the note on her telephone, and the host agrees it."""
    day = today + timedelta(days=(7 - today.weekday()) % 7 + 1)
    priya.follows("Visits").presses("Book a visit").dates("When is it?", in_words(day))
    priya.fills("What is it about?", "Looking at books together").looks().presses("Book it")
    priya.sees("Looking at books together")
    with acting_in(place.programme.pk):
        visit = Visit.objects.get()
        Visit.objects.update(visits_on=today - timedelta(days=1))
    priya.goes_to("/ribble/home/").sees("Write the note of your visit").presses("Write it")
    priya.fills("What we did", "We looked at eight books").looks()
    priya.fills("Impact so far", "Two groups read daily").fills("What comes next", "Two more groups")
    priya.presses("Send to Thistlebank School").sees("Waiting")
    daniel.goes_to("/ribble/home/").presses("Read and agree").sees("We looked at eight books").looks()
    daniel.presses("Agree it").sees("Agreed")
    with acting_in(place.programme.pk):
        visit.refresh_from_db()
        assert visit.status == "agreed"


def daniel_ends_it(daniel) -> None:
    daniel.goes_to("/ribble/engagements/").follows(TITLE).follows("Ending well").presses("Write it now")
    daniel.fills("Who carries on afterwards, and how?", "Two tutors, with an hour a week").presses("Save").looks()
    daniel.presses("Bring it to an end").sees("It comes to an end").presses("End it").sees("Ended")
    daniel.goes_to("/ribble/home/").sees(f"How was it? {TITLE}", f"What did it change? {TITLE}")
    daniel.presses("What did it change?").is_at("What did it change? At the end").sees("It should be: 8 of 8").looks()
    daniel.chooses("Yes", of="Did people find it helpful?").chooses("No change", of="Did people learn from it?")
    daniel.presses("Send our answer").sees("1 of 2 schools answered", "You: no change").looks()
