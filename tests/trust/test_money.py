"""Two commissioners approve at one moment what the fund holds only once: one is approved, never both."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from linkage.database.tenancy import acting_in
from linkage.links import operations, queries
from linkage.links.models import Commission, FundingSource
from linkage.links.operations import UnableToDecide
from linkage.links.tests import buying as made
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8
PATIENCE_SECONDS = 30


@pytest.fixture
def ours():
    return programme()


def two_for_one(first, number):
    """Two packages that wait for approval, of a fund that holds one of them."""
    fund = made.fund(first.world.programme, name=f"Fund {number}", budget_pence=200_000)
    b = made.Buying(first.world, first.alan, fund)
    waiting = []
    for _ in range(2):
        asked = support_request(
            b.world.programme, b.world.thistlebank, asked_by=b.world.daniel, status=RequestStatus.MATCHING
        )
        waiting.append(made.sent(b, support_request=asked))
    return b, [each.pk for each in waiting]


def approve_both(b, ids):
    """Approve both at the same moment, each by somebody else; return what became of each."""
    together = threading.Barrier(2, timeout=PATIENCE_SECONDS)
    with acting_in(b.world.programme.id):
        amy = made.commissioner(b.world.programme, name="Amy Lund")
        approvers = [actor(b.alan), actor(amy)]

    def approve(place):
        try:
            with acting_in(b.world.programme.id):
                found = queries.commission(actor=approvers[place], commission_id=ids[place])
                together.wait()
                operations.decide(actor=approvers[place], at=NOW, commission=found, is_approved=True)
        except (UnableToDecide, IntegrityError) as error:
            return type(error)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(approve, range(2)))


def taken_and_held(b):
    with acting_in(b.world.programme.id):
        held = Commission.objects.filter(funding=b.fund, status="approved")
        return FundingSource.objects.get(pk=b.fund.pk).taken_pence, sum(each.amount_pence for each in held)


def test_of_two_approvals_at_once_the_fund_takes_one_and_the_other_reads_what_is_left(ours):
    with acting_in(ours.id):
        first = made.buying(ours)
    for number in range(ROUNDS):
        with acting_in(ours.id):
            b, ids = two_for_one(first, number + 1)
        outcomes = approve_both(b, ids)
        assert set(outcomes) == {None, UnableToDecide}
        assert taken_and_held(b) == (175_000, 175_000)


def test_without_the_lock_the_database_still_refuses(ours, monkeypatch):
    """The control for the lock: without it both read that there is enough, and only the constraint stands."""
    monkeypatch.setattr(FundingSource, "hold", lambda _self: None)
    with acting_in(ours.id):
        first = made.buying(ours)
    seen = set()
    for number in range(ROUNDS):
        with acting_in(ours.id):
            b, ids = two_for_one(first, number + 1)
        seen.update(approve_both(b, ids))
        assert taken_and_held(b) == (175_000, 175_000)
    assert IntegrityError in seen


def test_without_both_walls_the_fund_is_overspent(ours, monkeypatch):
    """The control for the figure: an approval that counts for itself what is taken lets both through."""

    def naive(*, actor, at, commission, to):
        before = FundingSource.objects.get(pk=commission.funding_id)
        commission.move_to(to)
        FundingSource.objects.filter(pk=before.pk).update(taken_pence=commission.amount_pence)

    monkeypatch.setattr("linkage.links.operations.approving.move", naive)
    with acting_in(ours.id):
        first = made.buying(ours)
        b, ids = two_for_one(first, 1)
    assert approve_both(b, ids) == [None, None]
    taken, held = taken_and_held(b)
    assert held > taken
