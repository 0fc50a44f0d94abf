"""A need that nobody meets becomes a nomination drive: whom to ask, a look at the mail, and who answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.areas.models import Area
from linkage.directory import forms, operations, policy, queries
from linkage.directory.presenters import drives as presenters
from linkage.directory.queries.needs import Head
from linkage.kernel.errors import NotFound
from linkage.organisations import queries as organisations
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.START_DRIVE)
def start(request: PageRequest) -> HttpResponseBase:
    """Choose whose heads are asked, read the mail they get, and send it."""
    area = _area(request)
    districts, groups = queries.places_to_ask(actor=request.actor)
    given = request.POST if request.method == "POST" else None
    near = request.GET.get("district", "")
    form = forms.DriveForm(given, districts=districts, groups=groups, initial={"places": [f"district:{near}"]})
    heads: list[Head] = []
    if form.is_bound and form.is_valid():
        heads = queries.heads_to_ask(actor=request.actor, school_ids=form.school_ids)
        if heads and "send" not in request.POST:
            shown = presenters.preview(area, heads, request.programme, request.actor.name)
            return render(request, "directory/drive_check.html", {"area": area, "form": form, "shown": shown})
        try:
            drive = operations.start_drive(actor=request.actor, at=request.at, area=area, heads=heads, district=near)
        except operations.UnableToStartDrive as error:
            refused(form, error)
        else:
            messages.success(request, presenters.sent(len(heads)))
            return redirect("directory:drive", request.programme.slug, drive.pk)
    context: dict[str, Any] = {"area": area, "form": form}
    return render(request, "directory/drive_new.html", context, status=422 if form.errors else 200)


@page(policy.SEE_NEEDS, methods=("GET",))
def drive(request: PageRequest, drive_id: UUID) -> HttpResponseBase:
    """Who was asked, and who has nominated somebody."""
    found = queries.drive(actor=request.actor, drive_id=drive_id)
    asked = list(queries.asks_of(actor=request.actor, drive=found))
    context = {"drive": found, "rows": presenters.asks(asked), "nominated": presenters.nominated(asked)}
    return render(request, "directory/drive.html", context)


@page(policy.BEGIN_FOR_DRIVE, link=policy.DRIVE_LINK)
def begin(request: PageRequest) -> HttpResponseBase:
    """The head's page: what is looked for, and the button that begins a nomination for it."""
    ask = queries.ask_to_answer(actor=request.actor)
    has_left = organisations.has_left(actor=request.actor, organisation_id=ask.organisation_id)
    if request.method == "POST" and not has_left:
        draft = operations.begin_for_drive(actor=request.actor, at=request.at, ask=ask)
        return redirect("directory:colleague", request.programme.slug, draft.pk)
    return render(request, "directory/drive_answer.html", {"ask": ask, "has_left": has_left})


def _area(request: PageRequest) -> Area:
    code = request.GET.get("area", "")
    found = next((each for each in queries.area_choices(actor=request.actor) if each.code == code), None)
    if found is None:
        raise NotFound("area")
    return found
