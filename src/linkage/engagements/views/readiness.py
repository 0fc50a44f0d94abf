"""Saying how ready each side is; and the questions, which coordinators word."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.action import Action
from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, presenters, queries
from linkage.engagements.enums import Kind
from linkage.engagements.models import Engagement
from linkage.engagements.views.asking import ask, bound
from linkage.engagements.views.papers import rows_of
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render

HERE = "engagements:readiness"
QUESTION = "engagements/readiness_question.html"


@page(policy.SEE_READINESS, methods=("GET",))
def readiness(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """What is asked of the reader's side; and both sides once they have shown."""
    found = _found(request, engagement_id, policy.SEE_READINESS)
    known = queries.readiness_of(actor=request.actor, engagement=found)
    shown = presenters.readiness_page(actor=request.actor, found=known)
    papers = queries.papers_of(actor=request.actor, engagement=found)
    context = {
        "found": found,
        "tabs": presenters.tabs(found),
        "shown": shown,
        "evidence": rows_of(request, found, [each for each in papers if each.theme]),
        "evidence_for": [(each.theme, each.title) for each in presenters.asked_now(known)],
    }
    return render(request, "engagements/readiness.html", context)


@page(policy.BEGIN_READINESS)
def begin(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Choose how many questions there are, and ask both sides; until somebody has shown it may be chosen anew."""
    found = _found(request, engagement_id, policy.BEGIN_READINESS)
    do = partial(operations.begin_readiness, actor=request.actor, at=request.at, engagement=found)
    said = {
        "title": "How do you want to look at it?",
        "lead": "Both sides get the same number of questions, and answer them in private.",
        "button": "Ask both sides",
        "done": "Both sides are asked now. Begin with your own answers",
    }
    return ask(request, found, _how_many(request, found), do, said, to=HERE, template=QUESTION)


@page(policy.ASK_AGAIN)
def again(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Ask both sides again on the way; what has changed is shown afterwards."""
    found = _found(request, engagement_id, policy.ASK_AGAIN)
    do = partial(operations.ask_again, actor=request.actor, at=request.at, engagement=found)
    said = {
        "title": "Ask both sides again",
        "lead": "In private, as the first time. Afterwards you see what has changed since then.",
        "button": "Ask both sides",
        "done": "Both sides are asked again",
    }
    return ask(request, found, _how_many(request, found), do, said, to=HERE, template=QUESTION)


@page(policy.KEEP_READINESS)
def answer(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Keep a draft of the side's answers, as often as it likes."""
    found = _found(request, engagement_id, policy.KEEP_READINESS)
    known = queries.readiness_of(actor=request.actor, engagement=found)
    asked = presenters.asked_now(known)
    form = forms.readiness_form(asked)(bound(request), initial=presenters.draft_initial(known))
    if form.is_bound and form.is_valid():
        given = {theme: operations.Given(*said) for theme, said in form.given.items()}
        try:
            operations.keep_readiness(actor=request.actor, at=request.at, engagement=found, answers=given)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Kept. Only your side sees it until both have said “show”")
            return _to(request, found)
    context = {"form": form, "found": found, "parts": presenters.question_parts(known, asked), "can": bool(asked)}
    return render(request, "engagements/readiness_answer.html", context, status=422 if form.errors else 200)


@page(policy.SHOW_READINESS)
def show(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Check the answers and say "show": from then on they stay as they are."""
    found = _found(request, engagement_id, policy.SHOW_READINESS)
    known = queries.readiness_of(actor=request.actor, engagement=found)
    do = partial(operations.show_readiness, actor=request.actor, at=request.at, engagement=found)
    said = {"title": "Show your answers?", "done": "Your side has said “show”"}
    return ask(
        request,
        found,
        PlainForm(bound(request)),
        do,
        said,
        to=HERE,
        template="engagements/readiness_show.html",
        context={"draft": presenters.draft_rows(known)},
    )


@page(policy.NOTE_TALK)
def talked(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Note a conversation about what is not ready."""
    found = _found(request, engagement_id, policy.NOTE_TALK)
    initial = {"talked_who": presenters.talkers(found), "talked_on": day_of(request.at)}
    do = partial(operations.note_talk, actor=request.actor, at=request.at, engagement=found)
    said = {"title": "Note the conversation", "button": "Save", "done": "Noted, for both schools to read"}
    return ask(request, found, forms.TalkForm(bound(request), initial=initial), do, said, to=HERE, template=QUESTION)


@page(policy.NOTE_GOVERNORS)
def governors(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Note who of the reader's governors has signed a sponsorship off."""
    found = _found(request, engagement_id, policy.NOTE_GOVERNORS)
    known = queries.readiness_of(actor=request.actor, engagement=found)
    form = forms.GovernorsForm(bound(request), initial=presenters.governors_initial(known))
    do = partial(operations.note_governors, actor=request.actor, at=request.at, engagement=found)
    said = {
        "title": "Your governors have signed off",
        "lead": "Both schools read it, and it comes before you agree.",
        "button": "Save",
        "done": "Noted, for both schools to read",
    }
    return ask(request, found, form, do, said, to=HERE, template=QUESTION)


@page(policy.EDIT_QUESTIONS)
def questions(request: PageRequest) -> HttpResponseBase:
    """Word the questions; who has begun keeps the ones they began with."""
    version, asked = queries.questions_now(actor=request.actor)
    form = forms.QuestionsForm(bound(request), questions=asked, initial={"based_on": version})
    if form.is_bound and form.is_valid():
        try:
            operations.save_questions(actor=request.actor, at=request.at, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Saved. Whoever begins from now on is asked these questions")
            return redirect("engagements:readiness-questions", programme=request.programme.slug)
    context = {"form": form, "asked": asked, "version": max(version, 1)}
    return render(request, "engagements/readiness_questions.html", context, status=422 if form.errors else 200)


def _found(request: PageRequest, engagement_id: UUID, action: Action) -> Engagement:
    """The actor's own; everybody else finds nothing here, whoever runs the programme too."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    action.check(request.actor, found)
    return found


def _how_many(request: PageRequest, found: Engagement) -> forms.HowManyForm:
    known = queries.readiness_of(actor=request.actor, engagement=found)
    initial: dict[str, Any] = {"way": presenters.way_chosen(known)}
    return forms.HowManyForm(bound(request), is_light_first=found.kind == Kind.PEER, initial=initial)


def _to(request: PageRequest, found: Engagement) -> HttpResponseBase:
    return redirect(HERE, programme=request.programme.slug, engagement_id=found.pk)
