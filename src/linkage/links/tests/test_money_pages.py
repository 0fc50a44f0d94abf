"""The list of what is bought, and the pages of the money: narrowed, taken home, at one count of queries."""

import re
import uuid

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.links.enums import CommissionStatus
from linkage.links.tests import buying as made
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db
S = CommissionStatus


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def b(here):
    with acting_in(here.id):
        found = made.buying(here)
        found.world.request.owner = found.world.farah
        found.world.request.save()
        return found


def at(name, *args):
    return reverse(f"commissions:{name}", args=["ribble", *args])


def as_(client, someone):
    client.force_login(someone.account)
    return client


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def inside(b, make, **changes):
    with acting_in(b.world.programme.id):
        return make(b, **changes)


class TestLists:
    def test_the_list_is_narrowed_and_taken_home(self, client, b):
        found = inside(b, made.ordered)
        as_(client, b.alan)
        assert found.title in client.get(at("commissions"), {"state": "ordered"}).text
        file = client.get(at("commissions"), {"export": "csv"}).content.decode("utf-8-sig")
        head, row = file.strip().splitlines()
        assert head == ("What for,Days,Costs,Money,Now,School,Given by,From,Until,Purchase reference,Paid so far")
        assert row == (
            "Reading in Year 9,3.5,1750.0,School improvement fund,Ordered,Thistlebank School,Not chosen yet,"
            "2027-01-12,2027-03-26,PO 10438,0.0"
        )

    @pytest.mark.parametrize("page", ["commissions", "money"])
    def test_one_and_three_rows_ask_the_same(self, client, b, page):
        inside(b, made.sent)
        as_(client, b.world.farah).get(at(page))
        one = self.asked(client, at(page))
        with acting_in(b.world.programme.id):
            for _ in range(2):
                other = support_request(
                    b.world.programme, b.world.thistlebank, asked_by=b.world.daniel, status=RequestStatus.MATCHING
                )
                made.sent(b, support_request=other)
                made.fund(b.world.programme, name=str(uuid.uuid4()))
        assert self.asked(client, at(page)) == one

    @staticmethod
    def asked(client, address):
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    def test_money_is_added_and_changed_and_never_below_what_is_taken(self, client, b):
        inside(b, made.approved)
        as_(client, b.alan)
        from_on = {"starts_on-day": "1", "starts_on-month": "9", "starts_on-year": "2026"}
        days = {**from_on, "ends_on-day": "31", "ends_on-month": "8", "ends_on-year": "2027"}
        given = {"name": "Diocese 2026", "kind": "diocese", "budget_pence": "12,500", **days}
        assert client.post(at("add-money"), given).status_code == 302
        page = client.post(at("change-money", b.fund.pk), {**given, "name": "Fund", "budget_pence": "1"})
        assert "£1,750.00 of it is set aside or paid already" in text(page)
        words = text(client.get(at("money")))
        for said in ("£12,500.00 is left of £12,500.00", "£3,250.00 is left of £5,000.00", "The diocese"):
            assert said in words
