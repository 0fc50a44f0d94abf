"""A school writes down what it does well, its head says yes, and a school that nobody knew asks to see it."""

from django.utils import timezone

from linkage.database.tenancy import acting_in
from linkage.kernel.days import day_of
from linkage.people.enums import AffiliationRole, AffiliationStatus
from linkage.people.models import Affiliation
from linkage.practice import tasks as practice
from linkage.practice.models import Practice
from tests.journeys.prepare import head, teacher
from tests.journeys.ways import in_every_way

HELEN, PRIYA = "head@harrowgill.n-yorks.sch.uk", "p.raman@harrowgill.n-yorks.sch.uk"
DANIEL = "d.whitlow@thistlebank.lancs.sch.uk"
TITLE = "Daily reading in every tutor group"


@in_every_way
def test_what_a_school_does_well_is_found_and_asked_for(place, visitor, post):
    """Given a reading routine, when its head agrees to share it, then Daniel finds it by his words and asks for it."""
    head(place, place.harrowgill, "Helen Brook", HELEN)
    teacher(place, place.harrowgill, "Priya Raman", PRIYA)
    teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    priya, helen, daniel = visitor(phone=True), visitor(phone=True), visitor()

    priya.goes_to("/ribble/more/").signs_in(PRIYA).follows("What we do well").is_at("What we do well")
    priya.presses("Write what you do well").is_at("What does your school do well?").looks()
    priya.fills("What do you do well?", TITLE).presses("Keep it and finish later").sees("Not finished")
    priya.presses("Finish it").presses("Send it to our headteacher", status=422).is_told("Say what you do")
    priya.fills("What do you do?", "Each tutor group reads one book aloud, boys and girls alike, on four days.")
    priya.fills("How do you know that it works?", "Reading ages in Year 9 rose by fourteen months.")
    priya.picks("What is it about?", "Reading and literacy across the curriculum").chooses("Secondary").chooses(
        "They come and see"
    )
    priya.picks("Who shows it?", "Priya Raman").looks()
    priya.presses("Send it to our headteacher").sees("Waits for a headteacher’s yes")

    daniel.goes_to("/ribble/practice/").signs_in(DANIEL).sees("Nothing is shared yet").looks()

    [asked] = [mail for mail in post(HELEN) if "May other schools see" in mail.subject]
    helen.opens(asked).follows("Read it and answer").signs_in(HELEN).is_at(TITLE)
    helen.presses("Read it and answer").is_at("May other schools see this?").sees("Reading ages in Year 9").looks()
    helen.presses("Yes, they may").sees("Shared", "Helen Brook said yes").looks()

    daniel.goes_to("/ribble/practice/?q=our+year+9+boys+do+not+read").sees(TITLE, "Why this matched").looks()
    daniel.follows("Map").sees("Shows something").looks()
    daniel.follows(TITLE).sees("Priya Raman shows it").does_not_see(PRIYA).looks()
    daniel.presses("Ask to see it").sees(f"You would like to see “{TITLE}” at Harrowgill High School").looks()
    daniel.presses("Start").is_at("What do you need help with?")
    assert daniel.reads_of("What do you need help with?").startswith(f"We would like to see “{TITLE}”")


def test_a_year_later_it_is_asked_whether_it_is_still_right(place, visitor, post):
    """Given a head who governs elsewhere too, when a year has passed, then one click says that it is still right."""
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    with acting_in(place.programme.pk):
        Affiliation.objects.create(
            programme=place.programme,
            person=helen,
            organisation=place.thistlebank,
            role=AffiliationRole.GOVERNOR,
            status=AffiliationStatus.CONFIRMED,
        )
    leads = visitor(phone=True)
    leads.goes_to("/ribble/practice/new/").signs_in(HELEN).is_at("Which school does it well?").looks()
    leads.chooses("Harrowgill High School").presses("Continue").fills("What do you do well?", TITLE)
    leads.fills("What do you do?", "Each tutor group reads one book aloud, boys and girls alike, on four days.")
    leads.fills("How do you know that it works?", "Reading ages in Year 9 rose by fourteen months.")
    leads.picks("What is it about?", "Reading and literacy across the curriculum").chooses("Secondary")
    leads.chooses("They come and see").picks("Who shows it?", "Helen Brook").looks()
    leads.presses("Share it").sees("Shared")
    with acting_in(place.programme.pk):
        Practice.objects.update(review_on=day_of(timezone.now()))
    practice.tick()
    [asked] = [mail for mail in post(HELEN) if mail.template == "practice.still_right"]
    somebody = visitor().opens(asked)
    somebody.follows("Look and answer").is_at(f"Is “{TITLE}” still right?").looks()
    somebody.presses("Yes, it is still right").is_at("Thank you").looks()
