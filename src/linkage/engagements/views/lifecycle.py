"""Changing what it is about, its people and steps; starting, pausing, stopping and ending it."""

from functools import partial
from uuid import UUID

from django.http import HttpResponseBase

from linkage.access.action import Action
from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, presenters, queries
from linkage.engagements.enums import together
from linkage.engagements.models import Engagement
from linkage.engagements.views.asking import ask, bound, press
from linkage.kernel.days import day_of
from linkage.ui.forms import PlainForm


def found_for(request: PageRequest, engagement_id: UUID, action: Action) -> Engagement:
    """Return the actor's own engagement where they may do this; raises NotFound or Forbidden."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    action.check(request.actor, found)
    return found


@page(policy.CHANGE)
def change(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Say anew what it is about, and when."""
    found = found_for(request, engagement_id, policy.CHANGE)
    form = forms.ChangeForm(bound(request), initial=presenters.initial(found))
    do = partial(operations.change, actor=request.actor, at=request.at, engagement=found)
    return ask(request, found, form, do, {"title": "Change what it is about", "button": "Save", "done": "Saved"})


@page(policy.CHANGE_KIND)
def change_kind(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Make something else of it; everything that was written stays."""
    found = found_for(request, engagement_id, policy.CHANGE_KIND)
    form = forms.KindForm(bound(request), initial={"kind": together(found.kind, is_one_way=found.is_one_way)})
    do = partial(operations.change_kind, actor=request.actor, at=request.at, engagement=found)
    said = {
        "title": "Make something else of it",
        "lead": "Everything you have written and signed stays. The steps change, and everybody who takes part is told.",
        "button": "Save",
        "done": "Saved. Look at what comes first now, and whether the agreement should say something else",
    }
    return ask(request, found, form, do, said)


@page(policy.ADD_PERSON)
def add_person(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Have a colleague take part."""
    found = found_for(request, engagement_id, policy.ADD_PERSON)
    side = policy.side_of(request.actor, found)
    people = queries.colleagues(actor=request.actor, engagement=found, side=side)
    form = forms.PersonForm(bound(request), people=[(str(each.pk), each.name) for each in people])

    def do(person_id: str, *, leads: bool) -> None:
        operations.add_person(
            actor=request.actor, at=request.at, engagement=found, person_id=UUID(person_id), leads=leads
        )

    said = {"title": "Add a colleague", "button": "Add", "done": "Added. They have an e-mail with this page"}
    return ask(request, found, form, do, said)


@page(policy.LET_GO)
def let_go(request: PageRequest, engagement_id: UUID, participant_id: UUID) -> HttpResponseBase:
    """Take a colleague off."""
    found = found_for(request, engagement_id, policy.LET_GO)
    who = queries.participant(actor=request.actor, engagement=found, participant_id=participant_id)
    do = partial(operations.let_go, actor=request.actor, at=request.at, engagement=found, participant=who)
    said = {
        "title": f"Take {who.person.name} off?",
        "lead": "From then on they see nothing of it. What they wrote stays.",
        "button": "Take off",
        "done": f"{who.person.name} takes part no more",
    }
    return ask(request, found, PlainForm(bound(request)), do, said)


@page(policy.START, methods=("POST",))
def start(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Start what is agreed."""
    found = found_for(request, engagement_id, policy.START)
    do = partial(operations.start, actor=request.actor, at=request.at, engagement=found)
    return press(request, found, do, "It has started. Everybody who takes part has an e-mail")


@page(policy.PAUSE)
def pause(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Pause it."""
    found = found_for(request, engagement_id, policy.PAUSE)
    do = partial(operations.pause, actor=request.actor, at=request.at, engagement=found)
    said = {
        "title": "Pause it",
        "lead": "Until it goes on everybody can read it, and nobody can change anything of it.",
        "button": "Pause it",
        "done": "It is paused, and everybody knows",
    }
    return ask(request, found, forms.PauseForm(bound(request)), do, said)


@page(policy.RESUME, methods=("POST",))
def resume(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Go on after a pause."""
    found = found_for(request, engagement_id, policy.RESUME)
    do = partial(operations.resume, actor=request.actor, at=request.at, engagement=found)
    return press(request, found, do, "It goes on. The last day has moved by as long as it was paused")


@page(policy.STOP)
def stop(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Stop it for good."""
    found = found_for(request, engagement_id, policy.STOP)
    do = partial(operations.stop, actor=request.actor, at=request.at, engagement=found)
    today, side = day_of(request.at), policy.side_of(request.actor, found)
    owed = queries.owed_when_stopped(actor=request.actor, engagement=found, stopped_by=side, today=today)
    until = queries.notice_until(actor=request.actor, engagement=found, today=today)
    said = {
        "title": "Stop it for good",
        "lead": presenters.stopping(found, until),
        "lines": presenters.owed_lines(owed, engagement=found, stopped_by=side),
        "button": "Stop it",
        "kind": "warning",
        "done": "It is stopped, and everybody knows",
    }
    return ask(request, found, forms.StopForm(bound(request)), do, said)


@page(policy.BEGIN_END, methods=("POST",))
def begin_end(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Begin to bring it to an end."""
    found = found_for(request, engagement_id, policy.BEGIN_END)
    do = partial(operations.begin_end, actor=request.actor, at=request.at, engagement=found)
    return press(request, found, do, "Here is what comes before the end", to="engagements:ending")


@page(policy.GO_ON, methods=("POST",))
def go_on(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Go on after all."""
    found = found_for(request, engagement_id, policy.GO_ON)
    do = partial(operations.go_on, actor=request.actor, at=request.at, engagement=found)
    return press(request, found, do, "It goes on")


@page(policy.CLOSE, methods=("POST",))
def close(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """End it."""
    found = found_for(request, engagement_id, policy.CLOSE)
    do = partial(operations.close, actor=request.actor, at=request.at, engagement=found)
    return press(request, found, do, "It has ended. For a year both schools are asked what it changed")
