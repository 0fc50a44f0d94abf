"""Saying something in confidence, and the page that two people read."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, presenters, queries
from linkage.engagements.models import Concern
from linkage.engagements.views.asking import Words, bound
from linkage.engagements.views.lifecycle import found_for
from linkage.kernel.errors import Refused
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render


@page(policy.LIST_CONCERNS, methods=("GET",))
def concerns(request: PageRequest) -> HttpResponseBase:
    """Those that the reader raised or handles."""
    found = queries.concerns(actor=request.actor)
    return render(request, "engagements/concerns.html", {"rows": presenters.concern_rows(request.actor, found)})


@page(policy.RAISE_CONCERN)
def raise_concern(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Say what worries one; it goes to who looks after the request, and to nobody else."""
    found = found_for(request, engagement_id, policy.RAISE_CONCERN)
    handler = queries.handler_for(actor=request.actor, engagement=found, at=request.at)
    form = forms.ConcernForm(bound(request))
    if form.is_bound and form.is_valid():
        try:
            made = operations.raise_concern(actor=request.actor, at=request.at, engagement=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "It is on its way. You have an e-mail when it was seen")
            return to_concern(request, made.pk)
    context = {"form": form, "found": found, "to": handler.name if handler else presenters.NOBODY}
    return render(request, "engagements/concern_raise.html", context, status=422 if form.errors else 200)


@page(policy.SEE_CONCERN)
def concern(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """The page that two people read; a post writes to the other of the two."""
    actor = request.actor
    found = queries.concern(actor=actor, concern_id=concern_id)
    form = forms.ConcernMessageForm(bound(request), to=presenters.other_of(actor, found))
    if form.is_bound and form.is_valid():
        try:
            operations.write_concern(actor=actor, at=request.at, concern=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Written. They have an e-mail that there is something, without your words")
            return to_concern(request, concern_id)
    shown = presenters.concern_page(
        actor=actor,
        concern=found,
        thread=queries.thread(actor=actor, concern=found),
        opened=queries.opened(actor=actor, concern=found, at=request.at),
    )
    context = {"found": found, "shown": shown, "form": form}
    return render(request, "engagements/concern.html", context, status=422 if form.errors else 200)


@page(policy.ACKNOWLEDGE_CONCERN, methods=("POST",))
def acknowledge(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """Say that it was seen."""
    return _press(
        request, concern_id, operations.acknowledge_concern, "Noted. Who wrote it knows that you have seen it"
    )


@page(policy.NOTE_CONCERN_READ, methods=("POST",))
def note_read(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """Say that the answer was read."""
    return _press(request, concern_id, operations.note_concern_read, "Noted")


@page(policy.WITHDRAW_CONCERN)
def withdraw(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """Take it back."""
    found = queries.concern(actor=request.actor, concern_id=concern_id)
    policy.WITHDRAW_CONCERN.check(request.actor, found)
    said = {
        "title": "Take it back?",
        "lead": "Nothing more is done about it. It stays between the two of you, and nobody else learns of it.",
        "button": "Take it back",
        "done": "Taken back",
    }
    do = partial(operations.withdraw_concern, actor=request.actor, at=request.at, concern=found)
    return ask_about(request, found, PlainForm(bound(request)), do, said)


def ask_about(
    request: PageRequest, found: Concern, form: PlainForm, do: Callable[..., Any], said: Words
) -> HttpResponseBase:
    """Draw a question about one, or do what was answered and go on to its page, or to the list where it is gone."""
    if form.is_bound and form.is_valid():
        try:
            do(**form.cleaned_data)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, said["done"])
            return (
                redirect(said["to"], programme=request.programme.slug)
                if "to" in said
                else to_concern(request, found.pk)
            )
    context = {"form": form, "found": found, "said": said, "schools": presenters.both_schools(found.engagement)}
    return render(request, "engagements/concern_question.html", context, status=422 if form.errors else 200)


def to_concern(request: PageRequest, concern_id: UUID) -> HttpResponseBase:
    """Go to the page of one."""
    return redirect("engagements:concern", programme=request.programme.slug, concern_id=concern_id)


def _press(request: PageRequest, concern_id: UUID, do: Callable[..., Any], done: str) -> HttpResponseBase:
    found = queries.concern(actor=request.actor, concern_id=concern_id)
    try:
        do(actor=request.actor, at=request.at, concern=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return to_concern(request, concern_id)
