"""Support that is being bought while its request ends or comes to something else: nothing is left but to give it up."""

import re

import pytest
import time_machine
from django.urls import reverse

from linkage.access import links as action_links
from linkage.database.tenancy import acting_in
from linkage.links import operations, policy
from linkage.links.enums import CommissionStatus
from linkage.links.models import Commission
from linkage.links.models.commissions import UnableToMoveCommission
from linkage.links.operations import UnableToBuy
from linkage.links.queries.buying import buying_actions
from linkage.links.tests import buying as made
from linkage.links.tests.buying import farah, job, mails, readers, request_state, taken
from linkage.links.tests.factories import pointed
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations as support_requests
from linkage.support_requests.enums import OPEN, RequestStatus
from linkage.support_requests.models import SupportRequest, UnableToMoveRequest

pytestmark = pytest.mark.django_db
S, R = CommissionStatus, RequestStatus
# What a request may have come to while support was prepared for it.
ELSEWHERE = (R.LINKED, R.SIGNPOSTED, R.JOINED, R.CLOSED, R.WITHDRAWN)


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def b(here):
    return made.buying(here)


def comes_to(b, status, found=None):
    SupportRequest.objects.filter(pk=b.world.request.pk).update(status=status)
    b.world.request.refresh_from_db()
    if found is not None:
        found.support_request.refresh_from_db()


def waits(someone):
    return [each.title for each in buying_actions(actor=actor(someone), at=NOW)]


class TestOneRule:
    """What may still come of a request is said in one place: what is bought, and what a school is pointed to."""

    @pytest.mark.parametrize("status", [*OPEN, R.CANNOT_HELP_YET])
    def test_something_may_come_of_a_request_that_waits(self, b, status):
        comes_to(b, status)
        assert b.world.request.awaits_help
        assert made.draft(b).state == S.DRAFT

    @pytest.mark.parametrize("status", [*ELSEWHERE, R.COMMISSIONED])
    def test_nothing_more_comes_of_one_that_has_come_to_something(self, b, status):
        comes_to(b, status)
        assert not b.world.request.awaits_help
        with pytest.raises(UnableToBuy, match=str(status.label)):
            made.draft(b)
        with pytest.raises(UnableToMoveRequest):
            pointed(b.world.programme, b.world)

    def test_money_found_after_nobody_could_help_settles_the_request(self, b):
        found = made.sent(b)
        support_requests.record_cannot_help(
            actor=farah(b),
            at=NOW,
            support_request=b.world.request,
            reason="Nobody is near enough",
            unmet_reason="other",
        )
        assert waits(b.alan) == ["Approve money: Reading in Year 9"]
        made.decided(b, found)
        assert (found.state, request_state(b)) == (S.APPROVED, R.COMMISSIONED)
        assert b.world.request.unmet_reason == ""


@pytest.mark.parametrize("status", ELSEWHERE)
class TestComeToSomethingElse:
    def test_whoever_looks_after_it_is_asked_to_cancel_it_and_can(self, b, status):
        for make in (made.draft, made.sent):
            found = make(b)
            comes_to(b, status, found)
            assert waits(b.world.farah) == ["Cancel what was to be bought: Reading in Year 9"]
            operations.cancel_buying(actor=farah(b), at=NOW, commission=found, reason="They have help")
            assert (found.state, request_state(b)) == (S.CANCELLED, status)
            assert waits(b.world.farah) == []
            comes_to(b, R.MATCHING)

    def test_it_is_not_brought_on(self, b, status):
        found = made.draft(b)
        comes_to(b, status, found)
        with pytest.raises(UnableToMoveCommission, match=str(status.label)):
            operations.change_buying(actor=farah(b), at=NOW, commission=found, plan=made.plan(b))
        with pytest.raises(UnableToMoveCommission, match=str(status.label)):
            operations.send_for_approval(actor=farah(b), at=NOW, commission=found)
        assert mails("approval") == []

    def test_nobody_is_asked_or_reminded_to_approve_it(self, b, status):
        found = made.sent(b)
        comes_to(b, status, found)
        assert waits(b.alan) == []
        assert operations.remind_due(actor=job(b), at=NOW.replace(day=10)) == 0
        assert readers("approval_reminder") == []
        for is_approved in (True, False):
            with pytest.raises(UnableToMoveCommission, match=str(status.label)):
                made.decided(b, found, is_approved=is_approved, reason="No")
        assert taken(b) == 0


@pytest.mark.parametrize("status", [R.CLOSED, R.WITHDRAWN])
def test_what_is_approved_is_not_ordered_once_the_request_has_ended(b, status):
    found = made.approved(b)
    comes_to(b, status, found)
    with pytest.raises(UnableToMoveCommission, match=str(status.label)):
        operations.order(actor=farah(b), at=NOW, commission=found, purchase_reference="PO 1")
    operations.cancel_buying(actor=farah(b), at=NOW, commission=found, reason="No")
    assert (taken(b), request_state(b)) == (0, status)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (R.COMMISSIONED, "Your request is open again. We go on looking"),
        (R.CLOSED, "Your request is closed. If you still need help, ask again on any day."),
        (R.WITHDRAWN, "You had withdrawn your request, so there is nothing for you to do."),
    ],
)
def test_the_school_reads_what_is_true_of_its_request_when_an_order_is_cancelled(b, status, said):
    found = made.ordered(b)
    comes_to(b, status, found)
    operations.cancel_buying(actor=farah(b), at=NOW, commission=found, reason="Our own lead is back")
    [mail] = mails("buying_cancelled")
    assert said in " ".join(mail.text.split())
    assert ("is open again" in mail.text) is (status == R.COMMISSIONED)


class TestPages:
    @pytest.fixture(autouse=True)
    def clock(self):
        with time_machine.travel(NOW, tick=False):
            yield

    @staticmethod
    def at(name, *args):
        return reverse(f"commissions:{name}", args=["ribble", *args])

    @staticmethod
    def text(response):
        return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())

    def test_its_page_offers_to_cancel_it_and_nothing_else(self, client, b):
        found = made.draft(b)
        comes_to(b, R.LINKED)
        client.force_login(b.world.farah.account)
        page = client.get(self.at("commission", found.pk))
        words = self.text(page)
        assert "The request is now “Introduced”, so this is not needed any more." in words
        assert self.at("cancel", found.pk) in page.text
        for gone in ("check", "change"):
            assert f'href="{self.at(gone, found.pk)}"' not in page.text
        assert "“Introduced”" in self.text(client.get(self.at("check", found.pk)))
        assert client.post(self.at("check", found.pk)).status_code == 422

    def test_a_commissioner_reads_that_there_is_nothing_to_decide(self, client, b):
        found = made.sent(b)
        comes_to(b, R.WITHDRAWN)
        token = action_links.make(
            policy.DECIDE_LINK,
            programme_id=found.programme_id,
            record_id=found.pk,
            person_id=b.alan.pk,
            state=found.link_state,
        )
        words = self.text(client.get(self.at("decide-by-link", token)))
        assert "There is nothing to decide here now" in words
        assert "The request it was for has ended or was helped in another way" in words
        client.force_login(b.alan.account)
        assert "Read it and decide" not in self.text(client.get(self.at("commission", found.pk)))

    @pytest.mark.parametrize(
        ("status", "said"),
        [(R.COMMISSIONED, "its request is open again"), (R.CLOSED, "its request stays closed")],
    )
    def test_cancelling_says_what_becomes_of_the_request(self, client, b, status, said):
        found = made.ordered(b)
        comes_to(b, status)
        client.force_login(b.world.farah.account)
        assert said in self.text(client.get(self.at("cancel", found.pk)))
        client.post(self.at("cancel", found.pk), {"reason": "No"})
        assert Commission.objects.get().state == S.CANCELLED
