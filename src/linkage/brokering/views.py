"""Choosing whom to introduce."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.brokering import forms, operations, policy, presenters, queries
from linkage.brokering.queries import Chosen
from linkage.kernel.errors import Refused
from linkage.links import presenters as links
from linkage.support_requests import queries as support_requests
from linkage.support_requests.enums import OPEN
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters.record import record_page
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.CHOOSE, methods=("GET",))
def choose(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Who could help with a request, why, and why not the others."""
    found = _found(request, request_id)
    if found.state not in OPEN:
        return render(request, "brokering/over.html", {"found": found})
    choice = queries.choice(actor=request.actor, support_request=found, at=request.at)
    shown = presenters.choose_page(choice, shows_all="all" in request.GET)
    context = {"found": found, "shown": shown, "record": _record(request, found), "looks": presenters.LOOKS}
    return render(request, "brokering/choose.html", context)


@page(policy.LINK)
def introduce(request: PageRequest, request_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """The mail before it is sent, the last checks, and the introduction."""
    found = _found(request, request_id)
    if found.state not in OPEN:
        return render(request, "brokering/over.html", {"found": found})
    chosen = queries.chosen(actor=request.actor, support_request=found, entry_id=entry_id, at=request.at)
    initial = {"subject": chosen.told.subject_line, "greeting": chosen.told.first_words}
    form = forms.IntroduceForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and "preview" not in request.POST and form.is_valid():
        try:
            operations.link(
                actor=request.actor, at=request.at, support_request=found, entry_id=entry_id, **form.answers
            )
        except Refused as error:
            refused(form, error)
        else:
            return _introduced(request, found, chosen)
    return _confirm(request, found, chosen, form)


def _confirm(
    request: PageRequest, found: SupportRequest, chosen: Chosen, form: forms.IntroduceForm
) -> HttpResponseBase:
    subject, greeting = (str(form[name].value() or "") for name in ("subject", "greeting"))
    shown = "preview" in request.POST
    context = {
        "found": found,
        "chosen": chosen,
        # Looking at one's words is not sending them: nothing is complained of yet.
        "form": forms.IntroduceForm(initial=request.POST.dict()) if shown else form,
        "mail": links.introduction(replace(chosen.told, subject=subject, greeting=greeting)),
    }
    return render(request, "brokering/introduce.html", context, status=422 if form.is_bound and not shown else 200)


def _introduced(request: PageRequest, found: SupportRequest, chosen: Chosen) -> HttpResponseBase:
    told = chosen.told
    messages.success(request, f"{told.asker.name} and {told.helper.name} have been introduced")
    return redirect("support_requests:request", programme=request.programme.slug, request_id=found.pk)


def _found(request: PageRequest, request_id: UUID) -> SupportRequest:
    found = support_requests.support_request(actor=request.actor, request_id=request_id)
    policy.CHOOSE.check(request.actor, found)
    return found


def _record(request: PageRequest, found: SupportRequest) -> object:
    actor = request.actor
    return record_page(
        actor=actor,
        support_request=found,
        clock=support_requests.clock_of(actor=actor, support_request=found, at=request.at),
        question=support_requests.open_question(actor=actor, support_request=found),
        areas=support_requests.areas_of(actor=actor, support_request=found),
        avoided=support_requests.avoided_schools_of(actor=actor, support_request=found),
    )
