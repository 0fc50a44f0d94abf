"""One person's page in the directory, and what they and the coordinator may do with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.directory import operations, policy, queries
from linkage.directory.presenters import entries as presenters
from linkage.directory.presenters import shortlists
from linkage.directory.views import settling
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound, Refused
from linkage.programmes import queries as programmes
from linkage.ui.rendering import render


@page(policy.SEE)
def entry(request: PageRequest, entry_id: UUID) -> HttpResponseBase:
    """Who they are, what they help with, how, and how much they can give."""
    found = queries.entry(actor=request.actor, entry_id=entry_id)
    on = day_of(request.at)
    shown = presenters.entry_page(
        found,
        areas=[each.name for each in queries.areas_of(actor=request.actor, entry=found)],
        capacity=queries.capacity(actor=request.actor, entry=found, on=on),
        home=queries.home_school(actor=request.actor),
        contact=queries.contact(actor=request.actor, entry=found),
        designations=queries.designations_of(actor=request.actor, entry=found, on=on),
        has_left=queries.has_left(actor=request.actor, entry=found),
        actor=request.actor,
    )
    settings = programmes.settings(actor=request.actor)
    is_kept = queries.is_shortlisted(actor=request.actor, entry=found)
    context = {"entry": found, "shown": shown, "back": presenters.back_to(request), "settings": settings}
    context |= {"keeping": shortlists.keeping(found, is_kept=is_kept, back=shortlists.ENTRY)}
    return render(request, "directory/entry.html", context)


@page(policy.SEE)
def own(request: PageRequest) -> HttpResponseBase:
    """The actor's own entry."""
    mine = queries.own_entry(actor=request.actor)
    if mine is None:
        raise NotFound("entry")
    return redirect("directory:entry", request.programme.slug, mine.pk)


@page(policy.CHANGE)
def change(request: PageRequest, entry_id: UUID) -> HttpResponseBase:
    """Change one's own words and offer."""
    found = queries.entry(actor=request.actor, entry_id=entry_id)
    policy.CHANGE.check(request.actor, found)
    form = settling.changed(request, found)
    if form is None:
        messages.success(request, "Your entry is changed")
        return redirect("directory:entry", request.programme.slug, found.pk)
    return settling.form_page(request, found, form, "directory/change.html")


@page(policy.PAUSE)
def pause(request: PageRequest, entry_id: UUID) -> HttpResponseBase:
    """Take a break."""
    found = queries.entry(actor=request.actor, entry_id=entry_id)
    policy.PAUSE.check(request.actor, found)
    form = settling.paused(request, found)
    if form is None:
        messages.success(request, "Paused. What is promised stands")
        return redirect("directory:entry", request.programme.slug, found.pk)
    return settling.form_page(request, found, form, "directory/pause.html")


@page(policy.RESUME, methods=("POST",))
def resume(request: PageRequest, entry_id: UUID) -> HttpResponseBase:
    """End a break."""
    found = queries.entry(actor=request.actor, entry_id=entry_id)
    try:
        operations.resume(actor=request.actor, at=request.at, entry=found)
    except Refused as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, "Listed again")
    return redirect("directory:entry", request.programme.slug, found.pk)


@page(policy.CONFIRM, methods=("POST",))
def confirm(request: PageRequest, entry_id: UUID) -> HttpResponseBase:
    """Say that it is still right."""
    found = queries.entry(actor=request.actor, entry_id=entry_id)
    operations.confirm(actor=request.actor, at=request.at, entry=found)
    messages.success(request, "Thank you. Schools see that it is up to date")
    return redirect("directory:entry", request.programme.slug, found.pk)


@page(policy.WITHDRAW)
def withdraw(request: PageRequest, entry_id: UUID) -> HttpResponseBase:
    """Leave the directory."""
    found = queries.entry(actor=request.actor, entry_id=entry_id)
    policy.WITHDRAW.check(request.actor, found)
    if request.method == "POST":
        try:
            operations.withdraw(actor=request.actor, at=request.at, entry=found)
        except Refused as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, "The entry is withdrawn")
        return redirect("directory:directory", request.programme.slug)
    return render(request, "directory/withdraw.html", {"entry": found})
