"""Money that buys support: how much there is, what is set aside, what is paid."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.links.enums import CommissionStatus
from linkage.links.models import Commission, FundingSource
from linkage.links.rules import HOLDS_MONEY


@dataclass(frozen=True)
class MoneyRow:
    """How one fund stands: approved and ordered is set aside, and what is asked for is not yet."""

    fund: FundingSource
    set_aside_pence: int
    paid_pence: int
    asked_pence: int
    commissions: int

    @property
    def left_pence(self) -> int:
        """What may still be approved."""
        return self.fund.left_pence


def money_rows(*, actor: Actor) -> list[MoneyRow]:
    """Return every fund of the programme and how it stands, the latest year first."""
    found = Commission.objects.filter(programme_id=actor.tenant_id).exclude(status=CommissionStatus.DRAFT)
    by_fund: dict[UUID, list[Commission]] = defaultdict(list)
    for each in found:
        by_fund[each.funding_id].append(each)
    funds = FundingSource.objects.filter(programme_id=actor.tenant_id).order_by("-ends_on", "name")
    return [_row(fund, by_fund[fund.pk]) for fund in funds]


def fund(*, actor: Actor, fund_id: UUID) -> FundingSource:
    """Return one fund of the programme; raises NotFound."""
    found = FundingSource.objects.filter(programme_id=actor.tenant_id, pk=fund_id).first()
    if found is None:
        raise NotFound("fund")
    return found


def funds_on(*, actor: Actor, day: date) -> list[FundingSource]:
    """Return the funds that are not over on that day, by name."""
    found = FundingSource.objects.filter(programme_id=actor.tenant_id, ends_on__gte=day)
    return list(found.order_by("name"))


def _row(each: FundingSource, bought: list[Commission]) -> MoneyRow:
    held = [one for one in bought if one.state in HOLDS_MONEY]
    return MoneyRow(
        fund=each,
        set_aside_pence=sum(one.amount_pence - one.paid_pence for one in held),
        paid_pence=sum(one.paid_pence for one in bought),
        asked_pence=sum(one.amount_pence for one in bought if one.state == CommissionStatus.AWAITING_APPROVAL),
        commissions=len(bought),
    )
