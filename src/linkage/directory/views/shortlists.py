"""A shortlist: kept from a search or an entry's page, seen by its person alone."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.directory import operations, policy, queries
from linkage.directory.models import Entry
from linkage.directory.presenters import shortlists as presenters
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.ui.rendering import fragment, render, wants_fragment


@page(policy.SEE, methods=("GET",))
def shortlist(request: PageRequest) -> HttpResponseBase:
    """Whom the actor keeps, who of them is gone, and the ways to ask."""
    found = queries.shortlist(actor=request.actor, on=day_of(request.at))
    shown = presenters.shortlist_page(found, request.programme.slug)
    return render(request, "directory/shortlist.html", {"shown": shown})


@page(policy.KEEP, methods=("POST",))
def keep(request: PageRequest, entry_id: UUID) -> HttpResponseBase:
    """Keep an entry."""
    found = queries.entry(actor=request.actor, entry_id=entry_id)
    try:
        operations.keep_entry(actor=request.actor, at=request.at, entry=found)
    except Refused as error:
        return _answer(request, found, is_kept=False, said=str(error), is_refused=True)
    return _answer(request, found, is_kept=True, said=f"{found.headline} is in your shortlist")


@page(policy.DROP, methods=("POST",))
def drop(request: PageRequest, entry_id: UUID) -> HttpResponseBase:
    """Take an entry out, also one that is gone."""
    place = queries.shortlist_place(actor=request.actor, entry_id=entry_id)
    operations.drop_entry(actor=request.actor, at=request.at, place=place)
    return _answer(request, place.entry, is_kept=False, said=f"{place.entry.headline} is out of your shortlist")


def _answer(
    request: PageRequest, entry: Entry, *, is_kept: bool, said: str, is_refused: bool = False
) -> HttpResponseBase:
    """The same form with the other button, where scripts run; else back to where it stood."""
    back = request.POST.get("back", "")
    if wants_fragment(request):
        form = presenters.keeping(entry, is_kept=is_kept, back=back)
        context = {"keeping": replace(form, said=said, is_refused=is_refused)}
        return fragment(request, "directory/kept.html", "kept", context)
    (messages.warning if is_refused else messages.success)(request, said)
    return redirect(presenters.way_back(back, entry, request.programme.slug))
