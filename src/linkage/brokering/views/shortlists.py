"""Sharing a few people with the school, and what it says to them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.brokering import forms, operations, policy, queries
from linkage.brokering.forms.shortlists import NONE
from linkage.brokering.presenters import shortlists as presenters
from linkage.brokering.rules.sharing import MOST_SHARED
from linkage.kernel.errors import Refused
from linkage.support_requests import queries as support_requests
from linkage.support_requests.models import SupportRequest
from linkage.ui.forms import refused
from linkage.ui.registry import RecordPanel
from linkage.ui.rendering import render


@page(policy.SHARE)
def share(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """First whom, then a line about each and what the school reads; then it is shared."""
    found = support_requests.support_request(actor=request.actor, request_id=request_id)
    policy.SHARE.check(request.actor, found)
    choice = queries.choice(actor=request.actor, support_request=found, at=request.at)
    choices, hints = presenters.to_share(choice)
    given = request.POST if request.method == "POST" else request.GET if "next" in request.GET else None
    whom = forms.WhomForm(given, choices=choices, hints=hints, most=MOST_SHARED)
    may = queries.may_share(actor=request.actor)
    if not (may and whom.is_bound and whom.is_valid()):
        context = {"found": found, "form": whom, "may": may, "has_people": bool(choices)}
        return render(request, "brokering/share.html", context, status=422 if whom.errors else 200)
    return _notes(request, found, [each for each in choices if each[0] in whom.cleaned_data["person"]])


@page(policy.SEE_SHORTLIST)
def shortlist(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """What was shared; the school says who it would like to meet."""
    found = queries.shortlist(actor=request.actor, request_id=request_id)
    shown = presenters.shared_page(request.actor, found, queries.people_of(actor=request.actor, shortlist=found))
    form = forms.ChoiceForm(request.POST if request.method == "POST" else None, choices=presenters.choices(shown))
    if form.is_bound and form.is_valid():
        chosen = form.answers["choice"]
        try:
            operations.answer_shortlist(
                actor=request.actor,
                at=request.at,
                shortlist=found,
                entry_id=None if chosen == NONE else UUID(chosen),
                words=form.answers["words"],
            )
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Thank you. We have your answer, and the clock runs again")
            return _record(request, found.support_request)
    context = {"found": found.support_request, "shown": shown, "form": form}
    return render(request, "brokering/shortlist.html", context, status=422 if form.errors else 200)


@page(policy.GO_ON, methods=("POST",))
def go_on(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Choose ourselves after all."""
    found = queries.shortlist(actor=request.actor, request_id=request_id)
    try:
        operations.go_on_without_choice(actor=request.actor, at=request.at, shortlist=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "You choose yourself. The clock runs")
    return _record(request, found.support_request)


def record_panel(request: Any, support_request: SupportRequest) -> Iterator[RecordPanel]:
    """What was shared, on the page of its request: for the school with the question, else to read."""
    found = queries.shortlist_of(actor=request.actor, request_id=support_request.pk)
    if found is not None:
        shown = presenters.shared_page(request.actor, found, queries.people_of(actor=request.actor, shortlist=found))
        form = forms.ChoiceForm(choices=presenters.choices(shown)) if shown.can_answer else None
        yield RecordPanel("brokering/shared.html", {"shown": shown, "form": form, "found": found.support_request})


def _notes(request: PageRequest, found: SupportRequest, people: list[tuple[str, str]]) -> HttpResponseBase:
    form = forms.notes_form(people)(request.POST if "share" in request.POST else None)
    if form.is_bound and form.is_valid():
        lines = {UUID(key): str(form.answers.get(key, "")) for key, _ in people}
        try:
            operations.share(actor=request.actor, at=request.at, support_request=found, people=lines)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Shared. The clock stands still until the school has chosen")
            return _record(request, found)
    context = {"found": found, "form": form, "people": people}
    return render(request, "brokering/share_notes.html", context, status=422 if form.errors else 200)


def _record(request: PageRequest, about: SupportRequest) -> HttpResponseBase:
    return redirect("support_requests:request", programme=request.programme.slug, request_id=about.pk)
