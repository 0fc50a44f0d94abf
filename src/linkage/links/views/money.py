"""The money for support: how much there is, and where it went."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.links import forms, operations, policy, queries
from linkage.ui.forms import refused
from linkage.ui.rendering import render

PARTS = ("name", "kind", "starts_on", "ends_on", "budget_pence")


@page(policy.SEE_MONEY, methods=("GET",))
def money(request: PageRequest) -> HttpResponseBase:
    """Every fund with what is set aside, paid and left."""
    rows = queries.money_rows(actor=request.actor)
    context = {"rows": rows, "may_change": policy.ADD_MONEY.allows(request.actor)}
    return render(request, "links/money.html", context)


@page(policy.ADD_MONEY)
def add_money(request: PageRequest) -> HttpResponseBase:
    """Note money that may buy support."""
    form = forms.FundForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.add_fund(actor=request.actor, at=request.at, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "The money is there to buy support with")
            return redirect("commissions:money", programme=request.programme.slug)
    return render(request, "links/fund.html", {"form": form, "fund": None}, status=422 if form.errors else 200)


@page(policy.CHANGE_MONEY)
def change_money(request: PageRequest, fund_id: UUID) -> HttpResponseBase:
    """Change what it is called, of when and how much."""
    fund = queries.fund(actor=request.actor, fund_id=fund_id)
    form = forms.FundForm(
        request.POST if request.method == "POST" else None, initial={name: getattr(fund, name) for name in PARTS}
    )
    if form.is_bound and form.is_valid():
        try:
            operations.change_fund(actor=request.actor, at=request.at, fund=fund, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "The money is changed")
            return redirect("commissions:money", programme=request.programme.slug)
    return render(request, "links/fund.html", {"form": form, "fund": fund}, status=422 if form.errors else 200)
