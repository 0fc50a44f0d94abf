"""Support that is ordered begins, is given and paid for; what it did not cost is free again."""

import re
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.kernel.days import LONDON
from linkage.kernel.errors import Forbidden, Refused
from linkage.links import operations
from linkage.links.enums import CommissionStatus
from linkage.links.models import Commission, FundingSource
from linkage.links.operations import UnableToBuy
from linkage.links.queries.buying import buying_actions
from linkage.links.tests import buying as made
from linkage.links.tests.buying import ENDS, STARTS, farah, request_state, taken
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations as support_requests
from linkage.support_requests.enums import RequestStatus

pytestmark = pytest.mark.django_db
S, R = CommissionStatus, RequestStatus
BEGINS, OVER = (datetime.combine(day, time(9, 0), tzinfo=LONDON) for day in (STARTS, ENDS + timedelta(days=1)))


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def b(here):
    return made.buying(here)


def waits(someone, at):
    return [each.title for each in buying_actions(actor=actor(someone), at=at)]


def given(b, found, at=OVER, paid_pence=150_000):
    return operations.say_given(actor=farah(b), at=at, commission=found, paid_pence=paid_pence)


class TestItsDays:
    def test_whoever_looks_after_it_is_asked_on_its_first_day_and_after_its_last(self, b):
        found = made.ordered(b)
        assert waits(b.world.farah, BEGINS - timedelta(days=1)) == []
        assert waits(b.world.farah, BEGINS) == ["Has it begun? Reading in Year 9"]
        operations.say_begun(actor=farah(b), at=BEGINS, commission=found)
        assert (found.state, found.engaged_at) == (S.ENGAGED, BEGINS)
        assert waits(b.world.farah, BEGINS) == []
        assert waits(b.world.farah, OVER) == ["Has the support been given? Reading in Year 9"]
        given(b, found)
        assert waits(b.world.farah, OVER) == []
        assert waits(b.world.daniel, OVER) == waits(b.alan, OVER) == []

    def test_nobody_need_have_said_that_it_began(self, b):
        found = made.ordered(b)
        assert waits(b.world.farah, OVER) == ["Has the support been given? Reading in Year 9"]
        assert given(b, found).state == S.CLOSED

    def test_only_what_is_ordered_begins_or_was_given(self, b):
        found = made.approved(b)
        for do in (operations.say_begun, given_by):
            with pytest.raises(Refused, match="Approved"):
                do(actor=farah(b), at=NOW, commission=found)

    def test_the_school_and_who_approves_do_not_say_it(self, b):
        found = made.ordered(b)
        for someone in (b.world.daniel, b.world.grace, b.alan, b.world.priya):
            for do in (operations.say_begun, given_by):
                with pytest.raises(Forbidden):
                    do(actor=actor(someone), at=NOW, commission=found)


def given_by(**who_and_what):
    return operations.say_given(**who_and_what, paid_pence=1)


class TestGiven:
    def test_what_it_did_not_cost_is_free_again_and_its_request_is_closed(self, b):
        found = given(b, made.ordered(b))
        assert (found.state, found.paid_pence, taken(b), found.ended_at) == (S.CLOSED, 150_000, 150_000, OVER)
        assert (request_state(b), b.world.request.closed_at) == (R.CLOSED, OVER)

    def test_it_costs_no_more_than_was_approved(self, b):
        found = made.ordered(b)
        with pytest.raises(UnableToBuy, match=r"Only £1,750\.00 was approved"):
            given(b, found, paid_pence=175_001)
        assert (Commission.objects.get().state, taken(b)) == (S.ORDERED, 175_000)

    def test_a_request_that_had_ended_stays_as_it_was(self, b):
        found = made.ordered(b)
        support_requests.withdraw(actor=actor(b.world.daniel), at=NOW, support_request=b.world.request)
        assert waits(b.world.farah, NOW) == ["Settle what was ordered: Reading in Year 9"]
        given(b, found)
        assert request_state(b) == R.WITHDRAWN
        assert waits(b.world.farah, NOW) == []

    def test_what_is_under_way_is_settled_by_its_cost_once_the_school_withdrew(self, client, b):
        found = made.ordered(b)
        operations.say_begun(actor=farah(b), at=NOW, commission=found)
        support_requests.withdraw(actor=actor(b.world.daniel), at=NOW, support_request=b.world.request)
        [action] = buying_actions(actor=farah(b), at=NOW)
        assert (action.title, action.text) == (
            "Settle what was ordered: Reading in Year 9",
            "The school has withdrawn its request. Say what it cost",
        )
        client.force_login(b.world.farah.account)
        page = client.get(reverse("commissions:commission", args=["ribble", found.pk])).text
        assert "Has the support been given?" in page
        assert "the request is closed" not in page

    def test_closing_the_request_before_leaves_what_is_ordered_to_go_on(self, b):
        found = made.ordered(b)
        support_requests.close(actor=farah(b), at=NOW, support_request=b.world.request)
        assert waits(b.world.farah, NOW) == []
        operations.say_begun(actor=farah(b), at=BEGINS, commission=found)
        assert given(b, found).state == S.CLOSED

    def test_an_invoice_that_comes_late_takes_of_the_fund_what_it_costs(self, b):
        found = given(b, made.ordered(b))
        operations.note_paid(actor=farah(b), at=OVER, commission=found, paid_pence=175_000)
        assert taken(b) == 175_000
        operations.note_paid(actor=farah(b), at=OVER, commission=found, paid_pence=100_000)
        assert taken(b) == 100_000

    def test_a_late_invoice_is_not_paid_from_a_fund_that_is_spent(self, b):
        found = given(b, made.ordered(b))
        FundingSource.objects.update(budget_pence=150_000)
        with pytest.raises(UnableToBuy, match=r"£250\.00, and £0\.00 is left"):
            operations.note_paid(actor=farah(b), at=OVER, commission=found, paid_pence=175_000)

    def test_it_is_not_cancelled_any_more(self, b):
        found = given(b, made.ordered(b))
        with pytest.raises(Refused, match="Closed"):
            operations.cancel_buying(actor=farah(b), at=OVER, commission=found, reason="No")


class TestPages:
    @pytest.fixture(autouse=True)
    def clock(self):
        with time_machine.travel(NOW, tick=False) as traveller:
            yield traveller

    @staticmethod
    def at(name, *args):
        return reverse(f"commissions:{name}", args=["ribble", *args])

    @staticmethod
    def text(response):
        return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())

    def test_a_coordinator_says_that_it_began_and_that_it_was_given(self, client, b, clock):
        found = made.ordered(b)
        client.force_login(b.world.farah.account)
        words = self.text(client.get(self.at("commission", found.pk)))
        assert "It begins on Tuesday 12 January 2027." in words
        assert "Has it begun?" not in words
        clock.move_to(BEGINS)
        client.force_login(b.world.farah.account)
        assert "Has it begun?" in self.text(client.get(self.at("commission", found.pk)))
        page = client.post(self.at("begun", found.pk), follow=True)
        assert "The support is under way, until Friday 26 March 2027." in self.text(page)
        assert self.at("given", found.pk) in page.text
        clock.move_to(OVER)
        client.force_login(b.world.farah.account)
        assert "Has the support been given?" in self.text(client.get(self.at("commission", found.pk)))
        assert 'value="1750.00"' in client.get(self.at("given", found.pk)).text
        wrong = client.post(self.at("given", found.pk), {"paid_pence": "1751"})
        assert (wrong.status_code, "Only £1,750.00 was approved" in self.text(wrong)) == (422, True)
        words = self.text(client.post(self.at("given", found.pk), {"paid_pence": "1500"}, follow=True))
        assert "The support was given" in words
        assert "Paid in all £1,500.00" in words
        assert "not bought after all" not in words
        assert self.at("paid", found.pk) in client.get(self.at("commission", found.pk)).text

    def test_said_twice_it_says_where_it_is(self, client, b):
        found = made.ordered(b)
        client.force_login(b.world.farah.account)
        client.post(self.at("begun", found.pk))
        assert "“Under way”" in self.text(client.post(self.at("begun", found.pk), follow=True))

    def test_the_school_reads_that_it_is_over_and_nothing_of_money(self, client, b):
        found = given(b, made.ordered(b))
        client.force_login(b.world.daniel.account)
        words = self.text(client.get(self.at("commission", found.pk)))
        assert "The support was given. If you need more, ask again on any day." in words
        assert "£" not in words
        assert client.get(self.at("given", found.pk)).status_code == 403
