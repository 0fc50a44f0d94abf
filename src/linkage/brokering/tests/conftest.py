"""One programme in which Daniel has asked and Priya could help; the clock stands."""

import pytest
import time_machine

from linkage.database.tenancy import acting_in
from linkage.directory.tests.factories import area
from linkage.links.tests.factories import world
from linkage.programmes.tests.factories import NOW, programme
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
