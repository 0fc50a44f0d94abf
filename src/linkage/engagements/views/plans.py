"""The plan: aims, what is done for them, looking at it together, and who carries on."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, presenters, queries
from linkage.engagements.models import Engagement
from linkage.engagements.views.asking import ask, bound, press
from linkage.engagements.views.lifecycle import found_for
from linkage.kernel.days import day_of
from linkage.people import queries as people
from linkage.ui.rendering import render

PLAN = "engagements:plan"


@page(policy.SEE, methods=("GET",))
def plan(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """The aims, how each side sees them, and what is done."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    context = {"tabs": presenters.tabs(found), "plan": _plan(request, found), "way": way_of(request, found)}
    return render(request, "engagements/plan.html", {"found": found, **context})


@page(policy.SAVE_OBJECTIVE)
def add_objective(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Write an aim."""
    found = found_for(request, engagement_id, policy.SAVE_OBJECTIVE)
    areas = queries.areas_of_plan(actor=request.actor, engagement=found)
    form = forms.ObjectiveForm(bound(request), people=presenters.owners(found), areas=areas)
    said = {"title": "Add an aim", "button": "Add it", "done": "Added"}
    return ask(request, found, form, _keep(request, found), said, to=PLAN)


@page(policy.SAVE_OBJECTIVE)
def objective(request: PageRequest, engagement_id: UUID, objective_id: UUID) -> HttpResponseBase:
    """Write an aim anew."""
    found = found_for(request, engagement_id, policy.SAVE_OBJECTIVE)
    aim = queries.objective(actor=request.actor, engagement=found, objective_id=objective_id)
    areas = queries.areas_of_plan(actor=request.actor, engagement=found)
    known = presenters.aim_initial(aim)
    form = forms.ObjectiveForm(bound(request), people=presenters.owners(found), areas=areas, initial=known)
    said = {"title": "Change an aim", "button": "Save", "done": "Saved"}
    context = {"aim": aim, "can_drop": policy.DROP_OBJECTIVE.allows(request.actor, found)}
    keep = _keep(request, found, aim)
    return ask(request, found, form, keep, said, to=PLAN, template="engagements/objective.html", context=context)


@page(policy.DROP_OBJECTIVE, methods=("POST",))
def drop_objective(request: PageRequest, engagement_id: UUID, objective_id: UUID) -> HttpResponseBase:
    """Take an aim off."""
    found = found_for(request, engagement_id, policy.DROP_OBJECTIVE)
    aim = queries.objective(actor=request.actor, engagement=found, objective_id=objective_id)
    do = partial(operations.drop_objective, actor=request.actor, at=request.at, engagement=found, objective=aim)
    return press(request, found, do, "Taken off. What was said of it stays with what you looked at", to=PLAN)


@page(policy.ADD_ACTION)
def add_action(request: PageRequest, engagement_id: UUID, objective_id: UUID) -> HttpResponseBase:
    """Add something to do for an aim."""
    found = found_for(request, engagement_id, policy.ADD_ACTION)
    aim = queries.objective(actor=request.actor, engagement=found, objective_id=objective_id)
    form = forms.ActionForm(bound(request), people=presenters.everybody(found))

    def do(text: str, owner_id: str, due_on: Any) -> None:
        owner = people.person(actor=request.actor, person_id=UUID(owner_id))
        operations.add_action(
            actor=request.actor, at=request.at, engagement=found, objective=aim, text=text, owner=owner, due_on=due_on
        )

    said = {"title": "Add something to do", "lead": aim.text, "button": "Add it", "done": "Added"}
    return ask(request, found, form, do, said, to=PLAN)


@page(policy.FINISH_ACTION, methods=("POST",))
def finish_action(request: PageRequest, engagement_id: UUID, action_id: UUID) -> HttpResponseBase:
    """Say that it is done."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    what = queries.plan_action(actor=request.actor, engagement=found, action_id=action_id)
    do = partial(operations.finish_action, actor=request.actor, at=request.at, action=what)
    return press(request, found, do, "Noted: it is done", to=PLAN)


@page(policy.OPEN_REVIEW)
def set_review(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Set a day to look at it together."""
    found = found_for(request, engagement_id, policy.OPEN_REVIEW)
    known = queries.open_review(actor=request.actor, engagement=found)
    form = forms.ReviewDayForm(bound(request), initial={"due_on": known.due_on} if known else None)
    do = partial(operations.open_review, actor=request.actor, at=request.at, engagement=found)
    said = {"title": "When do you look at it together?", "button": "Save", "done": "Saved"}
    return ask(request, found, form, do, said, to=PLAN)


@page(policy.RATE)
def rate(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Say for the reader's school how each aim stands."""
    found = found_for(request, engagement_id, policy.RATE)
    aims = queries.objectives(actor=request.actor, engagement=found)
    said_before = presenters.rated_initial(request.actor, found, queries.looks(actor=request.actor, engagement=found))
    plan = queries.plan_asked_about(actor=request.actor, engagement=found)
    checks = queries.carry_on_checks(actor=request.actor, engagement=found) if plan else []
    said_before |= presenters.plan_initial(request.actor, found, checks)
    form = forms.rating_form(aims, plan)(bound(request), objectives=aims, initial=said_before)

    def do(**_: Any) -> None:
        operations.rate(
            actor=request.actor, at=request.at, engagement=found, ratings=form.ratings, carries_on=form.carries_on
        )

    said = {
        "title": "How does each aim stand?",
        "lead": "You speak for your school. It is about aims, never about people. The other school reads it too.",
        "in_the_way": way_of(request, found).lines,
        "button": "Say it",
        "done": "Said. Both schools see it",
    }
    return ask(request, found, form, do, said, to=PLAN)


@page(policy.CLOSE_REVIEW)
def finish_review(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Write what follows from looking at it together."""
    found = found_for(request, engagement_id, policy.CLOSE_REVIEW)
    do = partial(operations.close_review, actor=request.actor, at=request.at, engagement=found)
    said = {
        "title": "What follows?",
        "in_the_way": way_of(request, found).lines,
        "button": "Save",
        "done": "Kept. Both schools see what follows",
    }
    return ask(request, found, forms.NextStepsForm(bound(request)), do, said, to=PLAN)


@page(policy.SAY_WHO_CARRIES_ON)
def carries_on(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Write who carries on afterwards."""
    found = found_for(request, engagement_id, policy.SAY_WHO_CARRIES_ON)
    form = forms.CarriesOnForm(bound(request), initial={"carries_on": found.carries_on})
    do = partial(operations.say_who_carries_on, actor=request.actor, at=request.at, engagement=found)
    said = {"title": "Who carries on afterwards?", "button": "Save", "done": "Saved. Both schools see it"}
    return ask(request, found, form, do, said, to="engagements:ending")


def way_of(request: PageRequest, found: Engagement) -> presenters.Way:
    """Return what is in the way, as the reader sees it."""
    rows = queries.hindrances(actor=request.actor, engagement=found)
    return presenters.way(actor=request.actor, engagement=found, rows=rows, today=day_of(request.at))


def _plan(request: PageRequest, found: Engagement) -> presenters.PlanPage:
    return presenters.plan_page(
        actor=request.actor,
        engagement=found,
        objectives=queries.objectives(actor=request.actor, engagement=found),
        looks=queries.looks(actor=request.actor, engagement=found),
        areas=queries.areas_of_plan(actor=request.actor, engagement=found),
    )


def _keep(request: PageRequest, found: Engagement, aim: Any = None) -> Any:
    def do(**answers: Any) -> None:
        operations.save_objective(
            actor=request.actor, at=request.at, engagement=found, aim=operations.Aim(**answers), objective=aim
        )

    return do
