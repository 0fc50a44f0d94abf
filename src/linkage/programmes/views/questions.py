"""The questions of the public page, as a coordinator writes and orders them."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.programmes import forms, operations, policy, queries
from linkage.programmes.presenters import questions as presenters
from linkage.programmes.views.settings import settle
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render

HOME = "programmes:questions"
STEPS = {"up": -1, "down": 1}


@page(policy.SEE_QUESTIONS, methods=("GET",))
def questions(request: PageRequest) -> HttpResponse:
    """Every question in its order, and how visitors read them."""
    own = list(queries.frequent_questions(actor=request.actor))
    context = {"rows": presenters.rows(own), "shown": presenters.shown(own)}
    return render(request, "programmes/questions.html", context)


@page(policy.TAKE_QUESTIONS, methods=("POST",))
def take_questions(request: PageRequest) -> HttpResponse:
    """Begin with ours."""
    operations.take_questions(actor=request.actor, at=request.at)
    messages.success(request, "The questions are yours now: change, order or remove them")
    return redirect(HOME, programme=request.programme.slug)


@page(policy.DROP_QUESTIONS)
def drop_questions(request: PageRequest) -> HttpResponse:
    """Ask, then go back to ours."""
    if request.method != "POST":
        return render(request, "programmes/questions_drop.html", {"shipped": presenters.SHIPPED})
    operations.drop_questions(actor=request.actor, at=request.at)
    messages.success(request, "The page shows our questions again")
    return redirect(HOME, programme=request.programme.slug)


@page(policy.ADD_QUESTION)
def add_question(request: PageRequest) -> HttpResponse:
    """Write another one."""
    form = forms.QuestionForm(request.POST if request.method == "POST" else None)
    return _write(request, form, operations.add_question, "Add a question", "The question is on the public page")


@page(policy.CHANGE_QUESTION)
def change_question(request: PageRequest, frequent_question_id: UUID) -> HttpResponse:
    """Change one."""
    found = queries.frequent_question(actor=request.actor, question_id=frequent_question_id)
    initial = {"question": found.question, "answer": found.answer}
    form = forms.QuestionForm(request.POST if request.method == "POST" else None, initial=initial)
    change = partial(operations.change_question, frequent_question=found)
    return _write(request, form, change, "Change a question", "The question is saved")


@page(policy.CHANGE_QUESTION, methods=("POST",))
def move_question(request: PageRequest, frequent_question_id: UUID) -> HttpResponse:
    """Move one up or down; whatever else is sent moves nothing."""
    found = queries.frequent_question(actor=request.actor, question_id=frequent_question_id)
    steps = STEPS.get(request.POST.get("move", ""), 0)
    operations.move_question(actor=request.actor, at=request.at, frequent_question=found, steps=steps)
    messages.success(request, f"The questions are in their new order: \u201c{found.question}\u201d has moved")
    return redirect(HOME, programme=request.programme.slug)


@page(policy.REMOVE_QUESTION)
def remove_question(request: PageRequest, frequent_question_id: UUID) -> HttpResponse:
    """Ask, then take one off the page."""
    found = queries.frequent_question(actor=request.actor, question_id=frequent_question_id)
    if request.method != "POST":
        return render(request, "programmes/questions_remove.html", {"found": found})
    remove = partial(operations.remove_question, frequent_question=found)
    form = PlainForm(request.POST)
    return settle(request, form, remove, "The question is removed", "programmes/questions_remove.html", after=HOME)


def _write(
    request: PageRequest, form: forms.QuestionForm, write: Callable[..., Any], title: str, said: str
) -> HttpResponse:
    """Show how visitors would read it, or keep it."""
    preview: tuple[tuple[str, str], ...] = ()
    if form.is_bound and form.is_valid():
        if "preview" in request.POST:
            preview = ((form.answers["question"], form.answers["answer"]),)
        else:
            try:
                write(actor=request.actor, at=request.at, **form.answers)
            except Refused as error:
                refused(form, error)
            else:
                messages.success(request, said)
                return redirect(HOME, programme=request.programme.slug)
    context = {"form": form, "page_title": title, "preview": preview}
    return render(request, "programmes/questions_write.html", context, status=422 if form.errors else 200)
