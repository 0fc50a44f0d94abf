"""All entries and all nominations, to look through and to take home as a spreadsheet."""

from django.http import HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.areas import queries as areas
from linkage.directory import operations, policy, queries
from linkage.directory.presenters import listing
from linkage.ui import lists
from linkage.ui.rendering import render


@page(policy.LIST_ALL)
def entries(request: PageRequest) -> HttpResponseBase:
    """Every entry in every state."""
    asked = lists.chosen(listing.ENTRIES, request.GET, request.POST)
    rows = listing.entry_rows(queries.all_entries(actor=request.actor), request.programme.slug)
    found, options = lists.narrow(listing.ENTRIES, listing.holding(rows, asked.query), asked)
    if asked.wants_export:
        operations.note_list_taken(actor=request.actor, at=request.at)
        return lists.response(listing.ENTRIES_FILE, found, "entries", asked.export)
    shown = lists.page(listing.ENTRIES, asked, found, options)
    return render(request, "directory/entries.html", {"page": shown}, block="list")


@page(policy.LIST_ALL)
def nominations(request: PageRequest) -> HttpResponseBase:
    """Every nomination that was sent, whatever became of it."""
    asked = lists.chosen(listing.NOMINATIONS, request.GET, request.POST)
    named = {each.code: each.name for each in areas.known(actor=request.actor)}
    rows = listing.nomination_rows(queries.all_nominations(actor=request.actor), named, request.programme.slug)
    found, options = lists.narrow(listing.NOMINATIONS, listing.holding(rows, asked.query), asked)
    if asked.wants_export:
        operations.note_list_taken(actor=request.actor, at=request.at)
        return lists.response(listing.NOMINATIONS_FILE, found, "nominations", asked.export)
    shown = lists.page(listing.NOMINATIONS, asked, found, options)
    return render(request, "directory/nominations.html", {"page": shown}, block="list")
