"""Invoice sheets of an engagement: made, read, taken home, and what became of them."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.action import Action
from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, queries
from linkage.engagements.enums import InvoiceBasis
from linkage.engagements.models import Invoice
from linkage.engagements.presenters import invoices as presenters
from linkage.engagements.views.asking import bound
from linkage.engagements.views.money import own, pdf_of, readable
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.programmes import queries as programmes
from linkage.ui import lists
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render


@page(policy.MAKE_INVOICE)
def make(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Make a sheet of what was given, or of everything in advance."""
    found = own(request, engagement_id, policy.MAKE_INVOICE)
    today = day_of(request.at)
    bought = found.commission
    initial = {
        "basis": InvoiceBasis.GIVEN,
        "from_on": min(found.starts_on, today),
        "until_on": today,
        "reference": bought.purchase_reference if bought else "",
    }
    form = forms.InvoiceForm(bound(request), initial=initial)
    if form.is_bound and form.is_valid():
        wanted = operations.Wanted(**form.answers)
        try:
            made = operations.make_invoice(actor=request.actor, at=request.at, engagement=found, wanted=wanted)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Made. Whoever leads at the other school has an e-mail")
            return _to(request, made)
    context = {"found": found, "form": form}
    return render(request, "engagements/invoice_make.html", context, status=422 if form.errors else 200)


@page(policy.READ_MONEY, methods=("GET",))
def invoice(request: PageRequest, engagement_id: UUID, number: int) -> HttpResponseBase:
    """One sheet: what it asks for, of whom, and where it has got to."""
    found = _sheet(request, engagement_id, number)
    context = {"found": found.engagement, "invoice": found, "shown": presenters.invoice_page(request.actor, found)}
    return render(request, "engagements/invoice.html", context)


@page(policy.READ_MONEY, methods=("GET",))
def pdf(request: PageRequest, engagement_id: UUID, number: int) -> HttpResponseBase:
    """A sheet as a PDF."""
    found = _sheet(request, engagement_id, number)
    content = presenters.invoice_pdf(found, programmes.sender(actor=request.actor))
    return pdf_of(content, f"{presenters.file_name(found)}.pdf")


@page(policy.READ_MONEY, methods=("GET",))
def csv(request: PageRequest, engagement_id: UUID, number: int) -> HttpResponseBase:
    """A sheet as a file for a spreadsheet."""
    found = _sheet(request, engagement_id, number)
    rows, columns = presenters.invoice_rows(found), presenters.invoice_columns(found)
    return lists.csv_response(columns, rows, presenters.file_name(found))


@page(policy.NOTE_SENT)
def sent(request: PageRequest, engagement_id: UUID, number: int) -> HttpResponseBase:
    """Note that the finance office sent it."""
    found = _sheet(request, engagement_id, number, policy.NOTE_SENT)
    form = forms.InvoiceDayForm(bound(request), initial={"on": day_of(request.at)})
    said = {"title": "When was it sent?", "button": "It was sent", "done": "Noted"}
    return _ask(request, found, form, partial(operations.note_sent, invoice=found), said)


@page(policy.NOTE_PAID)
def paid(request: PageRequest, engagement_id: UUID, number: int) -> HttpResponseBase:
    """Note that it was paid."""
    found = _sheet(request, engagement_id, number, policy.NOTE_PAID)
    form = forms.InvoiceDayForm(bound(request), initial={"on": day_of(request.at)})
    lead = "Linkage only notes it: no money moves here. This cannot be taken back."
    said = {"title": "When was it paid?", "lead": lead, "button": "It was paid", "done": "Noted"}
    return _ask(request, found, form, partial(operations.note_paid, invoice=found), said)


@page(policy.VOID_INVOICE)
def void(request: PageRequest, engagement_id: UUID, number: int) -> HttpResponseBase:
    """Take a wrong sheet back."""
    found = _sheet(request, engagement_id, number, policy.VOID_INVOICE)
    said = {
        "title": "Take it back",
        "lead": "The sheet stays readable and is marked as taken back. What it asked for can stand on a new one.",
        "button": "Take it back",
        "kind": "warning",
        "done": "Taken back",
    }
    do = partial(operations.void_invoice, invoice=found)
    return _ask(request, found, forms.VoidForm(bound(request)), do, said)


def _sheet(request: PageRequest, engagement_id: UUID, number: int, action: Action | None = None) -> Invoice:
    found = readable(request, engagement_id, policy.READ_MONEY)
    sheet = queries.invoice(actor=request.actor, engagement=found, number=number)
    if action is not None:
        action.check(request.actor, sheet)
    return sheet


def _ask(
    request: PageRequest, found: Invoice, form: PlainForm, do: partial[Invoice], said: dict[str, Any]
) -> HttpResponseBase:
    if form.is_bound and form.is_valid():
        try:
            do(actor=request.actor, at=request.at, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, said["done"])
            return _to(request, found)
    context = {"form": form, "invoice": found, "found": found.engagement, "said": said}
    return render(request, "engagements/invoice_change.html", context, status=422 if form.errors else 200)


def _to(request: PageRequest, found: Invoice) -> HttpResponseBase:
    slug = request.programme.slug
    return redirect("engagements:invoice", programme=slug, engagement_id=found.engagement_id, number=found.number)
