import pytest

from linkage.accounts.tests import factories as accounts
from linkage.database.tenancy import acting_in
from linkage.people.tests import factories as people
from linkage.programmes.tests import factories


@pytest.fixture
def programme():
    return factories.programme(slug="ribble", name="Ribble Linkage", contact_email="hello@ribble.example")


@pytest.fixture
def coordinator(programme, client):
    account = accounts.account(email="farah@ribble.example")
    with acting_in(programme.id):
        someone = people.coordinator(programme, name="Farah Siddiqui", email=account.email, account=account)
    client.force_login(account)
    return someone


@pytest.fixture
def teacher(programme, client):
    account = accounts.account(email="sam@school.example")
    with acting_in(programme.id):
        someone = people.person(programme, name="Sam Hope", email=account.email, account=account)
    client.force_login(account)
    return someone
