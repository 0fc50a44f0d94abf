"""Preparing support to buy, ordering it, noting what is paid, and giving it up."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.directory.models import Entry
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.links import policy, queries, rules
from linkage.links.enums import CHANGEABLE, SHOWN_TO_SCHOOL, CommissionStatus, Provider
from linkage.links.models import Commission, CommissionOutcome, FundingSource
from linkage.links.operations.telling import tell_cancelled, tell_ordered
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.support_requests import operations as support_requests
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest

S = CommissionStatus


class UnableToBuy(Refused):
    """A package that is not whole, or something that cannot be done with it now."""


@dataclass(frozen=True)
class HopedFor:
    """What should be different afterwards, how it is measured, where it stands and where it should."""

    outcome: str
    measure: str = ""
    baseline: str = ""
    target: str = ""


@dataclass(frozen=True)
class Plan:
    """What is to be bought, as the form says it; money in pence, days counted in halves."""

    need: str
    half_days: int
    day_price_pence: int
    starts_on: date
    ends_on: date
    funding: FundingSource
    other_pence: int = 0
    other_for: str = ""
    provider_kind: str = Provider.OPEN
    entry: Entry | None = None
    organisation: Organisation | None = None
    note: str = ""
    outcomes: list[HopedFor] = field(default_factory=list)

    @property
    def package(self) -> rules.Package:
        """What it costs is made of."""
        return rules.Package(self.half_days, self.day_price_pence, self.other_pence)


@operation(policy.BEGIN_BUYING, target="support_request")
def begin_buying(*, actor: Actor, at: datetime, support_request: SupportRequest, plan: Plan) -> Commission:
    """Keep a draft of what is to be bought for a request. Raises UnableToBuy while something else is bought for it."""
    support_request.hold()
    if queries.live_commission(actor=actor, support_request=support_request):
        raise UnableToBuy("Support is being bought for this request already")
    if not support_request.awaits_help:
        raise UnableToBuy(f"The request is now “{support_request.state.label}”, so nothing can be bought for it")
    person = people.person(actor=actor, person_id=actor.person_id)
    made = Commission(
        programme_id=actor.tenant_id,
        support_request=support_request,
        title=support_request.title,
        prepared_by=person,
        created_at=at,
    )
    _write(actor, at, made, plan)
    return made


@operation(policy.CHANGE_BUYING, target="commission")
def change_buying(*, actor: Actor, at: datetime, commission: Commission, plan: Plan) -> Commission:
    """Change a draft, or what was refused. Raises UnableToBuy for what waits for approval or went further."""
    commission.hold()
    if commission.state not in CHANGEABLE:
        raise UnableToBuy(f"This is now “{commission.state.label}”, so it cannot be changed any more")
    commission.refuse_overtaken()
    _write(actor, at, commission, plan)
    return commission


@operation(policy.ORDER, target="commission")
def order(*, actor: Actor, at: datetime, commission: Commission, purchase_reference: str) -> Commission:
    """Note the purchase reference: it is ordered, and the school is told what comes and when."""
    commission.hold()
    commission.move_to(S.ORDERED)
    commission.purchase_reference = purchase_reference
    commission.ordered_at = at
    _save(commission, at)
    tell_ordered(actor=actor, at=at, commission=commission)
    return commission


@operation(policy.SAY_BEGUN, target="commission")
def say_begun(*, actor: Actor, at: datetime, commission: Commission) -> Commission:  # noqa: ARG001
    """Say that what was ordered has begun."""
    commission.hold()
    return _engage(commission, at)


@part_of_operation
def record_engaged(*, actor: Actor, at: datetime, commission: Commission) -> Commission:  # noqa: ARG001
    """Note that an engagement has come of it; its row is held by the caller. Noting it twice changes nothing."""
    return commission if commission.state == S.ENGAGED else _engage(commission, at)


@operation(policy.SAY_GIVEN, target="commission")
def say_given(*, actor: Actor, at: datetime, commission: Commission, paid_pence: int) -> Commission:
    """Say that the support was given, and what it cost in all: the rest is free again, and its request is closed.

    Raises UnableToBuy beyond what was approved.
    """
    commission.hold()
    UnableToBuy.unless_none(rules.nothing_is_paid_twice(paid_pence, commission.amount_pence))
    before = _held(commission)
    commission.move_to(S.CLOSED)
    commission.paid_pence, commission.ended_at = paid_pence, at
    _let_fund_hold(commission, before)
    _save(commission, at)
    if commission.support_request.state == RequestStatus.COMMISSIONED:
        support_requests.close(actor=actor, at=at, support_request=commission.support_request)
    return commission


@operation(policy.NOTE_PAID, target="commission")
def note_paid(*, actor: Actor, at: datetime, commission: Commission, paid_pence: int) -> Commission:  # noqa: ARG001
    """Note how much has been paid so far, all invoices together; raises UnableToBuy beyond what was approved.

    Once the support was given nothing is set aside for it, so a late invoice takes of the fund what is left there.
    """
    commission.hold()
    if commission.state not in SHOWN_TO_SCHOOL:
        raise UnableToBuy(f"This is now “{commission.state.label}”: nothing is paid for it")
    UnableToBuy.unless_none(rules.nothing_is_paid_twice(paid_pence, commission.amount_pence))
    before = _held(commission)
    commission.paid_pence = paid_pence
    _let_fund_hold(commission, before)
    _save(commission, at)
    return commission


@operation(policy.CANCEL_BUYING, target="commission")
def cancel_buying(*, actor: Actor, at: datetime, commission: Commission, reason: str) -> Commission:
    """Give it up: what was set aside and not paid is free again, and the request goes back to choosing.

    The school is told where it had heard of it.
    """
    commission.hold()
    was_ordered = commission.state == S.ORDERED
    move(actor=actor, at=at, commission=commission, to=S.CANCELLED)
    commission.cancel_reason = reason
    commission.ended_at = at
    _save(commission, at)
    if commission.support_request.state == RequestStatus.COMMISSIONED:
        support_requests.return_to_choosing(actor=actor, at=at, support_request=commission.support_request)
    if was_ordered:
        tell_cancelled(actor=actor, at=at, commission=commission)
    return commission


@part_of_operation
def move(*, actor: Actor, at: datetime, commission: Commission, to: CommissionStatus) -> None:  # noqa: ARG001
    """Move it, and let its fund hold exactly what it takes there; its own row is held by the caller."""
    before = _held(commission)
    commission.move_to(to)
    _let_fund_hold(commission, before)


def _held(commission: Commission) -> int:
    return rules.held_pence(commission.status, commission.amount_pence, commission.paid_pence)


def _let_fund_hold(commission: Commission, before: int) -> None:
    """Let its fund hold what it takes now, where it took `before`; raises UnableToBuy where so much is not left."""
    more = _held(commission) - before
    if more:
        fund = FundingSource.objects.get(programme_id=commission.programme_id, pk=commission.funding_id)
        fund.hold()
        UnableToBuy.unless_none(rules.money_is_left(more, fund.left_pence, fund.name))
        FundingSource.objects.filter(programme_id=fund.programme_id, pk=fund.pk).update(
            taken_pence=F("taken_pence") + more
        )


def _engage(commission: Commission, at: datetime) -> Commission:
    commission.move_to(S.ENGAGED)
    commission.engaged_at = at
    _save(commission, at)
    return commission


def _save(commission: Commission, at: datetime) -> None:
    commission.saved_at = at
    commission.save()


def _write(actor: Actor, at: datetime, commission: Commission, plan: Plan) -> None:
    """Set everything the form says, with a total that is the sum of its lines."""
    UnableToBuy.unless_none(_problems(plan))
    commission.need, commission.note = plan.need, plan.note
    commission.half_days, commission.day_price_pence = plan.half_days, plan.day_price_pence
    commission.other_pence, commission.other_for = plan.other_pence, plan.other_for
    commission.amount_pence = rules.total_pence(plan.package)
    commission.provider_kind = plan.provider_kind
    commission.entry, commission.organisation = plan.entry, plan.organisation
    commission.starts_on, commission.ends_on, commission.funding = plan.starts_on, plan.ends_on, plan.funding
    commission.saved_by = people.person(actor=actor, person_id=actor.person_id)
    _save(commission, at)
    CommissionOutcome.objects.filter(programme_id=actor.tenant_id, commission=commission).delete()
    CommissionOutcome.objects.bulk_create(
        CommissionOutcome(
            programme_id=actor.tenant_id,
            commission=commission,
            place=place,
            outcome=each.outcome,
            measure=each.measure,
            baseline=each.baseline,
            target=each.target,
        )
        for place, each in enumerate(plan.outcomes, start=1)
    )


def _problems(plan: Plan) -> list[Violation]:
    return [
        *rules.days_are_bought(plan.package),
        *rules.the_half_day_is_whole_pence(plan.package),
        *rules.dates_are_in_order(plan.starts_on, plan.ends_on),
        *rules.the_money_is_of_that_time(plan.starts_on, plan.funding.starts_on, plan.funding.ends_on),
        *rules.the_provider_is_said(
            plan.provider_kind, has_entry=plan.entry is not None, has_organisation=plan.organisation is not None
        ),
    ]
