"""A school asks: its subject leader on a small phone without JavaScript, or an officer on its behalf."""

from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import member, school
from linkage.support_requests.models import SupportRequest
from tests.journeys.prepare import NEED, head, listed, officer, teacher
from tests.journeys.ways import in_every_way

DANIEL, GRACE = "d.whitlow@thistlebank.lancs.sch.uk", "g.okafor@thistlebank.lancs.sch.uk"
WORRY = "A girl in my class told me that her stepfather hits her and she has bruises on her arms."
MAIL = f"From: Daniel Whitlow <{DANIEL}>\nSubject: Reading\n\nOur boys have a low reading age.\n\nKind regards\nDaniel"
OLU, RUTH = "olu@ribble.example", "r.ames@st-marys.kent.sch.uk"


def test_a_subject_leader_asks_on_a_small_screen_without_javascript(place, visitor, post):
    """Given a confirmed teacher, when they answer six questions over two sittings, then their request is on its way."""
    head(place, place.thistlebank, "Grace Okafor", GRACE)
    teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    daniel = visitor(phone=True, scripts=False)

    daniel.goes_to("/ribble/requests/ask/").signs_in(DANIEL).is_at("Ask for support").presses("Start")
    daniel.presses("Continue", status=422).is_told("need")
    daniel.fills("What do you need help with?", NEED).presses("Continue")
    daniel.sees("We think this is about", "You wrote").presses("Continue")
    daniel.is_at("What would help?").presses("Continue", status=422)
    daniel.chooses("A call or online").presses("Save and finish later")
    daniel.presses("Ask for support").sees("Not sent yet").follows("Our Year 9 boys do not read")
    daniel.is_at("When would you like help?").sees("This half-term: November and December")
    daniel.chooses("This half-term").presses("Continue")
    daniel.is_at("Who is it for?").fills("Who is it for?", "The head of English and two colleagues").presses("Continue")
    daniel.is_at("Schools to leave out").chooses("Yes").presses("Continue")

    daniel.is_at("Check your answers").sees("Our Year 9 boys", "A call or online", "The head of English")
    daniel.presses("Send request", status=422).is_told("share")
    daniel.chooses("The programme may share these answers").presses("Send request")
    daniel.sees("Your request is sent. Its number is R-0001", "What happens next", "What has happened")

    assert post(DANIEL)[-1].subject.startswith("Your request is sent")
    assert post(GRACE)[-1].subject.startswith("Your school asked for support")
    assert post(place.farah.email)[-1].subject.startswith("A school asked")


def test_while_the_words_are_typed_the_page_says_who_could_help(place, visitor):
    """Given somebody who helps with reading, when the need is typed, then areas and the number of people appear."""
    helen = head(place, place.harrowgill, "Helen Brook", "h@harrowgill.example")
    priya = teacher(place, place.harrowgill, "Priya Raman", "p@harrowgill.example")
    listed(place, priya, helen, place.harrowgill)
    teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    daniel = visitor()

    daniel.goes_to("/ribble/requests/ask/").signs_in(DANIEL).presses("Start")
    daniel.types("What do you need help with?", "Our Year 9 boys have a low reading age")
    daniel.sees("Reading and literacy across the curriculum", "1 person could help").looks()
    daniel.unticks("Reading and literacy across the curriculum").sees("Tick what it is about").looks()
    daniel.chooses("Reading and literacy across the curriculum").sees("1 person could help").looks()


@in_every_way
def test_a_subject_leader_finds_somebody_by_everyday_words(place, visitor, post):
    """Given somebody who helps with reading, when "our year 9 lads won't read" is typed, then they are found by it."""
    helen = head(place, place.harrowgill, "Helen Brook", "h@harrowgill.example")
    listed(place, teacher(place, place.harrowgill, "Priya Raman", "p@harrowgill.example"), helen, place.harrowgill)
    teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    daniel = visitor()

    daniel.goes_to("/ribble/requests/ask/").signs_in(DANIEL).presses("Start")
    daniel.fills("What do you need help with?", "our year 9 lads won't read")
    if not daniel.has_scripts:
        daniel.presses("Continue")
    daniel.sees(
        "We think this is about", "Reading and literacy", "You wrote", "1 person could help, in 1 school"
    ).looks()
    daniel.presses("Continue").chooses("A call or online").presses("Continue")
    daniel.chooses("As soon as possible").presses("Continue")
    daniel.fills("Who is it for?", "The head of English").presses("Continue").chooses("Yes").presses("Continue")
    daniel.is_at("Check your answers").sees("our year 9 lads won", "Reading and literacy").looks()
    daniel.follows("Add more about it").is_at("Add more, if you like").looks()
    daniel.fills("What tells you so?", "Reading ages fell by a year").chooses("Key stage 3").presses("Continue")
    daniel.is_at("Check your answers").sees("Reading ages fell by a year", "Key stage 3")
    daniel.chooses("The programme may share these answers").presses("Send request").sees("Your request is sent")
    assert post(place.farah.email)[-1].subject.startswith("A school asked")


@in_every_way
def test_a_worry_about_a_child_is_stopped_and_never_kept(place, visitor, post):
    """Given a teacher, when they write of a child who is hurt, then they read whom to tell and nothing is kept."""
    teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    daniel = visitor()

    daniel.goes_to("/ribble/requests/ask/").signs_in(DANIEL).presses("Start")
    daniel.fills("What do you need help with?", WORRY)
    if daniel.has_scripts:
        daniel.sees("This reads like a worry about a person, and we keep nothing of it").looks()
    daniel.presses("Continue").is_at("Tell your safeguarding lead, not us").sees("999", "0808 800 5000").looks()
    daniel.unfolds("Write it another way").looks()
    with acting_in(place.programme.pk):
        assert [found.words for found in SupportRequest.objects.all()] == [""]
    assert post(place.farah.email) == []


@in_every_way
def test_an_officer_makes_a_request_of_an_email(place, visitor, post):
    """Given a mail from a school, when an officer pastes it, then its sender is told of the request and can stop it."""
    officer(place, "Olu Adeyemi", OLU)
    olu = visitor()

    olu.goes_to("/ribble/requests/ask/").signs_in(OLU).presses("Make a request of an e-mail").looks()
    olu.presses("Read it", status=422).is_told("Paste the e-mail")
    olu.fills("Paste the e-mail", MAIL).presses("Read it")
    olu.is_at("Which school needs help?").sees("We read the e-mail. Check each answer", "web domain of").looks()
    olu.chooses("Thistlebank School").presses("Continue")
    olu.fills("Their job title", "Head of English").presses("Continue")
    olu.is_at("What do you need help with?").sees("Reading and literacy").presses("Continue")
    olu.chooses("A call or online").presses("Continue").chooses("As soon as possible").presses("Continue")
    olu.fills("Who is it for?", "The head of English").presses("Continue").chooses("Yes").presses("Continue")
    olu.sees("Daniel Whitlow", DANIEL).chooses("The programme may share these answers").presses("Send request")
    olu.sees("Your request is sent")
    assert post(DANIEL)[-1].subject.startswith("Olu Adeyemi asked for support")


@in_every_way
def test_an_officer_asks_for_the_right_one_of_two_schools_of_one_name(place, visitor, post):
    """Given two schools of one name, when an officer asks for one, then its contact is told and can stop it."""
    with acting_in(place.programme.pk):
        member(place.programme, school(name="St Mary's Primary School", town="Preston", phases=["primary"]))
        member(place.programme, school(name="St Mary's Primary School", town="Clitheroe", phases=["primary"]))
    officer(place, "Olu Adeyemi", OLU)
    olu, ruth = visitor(), visitor(phone=True)

    olu.goes_to("/ribble/requests/ask/").signs_in(OLU).presses("Start")
    olu.is_at("Which school needs help?").fills("Which school needs help?", "st marys").presses("Find")
    olu.sees("St Mary's Primary School, Preston", "St Mary's Primary School, Clitheroe")
    olu.chooses("St Mary's Primary School, Clitheroe").presses("Continue")
    olu.is_at("Who should we talk to at St Mary's Primary School?").presses("Continue", status=422)
    olu.fills("Their name", "Ruth Ames").fills("Their work e-mail address", RUTH)
    olu.fills("Their job title", "Headteacher").presses("Continue")
    olu.fills("What do you need help with?", "Phonics in Reception: children cannot decode by Easter.")
    if not olu.has_scripts:
        olu.presses("Continue")
    olu.sees("Phonics and early reading").presses("Continue")
    olu.chooses("A visit to their school").presses("Continue")
    olu.chooses("Next half-term").presses("Continue")
    olu.fills("Who is it for?", "The Reception teacher").presses("Continue")
    olu.chooses("Yes").presses("Continue").is_at("Check your answers").sees("Clitheroe", "Ruth Ames")
    olu.chooses("The programme may share these answers").presses("Send request").sees("Your request is sent")

    [told] = post(RUTH)
    ruth.opens(told).sees("Olu Adeyemi asked for support").follows("Stop this request")
    ruth.is_at("Withdraw this request?").presses("Withdraw it")
    assert post(OLU)[-1].subject.startswith("Withdrawn")
