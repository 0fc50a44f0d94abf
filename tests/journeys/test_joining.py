"""Somebody joins for their school on a telephone, and its head lets them ask."""

from linkage.database.tenancy import acting_in
from linkage.people.models import Person
from tests.journeys.prepare import head
from tests.journeys.ways import in_every_way

ANN, GRACE = "a.other@thistlebank.lancs.sch.uk", "g.okafor@thistlebank.lancs.sch.uk"


def joins(someone, name: str, email: str, role: str) -> None:
    someone.goes_to("/ribble/people/join/").fills("Your school", "thistle").presses("Search")
    someone.follows("Thistlebank School").presses("Join", status=422).is_told("Enter your name")
    someone.fills("Your name", name).fills("Your work e-mail address", email)
    someone.page.get_by_label("What are you at the school?").select_option(label=role)
    someone.presses("Join").is_at("One more step")


@in_every_way
def test_a_teacher_joins_and_the_head_confirms_them(place, visitor, post):
    """Given a proved head, when a teacher joins and says it was they, then the head confirms and they may ask."""
    head(place, place.thistlebank, "Grace Okafor", GRACE)
    ann, grace = visitor(phone=True), visitor(phone=True)

    joins(ann, "Ann Other", ANN, "Teacher")
    grace.goes_to("/ribble/home/").signs_in(GRACE).does_not_see("Ann Other")
    ann.opens(post(ANN)[-1]).follows("Answer").sees("Was this you?", "Ann Other", "the head of Thistlebank School")
    ann.presses("Yes, it was me").is_at("Thank you").presses("Sign in").signs_in(ANN)
    ann.sees("You are waiting for", "Grace Okafor")

    grace.opens(post(GRACE)[-1]).follows("See Thistlebank School's people").is_at("People at Thistlebank School")
    grace.presses("Yes, confirm").sees("Ann Other may now ask for Thistlebank School", "Name as deputy")
    ann.opens(post(ANN)[-1]).follows("Sign in").does_not_see("You are waiting for")


@in_every_way
def test_a_new_head_joins_and_the_coordinator_makes_sure(place, visitor, post):
    """Given no proved head, when one joins, then the coordinator rings the school and confirms them by hand."""
    grace, farah = visitor(phone=True), visitor()

    joins(grace, "Grace Okafor", GRACE, "Headteacher")
    grace.opens(post(GRACE)[-1]).follows("Answer").sees("the coordinator of Ribble Linkage").presses("Yes, it was me")

    farah.opens(post(place.farah.email)[-1]).follows("Settle it").signs_in(place.farah.email)
    farah.is_at("Thistlebank School").sees("Grace Okafor says they are headteacher").presses("Confirm Grace")
    farah.fills("how do you know?", "Rang the school office on Tuesday").presses("Continue")
    farah.sees("Grace Okafor now acts for Thistlebank School")
    grace.opens(post(GRACE)[-1]).follows("Sign in").signs_in(GRACE).sees("Ask for support")
    grace.goes_to("/ribble/people/me/").sees("Headteacher")


def test_whose_address_somebody_else_typed_says_that_it_was_not_they(place, visitor, post):
    """Given a stranger's joining with an address, when its holder says no, then nothing of it is left."""
    stranger, ann = visitor(), visitor(phone=True)

    joins(stranger, "Mallory", ANN, "Teacher")
    ann.opens(post(ANN)[-1]).follows("Answer").presses("No, it was not me")
    ann.sees("What was typed with your address is erased, and nobody has been told")
    assert post(place.farah.email) == []
    with acting_in(place.programme.pk):
        assert not Person.objects.filter(email=ANN).exists()
