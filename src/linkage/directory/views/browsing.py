"""Finding somebody who can help."""

from django.http import HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.directory import policy, queries
from linkage.directory.presenters import choices, results
from linkage.kernel.days import day_of
from linkage.ui import lists
from linkage.ui.rendering import render


@page(policy.SEE, methods=("GET",))
def directory(request: PageRequest) -> HttpResponseBase:
    """Search by everyday words, narrow by what matters, and see why each person matched."""
    chosen = lists.chosen(choices.PEOPLE, request.GET)
    homes = queries.home_schools(actor=request.actor)
    today = day_of(request.at)
    wanted = choices.search_of(chosen, request.GET, homes)
    found = queries.search(actor=request.actor, search=wanted, on=today)
    page = choices.list_page(chosen, found, homes, today)
    context = {"page": page, "shown": results.shown(found, wanted, chosen, request.programme.slug)}
    return render(request, "directory/directory.html", context, block="list")
