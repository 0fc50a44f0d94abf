"""A programme that asks first: the head says no, the next is asked with one click, and both say yes from their mail."""

from datetime import timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import member, school
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW
from tests.journeys.post import the_hour_strikes
from tests.journeys.prepare import asked, head, listed, teacher
from tests.journeys.ways import in_every_way

DANIEL, GRACE = "d.whitlow@thistlebank.lancs.sch.uk", "g.okafor@thistlebank.lancs.sch.uk"
PRIYA, HELEN = "p.raman@harrowgill.n-yorks.sch.uk", "h.brook@harrowgill.n-yorks.sch.uk"
JOY, OWEN = "j.marsh@millrace.n-yorks.sch.uk", "o.pritchard@millrace.n-yorks.sch.uk"


@pytest.fixture
def two_who_could_help(place):
    """Daniel's school asked with its name hidden; Priya fits best, Joy next; their heads are known."""
    head(place, place.thistlebank, "Grace Okafor", GRACE)
    daniel = teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    request = asked(place, daniel, is_name_hidden=True, status="matching", owner=place.farah)
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    priya = teacher(place, place.harrowgill, "Priya Raman", PRIYA, phone="01632 960 278")
    listed(place, priya, helen, place.harrowgill)
    with acting_in(place.programme.pk):
        millrace = school(name="Millrace Academy", easting=384_000, northing=470_000)
        member(place.programme, millrace)
        ProgrammeSettings.objects.filter(programme=place.programme).update(introducing="ask_first")
    owen = head(place, millrace, "Owen Pritchard", OWEN)
    joy = teacher(place, millrace, "Joy Marsh", JOY)
    listed(place, joy, owen, millrace, words="Tutor reading with boys in Year 9, twice a week")
    return request


@in_every_way
def test_the_first_says_no_and_the_next_says_yes(place, two_who_could_help, visitor, post):
    """Given a request, when the first head says no and the next agrees, then one introduction goes out."""
    farah = visitor()
    farah.goes_to("/ribble/home/").signs_in(place.farah.email)
    farah.follows("Requests").follows("Reading in Year 9").presses("Choose who to introduce")
    farah.sees("Asking the head", "Asking the person").presses("Ask Priya’s head")
    farah.is_at("Ask whether Priya Raman can help").sees("Joy Marsh, Millrace Academy", "name hidden")
    farah.presses("Ask Helen Brook", status=422).is_told("Tick to say that you know of nothing")
    farah.chooses("I know of none of these").presses("Ask Helen Brook")
    farah.sees("Helen Brook has been asked", "We wait for Helen Brook, their head")

    mail = post(HELEN)[-1]
    assert "Thistlebank" not in mail.text
    helen = visitor(phone=True)
    helen.opens(mail).follows("Answer").is_at("May Priya help a secondary school in Burnley (name hidden)?")
    helen.chooses("No, not this time").presses("Send my answer", status=422).is_told("Choose why not")
    helen.chooses("I cannot release them this half-term").presses("Send my answer")
    helen.is_at("Thank you, this is answered").sees("Nobody asks for Priya again in this half-term")

    farah.goes_to("/ribble/home/").sees("Nobody has said yes for Reading in Year 9")
    farah.presses("Ask Joy next").is_at("Ask Joy Marsh next?").presses("Ask Owen Pritchard")
    farah.sees("We wait for Owen Pritchard, their head")

    visitor().opens(post(OWEN)[-1]).follows("Answer").chooses("Yes, they may").presses("Send my answer").sees(
        "Now we ask Joy"
    )
    joy = visitor(phone=True)
    joy.opens(post(JOY)[-1]).follows("Answer").sees("Our Year 9 boys do not read")
    joy.chooses("Yes, I could help").presses("Send my answer").sees("the introduction is on its way")

    to_daniel, to_joy = post(DANIEL)[-1], post(JOY)[-1]
    assert to_daniel.pk == to_joy.pk, "One mail to both"
    assert "Thistlebank School" in to_joy.text
    farah.goes_to("/ribble/requests/").follows("Reading in Year 9").sees("Introduced", "Who was asked", "Said yes")


@in_every_way
def test_a_question_first_and_an_answer_by_telephone(place, two_who_could_help, visitor, post, clock):
    """Given a head who wants to know something, when the school replies, then all read it and a call settles it."""
    farah = visitor()
    farah.goes_to("/ribble/home/").signs_in(place.farah.email)
    farah.goes_to(f"/ribble/choose/{two_who_could_help.pk}/").presses("Ask Priya’s head")
    farah.chooses("I know of none of these").presses("Ask Helen Brook")

    helen = visitor(phone=True)
    helen.opens(post(HELEN)[-1]).follows("Answer").chooses("I have a question first")
    helen.fills("What would you like to know?", "How many of you would come?").presses("Send my answer")
    helen.sees("You asked: “How many of you would come?”")

    question = post(DANIEL)[-1]
    assert "Helen" not in question.text + question.subject
    daniel = visitor(phone=True)
    daniel.opens(question).follows("Answer the question").fills("Your answer", "Three of us.")
    daniel.presses("Send the answer").is_at("This question has been answered")
    helen.opens(post(HELEN)[-1]).sees("Three of us.")

    clock.move_to(NOW + timedelta(days=3))
    the_hour_strikes()
    assert any(mail.subject.startswith("Still waiting for your answer") for mail in post(HELEN))
    farah.goes_to(f"/ribble/requests/{two_who_could_help.pk}/").signs_in(place.farah.email)
    farah.presses("Answer for them").is_at("Answer for Helen Brook")
    farah.chooses("Yes").presses("Note their answer").sees("Helen Brook is told what you answered for them")
    assert post(HELEN)[-1].subject.startswith("Farah Siddiqui answered for you")
