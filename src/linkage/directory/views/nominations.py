"""What became of a nomination, for who made it, who is named in it, and who checks it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.directory import forms, operations, policy, queries
from linkage.directory.presenters import nominations as presenters
from linkage.kernel.errors import Refused
from linkage.messaging import queries as messaging
from linkage.ui.rendering import render


@page(policy.SEE_NOMINATION)
def nomination(request: PageRequest, nomination_id: UUID) -> HttpResponseBase:
    """Where it has got to, and the one thing to do."""
    found = queries.nomination(actor=request.actor, nomination_id=nomination_id)
    policy.SEE_NOMINATION.check(request.actor, found)
    names = queries.area_names(actor=request.actor, nomination=found)
    context = {
        "record": presenters.record(
            found, names, request.actor, queries.lapses_on(actor=request.actor, nomination=found)
        ),
        "nomination": found,
        "deliveries": messaging.delivery(actor=request.actor, about_id=found.pk),
    }
    return render(request, "directory/nomination.html", context)


@page(policy.WITHDRAW_NOMINATION)
def withdraw(request: PageRequest, nomination_id: UUID) -> HttpResponseBase:
    """End it before it is listed."""
    found = queries.nomination(actor=request.actor, nomination_id=nomination_id)
    if request.method == "POST":
        try:
            operations.withdraw_nomination(actor=request.actor, at=request.at, nomination=found)
        except Refused as error:
            return _too_late(request, error, found.pk)
        messages.success(request, "The nomination is withdrawn")
        return redirect("directory:nomination", request.programme.slug, found.pk)
    policy.WITHDRAW_NOMINATION.check(request.actor, found)
    return render(
        request,
        "directory/withdraw_nomination.html",
        {"nomination": found, "others": presenters.others(found, request.actor)},
    )


@page(policy.APPROVE, methods=("POST",))
def approve(request: PageRequest, nomination_id: UUID) -> HttpResponseBase:
    """Say that the entry is complete."""
    found = queries.nomination(actor=request.actor, nomination_id=nomination_id)
    try:
        operations.approve(actor=request.actor, at=request.at, nomination=found)
    except Refused as error:
        return _too_late(request, error, found.pk)
    messages.success(request, f"{found.colleague} is listed")
    return redirect("directory:nomination", request.programme.slug, found.pk)


@page(policy.SEND_BACK)
def send_back(request: PageRequest, nomination_id: UUID) -> HttpResponseBase:
    """Say what is missing."""
    found = queries.nomination(actor=request.actor, nomination_id=nomination_id)
    form = forms.MissingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.send_back(actor=request.actor, at=request.at, nomination=found, **form.answers)
        except Refused as error:
            return _too_late(request, error, found.pk)
        messages.success(request, f"{found.colleague} has your note")
        return redirect("directory:nomination", request.programme.slug, found.pk)
    context = {"form": form, "nomination": found}
    return render(request, "directory/send_back.html", context, status=422 if form.errors else 200)


def _too_late(request: PageRequest, error: Refused, nomination_id: UUID) -> HttpResponseBase:
    """Somebody was quicker: say so on the page that shows what became of it."""
    messages.warning(request, str(error))
    return redirect("directory:nomination", request.programme.slug, nomination_id)
