"""The first run, and each further programme."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import page
from linkage.accounts import queries as accounts
from linkage.accounts.operations import UnableToSetUp
from linkage.people import forms, operations, policy, queries
from linkage.ui.forms import refused
from linkage.ui.rendering import render

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@page(policy.SET_UP)
def set_up(request: Any, token: str) -> HttpResponseBase:
    """Make the operator's account and the first programme, sign them in, and lead them to its home."""
    if accounts.set_up_key(actor=request.actor, token=token, at=request.at) is None:
        return render(request, "people/set_up_used.html", status=404)
    form = _form(request)
    if form.is_bound and form.is_valid():
        try:
            begun = operations.set_up(actor=request.actor, at=request.at, token=token, beginning=form.beginning())
        except (operations.UnableToBegin, UnableToSetUp) as error:
            refused(form, error)
        else:
            login(request, begun.account, backend=BACKEND)
            messages.success(request, f"{begun.programme.name} is ready")
            return redirect("programmes:home", programme=begun.programme.slug)
    return render(request, "people/set_up.html", {"form": form}, status=422 if form.errors else 200)


@page(policy.NEW_PROGRAMME)
def new_programme(request: Any) -> HttpResponseBase:
    """Begin another programme, with the operator as its coordinator."""
    form = _form(request, asks_email=False)
    if form.is_bound and form.is_valid():
        email = accounts.own(actor=request.actor).email
        try:
            made = operations.begin_programme(actor=request.actor, at=request.at, beginning=form.beginning(email))
        except operations.UnableToBegin as error:
            refused(form, error)
        else:
            messages.success(request, f"{made.name} is ready")
            return redirect("programmes:home", programme=made.slug)
    return render(request, "people/new_programme.html", {"form": form}, status=422 if form.errors else 200)


def _form(request: Any, *, asks_email: bool = True) -> forms.BeginForm:
    return forms.BeginForm(
        request.POST if request.method == "POST" else None,
        authorities=queries.authorities(actor=request.actor),
        calendars=queries.calendars(actor=request.actor),
        asks_email=asks_email,
    )
