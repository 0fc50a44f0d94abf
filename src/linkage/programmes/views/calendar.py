"""The school calendar of a programme."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse

from linkage.access.page import PageRequest, page
from linkage.kernel.days import day_of
from linkage.programmes import forms, operations, policy, queries
from linkage.programmes.presenters import settings as presenters
from linkage.programmes.views.settings import settle
from linkage.ui import registry
from linkage.ui.forms import PlainForm
from linkage.ui.registry import MemberSchool
from linkage.ui.rendering import render

BACK = "programmes:calendar"


@page(policy.SEE_CALENDAR, methods=("GET",))
def calendar(request: PageRequest) -> HttpResponse:
    """Every closed day from today on."""
    actor = request.actor
    shown = presenters.calendar_page(
        queries.settings(actor=actor),
        queries.closures(actor=actor, since=day_of(request.at)),
        queries.shipped_calendars(actor=actor),
        _schools(actor),
    )
    return render(request, "programmes/calendar.html", {"calendar": shown})


@page(policy.CHANGE_CALENDAR)
def follow(request: PageRequest) -> HttpResponse:
    """Copy shipped term dates for everybody or one authority."""
    actor = request.actor
    form = forms.FollowForm(
        request.POST if request.method == "POST" else None,
        initial={"calendar": queries.settings(actor=actor).calendar},
        shipped=queries.shipped_calendars(actor=actor),
        schools=_schools(actor),
    )
    message = "The term dates are copied: change them here as your schools do"
    return settle(request, form, operations.follow_calendar, message, "programmes/calendar_follow.html", BACK)


@page(policy.CHANGE_CALENDAR)
def add_closure(request: PageRequest) -> HttpResponse:
    """Add a holiday or a closed day."""
    posted = request.POST if request.method == "POST" else None
    form = forms.ClosureForm(posted, initial={"kind": "inset"}, schools=_schools(request.actor))
    return settle(
        request,
        form,
        operations.add_closure,
        lambda made: f"{made.name} is in the calendar: {presenters.span(made.starts_on, made.ends_on)}",
        "programmes/calendar_add.html",
        BACK,
    )


@page(policy.REMOVE_CLOSURE)
def remove_closure(request: PageRequest, closure_id: UUID) -> HttpResponse:
    """Ask first, then take a closure out of the calendar."""
    closure = queries.closure(actor=request.actor, closure_id=closure_id)
    form = PlainForm(request.POST if request.method == "POST" else None)
    known = presenters.names(_schools(request.actor), queries.shipped_calendars(actor=request.actor))
    return settle(
        request,
        form,
        partial(operations.remove_closure, closure=closure),
        f"{closure.name} is out of the calendar",
        "programmes/calendar_remove.html",
        BACK,
        closure=closure,
        span=presenters.span(closure.starts_on, closure.ends_on),
        whose=presenters.whose(closure, known),
    )


def _schools(actor: Any) -> list[MemberSchool]:
    return [school for source in registry.member_schools for school in source(actor)]
