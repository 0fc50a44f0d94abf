"""Which programmes of the installation share with ours, as a coordinator settles it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.programmes import operations, policy, queries
from linkage.programmes.presenters import neighbours as presenters
from linkage.ui.rendering import render

HOME = "programmes:neighbours"


@page(policy.SEE_NEIGHBOURS, methods=("GET",))
def neighbours(request: PageRequest) -> HttpResponse:
    """Every other programme here, and how sharing with it stands."""
    actor = request.actor
    rows = presenters.rows(queries.all_programmes(actor=actor), queries.sharing(actor=actor), request.programme)
    return render(request, "programmes/neighbours.html", {"rows": rows})


@page(policy.SHARE_WITH, methods=("POST",))
def share_with(request: PageRequest, neighbour_id: UUID) -> HttpResponse:
    """Say that ours shares with it."""
    other = queries.other_programme(actor=request.actor, programme_id=neighbour_id)
    operations.share_with(actor=request.actor, at=request.at, other=other)
    is_mutual = other in queries.neighbours(actor=request.actor)
    said = f"You and {other.name} share now" if is_mutual else f"Saved. {other.name} sees it, and has to say so too"
    messages.success(request, said)
    return redirect(HOME, programme=request.programme.slug)


@page(policy.SHARE_NO_MORE)
def share_no_more(request: PageRequest, neighbour_id: UUID) -> HttpResponse:
    """Ask, then share with it no more."""
    other = queries.other_programme(actor=request.actor, programme_id=neighbour_id)
    if request.method != "POST":
        is_mutual = other in queries.neighbours(actor=request.actor)
        return render(request, "programmes/neighbours_end.html", {"other": other, "is_mutual": is_mutual})
    operations.share_no_more(actor=request.actor, at=request.at, other=other)
    messages.success(request, f"Done. Nothing is shared with {other.name}")
    return redirect(HOME, programme=request.programme.slug)
