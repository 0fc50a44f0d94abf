"""What became of a mail, and what a coordinator decides about it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.messaging import operations, policy, presenters, queries
from linkage.messaging.models import Message
from linkage.ui.rendering import render


@page(policy.SEE, methods=("GET",))
def message(request: PageRequest, message_id: UUID) -> HttpResponseBase:
    """Show a mail and what became of it."""
    found = queries.message(actor=request.actor, message_id=message_id)
    return render(request, "messaging/message.html", {**_words(found), "problems": ()})


@page(policy.SEND_AGAIN, methods=("POST",))
def send_again(request: PageRequest, message_id: UUID) -> HttpResponseBase:
    """Send it once more."""
    return _pressed(request, message_id, operations.send_again, "The e-mail is on its way again")


@page(policy.MARK_ARRIVED, methods=("POST",))
def arrived(request: PageRequest, message_id: UUID) -> HttpResponseBase:
    """Note that it arrived."""
    return _pressed(request, message_id, operations.mark_arrived, "Noted: the e-mail arrived")


@page(policy.MARK_RETURNED, methods=("POST",))
def came_back(request: PageRequest, message_id: UUID) -> HttpResponseBase:
    """Note that it came back."""
    return _pressed(request, message_id, operations.mark_returned, "Noted: the e-mail came back")


@page(policy.MARK_DEALT_WITH, methods=("POST",))
def dealt_with(request: PageRequest, message_id: UUID) -> HttpResponseBase:
    """Take it off the list."""
    return _pressed(request, message_id, operations.mark_dealt_with, "It is off your list")


def _words(found: Message) -> dict[str, Any]:
    return {"message": found, "text": presenters.words_for_others(found)}


def _pressed(request: PageRequest, message_id: UUID, operation: Callable[..., Any], done: str) -> HttpResponseBase:
    found = queries.message(actor=request.actor, message_id=message_id)
    try:
        operation(actor=request.actor, at=request.at, message=found)
    except Refused as error:
        context = {**_words(found), "problems": [violation.sentence for violation in error.violations]}
        return render(request, "messaging/message.html", context, status=409)
    messages.success(request, done)
    return redirect("mail:message", programme=request.programme.slug, message_id=message_id)
