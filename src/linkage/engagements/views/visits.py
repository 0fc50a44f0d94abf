"""The visits of an engagement: the timeline, booking, one visit, moving and cancelling it, and its date as a file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.documents.views import attached
from linkage.engagements import operations, policy, queries
from linkage.engagements.forms import visits as forms
from linkage.engagements.models import Engagement, Visit
from linkage.engagements.presenters import tabs, visit_calendars
from linkage.engagements.presenters import visits as presenters
from linkage.engagements.presenters.money import warning_of
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.programmes import queries as programmes
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render


@page(policy.LIST_VISITS, methods=("GET",))
def visits(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """What is to come and what has been, with the days used, booked and left."""
    actor = request.actor
    found = queries.engagement(actor=actor, engagement_id=engagement_id)
    rows = queries.visits_of(actor=actor, engagement=found, at=request.at)
    days = queries.days_of(actor=actor, engagement=found)
    context = {
        "found": found,
        "tabs": tabs(found),
        "shown": presenters.visits_page(actor, found, rows, days),
        "letter": queries.letter(actor=actor, engagement=found),
    }
    return render(request, "engagements/visits.html", context)


@page(policy.BOOK_VISIT)
def book(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Book a visit; the other school is told."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    policy.BOOK_VISIT.check(request.actor, found)
    form = _book_form(request, found)
    if form.is_bound and form.is_valid():
        given = {**form.answers, "visitor_id": UUID(form.answers["visitor_id"])}
        try:
            made = operations.book_visit(actor=request.actor, at=request.at, engagement=found, **given)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Booked, and the other school is told. Add it to your calendar")
            budget = queries.budget_now(actor=request.actor, engagement=found)
            if too_much := warning_of(budget):
                messages.warning(request, too_much)
            return _to(request, made)
    return _asked(request, "engagements/visit_book.html", form, {"engagement": found})


@page(policy.SEE_VISIT, methods=("GET",))
def visit(request: PageRequest, engagement_id: UUID, visit_id: UUID) -> HttpResponseBase:
    """One visit: when, who, what it is about, and its note for who may read it."""
    found = queries.visit(actor=request.actor, engagement_id=engagement_id, visit_id=visit_id)
    seen = queries.seen(actor=request.actor, visit=found, at=request.at)
    context = {"visit": found, "engagement": found.engagement, "shown": presenters.visit_page(request.actor, seen)}
    return render(request, "engagements/visit.html", context)


@page(policy.MOVE_VISIT)
def move(request: PageRequest, engagement_id: UUID, visit_id: UUID) -> HttpResponseBase:
    """Move it to another day, and say why."""
    found = queries.visit(actor=request.actor, engagement_id=engagement_id, visit_id=visit_id)
    policy.MOVE_VISIT.check(request.actor, found)
    length = forms.length_of(half_days=found.half_days, is_afternoon=found.is_afternoon)
    initial = {"visits_on": found.visits_on, "length": length}
    form = forms.MoveForm(request.POST if request.method == "POST" else None, initial=initial)
    return _changed(request, found, form, operations.move_visit, "move", "Moved, and both schools are told")


@page(policy.CANCEL_VISIT)
def cancel(request: PageRequest, engagement_id: UUID, visit_id: UUID) -> HttpResponseBase:
    """Cancel it, and say why."""
    found = queries.visit(actor=request.actor, engagement_id=engagement_id, visit_id=visit_id)
    policy.CANCEL_VISIT.check(request.actor, found)
    form = forms.CancelVisitForm(request.POST if request.method == "POST" else None)
    said = "Cancelled, and both schools are told. Take it out of your calendar"
    return _changed(request, found, form, operations.cancel_visit, "cancel", said)


@page(policy.SEE_VISIT, methods=("GET",))
def calendar(request: PageRequest, engagement_id: UUID, visit_id: UUID) -> HttpResponseBase:
    """Its date for a calendar; of one that was cancelled, what takes the date out."""
    found = queries.visit(actor=request.actor, engagement_id=engagement_id, visit_id=visit_id)
    sender = programmes.sender(actor=request.actor)
    content = visit_calendars.calendar_file(found, made_at=found.changed_at, organiser=sender)
    return attached(content, visit_calendars.content_type(found), visit_calendars.NAME)


def _book_form(request: PageRequest, found: Engagement) -> forms.BookForm:
    people = queries.visitors_of(actor=request.actor, engagement=found)
    mine = [each for each in people if request.actor.is_person(each.person_id)]
    usual = (mine or people)[:1]
    return forms.BookForm(
        request.POST if request.method == "POST" else None,
        visitors=[(str(each.person_id), each.person.name) for each in people],
        initial={"visitor_id": str(usual[0].person_id) if usual else "", "length": forms.DAY},
    )


def _changed(
    request: PageRequest, found: Visit, form: PlainForm, do: Callable[..., Visit], name: str, said: str
) -> HttpResponseBase:
    if form.is_bound and form.is_valid():
        try:
            do(actor=request.actor, at=request.at, visit=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, said)
            return _to(request, found)
    shown = queries.visit(actor=request.actor, engagement_id=found.engagement_id, visit_id=found.pk)
    counts = queries.would_count_as_given(actor=request.actor, visit=shown, today=day_of(request.at))
    context = {
        "visit": shown,
        "engagement": shown.engagement,
        "doing": name,
        "counts_as_given": counts,
        "follows": presenters.cancelling(shown, counts_as_given=counts),
    }
    return _asked(request, "engagements/visit_change.html", form, context)


def _asked(request: PageRequest, template: str, form: PlainForm, context: dict[str, Any]) -> HttpResponseBase:
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def _to(request: PageRequest, found: Visit) -> HttpResponseBase:
    slug = request.programme.slug
    return redirect("engagements:visit", programme=slug, engagement_id=found.engagement_id, visit_id=found.pk)
