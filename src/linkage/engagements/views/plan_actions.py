"""Changing something to do, and taking it off the plan."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, presenters, queries
from linkage.engagements.views.asking import ask, bound, press
from linkage.people import queries as people

PLAN = "engagements:plan"


@page(policy.CHANGE_ACTION)
def change_action(request: PageRequest, engagement_id: UUID, action_id: UUID) -> HttpResponseBase:
    """Say anew what is done, by whom and until when."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    what = queries.plan_action(actor=request.actor, engagement=found, action_id=action_id)
    policy.CHANGE_ACTION.check(request.actor, what)
    offered = presenters.everybody_and(found, what)
    form = forms.ActionForm(bound(request), people=offered, initial=presenters.action_initial(what))

    def do(text: str, owner_id: str, due_on: Any) -> None:
        owner = people.person(actor=request.actor, person_id=UUID(owner_id))
        operations.change_action(actor=request.actor, at=request.at, action=what, text=text, owner=owner, due_on=due_on)

    said = {"title": "Change something to do", "button": "Save", "done": "Saved"}
    template = "engagements/plan_action.html"
    return ask(request, found, form, do, said, to=PLAN, template=template, context={"what": what})


@page(policy.DROP_ACTION, methods=("POST",))
def drop_action(request: PageRequest, engagement_id: UUID, action_id: UUID) -> HttpResponseBase:
    """Take it off the plan."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    what = queries.plan_action(actor=request.actor, engagement=found, action_id=action_id)
    do = partial(operations.drop_action, actor=request.actor, at=request.at, action=what)
    return press(request, found, do, "Taken off the plan", to=PLAN)
