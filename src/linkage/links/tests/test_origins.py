import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.links.enums import LinkStatus
from linkage.links.models import Link
from linkage.links.tests.factories import introduced
from linkage.people.enums import Role
from linkage.people.tests.factories import grant, person
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.models import SupportRequest

pytestmark = pytest.mark.django_db

LEAD = "See the introduction"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world():
    here = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(here.id):
        return introduced(here)


def request_page(someone, world):
    client = Client()
    client.force_login(someone.account)
    return client.get(reverse("support_requests:request", args=["ribble", world.request.pk])).text


def test_the_request_leads_the_asker_their_head_and_the_coordinator_to_the_introduction(world):
    address = reverse("links:link", args=["ribble", world.link.pk])
    for someone in (world.daniel, world.grace, world.farah):
        page = request_page(someone, world)
        assert page.count(LEAD) == 1
        assert f'href="{address}"' in page


def test_who_reads_the_request_but_not_the_link_is_led_nowhere(world):
    with acting_in(world.programme.id):
        chair = person(world.programme, account=account())
        grant(chair, Role.CHAIR, world.thistlebank)
    page = request_page(chair, world)
    assert "Reading in Year 9" in page
    assert LEAD not in page


def test_an_introduction_taken_back_leads_nowhere(world):
    with acting_in(world.programme.id):
        Link.objects.filter(pk=world.link.pk).update(status=LinkStatus.UNDONE)
        SupportRequest.objects.filter(pk=world.request.pk).update(status="matching")
    assert LEAD not in request_page(world.farah, world)
    assert LEAD not in request_page(world.daniel, world)
