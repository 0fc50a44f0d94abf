"""Nobody was found: noted when somebody looked, and shown to who can do something about it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.directory import operations, policy, queries
from linkage.directory.enums import NeedSource
from linkage.directory.presenters import choices
from linkage.directory.presenters import drives as presenters
from linkage.kernel.days import day_of
from linkage.ui import lists
from linkage.ui.rendering import fragment, render, wants_fragment

# A year of school: what was wanted longer ago says little about today.
LOOKED_BACK = timedelta(days=365)


@page(policy.NOTE_NEED, methods=("POST",))
def nobody(request: PageRequest) -> HttpResponseBase:
    """Note that a search found nobody; the page does it by itself where scripts run, and by its button elsewhere."""
    chosen = lists.chosen(choices.PEOPLE, request.POST)
    home = queries.home_school(actor=request.actor)
    operations.record_unmet(
        actor=request.actor,
        at=request.at,
        source=NeedSource.SEARCH,
        text=chosen.query,
        area_codes=chosen.of("area"),
        phases=[each for each in chosen.of("stage") if each in choices.STAGES],
        organisation=home,
    )
    if wants_fragment(request):
        return fragment(request, "directory/noted.html", "noted")
    messages.success(request, "Thank you. The people who run this see that nobody was found")
    return redirect(f"{choices.address(request.programme.slug)}{chosen.url()}")


@page(policy.SEE_NEEDS, methods=("GET",))
def needs(request: PageRequest) -> HttpResponse:
    """What nobody could help with in the last year, by area and district and by reason; and what was joined instead."""
    since = day_of(request.at) - LOOKED_BACK
    found = queries.needs(actor=request.actor, since=since)
    more = queries.one_more_would_help(actor=request.actor)
    asked = queries.drives_for(actor=request.actor, areas=more, on=day_of(request.at))
    context = {
        "one_more": presenters.one_more(more, asked, request.programme.slug),
        "rows": presenters.rows(found, request.programme.slug),
        "why": presenters.why_rows(queries.why_in_vain(actor=request.actor, since=since)),
        "joined": presenters.joined_rows(queries.joined_instead(actor=request.actor, since=since)),
    }
    return render(request, "directory/needs.html", context)
