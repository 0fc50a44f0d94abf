"""Who handles what was said in confidence: handed on, taken up, closed; and what they may read for a while."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, presenters, queries
from linkage.engagements.enums import OpenedPart
from linkage.engagements.views.asking import bound
from linkage.engagements.views.concerns import ask_about, to_concern
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.ui.rendering import render


@page(policy.ASSIGN_CONCERN)
def hand_on(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """Hand it on to somebody else of the programme."""
    actor = request.actor
    found = queries.concern(actor=actor, concern_id=concern_id)
    policy.ASSIGN_CONCERN.check(actor, found)
    able = queries.other_handlers(actor=actor, concern=found, at=request.at)
    form = forms.HandOnForm(bound(request), people=[(str(each.pk), each.name) for each in able])

    def do(person_id: str) -> None:
        operations.assign_concern(actor=actor, at=request.at, concern=found, person_id=UUID(person_id))

    said = {
        "title": "Hand it on",
        "lead": f"{found.raised_by.name} is told. From the next page on you do not read it any more.",
        "button": "Hand it on",
        "done": "Handed on. Both have an e-mail",
        "to": "engagements:concerns",
    }
    return ask_about(request, found, form, do, said)


@page(policy.TAKE_CONCERN)
def take(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """Take up what waits for somebody: until then not a word of it is shown."""
    found = queries.concern_to_take(actor=request.actor, concern_id=concern_id)
    if request.method == "GET":
        return render(request, "engagements/concern_take.html", {"found": found})
    operations.take_concern(actor=request.actor, at=request.at, concern=found)
    messages.success(request, "You look after it now, and nobody else reads it")
    return to_concern(request, concern_id)


@page(policy.CLOSE_CONCERN)
def close(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """Close it with what came of it."""
    found = queries.concern(actor=request.actor, concern_id=concern_id)
    policy.CLOSE_CONCERN.check(request.actor, found)
    do = partial(operations.close_concern, actor=request.actor, at=request.at, concern=found)
    said = {
        "title": "Close it",
        "lead": f"{found.raised_by.name} reads what came of it. From now on nothing can be read under it.",
        "button": "Close it",
        "done": "Closed",
    }
    return ask_about(request, found, forms.CloseConcernForm(bound(request)), do, said)


@page(policy.GIVE_ACCESS)
def give_access(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """Let who handles it read the plan and the notes of visits for a while."""
    found = queries.concern(actor=request.actor, concern_id=concern_id)
    policy.GIVE_ACCESS.check(request.actor, found)
    who = found.handler.name if found.handler else presenters.NOBODY

    def do(how_long: int) -> None:
        operations.give_access(actor=request.actor, at=request.at, concern=found, days=how_long)

    said = {
        "title": f"Let {who} read for a while",
        "lead": (
            "They read the plan, how each aim stands, what is in the way, and the notes of visits that were sent. "
            "They never read how ready each side feels."
        ),
        "lines": [
            "It ends by itself, to the minute, and you can end it earlier. You see each time what they read and when."
        ],
        "button": "Let them read",
        "done": f"{who} can read it now, and has an e-mail",
    }
    return ask_about(request, found, forms.AccessForm(bound(request)), do, said)


@page(policy.END_ACCESS, methods=("POST",))
def end_access(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """Let nobody read any more."""
    found = queries.concern(actor=request.actor, concern_id=concern_id)
    try:
        operations.end_access(actor=request.actor, at=request.at, concern=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "From now on they read nothing any more")
    return to_concern(request, concern_id)


@page(policy.READ_OPENED, methods=("POST",))
def read_plan(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """The plan, for who was let read it; that it was read is noted."""
    access = queries.access(actor=request.actor, concern_id=concern_id, at=request.at)
    operations.read_opened(actor=request.actor, at=request.at, access=access, part=OpenedPart.PLAN)
    engagement = access.concern.engagement
    shown = presenters.opened_plan(
        engagement=engagement,
        objectives=queries.objectives(actor=request.actor, engagement=engagement),
        looks=queries.looks(actor=request.actor, engagement=engagement),
        rows=queries.opened_hindrances(actor=request.actor, engagement=engagement),
        today=day_of(request.at),
    )
    context = {"found": access.concern, "until": presenters.moment(access.ends_at), "shown": shown}
    return render(request, "engagements/concern_plan.html", context)


@page(policy.READ_OPENED, methods=("POST",))
def read_visits(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """The notes of visits that were sent, for who was let read them; that they were read is noted."""
    access = queries.access(actor=request.actor, concern_id=concern_id, at=request.at)
    operations.read_opened(actor=request.actor, at=request.at, access=access, part=OpenedPart.VISITS)
    rows = queries.opened_visits(actor=request.actor, access=access)
    context = {
        "found": access.concern,
        "until": presenters.moment(access.ends_at),
        "rows": presenters.opened_visits(rows),
    }
    return render(request, "engagements/concern_visits.html", context)
