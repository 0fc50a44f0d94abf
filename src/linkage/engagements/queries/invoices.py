"""Invoice sheets, for who reads what it costs, and what a new one would ask for."""

from dataclasses import dataclass
from datetime import date

from linkage.access.actor import Actor
from linkage.engagements import policy, rules
from linkage.engagements.enums import InvoiceBasis, InvoiceStatus
from linkage.engagements.models import Engagement, Invoice, InvoiceLine
from linkage.engagements.queries.money import Costs, Item, booked, costs_of, given
from linkage.kernel.errors import NotFound
from linkage.programmes import queries as programmes

S = InvoiceStatus


@dataclass(frozen=True)
class Sheets:
    """The sheets of an engagement, the newest first; those that were taken back ask for nothing."""

    rows: tuple[Invoice, ...]

    @property
    def standing(self) -> list[Invoice]:
        """Those that were not taken back."""
        return [each for each in self.rows if each.state != S.VOID]

    @property
    def asked_pence(self) -> int:
        """What they ask for."""
        return sum(each.total_pence for each in self.standing)

    @property
    def paid_pence(self) -> int:
        """What of it was paid."""
        return sum(each.total_pence for each in self.standing if each.state == S.PAID)

    @property
    def programme_pence(self) -> int:
        """What of it is the programme's."""
        return sum(each.programme_pence for each in self.standing)

    def has(self, basis: str) -> bool:
        """Whether one of them asks for this."""
        return any(each.basis == basis for each in self.standing)


def sheets_of(*, actor: Actor, engagement: Engagement) -> Sheets:
    """Return the sheets of an engagement, the newest first; raises NotFound for who may not read what it costs."""
    if not policy.reads_money(actor, engagement):
        raise NotFound("invoice")
    found = list(
        Invoice.objects.whole().filter(programme_id=actor.tenant_id, engagement=engagement).order_by("-number")
    )
    for each in found:
        each.engagement = engagement
    return Sheets(tuple(found))


def invoice(*, actor: Actor, engagement: Engagement, number: int) -> Invoice:
    """Return one sheet; raises NotFound."""
    known = sheets_of(actor=actor, engagement=engagement).rows
    found = next((each for each in known if each.number == number), None)
    if found is None:
        raise NotFound("invoice")
    return found


def to_ask_for(
    *, actor: Actor, engagement: Engagement, costs: Costs, basis: str, from_on: date, until_on: date
) -> list[Item]:
    """Return what a new sheet would ask for: all that was agreed, or what was given and is on no sheet yet."""
    if basis == InvoiceBasis.ADVANCE:
        return [Item(from_on, line) for line in costs.lines]
    found = given(actor=actor, engagement=engagement, costs=costs, from_on=from_on, until_on=until_on)
    asked = InvoiceLine.objects.filter(programme_id=actor.tenant_id, invoice__engagement=engagement)
    known = {key for row in asked.values_list("visit_id", "claim_id") for key in row}
    return [each for each in found if (each.visit or each.claim).pk not in known]  # type: ignore[union-attr]


def owed_by_quote(*, actor: Actor, engagement: Engagement, stopped_by: str, today: date) -> rules.Owed | None:
    """Return what is owed at the prices of the quote when one side stops it today; None where nothing was quoted.

    Visits written up or past are given; visits planned until the end of the notice cannot be called off.
    """
    costs = costs_of(actor=actor, engagement=engagement)
    if not costs.lines:
        return None
    calendar = programmes.calendar(actor=actor, authority_code=engagement.client_organisation.authority_code)
    ends_on = rules.notice_ends_on(today, calendar)
    planned = booked(actor=actor, engagement=engagement, costs=costs)
    done = [*given(actor=actor, engagement=engagement, costs=costs), *(each for each in planned if each.on < today)]
    return rules.owed_as_quoted(
        half_days=engagement.half_days,
        done=[each.line for each in done],
        in_notice=[each.line for each in planned if today <= each.on <= ends_on],
        paid_pence=sheets_of(actor=actor, engagement=engagement).paid_pence,
        stopped_by=stopped_by,
    )
