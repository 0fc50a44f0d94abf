"""What the programme does about a link that did not come about."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.links import operations, policy, queries
from linkage.ui.rendering import render


@page(policy.FOLLOW_UP, methods=("POST",))
def followed_up(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """The two have been asked what is in the way."""
    found = queries.link_worked_on(actor=request.actor, link_id=link_id)
    operations.follow_up(actor=request.actor, at=request.at, link=found)
    messages.success(request, "Noted. It comes back to you if one of them answers so again")
    return redirect("links:link", programme=request.programme.slug, link_id=link_id)


@page(policy.CHOOSE_AGAIN, methods=("POST",))
def choose_again(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """The request goes back to choosing."""
    found = queries.link_worked_on(actor=request.actor, link_id=link_id)
    try:
        operations.choose_again(actor=request.actor, at=request.at, link=found)
    except Refused as error:
        return render(request, "links/over.html", {"said": str(error), "link": found}, status=422)
    messages.success(request, "The request is open again. Choose who to introduce")
    return redirect("support_requests:request", programme=request.programme.slug, request_id=found.support_request_id)
