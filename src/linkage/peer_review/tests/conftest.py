"""What the tests of rounds of visits begin with: a programme, and a browser of whoever is named."""

import pytest
import time_machine
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.peer_review.tests.factories import world
from linkage.programmes.tests.factories import NOW, programme


@pytest.fixture(autouse=True)
def clock():
    """The pages read the same day as the tests."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def w(here):
    with acting_in(here.id):
        yield world(here)


@pytest.fixture
def see(client):
    def open_as(someone, name, *args, data=None, **more):
        client.force_login(someone.account)
        where = reverse(name if ":" in name else f"peer_review:{name}", args=["ribble", *args])
        return client.post(where, data, **more) if data is not None else client.get(where, **more)

    return open_as
