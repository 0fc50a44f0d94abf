"""A school is pointed to something, and it did not help; another is referred, agrees, and is pointed to something."""

from datetime import timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.programmes.tests.factories import NOW
from tests.journeys.post import the_hour_strikes
from tests.journeys.prepare import asked, head, teacher
from tests.journeys.ways import in_every_way

DANIEL, GRACE = "d.whitlow@thistlebank.lancs.sch.uk", "g.okafor@thistlebank.lancs.sch.uk"
ROSA = "rosa.lind@council.example"


@pytest.fixture
def request_of_thistlebank(place):
    head(place, place.thistlebank, "Grace Okafor", GRACE)
    made = asked(place, teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL))
    with acting_in(place.programme.pk):
        made.status, made.owner, made.acknowledged_at = "acknowledged", place.farah, NOW
        made.save()
    return made


@in_every_way
def test_a_school_is_pointed_to_something_and_says_whether_it_helped(
    place, request_of_thistlebank, visitor, post, clock
):
    """Given a list of resources, when one is sent in two clicks and does not help, then somebody chooses again."""
    farah, daniel = visitor(), visitor(phone=True)
    farah.goes_to("/ribble/more/").signs_in(place.farah.email)
    farah.goes_to("/ribble/more/").follows("Resources and services").sees("Nothing on the list yet")
    adds_the_films(farah)

    farah.follows("Requests").follows("Reading in Year 9").presses("Point to a resource")
    farah.is_at("Point to a resource").sees("Six films", "About Reading")
    farah.presses("Look at the e-mail", status=422).is_told("Choose what the school should look at")
    farah.chooses("Six films").fills("A line of your own", "Begin with the second").presses("Look at the e-mail")
    farah.is_at("Send this to Daniel Whitlow?").sees("Begin with the second").presses("Send it")
    farah.sees("It is sent. In two weeks we ask whether it helped", "Pointed to something")

    daniel.opens(post(DANIEL)[-1]).sees("Six films", "Begin with the second")
    daniel.follows("See it on your page").signs_in(DANIEL).sees("What the school was pointed to")

    clock.move_to(NOW + timedelta(weeks=2))
    the_hour_strikes()
    daniel.opens(post(DANIEL)[-1]).follows("Answer").is_at("Did it help?")
    daniel.presses("Send my answer", status=422).is_told("Say whether it helped")
    daniel.chooses("No, or not enough").fills("What is still missing?", "It is for Year 2")
    daniel.presses("Send my answer").is_at("Thank you, this is answered")

    farah.goes_to("/ribble/home/").signs_in(place.farah.email)
    farah.sees("It did not help: Reading in Year 9").presses("See the answer").sees("It is for Year 2")
    farah.presses("Choose again").sees("The request is open again")


def adds_the_films(farah) -> None:
    farah.presses("Add the first").is_at("Add a resource or service")
    farah.presses("Put it on the list", status=422).is_told("Enter its name")
    farah.fills("What is it called?", "Six films").chooses("Resource", of="What is it?")
    farah.fills("What is it, in a sentence?", "Ten minutes each, with a plan for tutor time.")
    farah.fills("Web address", "www.films.example")
    farah.chooses("Reading and literacy across the curriculum", of="What is it about?")
    farah.chooses("Farah Siddiqui", of="Who keeps it right?")
    farah.presses("Put it on the list").is_at("Six films").sees("It is on the list")


@in_every_way
def test_a_team_refers_a_school_and_hears_the_outcome_alone(place, visitor, post, clock):
    """Given a team outside, when it refers a school, then the school agrees first and the team hears one sentence."""
    rosa, grace, farah = visitor(), visitor(phone=True), visitor()
    rosa.goes_to("/ribble/").follows("Refer a school that would like help").is_at("Refer a school")
    rosa.fills("The school’s name, URN or postcode", "thistle").presses("Search").follows("Thistlebank School")
    rosa.presses("Refer the school", status=422).is_told("Say what the school needs help with")
    rosa.fills("What does the school need help with?", "Two new teachers would like to see how others read aloud.")
    rosa.fills("The name of the person there", "Grace Okafor").fills("Their work e-mail address", GRACE)
    rosa.fills("Your team or service", "Early years team").fills("Your name", "Rosa Lind")
    rosa.fills("Your work e-mail address", ROSA).chooses("The school knows that I refer it")
    rosa.presses("Refer the school").is_at("One more step")
    rosa.opens(post(ROSA)[-1]).follows("Read it and answer").is_at("Was this you?")
    rosa.presses("Yes, ask the school").is_at("Thank you. We have asked the school")

    grace.opens(post(GRACE)[-1]).sees("Rosa Lind").follows("Read it and answer")
    grace.is_at("May we help Thistlebank School?").presses("Yes, ask for support", status=422)
    grace.is_told("Say what would help").chooses("A call or online").chooses("As soon as possible")
    grace.fills("Who is it for?", "Two teachers").chooses("share").presses("Yes, ask for support")
    grace.is_at("Thank you. Your request is sent")

    farah.goes_to("/ribble/home/").signs_in(place.farah.email).presses("Say we have it")
    farah.sees("Referred by", "Rosa Lind, Early years team").presses("We have it").presses("Nobody can help yet")
    farah.chooses("Nobody is listed for this").fills("What should the school read?", "Nobody has done this here")
    farah.presses("Tell the school")
    farah.presses("Close the request").sees("The request is closed")

    clock.move_to(NOW + timedelta(days=1))
    the_hour_strikes()
    rosa.opens(post(ROSA)[-1]).sees("It was not taken up").does_not_see("Two teachers")
    rosa.follows("See what you referred").signs_in(ROSA).sees("It was not taken up")
