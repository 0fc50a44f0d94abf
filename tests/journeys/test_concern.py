"""Something worries somebody: told quietly, answered, read for a while, closed; and nobody else learns of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.engagements import operations
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Concern, Engagement, Objective
from linkage.kernel.days import day_of
from linkage.people.tests import factories as people
from tests.journeys.prepare import asked, head, introduced, listed, teacher
from tests.journeys.ways import in_every_way

DANIEL, GRACE = "d.whitlow@thistlebank.lancs.sch.uk", "head@thistlebank.lancs.sch.uk"
PRIYA, HELEN = "p.raman@harrowgill.n-yorks.sch.uk", "head@harrowgill.n-yorks.sch.uk"
OMAR = "omar@ribble.example"
TITLE, AIM = "Reading in tutor time", "Every tutor group reads daily"
WORRY, ANSWER = "The days go to somebody else each time", "I ring both heads on Thursday"
CLOSING = "One person gives all of the days from now on"
QUIET = (WORRY, ANSWER, CLOSING, "in confidence")


@pytest.fixture
def engagement(place) -> Engagement:
    """Under way between the two schools, with an aim; Omar is another coordinator."""
    daniel = teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    head(place, place.thistlebank, "Grace Okafor", GRACE)
    helen = head(place, place.harrowgill, "Helen Brook", HELEN)
    priya = teacher(place, place.harrowgill, "Priya Raman", PRIYA)
    entry = listed(place, priya, helen, place.harrowgill, days=5)
    link = introduced(place, asked(place, daniel, status="matching", owner=place.farah), entry)
    today = day_of(timezone.now())
    terms = operations.Terms(
        title=TITLE,
        need="Our Year 9 boys do not read.",
        starts_on=today,
        ends_on=today + timedelta(days=150),
        half_days=10,
        kind="deployment",
    )
    with acting_in(place.programme.pk):
        people.coordinator(place.programme, name="Omar Aziz", email=OMAR, account=account(email=OMAR))
        made = operations.begin(actor=people.actor(daniel), at=timezone.now(), link=link, terms=terms)
        Objective.objects.create(programme=place.programme, engagement=made, place=1, text=AIM)
        Engagement.objects.filter(pk=made.pk).update(status=EngagementStatus.ACTIVE, started_at=timezone.now())
    return made


@in_every_way
def test_a_worry_is_told_quietly_and_nobody_else_learns_of_it(place, engagement, visitor, post):
    """Given support under way, when Daniel tells Farah a worry, then the two settle it and nobody else knows."""
    page = f"/ribble/engagements/{engagement.pk}/"
    daniel, farah, priya, grace, omar = visitor(), visitor(), visitor(phone=True), visitor(), visitor()
    daniel.goes_to(page).signs_in(DANIEL).follows("Tell Farah Siddiqui quietly").is_at("Something worries you?")
    daniel.sees("Worried about a child?", "Not the other school").looks()
    daniel.presses("Tell them quietly", status=422).is_told("Say what worries you")
    daniel.fills("What worries you?", WORRY).chooses("Talk to me about it").presses("Tell them quietly")
    daniel.sees("Not seen yet", WORRY).looks()
    with acting_in(place.programme.pk):
        where = Concern.objects.get().path
    assert WORRY not in str(vars(post(place.farah.email)[-1]))

    farah.goes_to("/ribble/home/").signs_in(place.farah.email)
    farah.sees("Something was written to you in confidence").does_not_see(WORRY, TITLE).looks()
    farah.goes_to(where).sees(WORRY, "Daniel Whitlow").does_not_see(AIM, TITLE).looks()
    farah.presses("I have seen it").sees("Being looked at")
    farah.fills("Write to Daniel Whitlow", ANSWER).presses("Send it").sees(ANSWER)
    daniel_lets_her_read_and_takes_it_back(daniel, farah, where)

    farah.goes_to(where).follows("Close it with what came of it").looks().chooses("The support was changed")
    farah.fills("In your words", CLOSING).presses("Close it").sees("Closed", "The support was changed")
    daniel.goes_to("/ribble/home/").sees("There is something for you to read").goes_to(where).sees(CLOSING).looks()
    daniel.presses("I have read it").goes_to("/ribble/home/").does_not_see("There is something for you to read")

    for someone, email in ((priya, PRIYA), (grace, GRACE), (omar, OMAR)):
        someone.goes_to("/ribble/home/").signs_in(email).does_not_see(*QUIET)
        someone.goes_to(page).does_not_see(*QUIET).finds_nothing(where)
        assert not [mail for mail in post(email) if any(word in str(vars(mail)) for word in QUIET)]


def daniel_lets_her_read_and_takes_it_back(daniel, farah, where) -> None:
    daniel.goes_to(where).sees(ANSWER).follows("Let Farah Siddiqui read the plan and the notes for a while").looks()
    daniel.chooses("14 days").presses("Let them read").sees("Farah Siddiqui may read the plan")
    farah.goes_to(where).presses("Read the plan").sees(AIM, "Daniel Whitlow sees that you read this now").looks()
    farah.goes_to(where).presses("Read the notes of visits").looks()
    daniel.goes_to(where).sees("The plan, and how each aim stands:").looks()
    daniel.presses("Let nobody read any more").sees("could read until")
    farah.goes_to(where).does_not_see("Read the plan")
