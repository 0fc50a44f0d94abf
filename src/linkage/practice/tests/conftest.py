"""What the tests of what schools do well begin with: a programme, and a browser of whoever is named."""

import pytest
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.practice.tests.factories import world
from linkage.programmes.tests.factories import programme


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
        where = reverse(name if ":" in name else f"practice:{name}", args=["ribble", *args])
        return client.post(where, data, **more) if data is not None else client.get(where, **more)

    return open_as
