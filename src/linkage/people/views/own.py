"""One's own details, and leaving."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import page
from linkage.kernel.days import day_of
from linkage.people import forms, operations, policy, queries
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEE_SELF)
def details(request: Any) -> HttpResponseBase:
    """Name, phone and address; where one works; what one may do."""
    own = queries.person(actor=request.actor, person_id=request.actor.person_id)
    form = forms.DetailsForm(
        request.POST if request.method == "POST" else None, initial={"name": own.name, "phone": own.phone}
    )
    if form.is_bound and form.is_valid():
        try:
            operations.change_details(actor=request.actor, at=request.at, person=own, **form.answers)
        except operations.UnableToChangeDetails as error:
            refused(form, error)
        else:
            messages.success(request, "Your details are changed")
            return redirect("people:details", programme=request.programme.slug)
    on = day_of(request.at)
    context = {
        "form": form,
        "person": own,
        "works": queries.where_one_works(actor=request.actor, person_id=own.pk),
        "roles": queries.roles_of(actor=request.actor, person_id=own.pk, on=on),
    }
    return render(request, "people/details.html", context, status=422 if form.errors else 200)


@page(policy.LEAVE)
def leave(request: Any) -> HttpResponseBase:
    """Ask, then leave the programme and be erased from it."""
    own = queries.person(actor=request.actor, person_id=request.actor.person_id)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            operations.leave(actor=request.actor, at=request.at, person=own)
        except operations.UnableToErase as error:
            problems = tuple(violation.sentence for violation in error.violations)
        else:
            logout(request)
            return redirect("programmes:public", programme=request.programme.slug)
    return render(
        request, "people/leave.html", {"person": own, "problems_found": problems}, status=422 if problems else 200
    )
