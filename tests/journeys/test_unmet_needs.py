"""A search that finds nobody becomes a nomination drive."""

from linkage.database.tenancy import acting_in
from linkage.directory.models import Nomination
from tests.journeys.prepare import head, teacher
from tests.journeys.ways import in_every_way

DANIEL, HELEN = "d.whitlow@thistlebank.lancs.sch.uk", "h.brook@harrowgill.n-yorks.sch.uk"
READING = "Reading and literacy across the curriculum"


@in_every_way
def test_a_search_that_finds_nobody_becomes_a_nomination_drive(place, visitor, post):
    """Given nobody for reading, when somebody looks in vain, then a head is asked and begins a nomination for it."""
    head(place, place.harrowgill, "Helen Brook", HELEN)
    teacher(place, place.thistlebank, "Daniel Whitlow", DANIEL)
    daniel, farah, helen = visitor(), visitor(), visitor(phone=True)

    daniel.goes_to("/ribble/directory/?q=reading+in+year+9").signs_in(DANIEL).sees("Nobody found")
    if daniel.has_scripts:
        daniel.sees("We noted what nobody could help with").looks()
    else:
        daniel.presses("Tell us that you found nobody").sees("The people who run this see that nobody was found")

    farah.goes_to("/ribble/more/").signs_in(place.farah.email).follows("What nobody could help with")
    farah.is_at("What nobody could help with").sees(READING).does_not_see("Daniel")
    farah.follows("Ask heads to nominate").is_at("Ask heads to nominate somebody")
    farah.chooses("Every school that takes part").presses("Continue").is_at("Check before you send")
    assert post(HELEN) == []
    farah.sees("1 head gets this e-mail").presses("Send to 1 head").sees("Sent to 1 head", "Not answered yet")

    helen.opens(post(HELEN)[-1]).sees(READING).follows("Nominate a colleague")
    helen.is_at("Who at Harrowgill High School is good at").presses("Nominate a colleague").signs_in(HELEN)
    helen.is_at("Who is your colleague?")
    with acting_in(place.programme.pk):
        assert Nomination.objects.get().area_codes == ["reading-literacy"]
    farah.goes_to("/ribble/more/").follows("What nobody could help with").follows("See who was asked")
    farah.sees("Began to nominate")
