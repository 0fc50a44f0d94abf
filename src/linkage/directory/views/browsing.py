"""Finding somebody who can help."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.areas import queries as areas
from linkage.directory import policy, queries
from linkage.directory.presenters import choices, results
from linkage.kernel.days import day_of
from linkage.programmes import queries as programmes
from linkage.ui import lists, registry
from linkage.ui.rendering import render


@page(policy.SEE, methods=("GET",))
def directory(request: PageRequest) -> HttpResponseBase:
    """Search by everyday words, narrow by what matters, and see why each person matched.

    Who types a worry about a person is shown the way outside, above everybody: nobody is looked for by it, and no link
    of the page repeats it.
    """
    chosen = lists.chosen(choices.PEOPLE, request.GET)
    context: dict[str, Any] = {"is_worry": areas.is_concern(actor=request.actor, text=chosen.query)}
    if context["is_worry"]:
        chosen = replace(chosen, query="")
        context["settings"] = programmes.settings(actor=request.actor)
    homes = queries.home_schools(actor=request.actor)
    today = day_of(request.at)
    wanted = choices.search_of(chosen, request.GET, homes)
    found = queries.search(actor=request.actor, search=wanted, on=today)
    context["page"] = choices.list_page(chosen, found, homes, today)
    context["shown"] = results.shown(found, wanted, chosen, request.programme.slug)
    context["meanwhile"] = [] if context["page"].total else _meanwhile(request, chosen.query)
    return render(request, "directory/directory.html", context, block="list")


def _meanwhile(request: PageRequest, text: str) -> list[registry.RecordLink]:
    """What else fits the words on which nobody was found, from the apps above."""
    return [each for source in registry.nobody_found for each in source(request, text)]
