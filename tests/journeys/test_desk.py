"""The desk: from the queue to a few people shared and the school's choice; and a list that is looked after."""

from datetime import timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.models import SupportRequest
from tests.journeys.prepare import asked, head, listed, officer, teacher
from tests.journeys.ways import in_every_way

DANIEL = "d.whitlow@thistlebank.lancs.sch.uk"
PRIYA, HELEN = "p.raman@harrowgill.n-yorks.sch.uk", "h.brook@harrowgill.n-yorks.sch.uk"
BEN = "ben@ribble.example"


@pytest.fixture
def reading(place):
    """Daniel has asked, Priya could help, and the school may choose."""
    daniel = teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    priya = teacher(place, place.harrowgill, "Priya Raman", PRIYA)
    listed(place, priya, helen, place.harrowgill)
    made = asked(place, daniel)
    with acting_in(place.programme.pk):
        ProgrammeSettings.objects.update(who_chooses="school_named")
        SupportRequest.objects.filter(pk=made.pk).update(
            owner=place.farah, urgent_reason="An inspector comes in two weeks"
        )
    return made


def fills_day(visitor, question, day):
    parts = visitor.page.get_by_role("group", name=question)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        parts.get_by_label(label).fill(str(value))


@in_every_way
def test_the_school_chooses_from_a_few_people(place, reading, visitor, post):
    """Given a request that cannot wait, when a few are shared, then the school says who it would like to meet."""
    farah, daniel = visitor(), visitor(phone=True)

    farah.goes_to("/ribble/requests/").signs_in(place.farah.email).is_at("Requests")
    farah.sees("Cannot wait:", "An inspector comes in two weeks", "to say that we have it").looks()
    farah.follows("Reading in Year 9").presses("We have it").presses("Choose who to introduce")
    farah.presses("Share a few with the school").is_at("Share a few people with the school")
    farah.presses("Continue", status=422).is_told("Tick at least one person")
    farah.chooses("Priya Raman").presses("Continue").is_at("A line about each of them").looks()
    farah.fills("A line about Priya Raman (optional)", "Ten minutes from you.").presses("Share with the school")
    farah.sees("The clock stands still until the school has chosen")
    post(DANIEL)

    daniel.goes_to("/ribble/home/").signs_in(DANIEL).presses("Choose")
    daniel.sees("People who could help you", "Priya Raman", "Ten minutes from you.", "How far").looks()
    daniel.chooses("None of these").presses("Send our answer", status=422)
    daniel.is_told("Say in a sentence why none of them fits")
    daniel.chooses("Priya Raman, Reading lead, Harrowgill High School").presses("Send our answer")
    daniel.sees("We have your answer")

    farah.goes_to("/ribble/home/").sees("Thistlebank School chose Priya Raman").presses("Introduce")
    farah.sees("People shared with the school", "Chosen")


def test_somebody_looks_after_the_list_of_who_is_away(place, reading, visitor, clock):
    """Given a coordinator who is away, when the day comes, then the officer has her list, and afterwards not."""
    officer(place, "Ben Yarrow", BEN)
    farah, ben = visitor(), visitor(phone=True)
    farah.goes_to("/ribble/home/").signs_in(place.farah.email).sees("Somebody can look after this list for you")
    farah.follows("Say when").is_at("When you are away").looks()
    fills_day(farah, "First day away", NOW + timedelta(days=1))
    fills_day(farah, "Last day away", NOW + timedelta(days=2))
    farah.chooses("Farah Siddiqui", of="Who is away?").chooses("Ben Yarrow", of="Who looks after the list?")
    farah.presses("Save").sees("Ben Yarrow looks after the list of Farah Siddiqui")

    ben.goes_to("/ribble/home/").signs_in(BEN).does_not_see("Reading in Year 9")
    clock.move_to(NOW + timedelta(days=1))
    ben.goes_to("/ribble/home/").signs_in(BEN).sees("For Farah Siddiqui, who is away").presses("Say we have it")
    ben.is_at("Reading in Year 9").sees("Farah is away: Ben Yarrow looks after it meanwhile.")
    clock.move_to(NOW + timedelta(days=3))
    ben.goes_to("/ribble/home/").signs_in(BEN).does_not_see("Reading in Year 9")
