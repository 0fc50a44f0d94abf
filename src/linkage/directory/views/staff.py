"""What is promised of a school's staff, and the switch that stops new promises."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.directory import forms, operations, policy, queries
from linkage.directory.presenters import staff as presenters
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.organisations import queries as organisations
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.LEAD_STAFF)
def our_staff(request: PageRequest) -> HttpResponseBase:
    """The first school the actor answers for."""
    first = queries.led_schools(actor=request.actor).first()
    if first is None:
        raise NotFound("school")
    return redirect("directory:staff", request.programme.slug, first.pk)


@page(policy.LEAD_STAFF)
def staff(request: PageRequest, organisation_id: UUID) -> HttpResponseBase:
    """Who is listed, who was asked, what is promised; and the school's own limits."""
    school = queries.led_school(actor=request.actor, organisation_id=organisation_id)
    ceiling = queries.ceiling(actor=request.actor, organisation_id=school.pk)
    given = request.POST if request.method == "POST" else None
    initial = {"days_limit": ceiling.days_limit, "is_stopped": ceiling.is_stopped}
    form = forms.CeilingForm(given, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            operations.set_ceiling(actor=request.actor, at=request.at, organisation=school, **form.answers)
        except operations.UnableToSetCeiling as error:
            refused(form, error)
        else:
            messages.success(request, "Saved")
            return redirect("directory:staff", request.programme.slug, school.pk)
    promised = queries.promised_of_staff(actor=request.actor, organisation_id=school.pk, on=day_of(request.at))
    waiting = queries.nominations_of(actor=request.actor, organisation_id=school.pk)
    shown = presenters.staff_page(promised, waiting, ceiling, request)
    has_left = organisations.has_left(actor=request.actor, organisation_id=school.pk)
    context = {"form": form, "school": school, "shown": shown, "has_left": has_left}
    return render(request, "directory/staff.html", context, status=422 if form.errors else 200)


@page(policy.STOP_ENTRY)
def stop(request: PageRequest, entry_id: UUID) -> HttpResponseBase:
    """Stop new requests for one entry, or let them in again, after a look at what that does and does not do."""
    found = queries.entry(actor=request.actor, entry_id=entry_id)
    policy.STOP_ENTRY.check(request.actor, found)
    if request.method == "POST":
        stopped = "stop" in request.POST
        operations.stop_entry(actor=request.actor, at=request.at, entry=found, is_stopped=stopped)
        done = "stopped. What is promised stands" if stopped else "let in again"
        messages.success(request, f"New requests for {found.headline} are {done}")
        return redirect("directory:staff", request.programme.slug, found.organisation_id)
    return render(request, "directory/stop.html", {"entry": found})
