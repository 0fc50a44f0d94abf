"""Pointing a school to something, and whether it helped."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links import forms, operations, policy, queries
from linkage.links.models import Destination, Signpost
from linkage.links.presenters import destinations as presenters
from linkage.support_requests import queries as support_requests
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.views import stops
from linkage.ui.forms import refused
from linkage.ui.rendering import render

SEND = "send"


@page(policy.POINT)
def point(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Choose, look at it once more, and send: the second button sends what the first has shown."""
    found = support_requests.support_request(actor=request.actor, request_id=request_id)
    policy.POINT.check(request.actor, found)
    among = queries.to_point_to(actor=request.actor, on=day_of(request.at))
    fitting = queries.suggested(actor=request.actor, support_request=found, among=among)
    form = _choose_form(request, among, fitting)
    if stops.is_worry(request, form.texts):
        return stops.stop(request)
    if form.is_bound and form.is_valid():
        by_key = {str(each.pk): each for each in among}
        chosen = [by_key[key] for key in form.cleaned_data["chosen"]]
        if request.POST.get("then") != SEND:
            context = {"found": found, "chosen": chosen, "note": form.cleaned_data["note"], "form": form}
            return render(request, "links/point_check.html", {**context, "asker": _asker(request, found)})
        if _is_sent(request, form, found, chosen):
            return redirect("support_requests:request", programme=request.programme.slug, request_id=found.pk)
    context = {"found": found, "form": form, "fitting": fitting, "others": len(among) - len(fitting)}
    return render(request, "links/point.html", context, status=422 if form.errors else 200)


@page(policy.SEE_SIGNPOST)
def sent(request: PageRequest, signpost_id: UUID) -> HttpResponseBase:
    """What a school was pointed to, with the question for the school and the next thing to do for the programme."""
    found = queries.signpost(actor=request.actor, signpost_id=signpost_id)
    if found.is_asked and policy.SAY_HELPED.allows(request.actor, found):
        return _answer(request, found, by_link=False)
    context = {
        "found": found,
        "named": presenters.named(found),
        "sent_on": day_of(found.sent_at),
        "may_choose": found.waits_for_another and policy.POINT_AGAIN.allows(request.actor, found),
    }
    return render(request, "links/signpost.html", context)


@page(policy.SAY_HELPED, link=policy.HELPED_LINK)
def answer_by_link(request: PageRequest) -> HttpResponseBase:
    """Say from the mail whether it helped, without an account."""
    found = queries.signpost(actor=request.actor, signpost_id=request.actor.answers_about)
    if found.question != "asked":
        return render(request, "links/signpost_over.html", {"found": found})
    return _answer(request, found, by_link=True)


@page(policy.POINT_AGAIN, methods=("POST",))
def again(request: PageRequest, signpost_id: UUID) -> HttpResponseBase:
    """The request goes back to choosing."""
    found = queries.signpost(actor=request.actor, signpost_id=signpost_id)
    policy.POINT_AGAIN.check(request.actor, found)
    try:
        operations.point_again(actor=request.actor, at=request.at, signpost=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The request is open again. Choose who to introduce, or point to something else")
    return redirect("support_requests:request", programme=request.programme.slug, request_id=found.support_request_id)


def _choose_form(request: PageRequest, among: list[Destination], fitting: list[Any]) -> forms.ChooseForm:
    """What fits stands first, with the reason; everything else below it by title."""
    why = {each.destination.pk: presenters.reasons(each) for each in fitting}
    ordered = [*(each.destination for each in fitting), *(each for each in among if each.pk not in why)]
    hints = {
        str(each.pk): f"{why[each.pk]}. {each.about}" if each.pk in why else f"{each.what.label}. {each.about}"
        for each in ordered
    }
    choices = [(str(each.pk), each.title) for each in ordered]
    return forms.ChooseForm(request.POST if request.method == "POST" else None, choices=choices, hints=hints)


def _asker(request: PageRequest, found: SupportRequest) -> str:
    return queries.asker_of(actor=request.actor, support_request=found).name


def _is_sent(request: PageRequest, form: forms.ChooseForm, found: SupportRequest, chosen: list[Destination]) -> bool:
    note = form.cleaned_data["note"]
    try:
        operations.point_to(actor=request.actor, at=request.at, support_request=found, chosen=chosen, note=note)
    except Refused as error:
        refused(form, error)
        return False
    messages.success(request, "It is sent. In two weeks we ask whether it helped")
    return True


def _answer(request: PageRequest, found: Signpost, *, by_link: bool) -> HttpResponseBase:
    form = forms.HelpedForm(request.POST if request.method == "POST" else None)
    if stops.is_worry(request, form.texts):
        return stops.stop(request, field="missing", text=form.texts["missing"], also={"has_helped": "no"})
    if form.is_bound and form.is_valid():
        try:
            operations.say_helped(actor=request.actor, at=request.at, signpost=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            return _thanked(request, found, by_link=by_link)
    shown = {"named": presenters.named(found), "sent_on": day_of(found.sent_at)}
    context = {"form": form, "found": found, "by_link": by_link, **shown}
    return render(request, "links/did_it_help.html", context, status=422 if form.errors else 200)


def _thanked(request: PageRequest, found: Signpost, *, by_link: bool) -> HttpResponseBase:
    if by_link:
        return redirect(request.get_full_path())
    messages.success(request, "Thank you. Your answer is kept")
    return redirect("support_requests:request", programme=request.programme.slug, request_id=found.support_request_id)
