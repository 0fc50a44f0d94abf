"""How much money there is for support, and of whom."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel import money
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.links import policy, rules
from linkage.links.models import FundingSource


class UnableToKeepMoney(Refused):
    """Money that is not whole, is there already, or would not hold what is set aside of it."""


@operation(policy.ADD_MONEY)
def add_fund(
    *,
    actor: Actor,
    at: datetime,  # noqa: ARG001
    name: str,
    kind: str,
    starts_on: date,
    ends_on: date,
    budget_pence: int,
) -> FundingSource:
    """Note money that may buy support between two days."""
    fund = FundingSource(programme_id=actor.tenant_id)
    _write(fund, name, kind, starts_on, ends_on, budget_pence)
    return fund


@operation(policy.CHANGE_MONEY, target="fund")
def change_fund(
    *,
    actor: Actor,  # noqa: ARG001 (the audit entry tells who)
    at: datetime,  # noqa: ARG001
    fund: FundingSource,
    name: str,
    kind: str,
    starts_on: date,
    ends_on: date,
    budget_pence: int,
) -> FundingSource:
    """Change what the money is called, whose, of when and how much; never below what is set aside or paid of it."""
    fund.hold()
    _write(fund, name, kind, starts_on, ends_on, budget_pence)
    return fund


def _write(fund: FundingSource, name: str, kind: str, starts_on: date, ends_on: date, budget_pence: int) -> None:
    found = list(rules.dates_are_in_order(starts_on, ends_on))
    others = FundingSource.objects.filter(programme_id=fund.programme_id, name__iexact=name).exclude(pk=fund.pk)
    if others.exists():
        found.append(Violation("name", "There is money of this name already. Call it by its year too", "name"))
    if budget_pence < fund.taken_pence:
        said = f"{money.pounds(fund.taken_pence)} of it is set aside or paid already. Enter that or more"
        found.append(Violation("budget", said, "budget_pence"))
    UnableToKeepMoney.unless_none(found)
    fund.name, fund.kind, fund.budget_pence = name, kind, budget_pence
    fund.starts_on, fund.ends_on = starts_on, ends_on
    fund.save()
