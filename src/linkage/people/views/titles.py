"""The programme's own list of designations."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.people import forms, operations, policy, queries
from linkage.people.presenters import designations as presenters
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.CHANGE_TITLES, methods=("GET",))
def titles(request: PageRequest) -> HttpResponseBase:
    """What people and schools can hold here."""
    found = presenters.title_rows(queries.titles(actor=request.actor))
    return render(request, "people/titles.html", {"titles": found})


@page(policy.ADD_TITLE)
def add_title(request: PageRequest) -> HttpResponseBase:
    """Add to the list."""
    form = forms.NewTitleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = operations.add_title(actor=request.actor, at=request.at, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, f"{made.name} can be noted from now on")
            return redirect("people:titles", request.programme.slug)
    context = {"form": form, "page_title": "Add a designation"}
    return render(request, "people/title.html", context, status=422 if form.errors else 200)


@page(policy.CHANGE_TITLES)
def change_title(request: PageRequest, title_id: UUID) -> HttpResponseBase:
    """Call it something else, or take it out of use."""
    found = queries.title(actor=request.actor, title_id=title_id)
    initial = {"name": found.name, "awarded_by": found.awarded_by, "is_in_use": found.is_in_use}
    form = forms.ChangeTitleForm(request.POST if request.method == "POST" else None, initial=initial)
    page_title = found.name
    if form.is_bound and form.is_valid():
        try:
            operations.change_title(actor=request.actor, at=request.at, title=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, f"{found.name} is saved")
            return redirect("people:titles", request.programme.slug)
    return render(
        request, "people/title.html", {"form": form, "page_title": page_title}, status=422 if form.errors else 200
    )
