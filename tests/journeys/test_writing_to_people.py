"""What reaches people by mail: how often is theirs to say, in which words is the programme's."""

from datetime import timedelta

from linkage.database.tenancy import acting_in
from linkage.people.models import Affiliation
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW
from tests.journeys.post import the_hour_strikes
from tests.journeys.prepare import head
from tests.journeys.ways import in_every_way

GRACE = "g.okafor@thistlebank.lancs.sch.uk"
NEXT_MONDAY = NOW + timedelta(days=6)


def a_claim_waits(place) -> None:
    """Somebody says they work at Thistlebank: its head has to say whether they do."""
    with acting_in(place.programme.pk):
        ben = people.person(place.programme, name="Ben Yarrow", answered_at=NOW)
        Affiliation.objects.create(
            programme=place.programme,
            person=ben,
            organisation=place.thistlebank,
            role="teacher",
            claimed_at=NOW,
            vouched_at=NOW,
        )


@in_every_way
def test_a_head_changes_from_the_mail_itself_how_often_it_comes(place, visitor, post, clock):
    """Given something that waits for a head, when her weekly list comes, then she changes how often, unknown to us."""
    head(place, place.thistlebank, "Grace Okafor", GRACE)
    a_claim_waits(place)
    clock.move_to(NEXT_MONDAY)
    the_hour_strikes()
    grace = visitor(phone=True)

    weekly = post(GRACE)[-1]
    assert weekly.subject == "One thing waits for you in Ribble Linkage"
    grace.opens(weekly).sees("Grace, one thing waits for you", "Does Ben Yarrow work at Thistlebank School?")
    grace.follows("Change how often").is_at("How often we send your list")
    grace.chooses("Every school day").presses("Save").sees("Your list: every school day")

    clock.move_to(NEXT_MONDAY + timedelta(days=1))
    the_hour_strikes()
    daily = post(GRACE)[-1]
    assert daily.pk != weekly.pk
    grace.opens(daily).follows("Change how often").chooses("Never").presses("Save").sees("Your list: never")
    clock.move_to(NEXT_MONDAY + timedelta(days=2))
    the_hour_strikes()
    assert post(GRACE)[-1].pk == daily.pk

    grace.opens(daily).follows("Confirm").signs_in(GRACE).sees("Ben Yarrow")


@in_every_way
def test_a_coordinator_words_a_mail_looks_at_it_tests_it_and_goes_back(place, visitor, post):
    """Given our words, when the coordinator writes her own, then she sees them, tests them, saves, and can go back."""
    farah = visitor()
    farah.goes_to("/ribble/mail/words/").signs_in(place.farah.email).is_at("E-mails we send")
    farah.sees("When you invite somebody by e-mail", "Our words")
    farah.follows("Invitation to act for a school").is_at("Invitation to act for a school")
    assert farah.reads_of("Subject") == "{school} in {programme}: are you its {role}?"

    farah.fills("Subject", "{scool}, will you join us?").presses("Save", status=422)
    farah.is_told("We cannot fill in {scool}")
    farah.fills("Subject", "{school}, will you join us?").fills("Opening words", "Good morning {first_name}.")
    farah.presses("See how it looks").sees("How it looks, not saved yet")
    farah.unfolds("The same as plain text").sees("Good morning Priya.")
    farah.presses("Send me a test").sees("A test is on its way")
    test = post(place.farah.email)[-1]
    assert test.subject == "Test: Harrowgill High School, will you join us?"
    assert "Good morning Priya." in test.text
    visitor(phone=True).opens(test).sees("you sent yourself", "Answer the invitation")

    assert farah.reads_of("Opening words") == "Good morning {first_name}."
    farah.presses("Save").is_at("E-mails we send").sees("Your words")
    farah.follows("Invitation to act for a school").sees("Farah Siddiqui, just now")
    farah.presses("Go back to our words").sees("in our words again")
    assert farah.reads_of("Subject") == "{school} in {programme}: are you its {role}?"
