"""Invoice sheets: made of what was agreed or given, frozen, and marked by hand. Nothing is paid here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import InvoiceBasis, InvoiceStatus
from linkage.engagements.models import Engagement, Invoice, InvoiceLine
from linkage.engagements.operations.money_telling import tell_invoice_made
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.people import queries as people

S = InvoiceStatus


class UnableToInvoice(Refused):
    """An invoice sheet that would ask for nothing, or for the same money twice."""


@dataclass(frozen=True)
class Wanted:
    """What a sheet is to ask for: all in advance or what was given, in which days, under which reference."""

    basis: str
    from_on: date
    until_on: date
    reference: str = ""


@operation(policy.MAKE_INVOICE, target="engagement")
def make_invoice(*, actor: Actor, at: datetime, engagement: Engagement, wanted: Wanted) -> Invoice:
    """Make an invoice sheet with the next number and freeze it; who leads for the school that pays is told.

    Raises UnableToInvoice before it is agreed and while it is paused, for what is on a sheet already, and for nothing.
    """
    engagement.hold()
    UnableToInvoice.unless_none(
        [
            *rules.money_is_noted(engagement.status),
            *rules.the_period_is_in_order(wanted.from_on, wanted.until_on),
        ]
    )
    costs = queries.costs_of(actor=actor, engagement=engagement)
    sheets = queries.sheets_of(actor=actor, engagement=engagement)
    items = queries.to_ask_for(
        actor=actor,
        engagement=engagement,
        costs=costs,
        basis=wanted.basis,
        from_on=wanted.from_on,
        until_on=wanted.until_on,
    )
    UnableToInvoice.unless_none(_twice(wanted, sheets) or _nothing(wanted, items))
    made = _frozen(
        actor, at, engagement, wanted, costs, number=max((each.number for each in sheets.rows), default=0) + 1
    )
    _lines(made, items, rules.splits([each.line for each in items], costs.share, taken_pence=sheets.programme_pence))
    tell_invoice_made(actor=actor, at=at, invoice=made)
    return made


@operation(policy.NOTE_SENT, target="invoice")
def note_sent(*, actor: Actor, at: datetime, invoice: Invoice, on: date) -> Invoice:  # noqa: ARG001 (the audit entry)
    """Note on which day the finance office sent it; raises UnableToMoveInvoice, UnableToInvoice for a day to come."""
    invoice.hold()
    UnableToInvoice.unless_none(rules.the_day_has_come(on, day_of(at), "on"))
    invoice.move_to(S.SENT)
    invoice.sent_on = on
    invoice.save()
    return invoice


@operation(policy.NOTE_PAID, target="invoice")
def note_paid(*, actor: Actor, at: datetime, invoice: Invoice, on: date) -> Invoice:  # noqa: ARG001 (the audit entry)
    """Note on which day it was paid; raises UnableToMoveInvoice, UnableToInvoice for a day to come."""
    invoice.hold()
    UnableToInvoice.unless_none(rules.the_day_has_come(on, day_of(at), "on"))
    invoice.move_to(S.PAID)
    invoice.paid_on = on
    invoice.save()
    return invoice


@operation(policy.VOID_INVOICE, target="invoice")
def void_invoice(*, actor: Actor, at: datetime, invoice: Invoice, reason: str) -> Invoice:  # noqa: ARG001 (the audit entry)
    """Take a sheet back that is wrong, and say why: what it asked for can stand on another; its number is used up.

    Raises UnableToMoveInvoice for one that was paid.
    """
    invoice.hold()
    invoice.move_to(S.VOID)
    invoice.void_reason = reason
    invoice.save()
    InvoiceLine.objects.filter(programme_id=actor.tenant_id, invoice=invoice).update(visit=None, claim=None)
    return invoice


def _twice(wanted: Wanted, sheets: queries.Sheets) -> list[Violation]:
    return rules.the_sheet_is_new(
        is_advance=wanted.basis == InvoiceBasis.ADVANCE,
        has_advance=sheets.has(InvoiceBasis.ADVANCE),
        has_given=sheets.has(InvoiceBasis.GIVEN),
    )


def _nothing(wanted: Wanted, items: Sequence[queries.Item]) -> list[Violation]:
    is_advance = wanted.basis == InvoiceBasis.ADVANCE
    return rules.something_is_asked([each.line for each in items], is_advance=is_advance)


def _frozen(
    actor: Actor, at: datetime, engagement: Engagement, wanted: Wanted, costs: queries.Costs, *, number: int
) -> Invoice:
    """The sheet with the names of today, as nothing of it changes afterwards."""
    programme = engagement.programme.name
    return Invoice.objects.create(
        programme_id=engagement.programme_id,
        engagement=engagement,
        number=number,
        basis=wanted.basis,
        from_on=wanted.from_on,
        until_on=wanted.until_on,
        from_name=engagement.home_organisation.name,
        to_name=programme if costs.is_paid_by_programme else engagement.client_organisation.name,
        programme_name=programme,
        about=engagement.title,
        reference=wanted.reference,
        vat=costs.card.vat,
        made_by=people.person(actor=actor, person_id=actor.person_id),
        made_at=at,
    )


def _lines(made: Invoice, items: Sequence[queries.Item], splits: Sequence[rules.Split]) -> None:
    is_given = made.basis == InvoiceBasis.GIVEN
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            programme_id=made.programme_id,
            invoice=made,
            place=place,
            on=each.on if is_given else None,
            kind=each.line.kind,
            text=each.line.text,
            count=each.line.count,
            unit_pence=each.line.unit_pence,
            programme_pence=split.programme_pence,
            visit=each.visit,
            claim=each.claim,
        )
        for place, (each, split) in enumerate(zip(items, splits, strict=True), start=1)
    )
