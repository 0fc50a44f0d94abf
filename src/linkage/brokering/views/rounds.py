"""The round: the plan, what people say of it, and sending it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.brokering import forms, operations, policy, presenters, queries
from linkage.brokering.operations import Sent
from linkage.directory import queries as directory
from linkage.directory.presenters.drives import one_more
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.programmes import queries as programmes
from linkage.ui.forms import refused
from linkage.ui.rendering import render

SHOWN_AREAS = 3


@page(policy.SEE_ROUND, methods=("GET",))
def brokering_round(request: PageRequest) -> HttpResponseBase:
    """All open requests planned together, beside first come, first served."""
    found = queries.brokering_round(actor=request.actor)
    if found.plan is None:
        return render(request, "brokering/round_empty.html", {"found": found})
    asked = directory.drives_for(actor=request.actor, areas=found.one_more, on=day_of(request.at))
    context = {
        "found": found,
        "one_more": one_more(found.one_more[:SHOWN_AREAS], asked, request.programme.slug),
        "shown": presenters.round_page(found, shows_all="all" in request.GET),
        "changes": presenters.changes(found),
        "form": forms.LevelsForm(initial=found.plan.levels),
    }
    return render(request, "brokering/round.html", context)


@page(policy.PLAN, methods=("POST",))
def plan(request: PageRequest) -> HttpResponseBase:
    """Plan again."""
    return _done(request, lambda: operations.plan(actor=request.actor, at=request.at))


@page(policy.RULE, methods=("POST",))
def rule(request: PageRequest, request_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """Keep somebody, rule them out, or take that back; and plan again."""
    found = queries.request_of_round(actor=request.actor, request_id=request_id)
    entry = directory.entry(actor=request.actor, entry_id=entry_id)
    says = forms.says(request.POST)
    return _done(
        request,
        lambda: operations.rule(actor=request.actor, at=request.at, support_request=found, entry=entry, says=says),
    )


@page(policy.WEIGH, methods=("POST",))
def weigh(request: PageRequest) -> HttpResponseBase:
    """Change what matters most, and plan again."""
    form = forms.LevelsForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose how much each thing matters, from the four answers")
        return _round(request)
    return _done(request, lambda: operations.weigh(actor=request.actor, at=request.at, levels=form.answers))


@page(policy.GO_BACK, methods=("POST",))
def go_back(request: PageRequest) -> HttpResponseBase:
    """Go back to the plan before."""
    return _done(request, lambda: operations.go_back(actor=request.actor, at=request.at))


@page(policy.APPROVE)
def send(request: PageRequest) -> HttpResponseBase:
    """Look the plan over, and send all of it or some."""
    found = queries.brokering_round(actor=request.actor)
    if found.plan is None or found.plan.approved_at is not None:
        return _round(request)
    choices, hints = presenters.sending(found)
    form = forms.SendForm(request.POST if request.method == "POST" else None, choices=choices, hints=hints)
    if form.is_bound and form.is_valid():
        try:
            sent = operations.approve(actor=request.actor, at=request.at, plan=found.plan, **form.chosen)
        except Refused as error:
            refused(form, error)
        else:
            return _sent(request, sent)
    context = {"found": found, "form": form, "number": len(choices), "asks_first": _asks_first(request)}
    return render(request, "brokering/round_send.html", context, status=422 if form.errors else 200)


@page(policy.SEE_ROUND, methods=("GET",))
def proof(request: PageRequest) -> HttpResponseBase:
    """How we know that no better plan exists."""
    found = queries.brokering_round(actor=request.actor)
    plan = queries.plan_now(actor=request.actor)
    return render(request, "brokering/round_proof.html", {"shown": presenters.proof_page(found, plan)})


@page(policy.SEE_ROUND, methods=("GET",))
def why(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Why somebody is asked for one request, and who would be next."""
    found = queries.why(actor=request.actor, at=request.at, request_id=request_id)
    context = {"shown": presenters.why_page(found), "looks": presenters.LOOKS, "request_id": request_id}
    return render(request, "brokering/round_why.html", context)


def _round(request: PageRequest) -> HttpResponseBase:
    return redirect("brokering:round", programme=request.programme.slug)


def _asks_first(request: PageRequest) -> bool:
    return programmes.settings(actor=request.actor).asks_first


def _done(request: PageRequest, do: Callable[[], object]) -> HttpResponseBase:
    """Do it and show the round, or say there why it could not be done."""
    try:
        do()
    except Refused as error:
        messages.error(request, str(error))
    return _round(request)


def _sent(request: PageRequest, sent: Sent) -> HttpResponseBase:
    number = words.count(len(sent.done), "request")
    if sent.done and _asks_first(request):
        messages.success(request, f"For {number} the first are being asked now")
    elif sent.done:
        messages.success(request, f"{number} introduced")
    for found, error in sent.refused:
        school = found.organisation.name if found.organisation else ""
        messages.error(request, f"Not for {school}: {error}. It stays open")
    return _round(request)
