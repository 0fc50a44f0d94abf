"""A stranger scans the poster and ends in the directory; a question is answered and answered back."""

from linkage.database.tenancy import acting_in
from linkage.enquiries.presenters.posters import leads_to
from linkage.people.models import Person
from tests.journeys.prepare import head
from tests.journeys.ways import in_every_way

HELEN, PRIYA, ZOE = "h.brook@harrowgill.n-yorks.sch.uk", "p.raman@harrowgill.n-yorks.sch.uk", "zoe@museum.example"
WORDS = "Ten minutes of reading in every tutor group. Library loans in Year 9 have doubled."


@in_every_way
def test_a_stranger_scans_the_poster_is_nominated_by_their_head_and_agrees(place, visitor, post):
    """Given a poster, when a teacher scans it and their head says yes from the mail, then the teacher is listed."""
    head(place, place.harrowgill, "Helen Brook", HELEN)
    priya, farah, helen = visitor(phone=True), visitor(), visitor()

    priya_offers(priya)
    [asked] = post(PRIYA)
    assert "tutor" not in asked.text
    with acting_in(place.programme.pk):
        assert not Person.objects.filter(email=PRIYA).exists()
    priya.opens(asked).follows("Read it and answer").is_at("Was this you?").sees("Ten minutes of reading")
    priya.presses("Yes, send it").is_at("Thank you. We have it")

    farah.goes_to("/ribble/home/").signs_in(place.farah.email).sees("Priya Raman would like to help")
    farah.presses("Take it on").is_at("Priya Raman would like to help").sees("Ten minutes of reading")
    farah.presses("Ask Helen Brook").sees("Helen Brook was asked")
    assert "We have asked your headteacher" in post(PRIYA)[-1].subject

    helen_nominates(helen, post(HELEN)[-1])
    priya.opens(post(PRIYA)[-1]).sees("Helen Brook").follows("Read it and answer")
    priya.chooses("Everybody who is signed in").presses("Yes, list me").sees("You can close this page")

    farah.goes_to("/ribble/enquiries/").sees("Became a nomination").follows("Priya Raman")
    farah.sees("Helen Brook began to nominate them")


def priya_offers(priya) -> None:
    priya.goes_to(leads_to("ribble")).is_at("Would you like to help other schools?")
    priya.fills("Your school’s name, town or postcode", "harrowgill").presses("Search")
    priya.follows("Harrowgill High School").is_at("Say that you would like to help")
    priya.sees("answers within 2 working days")
    priya.presses("Send", status=422).is_told("Say what you are good at")
    priya.fills("Your name", "Priya Raman").fills("Your work e-mail address", PRIYA)
    priya.fills("Your job title", "Reading lead").fills("What are you good at?", WORDS)
    priya.fills("Your headteacher’s name", "Helen Brook").presses("Send").is_at("One more step")


def helen_nominates(helen, asked) -> None:
    helen.opens(asked).sees("Ten minutes of reading").follows("Answer").is_at("Would you nominate Priya Raman?")
    helen.presses("Nominate them").signs_in(HELEN)
    assert helen.reads_of("Their name") == "Priya Raman"
    helen.presses("Save and continue").is_at("What do they do well?")
    helen.fills("In your words", "Priya built a reading routine that every tutor uses.")
    helen.picks("What is it about?", "Reading and literacy across the curriculum")
    helen.chooses("Secondary").presses("Save and continue")
    helen.is_at("How could they help?").chooses("A call or online").fills("How many schools in a half-term?", "2")
    helen.fills("How many days away from school in a half-term?", "1").chooses("Up to 20 miles")
    helen.presses("Save and continue").is_at("Check your answers").presses("Send to Priya")
    helen.sees("Priya Raman has your nomination")


@in_every_way
def test_a_question_is_answered_and_its_sender_writes_back(place, visitor, post):
    """Given a museum that offers help, when the coordinator answers by mail, then the thread stands on one page."""
    zoe, farah = visitor(), visitor()
    zoe.goes_to("/ribble/").follows("Ask us something, or offer help").is_at("Ask us, or offer help")
    zoe.chooses("We could help schools").fills("What would you like to say?", "We lend Roman objects to schools.")
    zoe.fills("Your name", "Zoe Quill").fills("Your work e-mail address", ZOE)
    zoe.fills("Your school or organisation", "Ribble Museum").presses("Send").is_at("One more step")
    zoe.opens(post(ZOE)[-1]).follows("Read it and answer").presses("Yes, send it").is_at("Thank you. We have it")

    farah.goes_to("/ribble/enquiries/").signs_in(place.farah.email).follows("Zoe Quill")
    farah.presses("Answer").is_at("Answer Zoe Quill").presses("Send your answer", status=422).is_told(
        "Write your answer"
    )
    farah.fills("Your answer", "Thank you. May we put you on our page?").presses("Send your answer")
    farah.sees("May we put you on our page?")

    zoe.opens(post(ZOE)[-1]).sees("May we put you on our page?").follows("Write back")
    zoe.fills("What would you like to say?", "Yes, please do.").presses("Send").sees("Yes, please do.")
    farah.goes_to("/ribble/home/").sees("Zoe Quill offers help").presses("Answer").sees("Yes, please do.")
    farah.presses("Close it").fills("Why do you close it?", "Listed as a partner").chooses("Yes, by e-mail")
    farah.presses("Close it").sees("Listed as a partner")
