"""A head is proved and nominates; the colleague agrees on a phone."""

from tests.journeys.prepare import head, teacher
from tests.journeys.ways import in_every_way

HELEN, PRIYA, DANIEL = (
    "h.brook@harrowgill.n-yorks.sch.uk",
    "p.raman@harrowgill.n-yorks.sch.uk",
    "d@thistlebank.lancs.sch.uk",
)
SEEN = "Priya built a reading routine for every tutor group. Library loans in Year 9 have doubled."


@in_every_way
def test_a_head_is_proved_by_the_schools_own_web_domain(place, visitor, post):
    """Given a member school, when its head is invited elsewhere it is refused; at its own domain they say yes."""
    farah, helen = visitor(), visitor(phone=True)

    farah.goes_to("/ribble/people/heads/").signs_in(place.farah.email).is_at("Heads")
    farah.follows("Harrowgill High School")
    farah.fills("Their name", "Helen Brook").fills("Their e-mail address", "helen.brook@mail.example")
    farah.chooses("E-mail to an address at the school").presses("Continue", status=422)
    farah.is_told("harrowgill.n-yorks.sch.uk")
    farah.fills("Their e-mail address", HELEN).presses("Continue")
    farah.sees("Helen Brook")

    [invitation] = post(HELEN)
    helen.opens(invitation).follows("Answer the invitation")
    helen.is_at("Will you act for Harrowgill High School?").sees("What we keep")
    helen.presses("Yes, I act for Harrowgill High School").is_at("You act for Harrowgill High School")
    helen.follows("Sign in").signs_in(HELEN)
    helen.is_at("Helen")

    # The same link answers nothing twice.
    helen.opens(invitation).follows("Answer the invitation").is_at("You act for Harrowgill High School")


@in_every_way
def test_a_head_without_a_web_domain_is_proved_by_letter(place, visitor):
    """Given a school whose address proves nothing, when a letter is printed, then its code proves who types it in."""
    farah, helen = visitor(), visitor(phone=True, scripts=False)

    farah.goes_to(f"/ribble/people/heads/{place.harrowgill.pk}/").signs_in(place.farah.email)
    farah.fills("Their name", "Helen Brook").fills("Their e-mail address", "helen.brook@mail.example")
    farah.chooses("Letter to the school").presses("Continue").is_at("Helen Brook: your code")
    farah.sees("Print this page now", "Helen Brook")
    code = farah.reads(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")

    helen.goes_to("/ribble/people/letter/").signs_in("helen.brook@mail.example")
    helen.fills("The code in the letter", "AAAA-AAAA-AAAA").presses("Use the code", status=422).is_told("code")
    helen.fills("The code in the letter", code.lower()).presses("Use the code")
    helen.follows("Directory").goes_to("/ribble/directory/nominate/").sees("For Harrowgill High School")


@in_every_way
def test_a_colleague_is_nominated_agrees_on_a_phone_and_is_found(place, visitor, post):
    """Given a proved head, when they nominate and the colleague agrees in their own words, then schools find them."""
    head(place, place.harrowgill, "Helen Brook", HELEN)
    teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)

    helen_nominates(visitor())
    priya_agrees(visitor(phone=True), *post(PRIYA))
    assert [mail.subject for mail in post(HELEN)][-1] == "Priya Raman said yes"

    daniel = visitor(phone=True, scripts=False)
    daniel.goes_to("/ribble/directory/").signs_in(DANIEL)
    daniel.fills("What do you need help with?", "reading").presses("Search").sees("Priya Raman", "1 person")
    daniel.follows("Priya Raman").sees("Ten minutes in every tutor group")
    daniel.does_not_see(PRIYA)


def helen_nominates(helen) -> None:
    helen.goes_to("/ribble/directory/nominate/").signs_in(HELEN).is_at("Nominate a colleague").presses("Start")
    helen.presses("Save and continue", status=422).is_told("Enter your colleague’s name")
    helen.fills("Their name", "Priya Raman").fills("Their work e-mail address", PRIYA)
    helen.fills("Their job title", "Reading lead").presses("Save and continue")
    helen.is_at("What do they do well?").fills("In your words", SEEN)
    helen.picks("What is it about?", "Reading and literacy across the curriculum")
    helen.chooses("Secondary").presses("Save and continue")
    helen.is_at("How could they help?").chooses("A call or online").fills("How many schools in a half-term?", "2")
    helen.fills("How many days away from school in a half-term?", "1").chooses("Up to 20 miles")
    helen.presses("Save and continue").is_at("Check your answers").sees("Priya Raman", "Reading lead", "doubled")
    helen.presses("Send to Priya").sees("Priya Raman has your nomination")


def priya_agrees(priya, asked) -> None:
    assert "harrowgill" not in asked.subject.lower()
    priya.opens(asked).sees("Helen Brook", "doubled").follows("Read it and answer")
    priya.is_at("Helen Brook thinks other schools could learn from you")
    priya.fills("What can you help with?", "").presses("Yes, list me", status=422)
    priya.is_told("Say what you can help with")
    priya.fills("What can you help with?", "Ten minutes in every tutor group, and boys who ask for the next book.")
    priya.chooses("Everybody who is signed in").presses("Yes, list me")
    priya.sees("You can close this page")
