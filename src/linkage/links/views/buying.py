"""Preparing support to buy, sending it for approval, ordering it, noting what is paid, giving it up."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.action import Action
from linkage.access.page import PageRequest, page
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.words import shortened
from linkage.links import forms, operations, policy, presenters, queries
from linkage.links.enums import CHANGEABLE
from linkage.links.models import Commission
from linkage.support_requests import queries as support_requests
from linkage.support_requests.models import SupportRequest
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render


@page(policy.BEGIN_BUYING)
def begin(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Prepare what is bought for a request; what is being bought for it already is shown instead."""
    asked = support_requests.support_request(actor=request.actor, request_id=request_id)
    policy.BEGIN_BUYING.check(request.actor, asked)
    live = queries.live_commission(actor=request.actor, support_request=asked)
    if live is not None:
        return _to(request, "commission", live)
    form = _form(request, asked, initial=_begun(asked))

    def keep(plan: operations.Plan) -> Commission:
        return operations.begin_buying(actor=request.actor, at=request.at, support_request=asked, plan=plan)

    return _written(request, form, asked, keep, None)


@page(policy.CHANGE_BUYING)
def change(request: PageRequest, commission_id: UUID) -> HttpResponseBase:
    """Change a draft, or what was refused."""
    found = _found(request, commission_id, policy.CHANGE_BUYING)
    outcomes = queries.outcomes_of(actor=request.actor, commission=found)
    form = _form(request, found.support_request, initial=presenters.initial(found, outcomes))

    def keep(plan: operations.Plan) -> Commission:
        return operations.change_buying(actor=request.actor, at=request.at, commission=found, plan=plan)

    return _written(request, form, found.support_request, keep, found)


@page(policy.SEND_FOR_APPROVAL)
def check(request: PageRequest, commission_id: UUID) -> HttpResponseBase:
    """Check it, and send it to who approves money."""
    found = _found(request, commission_id, policy.SEND_FOR_APPROVAL)
    form = PlainForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.send_for_approval(actor=request.actor, at=request.at, commission=found)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Sent. Whoever approves money has an e-mail with the page on which to decide")
            return _to(request, "commission", found)
    found = queries.commission(actor=request.actor, commission_id=commission_id)
    outcomes = queries.outcomes_of(actor=request.actor, commission=found)
    context = {
        "form": form,
        "found": found,
        "lines": presenters.lines_of(found),
        "outcomes": presenters.outcome_rows(outcomes),
        "approvers": [each.name for each in queries.approvers(actor=request.actor, commission=found)],
        "can_send": found.state in CHANGEABLE and not found.is_overtaken,
        "summary": presenters.summary(found),
    }
    return render(request, "links/buying_check.html", context, status=422 if form.errors else 200)


@page(policy.ORDER)
def order(request: PageRequest, commission_id: UUID) -> HttpResponseBase:
    """Enter the purchase reference; the school is told."""
    found = _found(request, commission_id, policy.ORDER)
    form = forms.OrderForm(request.POST if request.method == "POST" else None)
    return _asked(request, found, form, operations.order, "order", "It is ordered, and the school is told")


@page(policy.SAY_BEGUN, methods=("POST",))
def begun(request: PageRequest, commission_id: UUID) -> HttpResponseBase:
    """It has begun."""
    found = _found(request, commission_id, policy.SAY_BEGUN)
    try:
        operations.say_begun(actor=request.actor, at=request.at, commission=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Noted: it has begun")
    return _to(request, "commission", found)


@page(policy.SAY_GIVEN)
def given(request: PageRequest, commission_id: UUID) -> HttpResponseBase:
    """The support was given, and cost so much."""
    found = _found(request, commission_id, policy.SAY_GIVEN)
    initial = {"paid_pence": found.paid_pence or found.amount_pence}
    form = forms.GivenForm(request.POST if request.method == "POST" else None, initial=initial)
    return _asked(request, found, form, operations.say_given, "given", "Noted, and what it did not cost is free again")


@page(policy.NOTE_PAID)
def paid(request: PageRequest, commission_id: UUID) -> HttpResponseBase:
    """Note how much has been paid so far."""
    found = _found(request, commission_id, policy.NOTE_PAID)
    form = forms.PaidForm(request.POST if request.method == "POST" else None, initial={"paid_pence": found.paid_pence})
    return _asked(request, found, form, operations.note_paid, "paid", "Noted")


@page(policy.CANCEL_BUYING)
def cancel(request: PageRequest, commission_id: UUID) -> HttpResponseBase:
    """Give it up; the money is free again."""
    found = _found(request, commission_id, policy.CANCEL_BUYING)
    form = forms.StopBuyingForm(request.POST if request.method == "POST" else None)
    return _asked(request, found, form, operations.cancel_buying, "cancel", "It is cancelled, and the money is free")


def _found(request: PageRequest, commission_id: UUID, action: Action) -> Commission:
    found = queries.commission(actor=request.actor, commission_id=commission_id)
    action.check(request.actor, found)
    return found


def _form(request: PageRequest, asked: SupportRequest, initial: dict[str, Any]) -> forms.CommissionForm:
    today = day_of(request.at)
    choices = queries.provider_choices(actor=request.actor, support_request=asked, today=today)
    funds = queries.funds_on(actor=request.actor, day=today)
    if len(funds) == 1:
        initial.setdefault("funding", str(funds[0].pk))
    return forms.CommissionForm(
        request.POST if request.method == "POST" else None,
        choices={**choices, "funding": [(str(each.pk), each.name) for each in funds]},
        initial=initial,
    )


def _begun(asked: SupportRequest) -> dict[str, Any]:
    """What the school wrote already, no longer than the form takes it."""
    return {
        "need": shortened(asked.words, forms.MOST_NEED),
        "outcome_1": shortened(asked.outcomes, forms.MOST_OUTCOME),
        "measure_1": shortened(asked.measures, forms.MOST_OUTCOME),
        "days": (asked.days_imagined or 0) * 2 or None,
    }


def _written(
    request: PageRequest,
    form: forms.CommissionForm,
    asked: SupportRequest,
    keep: Callable[[operations.Plan], Commission],
    found: Commission | None,
) -> HttpResponseBase:
    """Keep the draft and go on to check it; without any money there is nothing to buy with."""
    if form.is_bound and form.is_valid():
        try:
            kept = keep(_plan(request, form.answers))
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Kept. Check it before you send it")
            return _to(request, "check", kept)
    context = {
        "form": form,
        "asked": asked,
        "found": found,
        "has_money": form.has_money,
        "may_add": policy.ADD_MONEY.allows(request.actor),
    }
    return render(request, "links/buying.html", context, status=422 if form.errors else 200)


def _plan(request: PageRequest, given: dict[str, Any]) -> operations.Plan:
    """The answers as the operation takes them, with the records that were chosen."""
    outcomes = [operations.HopedFor(**each) for each in given.pop("outcomes")]
    entry, funding = given.pop("entry"), given.pop("funding")
    return operations.Plan(
        **{**given, "organisation": queries.body_chosen(actor=request.actor, organisation_id=given["organisation"])},
        entry=queries.entry_chosen(actor=request.actor, entry_id=entry),
        funding=queries.fund(actor=request.actor, fund_id=UUID(funding)),
        outcomes=outcomes,
    )


def _asked(
    request: PageRequest, found: Commission, form: PlainForm, do: Callable[..., Commission], name: str, said: str
) -> HttpResponseBase:
    """A page with one question."""
    if form.is_bound and form.is_valid():
        try:
            do(actor=request.actor, at=request.at, commission=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, said)
            return _to(request, "commission", found)
    context = {"form": form, "found": found, "doing": name, "cancelling": presenters.cancelling(found)}
    return render(request, "links/buying_question.html", context, status=422 if form.errors else 200)


def _to(request: PageRequest, name: str, found: Commission) -> HttpResponseBase:
    return redirect(f"commissions:{name}", programme=request.programme.slug, commission_id=found.pk)
