"""What the tests of support over time begin with: a programme, and a browser of whoever is named."""

import pytest
from django.urls import reverse

from linkage.programmes.tests.factories import programme


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def see(client):
    def open_as(someone, name, *args, data=None, **more):
        client.force_login(someone.account)
        where = reverse(f"engagements:{name}", args=["ribble", *args])
        return client.post(where, data, **more) if data is not None else client.get(where, **more)

    return open_as
