"""A Monday: forty schools have asked, all are planned together, and the week brings a yes, a no, and a silence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from linkage.areas.models import Area
from linkage.brokering import operations
from linkage.brokering.enums import ApproachAnswer, ApproachStatus
from linkage.brokering.models import Approach, AskedPerson, Decision, Plan
from linkage.brokering.operations import Said
from linkage.database.tenancy import acting_in
from linkage.directory.tests.factories import entry
from linkage.links.models import Link
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, head, staff
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import RequestArea, SupportRequest
from linkage.support_requests.tests.factories import support_request
from tests.journeys.post import the_hour_strikes

REQUESTS, HELPERS = 40, 42
WEEKS = 3


@pytest.fixture
def forty(place):
    """Forty schools in a grid ask about reading; forty-two people, with two places each, could help."""
    with acting_in(place.programme.pk):
        ProgrammeSettings.objects.filter(programme=place.programme).update(
            introducing="ask_first", is_next_asked_alone=True
        )
        reading = Area.objects.get(programme=place.programme, code="reading-literacy")
        for number in range(REQUESTS):
            asks = school(name=f"Asking School {number}", easting=380_000 + 900 * number, northing=430_000)
            member(place.programme, asks)
            made = support_request(
                place.programme, asks, title=f"Reading {number}", status=RequestStatus.MATCHING, owner=place.farah
            )
            RequestArea.objects.create(programme=place.programme, support_request=made, area=reading)
        for number in range(HELPERS):
            helps = school(name=f"Helping School {number}", easting=380_000 + 850 * number, northing=436_000)
            member(place.programme, helps)
            by = head(place.programme, helps, name=f"Head {number}", email=f"head{number}@helping.example")
            person = staff(place.programme, helps, name=f"Helper {number}", email=f"helper{number}@helping.example")
            entry(place.programme, helps, person=person, nominated_by=by, areas=[reading], places=2)


def test_forty_requests_become_links(place, forty, visitor, post, clock):
    """Given forty open requests, when the round is planned and sent, then each ends as a link."""
    farah = visitor()
    farah.goes_to("/ribble/home/").signs_in(place.farah.email)
    farah.follows("This week’s round").sees("40 open requests and 42 people").presses("Plan the round")
    farah.sees("40 of 40", "No better plan exists under these rules", "Nobody has been asked yet")
    farah.follows("How we know").sees("points no plan can go below").follows("This week’s round")
    first = farah.page.get_by_role("button", name="Rule out").first
    first.click()
    farah.page.wait_for_load_state()
    farah.sees("is ruled out for", "Go back to the plan before")
    farah.goes_to("/ribble/choose/round/").presses("Check and send 40")
    farah.presses("Ask them now", status=422).is_told("Tick to say that you know of nothing")
    farah.chooses("I know of none of these").presses("Ask them now")
    farah.sees("For 40 requests the first are being asked now", "40 requests sent at")

    with acting_in(place.programme.pk):
        asked = list(AskedPerson.objects.exclude(asked_at=None).select_related("person").order_by("asked_at", "pk"))
        assert len(asked) == Decision.objects.count() == REQUESTS
        says_no, silent = asked[0].person, asked[1].person
        plan_of = {each.snapshot["round"]["plan"] for each in Decision.objects.all()}
        assert plan_of == {str(Plan.objects.order_by("-number").first().pk)}

    helen = visitor(phone=True)
    helen.opens(post(says_no.email)[-1]).follows("Answer").chooses("No, not this time")
    helen.chooses("I cannot release them this half-term").presses("Send my answer")
    helen.is_at("Thank you, this is answered")

    _everybody_else_says_yes(place, besides={silent.pk})
    with acting_in(place.programme.pk):
        assert Link.objects.count() >= REQUESTS - 2
        assert Approach.objects.filter(status=ApproachStatus.DECLINED).count() == 1

    for days in range(7 * WEEKS):
        clock.move_to(NOW + timedelta(days=days + 1))
        the_hour_strikes()
        _everybody_else_says_yes(place, besides={silent.pk})
    with acting_in(place.programme.pk):
        assert Approach.objects.filter(status=ApproachStatus.LAPSED).exists()
        assert set(SupportRequest.objects.values_list("status", flat=True)) == {RequestStatus.LINKED}
        assert Link.objects.count() == REQUESTS


def _everybody_else_says_yes(place, besides) -> None:
    """Each head, then each person, who is asked and answers at once."""
    yes = Said(ApproachAnswer.YES)
    with acting_in(place.programme.pk):
        while waiting := _waiting(besides):
            for each in waiting:
                operations.answer(actor=actor(each.person), at=timezone.now(), asked=each, said=yes)


def _waiting(besides) -> list[AskedPerson]:
    out = AskedPerson.objects.filter(
        approach__status=ApproachStatus.SENT, asked_at__isnull=False, answered_at__isnull=True
    )
    return list(out.exclude(person_id__in=besides).select_related("person", "approach__support_request"))
