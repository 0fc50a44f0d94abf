"""The papers of an engagement: the list, adding one, its versions, its file, taking it off; and the day of a step."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from linkage.access.page import PageRequest, page
from linkage.documents import queries as documents
from linkage.documents.views import file_response
from linkage.engagements import forms, operations, policy, presenters, queries
from linkage.engagements.models import Engagement, Paper
from linkage.engagements.views.asking import ask
from linkage.kernel.errors import Refused
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render

HERE = "engagements:papers"


@page(policy.LIST_PAPERS, methods=("GET",))
def papers(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Which papers there are, and how much room is left."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    there = queries.papers_of(actor=request.actor, engagement=found)
    rows = rows_of(request, found, there)
    shown = presenters.papers_page(actor=request.actor, engagement=found, rows=rows, papers=there)
    return render(request, "engagements/papers.html", {"found": found, "tabs": presenters.tabs(found), "shown": shown})


@page(policy.ADD_PAPER)
def add(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Add a paper to all of it, or to a step that is chosen."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    policy.ADD_PAPER.check(request.actor, found)
    steps = presenters.step_choices(queries.step_titles(actor=request.actor, engagement=found))
    return _add(request, found, forms.PaperForm(*_sent(request), steps=steps), to=HERE)


@page(policy.ADD_PAPER)
def add_to_step(request: PageRequest, engagement_id: UUID, code: str) -> HttpResponseBase:
    """Add a paper to one step."""
    found = queries.engagement_or_fact(actor=request.actor, engagement_id=engagement_id)
    policy.ADD_PAPER.check(request.actor, found)
    step = queries.step_to_do(actor=request.actor, engagement=found, code=code)
    said = {"caption": step.step.title, "fixed": {"code": code}}
    return _add(request, found, forms.PaperForm(*_sent(request)), to="engagements:mark", back={"code": code}, said=said)


@page(policy.ADD_PAPER)
def add_evidence(request: PageRequest, engagement_id: UUID, theme: str) -> HttpResponseBase:
    """Add a paper as evidence for an answer of one's own side."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    policy.ADD_PAPER.check(request.actor, found)
    known = queries.readiness_of(actor=request.actor, engagement=found)
    said = {
        "caption": known.title(theme),
        "lead": "Only your side sees it until both have said “show”, like your answer.",
        "fixed": {"theme": theme},
    }
    return _add(request, found, forms.PaperForm(*_sent(request)), to="engagements:readiness", said=said)


@page(policy.READ_PAPER, methods=("GET",))
def paper(request: PageRequest, engagement_id: UUID, paper_id: UUID) -> HttpResponseBase:
    """One paper with its versions."""
    found = _paper(request, engagement_id, paper_id)
    shown = rows_of(request, found.engagement, [found])[0]
    is_party = policy.is_party(request.actor, found.engagement)
    context = {"found": found.engagement, "paper": shown, "is_party": is_party}
    return render(request, "engagements/paper.html", context)


@page(policy.READ_PAPER, methods=("GET",))
def paper_file(request: PageRequest, engagement_id: UUID, paper_id: UUID, number: int) -> HttpResponseBase:
    """What is in one version of a paper, to be kept by its reader."""
    found = _paper(request, engagement_id, paper_id)
    policy.READ_PAPER.check(request.actor, found)
    version = queries.paper_version(actor=request.actor, paper=found, number=number)
    return file_response(request.actor, version.file)


@page(policy.REPLACE_PAPER)
def replace(request: PageRequest, engagement_id: UUID, paper_id: UUID) -> HttpResponseBase:
    """Put a newer version in its place."""
    found = _paper(request, engagement_id, paper_id)
    policy.REPLACE_PAPER.check(request.actor, found)
    form = forms.NewerPaperForm(*_sent(request), initial={"based_on": found.newest.number})
    if form.is_bound and form.is_valid():
        try:
            operations.replace_paper(actor=request.actor, at=request.at, paper=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Kept. Whoever may read it finds the newer version first")
            return _to_paper(request, found)
    context = {"form": form, "found": found.engagement, "paper": found}
    return render(request, "engagements/paper_replace.html", context, status=422 if form.errors else 200)


@page(policy.TAKE_PAPER_OFF)
def take_off(request: PageRequest, engagement_id: UUID, paper_id: UUID) -> HttpResponseBase:
    """Take it off: its files are gone for good."""
    found = _paper(request, engagement_id, paper_id)
    policy.TAKE_PAPER_OFF.check(request.actor, found)
    do = partial(operations.take_paper_off, actor=request.actor, at=request.at, paper=found)
    said = {
        "title": "Take this paper off?",
        "lead": f"{found.title}. Its file is deleted for good, with all versions. That it was here can still be read.",
        "button": "Take it off",
        "kind": "warning",
        "done": "Taken off. Its file is deleted",
    }
    form = PlainForm(request.POST if request.method == "POST" else None)
    to = HERE if policy.is_party(request.actor, found.engagement) else "engagements:engagement"
    return ask(request, found.engagement, form, do, said, to=to)


def rows_of(request: PageRequest, found: Engagement, papers: list[Paper]) -> list[presenters.PaperRow]:
    """Return papers for a list, with what the reader may do with them."""
    served = {
        one.file_id: documents.is_served(actor=request.actor, file=one.file) for each in papers for one in each.trail
    }
    steps = queries.step_titles(actor=request.actor, engagement=found) if any(each.code for each in papers) else {}
    return presenters.paper_rows(actor=request.actor, papers=papers, steps=steps, served=served)


def _paper(request: PageRequest, engagement_id: UUID, paper_id: UUID) -> Paper:
    """One that the actor may read; who runs the programme finds what they added themselves."""
    found = queries.engagement_or_fact(actor=request.actor, engagement_id=engagement_id)
    return queries.paper(actor=request.actor, engagement=found, paper_id=paper_id)


def _add(
    request: PageRequest,
    found: Engagement,
    form: forms.PaperForm,
    *,
    to: str,
    back: dict[str, Any] | None = None,
    said: dict[str, Any] | None = None,
) -> HttpResponseBase:
    where = {"programme": request.programme.slug, "engagement_id": found.pk, **(back or {})}
    words = said or {}
    if form.is_bound and form.is_valid():
        given = {**form.answers, **words.get("fixed", {})}
        try:
            operations.add_paper(actor=request.actor, at=request.at, engagement=found, **given)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Added")
            return redirect(reverse(to, kwargs=where))
    context = {"form": form, "found": found, "said": words, "to": to, "back_args": list((back or {}).values())}
    return render(request, "engagements/paper_add.html", context, status=422 if form.errors else 200)


def _sent(request: PageRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _to_paper(request: PageRequest, found: Paper) -> HttpResponseBase:
    slug = request.programme.slug
    return redirect("engagements:paper", programme=slug, engagement_id=found.engagement_id, paper_id=found.pk)
