"""Support is prepared and ordered; what is not whole no form, operation or statement gets past."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from linkage.database.tenancy import acting_in
from linkage.directory.enums import EntryStatus
from linkage.kernel.errors import Forbidden
from linkage.links import operations, queries
from linkage.links.enums import CommissionStatus, Provider
from linkage.links.models import Commission, FundingSource
from linkage.links.operations import UnableToBuy
from linkage.links.tests import buying as made
from linkage.links.tests.buying import farah, mails, request_state, taken
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations as support_requests
from linkage.support_requests.enums import RequestStatus

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


class TestPreparing:
    def test_a_draft_is_kept_with_its_total_and_what_should_come_of_it(self, b):
        found = made.draft(b, other_pence=2_500, other_for="Travel")
        assert (found.state, found.amount_pence, found.title) == (S.DRAFT, 177_500, "Reading in Year 9")
        assert [each.target for each in queries.outcomes_of(actor=farah(b), commission=found)] == ["8 of 8"]
        assert (taken(b), request_state(b)) == (0, RequestStatus.MATCHING)

    def test_a_change_counts_the_total_anew_and_replaces_the_outcomes(self, b):
        found = made.draft(b)
        changed = made.plan(b, half_days=2, outcomes=[operations.HopedFor("One"), operations.HopedFor("Two")])
        operations.change_buying(actor=farah(b), at=NOW, commission=found, plan=changed)
        assert found.amount_pence == 50_000
        assert [each.outcome for each in queries.outcomes_of(actor=farah(b), commission=found)] == ["One", "Two"]

    def test_only_one_thing_is_bought_for_a_request_at_a_time(self, b):
        found = made.draft(b)
        with pytest.raises(UnableToBuy, match="already"):
            made.draft(b)
        operations.cancel_buying(actor=farah(b), at=NOW, commission=found, reason="No")
        assert made.draft(b).state == S.DRAFT

    @pytest.mark.parametrize(
        "wrong",
        [
            {"half_days": 0},
            {"half_days": 3, "day_price_pence": 45_001},
            {"ends_on": made.STARTS - timedelta(days=1)},
            {"starts_on": date(2026, 8, 31)},
            {"provider_kind": Provider.ENTRY},
        ],
    )
    def test_what_is_not_whole_is_refused(self, b, wrong):
        with pytest.raises(UnableToBuy):
            made.draft(b, **wrong)

    def test_it_may_name_somebody_in_the_directory_or_a_body(self, b):
        found = made.draft(b, provider_kind=Provider.ENTRY, entry=b.world.entry)
        assert found.entry.status == EntryStatus.LISTED
        changed = made.plan(b, provider_kind=Provider.ORGANISATION, organisation=b.world.harrowgill)
        operations.change_buying(actor=farah(b), at=NOW, commission=found, plan=changed)
        assert (found.entry, found.organisation) == (None, b.world.harrowgill)

    def test_who_does_not_work_on_the_request_prepares_nothing(self, b):
        for someone in (b.world.grace, b.alan, b.world.priya):
            with pytest.raises(Forbidden):
                operations.begin_buying(
                    actor=actor(someone), at=NOW, support_request=b.world.request, plan=made.plan(b)
                )

    def test_nothing_is_bought_for_a_request_that_came_to_something(self, b):
        b.world.request.status = RequestStatus.LINKED
        b.world.request.save()
        with pytest.raises(UnableToBuy, match="Introduced"):
            made.draft(b)


class TestTheDatabase:
    """What no form and no operation could get past."""

    @pytest.mark.parametrize(
        "wrong",
        [
            {"amount_pence": 175_001},
            {"half_days": 8},
            {"half_days": 0, "amount_pence": 0},
            {"paid_pence": 175_001},
            {"ends_on": made.STARTS - timedelta(days=1)},
            {"provider_kind": Provider.ENTRY},
            {"status": S.ORDERED},
        ],
    )
    def test_a_package_that_is_not_whole_is_refused(self, b, wrong):
        found = made.draft(b)
        with pytest.raises(IntegrityError), transaction.atomic():
            Commission.objects.filter(pk=found.pk).update(**wrong)

    def test_the_same_row_is_taken_when_it_is_whole(self, b):
        found = made.draft(b)
        assert Commission.objects.filter(pk=found.pk).update(half_days=8, amount_pence=200_000) == 1

    def test_a_fund_never_holds_more_than_there_is(self, b):
        FundingSource.objects.filter(pk=b.fund.pk).update(taken_pence=500_000)
        with pytest.raises(IntegrityError), transaction.atomic():
            FundingSource.objects.filter(pk=b.fund.pk).update(taken_pence=500_001)
        with pytest.raises(IntegrityError), transaction.atomic():
            FundingSource.objects.filter(pk=b.fund.pk).update(budget_pence=499_999)


class TestAfterwards:
    def test_the_school_hears_in_plain_words_when_it_is_ordered(self, b):
        found = made.ordered(b, provider_kind=Provider.ENTRY, entry=b.world.entry)
        assert (found.state, found.purchase_reference, taken(b)) == (S.ORDERED, "PO 10438", 175_000)
        [mail] = mails("ordered")
        assert mail.recipients[0]["email"] == b.world.daniel.email
        for said in ("3 and a half days", "Tuesday 12 January 2027", "Priya Raman, Harrowgill High School"):
            assert said in mail.text
        assert "£" not in mail.text

    def test_what_is_approved_only_is_not_told_to_the_school(self, b):
        made.approved(b)
        assert b.world.daniel.email not in {r["email"] for m in Message.objects.all() for r in m.recipients}

    def test_paid_is_noted_up_to_what_was_approved(self, b):
        found = made.ordered(b)
        operations.note_paid(actor=farah(b), at=NOW, commission=found, paid_pence=175_000)
        with pytest.raises(UnableToBuy, match=r"Only £1,750\.00"):
            operations.note_paid(actor=farah(b), at=NOW, commission=found, paid_pence=175_001)
        assert (found.paid_pence, taken(b)) == (175_000, 175_000)

    def test_nothing_is_paid_before_it_is_ordered(self, b):
        with pytest.raises(UnableToBuy):
            operations.note_paid(actor=farah(b), at=NOW, commission=made.approved(b), paid_pence=1)

    def test_a_cancelled_order_frees_what_was_not_paid_and_the_request_goes_back(self, b):
        found = made.ordered(b)
        operations.note_paid(actor=farah(b), at=NOW, commission=found, paid_pence=25_000)
        operations.cancel_buying(actor=farah(b), at=NOW, commission=found, reason="Our own lead is back")
        assert (found.state, taken(b), request_state(b)) == (S.CANCELLED, 25_000, RequestStatus.MATCHING)
        [mail] = mails("buying_cancelled")
        assert "Our own lead is back." in mail.text

    def test_a_request_that_ended_stays_ended(self, b):
        found = made.approved(b)
        support_requests.close(actor=farah(b), at=NOW, support_request=b.world.request)
        operations.cancel_buying(actor=farah(b), at=NOW, commission=found, reason="No")
        assert (taken(b), request_state(b)) == (0, RequestStatus.CLOSED)
