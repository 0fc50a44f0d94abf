"""The second question: the need in the asker's words, and the areas it is about."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.areas import queries as areas
from linkage.kernel.errors import Refused
from linkage.support_requests import forms, operations, policy, queries, rules
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters import asking
from linkage.support_requests.views import steps, stops
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import wants_fragment

CHOOSE_AREAS = "areas"
# In the address of the page, once the one question about unclear words was asked.
ASKED = "asked"


@page(policy.SAVE)
def need(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Words, then what we think they are about; typed words are kept as they come (htmx), and at every button."""
    draft = queries.draft(actor=request.actor, request_id=request_id)
    form = _need_form(request, draft)
    if not form.is_bound:
        return _show(request, draft, form, ticked=_codes(request, draft))
    if stops.is_worry(request, form.texts):
        return _forgotten(request, draft, form)
    is_valid = form.is_valid()
    if is_valid:
        _keep(request, draft, form)
    if wants_fragment(request):
        return _show(request, draft, form, ticked=request.POST.getlist("area"))
    return _pressed(request, draft, form)


@page(policy.SAVE)
def unclear(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """One question where the words tell no area: what happens in school; its answer is added to the words."""
    draft = queries.draft(actor=request.actor, request_id=request_id)
    form = forms.HappensForm(request.POST if request.method == "POST" else None)
    if stops.is_worry(request, form.texts):
        return stops.stop(request, field="happens", text=form.texts["happens"])
    if form.is_bound and form.is_valid():
        words = "\n\n".join(part for part in (draft.words, form.cleaned_data["happens"]) if part)
        operations.save_answers(actor=request.actor, at=request.at, draft=draft, words=words[: forms.MOST_WORDS])
        return redirect(_asked(request, draft))
    context = {"form": form, "go_on_url": _asked(request, draft)}
    return steps.show(request, draft, "unclear", context, status=422 if form.errors else 200)


@page(policy.SAVE)
def all_areas(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Every area, to choose from by hand."""
    draft = queries.draft(actor=request.actor, request_id=request_id)
    listed = list(areas.areas(actor=request.actor))
    choices = [(area.code, area.name) for area in listed]
    initial = {"area": _codes(request, draft)}
    form = forms.AreasForm(request.POST if request.method == "POST" else None, choices=choices, initial=initial)
    if form.is_bound and form.is_valid():
        chosen = queries.areas_named(actor=request.actor, codes=form.cleaned_data["area"])
        operations.save_areas(actor=request.actor, at=request.at, draft=draft, areas=chosen)
        return redirect(f"{steps.address(request, 'need', draft)}{_back(request)}")
    groups = asking.area_groups(listed, form["area"].value() or ())
    return steps.show(request, draft, "areas", {"form": form, "groups": groups}, status=422 if form.errors else 200)


def _pressed(request: PageRequest, draft: SupportRequest, form: forms.NeedForm) -> HttpResponseBase:
    """What a button leads to, once everything that could be kept is kept."""
    ticked = request.POST.getlist("area")
    if not form.errors and not steps.is_leaving(request) and not _is_choosing(request):
        _refuse_empty(form, draft, ticked)
    if form.errors:
        return _show(request, draft, form, ticked=ticked, status=422)
    if _is_choosing(request):
        return redirect(f"{steps.address(request, 'areas', draft)}{_back(request)}")
    if _has_new_suggestions(request, draft):
        return redirect(f"{request.get_full_path()}#about")
    if not ticked and _is_unclear(request, draft):
        return redirect(f"{steps.address(request, 'unclear', draft)}{_back(request)}")
    return steps.onwards(request, draft, "need")


def _forgotten(request: PageRequest, draft: SupportRequest, form: forms.NeedForm) -> HttpResponseBase:
    """A worry about a person: what was kept of it while it was typed is emptied, and the way outside is shown."""
    if draft.words:
        operations.forget_words(actor=request.actor, at=request.at, draft=draft)
    if wants_fragment(request):
        return _show(request, draft, form, ticked=[], is_worry=True)
    return stops.stop(request, field="words", text=form.texts["words"])


def _is_unclear(request: PageRequest, draft: SupportRequest) -> bool:
    """Whether the words tell no area, and nobody has been asked about it yet."""
    if ASKED in request.GET or steps.is_leaving(request):
        return False
    return queries.flag_of(actor=request.actor, words=draft.words) == queries.UNCLEAR


def _asked(request: PageRequest, draft: SupportRequest) -> str:
    """The page of the need, once the one question about it was asked."""
    return f"{steps.address(request, 'need', draft)}?{ASKED}=yes{_back(request).replace('?', '&')}#about"


def _need_form(request: PageRequest, draft: SupportRequest) -> forms.NeedForm:
    data = request.POST if request.method == "POST" else None
    known = areas.by_codes(actor=request.actor, codes=request.POST.getlist("area")) if data else []
    return forms.NeedForm(data, codes=[area.code for area in known], initial={"words": draft.words})


def _keep(request: PageRequest, draft: SupportRequest, form: PlainForm) -> None:
    operations.save_answers(actor=request.actor, at=request.at, draft=draft, words=form.cleaned_data["words"])
    chosen = queries.areas_named(actor=request.actor, codes=form.cleaned_data["area"])
    operations.save_areas(actor=request.actor, at=request.at, draft=draft, areas=chosen)


def _refuse_empty(form: PlainForm, draft: SupportRequest, ticked: list[str]) -> None:
    missing = rules.the_need_is_said(rules.Answers(True, True, draft.words, len(ticked), 1, "-", "-"))
    if missing:
        refused(form, Refused(missing))


def _has_new_suggestions(request: PageRequest, draft: SupportRequest) -> bool:
    """Whether the words make us think of areas that no page has shown: without script, after they were written."""
    if steps.is_leaving(request):
        return False
    shown = {*request.POST.getlist("area"), *request.POST.get("offered", "").split()}
    choices = queries.area_choices(actor=request.actor, words=draft.words)
    return not {choice.area.code for choice in choices} <= shown


def _is_choosing(request: PageRequest) -> bool:
    return request.POST.get("then") == CHOOSE_AREAS


def _back(request: PageRequest) -> str:
    return "?back=check" if request.GET.get("back") == "check" else ""


def _codes(request: PageRequest, draft: SupportRequest) -> list[str]:
    return [area.code for area in queries.areas_of(actor=request.actor, support_request=draft)]


def _show(
    request: PageRequest,
    draft: SupportRequest,
    form: PlainForm,
    *,
    ticked: list[str],
    status: int = 200,
    is_worry: bool = False,
) -> HttpResponseBase:
    offered = [code for code in request.POST.get("offered", "").split(" ") if code]
    words = "" if is_worry else request.POST.get("words", draft.words)
    choices = queries.area_choices(actor=request.actor, words=words, ticked=ticked, offered=offered)
    picked = [choice.area for choice in choices if choice.is_ticked]
    context: dict[str, Any] = {
        "form": form,
        "choices": choices,
        "is_worry": is_worry,
        "is_unclear": queries.flag_of(actor=request.actor, words=words) == queries.UNCLEAR,
        "offered": " ".join(choice.area.code for choice in choices),
        "could_help": queries.who_could_help(actor=request.actor, areas=picked, school=draft.organisation),
    }
    return steps.show(request, draft, "need", context, status=status)
