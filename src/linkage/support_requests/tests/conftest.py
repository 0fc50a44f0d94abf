"""A school, its head of English, signed in, and an area to ask about."""

import pytest

from linkage.accounts.tests.factories import account
from linkage.areas.models import Area
from linkage.database.tenancy import acting_in
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import staff
from linkage.programmes.tests.factories import programme


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def thistlebank(here):
    with acting_in(here.id):
        made = school(name="Thistlebank School", town="Burnley")
        member(here, made)
    return made


@pytest.fixture
def daniel(here, thistlebank):
    with acting_in(here.id):
        return staff(here, thistlebank, name="Daniel Whitlow", account=account())


@pytest.fixture
def signed_in(client, daniel):
    client.force_login(daniel.account)
    return client


@pytest.fixture
def reading(here):
    with acting_in(here.id):
        return Area.objects.create(programme=here, code="reading-literacy", name="Reading", synonyms=["don't read"])
