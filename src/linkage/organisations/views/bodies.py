"""Hubs and partners: bodies that the programme added itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.organisations import forms, operations, policy, queries
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEE_BODIES, methods=("GET",))
def bodies(request: PageRequest) -> HttpResponseBase:
    """All of them."""
    context = {
        "bodies": queries.bodies(actor=request.actor),
        "may_change": policy.ADD_BODY.allows(request.actor),
    }
    return render(request, "organisations/bodies.html", context)


@page(policy.ADD_BODY)
def add_body(request: PageRequest) -> HttpResponseBase:
    """A new one."""
    form = forms.BodyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = operations.add_body(actor=request.actor, at=request.at, **form.answers)
        except operations.UnableToKeepBody as error:
            refused(form, error)
        else:
            messages.success(request, f"{made.name} is on your list")
            return redirect("organisations:bodies", request.programme.slug)
    return render(request, "organisations/body.html", {"form": form, "body": None}, status=422 if form.errors else 200)


@page(policy.CHANGE_BODY)
def change_body(request: PageRequest, body_id: UUID) -> HttpResponseBase:
    """Another name, kind or place."""
    found = queries.body(actor=request.actor, body_id=body_id)
    initial = {name: getattr(found, name) for name in ("name", "kind", "town", "postcode", "website")}
    form = forms.BodyForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            operations.change_body(actor=request.actor, at=request.at, body=found, **form.answers)
        except operations.UnableToKeepBody as error:
            refused(form, error)
        else:
            messages.success(request, "Saved")
            return redirect("organisations:bodies", request.programme.slug)
    return render(request, "organisations/body.html", {"form": form, "body": found}, status=422 if form.errors else 200)
