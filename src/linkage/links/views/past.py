"""Links from before Linkage."""

from django.http import HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.links import operations, policy, presenters, queries
from linkage.ui import lists
from linkage.ui.rendering import render


@page(policy.LIST_PAST)
def past(request: PageRequest) -> HttpResponseBase:
    """Who helped whom before the programme used Linkage."""
    asked = lists.chosen(presenters.PAST, request.GET, request.POST)
    rows = presenters.past_found(queries.past_rows(actor=request.actor), asked.query)
    found, options = lists.narrow(presenters.PAST, rows, asked)
    if asked.wants_export:
        operations.note_past_taken(actor=request.actor, at=request.at)
        return lists.response(presenters.PAST_FILE, found, "links from before Linkage", asked.export)
    context = {"page": lists.page(presenters.PAST, asked, found, options)}
    return render(request, "links/past.html", context, block="list")
