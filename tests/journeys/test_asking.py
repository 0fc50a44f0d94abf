"""A school asks: its subject leader on a small phone without JavaScript, or an officer on its behalf."""

from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import member, school
from tests.journeys.prepare import NEED, head, listed, officer, teacher
from tests.journeys.ways import in_every_way

DANIEL, GRACE = "d.whitlow@thistlebank.lancs.sch.uk", "g.okafor@thistlebank.lancs.sch.uk"
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
    daniel.unticks("Reading and literacy across the curriculum").sees("0 people could help").looks()
    daniel.chooses("Reading and literacy across the curriculum").sees("1 person could help").looks()


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
