"""Somebody has left a school, and their entry goes with them once the new head agrees."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.directory import operations, policy, queries
from linkage.directory.presenters import freshness as presenters
from linkage.directory.views import settling
from linkage.kernel.errors import Refused
from linkage.ui.rendering import render


@page(policy.SEE_FRESHNESS, methods=("GET",))
def freshness(request: PageRequest) -> HttpResponseBase:
    """How many entries wait for an answer to "still right?", and whose lapsed."""
    shown = presenters.freshness_page(
        queries.freshness(actor=request.actor), list(queries.lapsed(actor=request.actor)), request.programme.slug
    )
    return render(request, "directory/freshness.html", {"shown": shown})


@page(policy.LEAVE_SCHOOL)
def left(request: PageRequest, entry_id: UUID) -> HttpResponseBase:
    """Say that somebody has left, and where they are now."""
    found = queries.entry(actor=request.actor, entry_id=entry_id)
    policy.LEAVE_SCHOOL.check(request.actor, found)
    form = settling.left(request, found)
    if form is None:
        messages.success(request, "The entry is hidden. What is promised stands")
        return redirect("directory:entry", request.programme.slug, found.pk)
    return settling.form_page(request, found, form, "directory/left.html")


@page(policy.SEE_MOVE)
def move(request: PageRequest, move_id: UUID) -> HttpResponseBase:
    """Does this person work at your school now?"""
    found = queries.move(actor=request.actor, move_id=move_id)
    if request.method == "POST":
        policy.TAKE_IN.check(request.actor, found)
        try:
            operations.take_in(actor=request.actor, at=request.at, move=found)
        except Refused as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, f"{found.entry.person.name} is listed at {found.to_organisation.name}")
        return redirect("directory:move", request.programme.slug, found.pk)
    return render(request, "directory/move.html", {"move": found, "shown": presenters.move(found, request.actor)})


@page(policy.TAKE_IN, methods=("POST",))
def turn_away(request: PageRequest, move_id: UUID) -> HttpResponseBase:
    """No, they do not."""
    found = queries.move(actor=request.actor, move_id=move_id)
    policy.TAKE_IN.check(request.actor, found)
    try:
        operations.turn_away(actor=request.actor, at=request.at, move=found)
    except Refused as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, "The entry stays hidden")
    return redirect("directory:move", request.programme.slug, found.pk)
