"""Where one nominee more would place a request: from the round, and from what nobody could help with, to heads."""

import re

import pytest
from django.urls import reverse

from linkage.areas.models import Area
from linkage.brokering import queries
from linkage.brokering.models import Plan
from linkage.database.tenancy import acting_in
from linkage.directory.models import NominationDrive
from linkage.directory.tests.factories import area
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import RequestArea, SupportRequest
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db
WOULD_PLACE = "One more nominee for Reading and literacy would place a request that goes without."


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def both(here, ours):
    """Two schools ask about reading, and the only person who could help has one place."""
    with acting_in(here.id):
        ours.entry.places = 1
        ours.entry.save()
        ours.reading = area(here)
        ours.second = support_request(
            here, ours.request.organisation, status=RequestStatus.MATCHING, title="Reading aloud", words="Nobody reads."
        )
        RequestArea.objects.create(programme=here, support_request=ours.second, area=ours.reading)
    return ours


@pytest.fixture
def planned(farah, both):
    farah.post(reverse("brokering:plan", args=["ribble"]))
    return both


PAGES = ("brokering:round", "directory:needs")


@pytest.mark.parametrize("which", PAGES)
def test_one_button_leads_to_the_heads(farah, planned, which):
    shown = farah.get(reverse(which, args=["ribble"]))
    assert WOULD_PLACE in text(shown)
    address = f"{reverse('directory:drive-new', args=['ribble'])}?area={planned.reading.code}"
    assert f'href="{address}"' in shown.content.decode()
    assert farah.get(address).status_code == 200


@pytest.mark.parametrize("which", PAGES)
def test_heads_who_were_just_asked_are_not_asked_again(farah, here, planned, which):
    with acting_in(here.id):
        drive = NominationDrive.objects.create(
            programme=here, area=planned.reading, started_by=planned.farah, started_at=NOW
        )
    shown = farah.get(reverse(which, args=["ribble"]))
    assert f"{WOULD_PLACE} Heads were asked on Tuesday 3 November 2026. See who was asked" in text(shown)
    assert reverse("directory:drive", args=["ribble", drive.pk]) in shown.content.decode()


def test_a_finer_area_leads_to_the_one_that_heads_are_asked_about(farah, here, planned):
    with acting_in(here.id):
        parent = Area.objects.create(programme=here, code="english", name="English")
        Area.objects.filter(pk=planned.reading.pk).update(parent=parent)
        assert [each.code for each in queries.one_more(actor=actor(planned.farah))] == ["english"]


@pytest.mark.parametrize("which", PAGES)
def test_nothing_is_said_once_nobody_goes_without_or_to_plan_was_nothing(farah, here, planned, which):
    with acting_in(here.id):
        SupportRequest.objects.update(status=RequestStatus.WITHDRAWN)
    assert WOULD_PLACE not in text(farah.get(reverse(which, args=["ribble"])))


def test_of_many_areas_a_few_stand_beside_the_round_and_all_where_nobody_could_help(farah, here, planned):
    with acting_in(here.id):
        codes = [area(here, f"area-{n}", f"Area {n}", ()).code for n in range(5)]
        plan = Plan.objects.get()
        plan.outcome["one_more"] = codes
        plan.save()
    beside = text(farah.get(reverse("brokering:round", args=["ribble"])))
    assert "One more nominee for any of these would place a request that goes without." in beside
    assert [f"Area {n} . Ask heads to nominate" in beside for n in range(5)] == [True, True, True, False, False]
    assert "See all 5 areas" in beside
    everywhere = text(farah.get(reverse("directory:needs", args=["ribble"])))
    assert all(f"Area {n} . Ask heads to nominate" in everywhere for n in range(5))


def test_a_school_is_not_told(here, planned):
    with acting_in(here.id):
        assert queries.one_more(actor=actor(planned.helen)) == []
