"""The directory stays true: a nominee lapses and returns, a head stops a promise, two duplicate people merge."""

from datetime import timedelta

from linkage.programmes.tests.factories import NOW
from tests.journeys.post import the_hour_strikes
from tests.journeys.prepare import asked, head, listed, teacher
from tests.journeys.ways import in_every_way

DANIEL, PRIYA = "d.whitlow@thistlebank.lancs.sch.uk", "p.raman@harrowgill.n-yorks.sch.uk"
HELEN = "h.brook@harrowgill.n-yorks.sch.uk"
LAST_TERM = NOW - timedelta(days=120)
# NOW is a Tuesday: these are three, seven and ten working days after it.
DAYS = (timedelta(days=3), timedelta(days=9), timedelta(days=14))


@in_every_way
def test_a_nominee_lapses_and_returns(place, visitor, post, clock):
    """Given an entry nobody confirmed this term, when all reminders pass, then one click brings it back."""
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    priya = teacher(place, place.harrowgill, "Priya Raman", PRIYA)
    listed(place, priya, helen, place.harrowgill, confirmed_at=LAST_TERM)
    teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)

    the_hour_strikes()
    for later in DAYS:
        clock.move_to(NOW + later)
        the_hour_strikes()
    assert [mail.subject for mail in post(PRIYA)] == [
        *["Is your entry still right?"] * 3,
        "Schools no longer find your entry",
    ]

    daniel = visitor()
    daniel.goes_to("/ribble/directory/?q=reading").signs_in(DANIEL).does_not_see("Priya Raman")
    head_looks = visitor()
    head_looks.goes_to("/ribble/home/").signs_in(HELEN).sees("Schools no longer find Priya Raman")
    head_looks.goes_to("/ribble/directory/our-staff/").is_at("Promised of my staff").sees("Not confirmed")
    farah = visitor()
    farah.goes_to("/ribble/home/").signs_in(place.farah.email).sees("1 entry is no longer found").presses("See whose")
    farah.is_at("Which entries are still right?").sees("Priya Raman", "Harrowgill High School")

    # A click in a mail only looks; the button answers.
    returning = visitor(phone=True)
    returning.opens(post(PRIYA)[-1]).follows("Bring it back").is_at("Is your entry still right?")
    returning.sees("schools no longer find it").presses("Yes, it is right: list it again").is_at("Thank you")

    daniel.goes_to("/ribble/directory/?q=reading").sees("Priya Raman")


@in_every_way
def test_a_head_stops_a_promise(place, visitor, post):
    """Given a colleague in the directory, when the head stops new requests, then nobody new is introduced to them."""
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    priya = teacher(place, place.harrowgill, "Priya Raman", PRIYA)
    listed(place, priya, helen, place.harrowgill)
    asked(place, teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL))

    stops = visitor()
    stops.goes_to("/ribble/directory/our-staff/").signs_in(HELEN).is_at("Promised of my staff")
    stops.sees("Priya Raman", "Promised this half-term: 0 of 2 schools").presses("Stop new requests for Priya Raman")
    stops.is_at("Stop new requests for Priya Raman?").sees("what is promised already stands")
    stops.presses("Stop new requests").sees("New requests for Priya Raman are stopped")
    assert [mail.subject for mail in post(PRIYA)][-1] == "No new requests for you for now"

    farah = visitor()
    farah.goes_to("/ribble/home/").signs_in(place.farah.email)
    farah.follows("Requests").follows("Reading in Year 9").presses("We have it").presses("Choose who to introduce")
    farah.sees("Why not these", "Priya Raman", "Their head has stopped new promises")

    stops.presses("Let new requests in for Priya Raman").presses("Let new requests in").sees("are let in again")


@in_every_way
def test_two_duplicate_people_merge(place, visitor, post):
    """Given one human known twice, when the coordinator has looked at both, then one record is left with everything."""
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    teacher(place, place.harrowgill, "Priya Raman", PRIYA)
    again = teacher(place, place.harrowgill, "Priya Raman", "priya@mail.example", phone="01632 960 278")
    listed(place, again, helen, place.harrowgill)

    farah = visitor()
    farah.goes_to("/ribble/people/").signs_in(place.farah.email).follows("People who may be known twice")
    farah.sees("Priya Raman and Priya Raman", "The same name at the same school").presses("Look at both")
    farah.is_at("Are these one person?").sees("This cannot be undone", PRIYA, "priya@mail.example")
    farah.presses("Make them one record", status=422).is_told("cannot be undone")
    farah.chooses(PRIYA, of="Which e-mail address stays?")
    farah.chooses("01632 960 278", of="Which telephone number stays?")
    farah.chooses("I have made sure that they are one person").presses("Make them one record")
    farah.sees("The two records are one now", PRIYA, "01632 960 278")
    assert post("priya@mail.example")[-1].subject == "Ribble Linkage knows you once now"

    priya = visitor(phone=True)
    priya.goes_to("/ribble/directory/mine/").signs_in(PRIYA).is_at("Priya Raman").sees("Change your entry")
