"""Taking a wrong introduction back, and the head who asks for a stop."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.links import operations, policy, queries
from linkage.links.models import Link
from linkage.links.rules import can_be_stopped
from linkage.ui.rendering import render


@page(policy.UNDO)
def undo(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """Take an introduction back, after asking once."""
    fact = queries.fact(actor=request.actor, link_id=link_id, at=request.at)
    found = queries.link_worked_on(actor=request.actor, link_id=link_id)
    policy.UNDO.check(request.actor, found)
    if request.method == "POST":
        try:
            operations.undo(actor=request.actor, at=request.at, link=found)
        except Refused as error:
            return render(request, "links/over.html", {"said": str(error), "link": found}, status=422)
        messages.success(request, "The introduction is taken back, and both are told")
        return redirect(
            "support_requests:request", programme=request.programme.slug, request_id=found.support_request_id
        )
    has_another = queries.has_another(actor=request.actor, link=found)
    return render(request, "links/undo.html", {"fact": fact, "link": found, "has_another": has_another})


@page(policy.LET_STAND, methods=("POST",))
def let_stand(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """The head has been spoken with, and it stands."""
    found = queries.link_worked_on(actor=request.actor, link_id=link_id)
    operations.let_stand(actor=request.actor, at=request.at, link=found)
    messages.success(request, "Noted: the introduction stands")
    return redirect("links:link", programme=request.programme.slug, link_id=link_id)


@page(policy.STOP)
def stop(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """One of the two, or their head, asks for a stop, signed in."""
    return _stop(request, queries.link_to_stop(actor=request.actor, link_id=link_id))


@page(policy.STOP, link=policy.STOP_LINK)
def stop_by_link(request: PageRequest) -> HttpResponseBase:
    """The same from the mail to the head of the school that helps, without an account."""
    return _stop(request, queries.link_to_stop(actor=request.actor, link_id=request.actor.answers_about))


def _stop(request: PageRequest, found: Link) -> HttpResponseBase:
    """Ask once, then act; whoever comes too late or twice reads where it stands."""
    told = queries.introduced(actor=request.actor, link=found)
    over = can_be_stopped(queries.undoing(actor=request.actor, link=found), request.at)
    if over:
        return render(request, "links/stop_over.html", {"link": found, "told": told, "said": over[0].sentence})
    if request.method == "POST":
        operations.stop(actor=request.actor, at=request.at, link=found)
        return redirect(request.get_full_path())
    context = {"link": found, "told": told, "releases": policy.releases(request.actor, found)}
    return render(request, "links/stop.html", context)
