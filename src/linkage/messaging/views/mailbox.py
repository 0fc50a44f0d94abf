"""The local mailbox, for whoever runs this installation."""

from uuid import UUID

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_sameorigin

from linkage.access.page import PageRequest, page
from linkage.messaging import policy, presenters, queries
from linkage.ui.rendering import render

# A mail may style itself and do nothing else; only our own page may frame it, and its links leave the frame.
SEALED = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-top-navigation-by-user-activation"],
}


@page(policy.READ_MAILBOX, methods=("GET",))
def mailbox(request: PageRequest) -> HttpResponseBase:
    """Show the newest mails, or say that they go out by a relay."""
    return render(request, "messaging/mailbox.html", {"box": queries.mailbox(actor=request.actor)})


@page(policy.READ_MAILBOX, methods=("GET",))
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # @page hands on a request of ours
def message(request: PageRequest, message_id: UUID) -> HttpResponseBase:
    """Show one mail as its reader sees it."""
    found = queries.mailbox_message(actor=request.actor, message_id=message_id)
    return render(request, "messaging/mailbox_message.html", {"message": found})


@page(policy.READ_MAILBOX, methods=("GET",))
@xframe_options_sameorigin
@csp(SEALED)  # type: ignore[arg-type]  # @page hands on a request of ours
def as_sent(request: PageRequest, message_id: UUID) -> HttpResponseBase:
    """Return the HTML of a mail, sealed, for the frame of its page."""
    found = queries.mailbox_message(actor=request.actor, message_id=message_id)
    return HttpResponse(presenters.framed(found.html))
