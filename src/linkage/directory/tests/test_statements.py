"""How often a page of the directory asks the database, from the session to the last person shown, in transactions of
its own, as the web server runs it. Where a transaction begins and ends is not counted: that asks nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

BRACKETS = {"BEGIN", "COMMIT", "ROLLBACK"}


def asked(client, address):
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return [each["sql"] for each in seen.captured_queries if each["sql"] not in BRACKETS]


@pytest.mark.parametrize(("name", "statements"), [("search", 6), ("record", 7)])
def test_a_page_asks_so_often_and_changes_nothing(client, name, statements):
    ours = programme()
    with acting_in(ours.id):
        factories.area(ours)
        ruth = people.head(ours, school(fsm_percent=31, pupils=910), account=account())
        away = school(fsm_percent=34, pupils=840)
        entries = [factories.entry(ours, away, person=people.staff(ours, away)) for _ in range(3)]
    client.force_login(ruth.account)
    addresses = {
        "search": reverse("directory:directory", args=[ours.slug]) + "?q=reading&stage=secondary",
        "record": reverse("directory:entry", args=[ours.slug, entries[0].pk]),
    }
    made = asked(client, addresses[name])
    assert len(made) == statements, "\n".join(made)
    assert "transaction_read_only" in made[2]
