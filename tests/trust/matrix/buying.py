"""Support that is bought: by each state of it."""

from datetime import timedelta
from typing import TYPE_CHECKING

from linkage.accounts.tests import factories as accounts
from linkage.links.models import Commission, CommissionDecision, CommissionOutcome, FundingSource
from linkage.people.enums import Role
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest

if TYPE_CHECKING:
    from tests.trust.matrix.world import Side


_PACKAGES = (
    ("commission_id", "awaiting_approval"),
    ("buying_draft_id", "draft"),
    ("approved_id", "approved"),
    ("ordered_id", "ordered"),
)


def add(side: "Side", schools: list) -> None:
    """Support that waits for approval, beside what is a draft and what is ordered."""
    who, own, (client, home, _) = side.people, {"programme": side.programme}, schools
    alan = people.person(side.programme, account=accounts.account())
    people.grant(alan, Role.COMMISSIONER)
    side.people["commissioner"], side.accounts["commissioner"] = alan, alan.account
    fund = FundingSource.objects.create(
        **own,
        name="Fund",
        kind="programme",
        starts_on=NOW.date() - timedelta(days=60),
        ends_on=NOW.date() + timedelta(days=700),
        budget_pence=10_000_000,
        taken_pence=100_000,
    )
    request = SupportRequest.objects.get(pk=side.records["request_id"])
    made = {}
    for number, (name, status) in enumerate(_PACKAGES, start=10):
        asked = SupportRequest.objects.create(
            **own,
            organisation=client,
            asked_by=who["asker"],
            status=RequestStatus.MATCHING,
            number=number,
            words="Need",
            title="Title",
            has_consent=True,
            owner=who["coordinator"],
            created_at=NOW,
            saved_at=NOW,
            submitted_at=NOW,
            acknowledged_at=NOW,
            routed_at=NOW,
        )
        made[name] = Commission.objects.create(
            **own,
            status=status,
            support_request=asked,
            title=request.title,
            need="Need",
            half_days=2,
            day_price_pence=50_000,
            amount_pence=50_000,
            other_for="Other",
            provider_kind="organisation",
            organisation=home,
            starts_on=NOW.date() + timedelta(days=60),
            ends_on=NOW.date() + timedelta(days=90),
            funding=fund,
            note="Note",
            prepared_by=who["coordinator"],
            saved_by=who["coordinator"],
            sent_by=who["coordinator"],
            created_at=NOW,
            saved_at=NOW,
            sent_at=NOW,
            sent_count=1,
            purchase_reference="PO",
            cancel_reason="Reason",
        )
        CommissionOutcome.objects.create(
            **own, commission=made[name], place=1, outcome="Outcome", measure="How", baseline="Now", target="Then"
        )
        CommissionDecision.objects.create(
            **own,
            commission=made[name],
            decided_by=alan,
            decided_at=NOW,
            is_approved=False,
            amount_pence=1,
            reason="No",
        )
    side.records |= {name: each.pk for name, each in made.items()} | {"fund_id": fund.pk}
