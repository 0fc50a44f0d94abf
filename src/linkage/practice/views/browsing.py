"""Finding what schools do well, one of it, and what one's own school shares."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.areas import queries as areas
from linkage.directory import queries as directory
from linkage.practice import policy, presenters, queries
from linkage.programmes import queries as programmes
from linkage.ui.rendering import render


@page(policy.LIST, methods=("GET",))
def practices(request: PageRequest) -> HttpResponseBase:
    """Search in everyday words, narrow by what matters, as a list or on a map.

    Who types a worry about a person is shown the way outside; nothing is looked for by it.
    """
    actor, text = request.actor, request.GET.get("q", "").strip()[:200]
    is_worry = areas.is_concern(actor=actor, text=text)
    context: dict[str, Any] = {"is_worry": is_worry, "can_write": policy.OWN.allows(actor)}
    if is_worry:
        context["settings"] = programmes.settings(actor=actor)
    found = queries.search(actor=actor, text="" if is_worry else text, origin=directory.home_school(actor=actor))
    context["shown"] = presenters.library(found, request.GET, actor, query="" if is_worry else None)
    context["page"] = context["shown"].page
    return render(request, "practice/practices.html", context, block="list")


@page(policy.SEE, methods=("GET",))
def practice(request: PageRequest, practice_id: UUID) -> HttpResponseBase:
    """What a school does well, how it knows, who shows it; and for its school how it stands."""
    found = queries.practice(actor=request.actor, practice_id=practice_id)
    policy.SEE.check(request.actor, found)
    names = queries.area_names(actor=request.actor, practice=found)
    shown = presenters.practice_page(found, request.actor, names)
    return render(request, "practice/practice.html", {"found": found, "shown": shown})


@page(policy.LIST, methods=("GET",))
def of_neighbour(request: PageRequest, neighbour_practice_id: UUID) -> HttpResponseBase:
    """What a school of a neighbouring programme does well, and how to ask there to see it."""
    found = queries.of_neighbour(actor=request.actor, practice_id=neighbour_practice_id)
    names = queries.area_names(actor=request.actor, practice=found)
    shown = presenters.neighbour_page(found, names)
    return render(request, "practice/of_neighbour.html", {"found": found, "shown": shown})


@page(policy.OWN, methods=("GET",))
def own(request: PageRequest) -> HttpResponseBase:
    """What the actor wrote or shows, and everything of the schools they answer for."""
    rows = presenters.own_rows(queries.own(actor=request.actor))
    return render(request, "practice/own.html", {"rows": rows})
