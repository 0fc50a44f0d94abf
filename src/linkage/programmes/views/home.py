"""Home, and what stands behind More."""

from django.http import HttpResponse

from linkage.access.page import PageRequest, page
from linkage.kernel.days import local
from linkage.programmes import policy, queries
from linkage.programmes.presenters import home
from linkage.ui import registry
from linkage.ui.frame import address_or_none, gathered
from linkage.ui.rendering import render


@page(policy.SEE_HOME, methods=("GET",))
def home_page(request: PageRequest) -> HttpResponse:
    """What waits for the reader; a signed-in account that the programme does not know is told what to do."""
    actor = request.actor
    if actor.kind != "person":
        return render(request, "programmes/unknown.html", {"programme": request.programme})
    at = local(request.at)
    found = registry.at_home(request, sets_up=actor.has("coordinator"))
    shown = home.page(
        name=actor.name,
        at=at,
        found=found.actions,
        day=queries.school_day(actor=actor, on=at.date()),
        calendar=queries.calendar(actor=actor),
        shows_all_actions=request.GET.get("list") == "all",
        shows_all_waiting=request.GET.get("waiting") == "all",
        steps=found.set_up,
    )
    ask_url = address_or_none("support_requests:start", request.programme.slug) if actor.staff_of else ""
    context = {"home": shown, "asides": found.asides, "ask_url": ask_url}
    context["how_often_url"] = address_or_none("people:how-often", request.programme.slug)
    return render(request, "programmes/home.html", context)


@page(policy.SEE_MORE, methods=("GET",))
def more(request: PageRequest) -> HttpResponse:
    """Everything that has no place in the navigation."""
    return render(
        request, "programmes/more.html", {"pages": [p for p in gathered(registry.more_pages, request) if p.url]}
    )
