"""One programme in which Daniel has asked and Priya could help; the clock stands."""

import pytest
import time_machine

from linkage.database.tenancy import acting_in
from linkage.directory.tests.factories import area, entry
from linkage.links.tests.factories import world
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations as requests
from linkage.support_requests.models import RequestArea


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def ours(here):
    with acting_in(here.id):
        made = world(here)
        RequestArea.objects.create(programme=here, support_request=made.request, area=area(here))
        return made


@pytest.fixture
def farah(client, ours):
    client.force_login(ours.farah.account)
    return client


@pytest.fixture
def inside(here, ours):
    with acting_in(here.id):
        ProgrammeSettings.objects.update(who_chooses="school_named")
        requests.start_choosing(actor=actor(ours.farah), at=NOW, support_request=ours.request)
        yield ours


@pytest.fixture
def other(here, inside):
    """Somebody else who could help."""
    place = school(name="Millrace Academy", easting=384_000, northing=440_000)
    member(here, place)
    return entry(here, place)
