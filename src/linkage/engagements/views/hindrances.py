"""What is in the way: noted, changed, settled, and in the way again."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase

from linkage.access.action import Action
from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, presenters, queries
from linkage.engagements.models import Engagement, Hindrance
from linkage.engagements.views.asking import ask, bound
from linkage.engagements.views.lifecycle import found_for
from linkage.people import queries as people

PLAN = "engagements:plan"


@page(policy.NOTE_HINDRANCE)
def add_hindrance(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Note what is in the way."""
    found = found_for(request, engagement_id, policy.NOTE_HINDRANCE)
    form = forms.HindranceForm(bound(request), people=presenters.everybody(found))
    do = partial(_with_owner, request, partial(operations.note_hindrance, engagement=found))
    said = {
        "title": "What is in the way?",
        "lead": "Both schools read it. It is about the work, never about a person.",
        "button": "Add it",
        "done": "Added. Both schools see it",
    }
    return ask(request, found, form, do, said, to=PLAN)


@page(policy.CHANGE_HINDRANCE)
def change_hindrance(request: PageRequest, engagement_id: UUID, hindrance_id: UUID) -> HttpResponseBase:
    """Say anew what is in the way, who looks after it and until when."""
    found, what = _found(request, engagement_id, hindrance_id, policy.CHANGE_HINDRANCE)
    people_offered = presenters.everybody_and(found, what)
    form = forms.HindranceForm(bound(request), people=people_offered, initial=presenters.hindrance_initial(what))
    do = partial(_with_owner, request, partial(operations.change_hindrance, hindrance=what))
    return ask(request, found, form, do, {"title": "Change it", "button": "Save", "done": "Saved"}, to=PLAN)


@page(policy.SETTLE_HINDRANCE)
def settle_hindrance(request: PageRequest, engagement_id: UUID, hindrance_id: UUID) -> HttpResponseBase:
    """Say what came of it."""
    found, what = _found(request, engagement_id, hindrance_id, policy.SETTLE_HINDRANCE)
    do = partial(operations.settle_hindrance, actor=request.actor, at=request.at, hindrance=what)
    said = {"title": "It is settled", "lead": what.text, "button": "It is settled", "done": "Noted: it is settled"}
    return ask(request, found, forms.SettleForm(bound(request)), do, said, to=PLAN)


@page(policy.REOPEN_HINDRANCE)
def reopen_hindrance(request: PageRequest, engagement_id: UUID, hindrance_id: UUID) -> HttpResponseBase:
    """Say that it is in the way again."""
    found, what = _found(request, engagement_id, hindrance_id, policy.REOPEN_HINDRANCE)
    do = partial(operations.reopen_hindrance, actor=request.actor, at=request.at, hindrance=what)
    said = {
        "title": "It is in the way again",
        "lead": f"{what.text}. {what.owner.name} looks after it.",
        "button": "Say so",
        "done": "Noted. Both schools see it again",
    }
    return ask(request, found, forms.AgainForm(bound(request)), do, said, to=PLAN)


def _found(
    request: PageRequest, engagement_id: UUID, hindrance_id: UUID, action: Action
) -> tuple[Engagement, Hindrance]:
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    what = queries.hindrance(actor=request.actor, engagement=found, hindrance_id=hindrance_id)
    action.check(request.actor, what)
    return found, what


def _with_owner(request: PageRequest, do: Any, owner_id: str, **answers: Any) -> None:
    owner = people.person(actor=request.actor, person_id=UUID(owner_id))
    do(actor=request.actor, at=request.at, owner=owner, **answers)
