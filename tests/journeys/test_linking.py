"""The coordinator links a request; both schools follow up; a wrong link is undone."""

import base64
from datetime import timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.programmes.tests.factories import NOW
from tests.journeys.post import the_hour_strikes
from tests.journeys.prepare import asked, head, introduced, listed, teacher
from tests.journeys.ways import in_every_way

DANIEL, GRACE = "d.whitlow@thistlebank.lancs.sch.uk", "g.okafor@thistlebank.lancs.sch.uk"
PRIYA, HELEN = "p.raman@harrowgill.n-yorks.sch.uk", "h.brook@harrowgill.n-yorks.sch.uk"


@pytest.fixture
def request_of_thistlebank(place):
    head(place, place.thistlebank, "Grace Okafor", GRACE)
    daniel = teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL, phone="01632 960 551")
    return asked(place, daniel)


@pytest.fixture
def priyas_entry(place):
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    priya = teacher(place, place.harrowgill, "Priya Raman", PRIYA, phone="01632 960 278")
    return listed(place, priya, helen, place.harrowgill)


@pytest.fixture
def link(place, request_of_thistlebank, priyas_entry, post):
    with acting_in(place.programme.pk):
        request_of_thistlebank.status, request_of_thistlebank.owner = "matching", place.farah
        request_of_thistlebank.save()
    made = introduced(place, request_of_thistlebank, priyas_entry)
    post(DANIEL)
    return made


@in_every_way
def test_the_coordinator_introduces_two_people(place, request_of_thistlebank, priyas_entry, visitor, post):
    """Given a request and people who could help, when the coordinator chooses one, then both get one mail."""
    a_colleague_of_the_same_school_cannot_help(place)
    farah = visitor()

    farah.goes_to("/ribble/home/").signs_in(place.farah.email)
    farah.follows("Requests").is_at("Requests").follows("Reading in Year 9").presses("We have it")
    farah.sees("To be looked at").presses("Choose who to introduce")
    farah.sees("One who could help", "Priya Raman", "Knows this", "Why not the others", "Ann Other")
    farah.sees("Works at this school")
    farah.presses("Introduce Priya").is_at("Introduce Daniel and Priya")
    farah.sees("Checked by us", "Only you can know these", "The one mail to both")
    farah.presses("Introduce them now", status=422).is_told("Tick to say that you know of nothing")
    farah.fills("First words", "Daniel asks what you have solved, Priya.").chooses("I know of none of these")
    farah.presses("See my words in the mail").sees("Daniel asks what you have solved, Priya.")
    farah.chooses("I know of none of these").presses("Introduce them now")
    farah.sees("Daniel Whitlow and Priya Raman have been introduced", "Introduced")

    to_daniel, to_priya = post(DANIEL)[-1], post(PRIYA)[-1]
    assert to_daniel.pk == to_priya.pk, "One mail to both"
    assert {one["name"].rpartition(".")[2] for one in to_daniel.attachments} == {"pdf", "ics"}
    guide = next(one for one in to_daniel.attachments if one["name"].endswith("pdf"))
    assert base64.b64decode(guide["base64"]).startswith(b"%PDF")
    visitor(phone=True).opens(to_daniel).sees("Daniel, meet Priya", "01632 960 278", "01632 960 551")


def a_colleague_of_the_same_school_cannot_help(place) -> None:
    ann = teacher(place, place.thistlebank, "Ann Other", "a.other@thistlebank.lancs.sch.uk")
    listed(place, ann, place.farah, place.thistlebank)


@in_every_way
def test_both_schools_follow_up(place, link, visitor, post, clock):
    """Given an introduction, when both have spoken, then they say so, answer one question, and are done."""
    daniel, priya = visitor(phone=True), visitor()

    daniel.opens(post(DANIEL)[-1]).follows("See your shared page").signs_in(DANIEL)
    daniel.is_at("Reading in Year 9").sees(PRIYA, "01632 960 278", "What has happened")
    assert daniel.gets_file("A guide to the first conversation").startswith(b"%PDF")
    assert daniel.gets_file("Add to my calendar").startswith(b"BEGIN:VCALENDAR")
    daniel.presses("Yes, we have").sees("In touch", "Have you finished?")

    priya.opens(post(PRIYA)[-1]).follows("See your shared page").signs_in(PRIYA)
    priya.is_at("Reading in Year 9").sees(DANIEL, "01632 960 551", "In touch")

    clock.move_to(NOW + timedelta(weeks=2))
    the_hour_strikes()
    question = post(PRIYA)[-1]
    priya.opens(question).follows("Answer").is_at("How is it going with Daniel?")
    priya.chooses("Yes", of="Have you spoken or met?").presses("Send my answer", status=422)
    priya.is_told("Say whether it helped").chooses("Yes", of="did it help?")
    priya.chooses("No, or not much", of="did you take something home").presses("Send my answer")
    priya.is_at("Thank you, this is answered")

    daniel.goes_to("/ribble/links/").signs_in(DANIEL).follows("Reading in Year 9").presses("Answer")
    daniel.chooses("Yes", of="Have you spoken or met?").chooses("Yes", of="did it help?")
    daniel.chooses("Yes", of="did you take something home").presses("Send my answer")
    daniel.goes_to("/ribble/links/").follows("Reading in Year 9").presses("We are done")
    daniel.fills("A word for the other school", "Thank you for the tutor routine.").presses("We are done")
    daniel.sees("Done", "Thank you for the tutor routine.")
    priya.goes_to("/ribble/links/").signs_in(PRIYA).follows("Reading in Year 9").sees(
        "Thank you for the tutor routine."
    )


@in_every_way
def test_a_wrong_link_is_undone_within_the_day(place, link, priyas_entry, visitor, post):
    """Given a wrong introduction, when the coordinator takes it back, then both are told and the request is open."""
    farah, daniel = visitor(), visitor(phone=True, scripts=False)

    farah.goes_to(f"/ribble/directory/{priyas_entry.pk}/").signs_in(place.farah.email).sees("1 of 2")
    farah.follows("Links").follows("Reading in Year 9")
    farah.sees("Was it the wrong person?").presses("Take it back").is_at("Take this introduction back?")
    farah.presses("Take it back and tell both").sees("taken back, and both are told")

    for email in (DANIEL, PRIYA):
        assert post(email)[-1].subject.startswith("Please leave it")
    daniel.opens(post(DANIEL)[-1]).follows("See what happened").signs_in(DANIEL)
    daniel.sees("The programme took this introduction back").does_not_see(PRIYA)

    # The request is open again, and so is Priya's place.
    farah.presses("Choose who to introduce").follows("Priya Raman").sees("2 of 2")
