"""Ticking a step, and which steps each kind has."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, presenters, queries
from linkage.engagements.enums import Doer, Gate, Kind
from linkage.engagements.models import Engagement
from linkage.engagements.views.asking import ask, bound, press
from linkage.engagements.views.papers import rows_of
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.MARK)
def mark(request: PageRequest, engagement_id: UUID, code: str) -> HttpResponseBase:
    """Say on which day a step was done."""
    found = queries.engagement_or_fact(actor=request.actor, engagement_id=engagement_id)
    policy.MARK.check(request.actor, found)
    step = queries.step_to_do(actor=request.actor, engagement=found, code=code)
    note = {"note": step.mark.note, "done_on": step.mark.done_on} if step.mark else {"done_on": day_of(request.at)}
    do = partial(operations.mark, actor=request.actor, at=request.at, engagement=found, code=code)
    said = {"title": step.step.title, "lead": step.step.text, "button": "It is done", "done": "Noted"}
    context = {"step": step, **_beside(request, found, step)}
    return ask(
        request, found, forms.MarkForm(bound(request), initial=note, is_check=step.is_check), do, said,
        template="engagements/mark.html", context=context,
    )  # fmt: skip


def _beside(request: PageRequest, found: Engagement, step: queries.Progress) -> dict[str, Any]:
    """The papers of a step and its day, and what the reader may do with them."""
    papers = queries.papers_of_step(actor=request.actor, engagement=found, code=step.step.code)
    is_theirs = policy.is_party(request.actor, found) or step.step.doer == Doer.PROGRAMME
    return {
        "rows": rows_of(request, found, papers),
        "can_add": found.is_changeable and is_theirs and policy.ADD_PAPER.allows(request.actor, found),
        "can_plan": presenters.can_plan(request.actor, found),
    }


@page(policy.PLAN_STEP)
def plan_step(request: PageRequest, engagement_id: UUID, code: str) -> HttpResponseBase:
    """Plan the day of a step."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    policy.PLAN_STEP.check(request.actor, found)
    step = queries.step(actor=request.actor, engagement=found, code=code)
    do = partial(operations.plan_step, actor=request.actor, at=request.at, engagement=found, code=code)
    said = {
        "title": "Plan a day",
        "lead": f"{step.step.title}. Both schools see it, and whoever has to do it is reminded at home.",
        "button": "Save",
        "done": "Saved",
    }
    return ask(request, found, forms.StepDayForm(bound(request), initial={"planned_on": step.planned_on}), do, said)


@page(policy.TAKE_MARK_BACK, methods=("POST",))
def take_mark_back(request: PageRequest, engagement_id: UUID, code: str) -> HttpResponseBase:
    """Say that it is not done after all."""
    found = queries.engagement_or_fact(actor=request.actor, engagement_id=engagement_id)
    do = partial(operations.take_mark_back, actor=request.actor, at=request.at, engagement=found, code=code)
    return press(request, found, do, "Noted: it is still to do")


@page(policy.EDIT_STEPS, methods=("GET",))
def kinds(request: PageRequest) -> HttpResponseBase:
    """Which steps each kind has."""
    shown = [(kind, queries.step_texts(actor=request.actor, kind=kind)) for kind in Kind]
    return render(
        request, "engagements/kinds.html", {"kinds": shown, "doers": dict(Doer.choices), "gates": dict(Gate.choices)}
    )


@page(policy.EDIT_STEPS)
def edit_steps(request: PageRequest, kind: str) -> HttpResponseBase:
    """Change the steps of a kind; what is running keeps those it began with."""
    if kind not in Kind.values:
        raise Http404
    steps = queries.step_texts(actor=request.actor, kind=kind)
    form = forms.StepsForm(bound(request), steps=steps)
    if form.is_bound and form.is_valid():
        try:
            operations.save_steps(actor=request.actor, at=request.at, kind=kind, steps=form.steps)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Saved. What begins from now on has these steps")
            return redirect("engagements:kinds", programme=request.programme.slug)
    context = {"form": form, "kind": Kind(kind)}
    return render(request, "engagements/edit_steps.html", context, status=422 if form.errors else 200)
