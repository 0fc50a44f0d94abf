"""Asking somebody whether they can help, as whoever looks after the request does it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.brokering import forms, operations, policy, presenters, queries
from linkage.brokering.models import Approach
from linkage.brokering.queries import Chosen, NotNow
from linkage.brokering.views.answering import answer_form, said_in
from linkage.brokering.views.choosing import choose_again, found_for, over
from linkage.directory import queries as directory
from linkage.kernel import words
from linkage.kernel.errors import NotFound, Refused
from linkage.support_requests.models import SupportRequest
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.ASK)
def ask(request: PageRequest, request_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """The mail before it goes, who is next after them, and the question itself."""
    found = found_for(request, request_id)
    if not queries.is_looking(actor=request.actor, support_request=found):
        return over(request, found)
    chosen = queries.chosen(actor=request.actor, support_request=found, entry_id=entry_id, at=request.at)
    if isinstance(chosen, NotNow):
        return choose_again(request, found, chosen)
    offered = presenters.alternates(chosen)
    form = forms.AskForm(
        request.POST if request.method == "POST" else None,
        choices=offered,
        initial={"alternates": [key for key, _ in offered[: presenters.USUAL_ALTERNATES]]},
    )
    if form.is_bound and form.is_valid():
        try:
            return _asked(request, found, entry_id, form)
        except Refused as error:
            refused(form, error)
    return _confirm(request, found, chosen, form)


@page(policy.ASK_NEXT)
def ask_next(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Ask the next who stands ready, after showing who it is."""
    found = found_for(request, request_id)
    ready = queries.prepared(actor=request.actor, support_request=found)
    if request.method == "POST":
        try:
            asked = operations.ask_next(actor=request.actor, at=request.at, support_request=found)
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, presenters.asked_next(asked))
        return _back(request, found)
    if not ready:
        messages.info(request, "Nobody stands ready to be asked next")
        return _back(request, found)
    entry = directory.entry(actor=request.actor, entry_id=ready[0].entry_id)
    shown = queries.to_ask(actor=request.actor, support_request=found, entry=entry, at=request.at)
    context = {"found": found, "ready": ready, "entry": entry, "shown": shown, "mail": presenters.first_mail(shown)}
    return render(request, "brokering/ask_next.html", context)


@page(policy.STOP_ASKING)
def stop_asking(request: PageRequest, approach_id: UUID) -> HttpResponseBase:
    """Ask somebody no more, after asking once."""
    found = _approach(request, approach_id)
    if request.method == "POST":
        try:
            operations.stop_asking(actor=request.actor, at=request.at, approach=found)
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{found.entry.headline} is not asked any more, and their place is free")
        return _back(request, found.support_request)
    return render(request, "brokering/stop_asking.html", {"approach": found, "found": found.support_request})


@page(policy.ANSWER_FOR)
def answer_for(request: PageRequest, approach_id: UUID) -> HttpResponseBase:
    """Note what somebody said by telephone or in the corridor; they are told."""
    found = _approach(request, approach_id)
    asked = queries.current(actor=request.actor, approach=found)
    if asked is None:
        messages.info(request, f"{found.entry.headline}: {found.state.label.lower()}. There is nothing left to answer")
        return _back(request, found.support_request)
    asked.approach = found
    form = answer_form(request, asked, for_them=True)
    if form.is_bound and form.is_valid():
        try:
            operations.answer_for(actor=request.actor, at=request.at, asked=asked, said=said_in(form))
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, f"Noted, and {asked.person.name} is told what you answered for them")
            return _back(request, found.support_request)
    context = {"form": form, "asked": asked, "approach": found, "found": found.support_request}
    return render(request, "brokering/answer_for.html", context, status=422 if form.errors else 200)


def _approach(request: PageRequest, approach_id: UUID) -> Approach:
    found = queries.approach(actor=request.actor, approach_id=approach_id)
    policy.STOP_ASKING.check(request.actor, found)
    return found


def _asked(request: PageRequest, found: SupportRequest, entry_id: UUID, form: forms.AskForm) -> HttpResponseBase:
    alternates = [UUID(key) for key in form.answers.get("alternates", [])]
    made = operations.ask(
        actor=request.actor,
        at=request.at,
        support_request=found,
        entry_id=entry_id,
        alternates=alternates,
        knows_of_none=form.answers["knows_of_none"],
    )
    waited_for = queries.current(actor=request.actor, approach=made)
    if waited_for is None:
        raise NotFound("question")
    ready = [each.entry.headline for each in queries.prepared(actor=request.actor, support_request=found)]
    stands = "stands" if len(ready) == 1 else "stand"
    after = f". {words.listing(ready)} {stands} ready after them" if ready else ""
    messages.success(request, f"{waited_for.person.name} has been asked{after}")
    return _back(request, found)


def _confirm(request: PageRequest, found: SupportRequest, chosen: Chosen, form: forms.AskForm) -> HttpResponseBase:
    shown = queries.to_ask(actor=request.actor, support_request=found, entry=chosen.entry, at=request.at)
    context = {
        "found": found,
        "chosen": chosen,
        "form": form,
        "shown": shown,
        "mail": presenters.first_mail(shown),
    }
    return render(request, "brokering/ask.html", context, status=422 if form.errors else 200)


def _back(request: PageRequest, found: SupportRequest) -> HttpResponseBase:
    return redirect("support_requests:request", programme=request.programme.slug, request_id=found.pk)
