"""Whether our mails are believed."""

from django.http import HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.messaging import operations, policy, queries
from linkage.messaging.presenters import sending as presenters
from linkage.ui.rendering import render


@page(policy.SEE_SENDING)
def sending(request: PageRequest) -> HttpResponseBase:
    """From whom our mails come; when asked, what the domain name system says about it, and what to ask for."""
    shown = queries.sending(actor=request.actor)
    is_asked = request.method == "POST"
    found = operations.look_up(actor=request.actor, at=request.at) if is_asked else None
    context = {"sending": shown, "checks": presenters.checks(shown, found) if found else []}
    return render(request, "messaging/sending.html", context)
