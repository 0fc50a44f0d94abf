"""A fund holds exactly what its packages take, whatever is done with them."""

import contextlib

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.database.tenancy import acting_in
from linkage.kernel.errors import NotFound, Refused
from linkage.links import operations, queries
from linkage.links.enums import CommissionStatus, FundKind
from linkage.links.models import Commission, FundingSource
from linkage.links.operations import UnableToKeepMoney
from linkage.links.rules import held_pence
from linkage.links.tests import buying as made
from linkage.links.tests.buying import farah, taken
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db
S = CommissionStatus


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def b(here):
    return made.buying(here)


class TestTheFund:
    @settings(max_examples=15)
    @given(st.lists(st.sampled_from(["approve", "refuse", "order", "pay", "cancel", "engage", "close"]), max_size=6))
    def test_it_always_holds_what_its_packages_take(self, steps):
        with transaction.atomic():
            here = programme(slug="any")
            with acting_in(here.id):
                b = made.buying(here)
                found = made.sent(b)
                for step in steps:
                    _try(b, found, step)
                found = Commission.objects.get(pk=found.pk)
                assert taken(b) == held_pence(found.status, found.amount_pence, found.paid_pence)
            transaction.set_rollback(True)

    def test_it_is_never_made_smaller_than_what_is_set_aside(self, b):
        made.approved(b)
        same = {"name": "Fund", "kind": FundKind.GRANT, "starts_on": made.STARTS, "ends_on": made.ENDS}
        with pytest.raises(UnableToKeepMoney, match=r"£1,750\.00 of it is set aside"):
            operations.change_fund(actor=farah(b), at=NOW, fund=b.fund, **same, budget_pence=174_999)
        operations.change_fund(actor=farah(b), at=NOW, fund=b.fund, **same, budget_pence=175_000)
        assert FundingSource.objects.get().left_pence == 0

    def test_two_funds_have_two_names(self, b):
        with pytest.raises(UnableToKeepMoney, match="name"):
            operations.add_fund(
                actor=farah(b),
                at=NOW,
                name="school improvement FUND",
                kind=FundKind.OWN,
                starts_on=made.STARTS,
                ends_on=made.ENDS,
                budget_pence=1,
            )

    def test_another_programmes_money_is_not_found(self, b):
        other = programme(slug="other")
        with acting_in(other.id):
            theirs = made.fund(other, name="Theirs")
        with pytest.raises(NotFound):
            queries.fund(actor=farah(b), fund_id=theirs.pk)

    def test_its_page_tells_what_is_asked_set_aside_and_paid(self, b):
        found = made.ordered(b)
        operations.note_paid(actor=farah(b), at=NOW, commission=found, paid_pence=25_000)
        other = support_request(
            b.world.programme, b.world.thistlebank, asked_by=b.world.daniel, status=RequestStatus.MATCHING
        )
        made.sent(b, support_request=other, half_days=2)
        [row] = queries.money_rows(actor=farah(b))
        assert (row.asked_pence, row.set_aside_pence, row.paid_pence) == (50_000, 150_000, 25_000)
        assert row.left_pence == 325_000


def _try(b, found, step) -> None:
    """Take one step, or nothing where it cannot be done now."""
    given = {"actor": farah(b), "at": NOW, "commission": Commission.objects.whole().get(pk=found.pk)}
    steps = {
        "approve": lambda: operations.decide(**{**given, "actor": actor(b.alan)}, is_approved=True),
        "refuse": lambda: operations.decide(**{**given, "actor": actor(b.alan)}, is_approved=False, reason="No"),
        "order": lambda: operations.order(**given, purchase_reference="PO 1"),
        "pay": lambda: operations.note_paid(**given, paid_pence=100),
        "cancel": lambda: operations.cancel_buying(**given, reason="No"),
        "engage": lambda: operations.say_begun(**given),
        "close": lambda: operations.say_given(**given, paid_pence=50),
    }
    with contextlib.suppress(Refused), transaction.atomic():
        steps[step]()
