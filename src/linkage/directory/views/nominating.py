"""Nominating a colleague: three short pages, a look over it, and off it goes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.directory import forms, operations, policy, queries
from linkage.directory.models import Nomination
from linkage.directory.presenters import nominations as presenters
from linkage.kernel.errors import Refused
from linkage.programmes import queries as programmes
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEE_WHO_NOMINATES)
def nominate(request: PageRequest) -> HttpResponseBase:
    """What nominating is, and for which school. The public page leads everybody here: who may not is told who may."""
    if not policy.NOMINATE.gate(request.actor):
        return render(request, "directory/not_nominating.html", status=403)
    schools = queries.nominating_schools(actor=request.actor)
    choices = [(str(each.pk), each.name) for each in schools]
    is_clear = len(choices) == 1
    answered = {"organisation": choices[0][0]} if is_clear else request.POST
    form = forms.SchoolForm(answered if request.method == "POST" else None, choices=choices)
    if form.is_bound and form.is_valid():
        school = next(each for each in schools if str(each.pk) == form.answers["organisation"])
        draft = operations.begin(actor=request.actor, at=request.at, organisation=school)
        return redirect("directory:colleague", request.programme.slug, draft.pk)
    context = {"form": form, "schools": schools, "drafts": queries.drafts(actor=request.actor)}
    return render(request, "directory/nominate.html", context, status=422 if form.errors else 200)


@page(policy.WRITE)
def colleague(request: PageRequest, nomination_id: UUID) -> HttpResponseBase:
    """Who the colleague is."""
    draft = _draft(request, nomination_id)
    given = request.POST if request.method == "POST" else None
    form = forms.ColleagueForm(given, initial=presenters.colleague_answers(draft))
    if form.is_bound and form.is_valid():
        try:
            operations.name_colleague(actor=request.actor, at=request.at, nomination=draft, **form.answers)
        except operations.UnableToNominate as error:
            refused(form, error)
        else:
            return _onwards(request, draft.pk, "strength")
    context = {"form": form, "nomination": draft, "step": "colleague"}
    return render(request, "directory/colleague.html", context, status=422 if form.errors else 200)


@page(policy.WRITE)
def strength(request: PageRequest, nomination_id: UUID) -> HttpResponseBase:
    """What they do well."""
    draft = _draft(request, nomination_id)
    areas = [(each.code, each.name) for each in queries.area_choices(actor=request.actor)]
    given = request.POST if request.method == "POST" else None
    form = forms.StrengthForm(given, areas=areas, initial=presenters.strength_answers(draft))
    if form.is_bound and form.is_valid():
        operations.describe_strength(actor=request.actor, at=request.at, nomination=draft, **form.answers)
        return _onwards(request, draft.pk, "offer")
    context = {"form": form, "nomination": draft, "step": "strength"}
    return render(request, "directory/strength.html", context, status=422 if form.errors else 200)


@page(policy.WRITE)
def offer(request: PageRequest, nomination_id: UUID) -> HttpResponseBase:
    """How they could help."""
    draft = _draft(request, nomination_id)
    given = request.POST if request.method == "POST" else None
    form = forms.OfferForm(given, initial=presenters.offer_answers(draft))
    if form.is_bound and form.is_valid():
        operations.describe_offer(actor=request.actor, at=request.at, nomination=draft, **form.answers)
        return redirect("directory:check", request.programme.slug, draft.pk)
    context = {"form": form, "nomination": draft, "step": "offer"}
    return render(request, "directory/offer.html", context, status=422 if form.errors else 200)


@page(policy.SEND)
def check(request: PageRequest, nomination_id: UUID) -> HttpResponseBase:
    """A look over the answers, and send."""
    draft = _draft(request, nomination_id)
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            operations.send(actor=request.actor, at=request.at, nomination=draft)
        except Refused as error:
            problems = [{"text": each.sentence, "href": ""} for each in error.violations]
            draft = _draft(request, nomination_id)
        else:
            messages.success(request, f"{draft.colleague} has your nomination")
            return redirect("directory:nomination", request.programme.slug, draft.pk)
    names = queries.area_names(actor=request.actor, nomination=draft)
    cards = presenters.check_cards(draft, names, request)
    settings = programmes.settings(actor=request.actor)
    context = {"nomination": draft, "cards": cards, "refusals": problems, "settings": settings}
    return render(request, "directory/check.html", context, status=422 if problems else 200)


@page(policy.DELETE_DRAFT)
def delete(request: PageRequest, nomination_id: UUID) -> HttpResponseBase:
    """Throw a draft away."""
    draft = _draft(request, nomination_id)
    if request.method == "POST":
        operations.delete_draft(actor=request.actor, at=request.at, nomination=draft)
        messages.success(request, "The draft is deleted. Nothing was sent")
        return redirect("directory:nominate", request.programme.slug)
    return render(request, "directory/delete.html", {"nomination": draft})


def _draft(request: PageRequest, nomination_id: UUID) -> Nomination:
    found = queries.nomination(actor=request.actor, nomination_id=nomination_id)
    policy.WRITE.check(request.actor, found)
    return found


def _onwards(request: PageRequest, nomination_id: UUID, step: str) -> HttpResponseBase:
    """Go on to the next question, or back to the answers when one of them was being changed."""
    name = "check" if request.GET.get("from") == "check" else step
    return redirect(f"directory:{name}", request.programme.slug, nomination_id)
