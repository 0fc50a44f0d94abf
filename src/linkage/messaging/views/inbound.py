"""Mail that came in: the list, one of them, and what a coordinator does with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from csp.constants import NONE
from csp.decorators import csp
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.messaging import forms, operations, policy, presenters, queries
from linkage.messaging.models import InboundMail
from linkage.messaging.presenters import inbox as shown_as
from linkage.messaging.presenters import registries
from linkage.ui import lists
from linkage.ui.rendering import render

# A file of somebody unknown: should a browser open it all the same, it may do nothing.
SEALED: dict[str, list[Any]] = {"default-src": [NONE], "frame-ancestors": [NONE], "sandbox": []}


@page(policy.LIST_INBOUND, methods=("GET",))
def inbox(request: PageRequest) -> HttpResponseBase:
    """What came in."""
    actor, slug = request.actor, request.programme.slug
    rows = [
        shown_as.row(mail, url=reverse("mail:inbound", args=[slug, mail.pk]), at=request.at)
        for mail in queries.inbound_mails(actor=actor)
    ]
    asked = lists.chosen(shown_as.INBOX, request.GET)
    found, options = lists.narrow(shown_as.INBOX, rows, asked)
    if asked.wants_export:
        return lists.response(shown_as.INBOX.columns, found, "e-mails", asked.export)
    context = {
        "page": lists.page(shown_as.INBOX, asked, found, options),
        "address": presenters.programme_address(slug),
    }
    return render(request, "messaging/inbox.html", context, block="list")


@page(policy.SEE_INBOUND, methods=("GET",))
def inbound(request: PageRequest, inbound_id: UUID) -> HttpResponseBase:
    """One mail, who it is from and how that was checked, and what can be done with it."""
    return _page(request, _found(request, inbound_id))


@page(policy.FILE_INBOUND)
def file_to(request: PageRequest, inbound_id: UUID) -> HttpResponseBase:
    """Say which record it belongs to."""
    found = _found(request, inbound_id)
    under = queries.could_be_filed_under(actor=request.actor, mail=found)
    titles = registries.titles(request.actor, ((each.about_type, each.about_id) for each in under))
    form = forms.FileForm(
        request.POST if request.method == "POST" else None,
        choices=shown_as.filing_choices(under, titles),
        named=lambda text: registries.record_named(request.actor, text),
    )
    if form.is_bound and form.is_valid():
        kind, key = form.chosen
        return _done(request, found, operations.file_to, "It is filed", about_type=kind, about_id=key)
    context = {"form": form, "mail": found}
    return render(request, "messaging/file_inbound.html", context, status=422 if form.errors else 200)


@page(policy.MARK_READ, methods=("POST",))
def mark_read(request: PageRequest, inbound_id: UUID) -> HttpResponseBase:
    """Note that the answer was read."""
    return _done(request, _found(request, inbound_id), operations.mark_read, "It is off your list")


@page(policy.THROW_AWAY)
def throw_away(request: PageRequest, inbound_id: UUID) -> HttpResponseBase:
    """Ask once, then erase it."""
    found = _found(request, inbound_id)
    if request.method != "POST":
        return render(request, "messaging/throw_away.html", {"mail": found})
    try:
        operations.throw_away(actor=request.actor, at=request.at, mail=found)
    except Refused as error:
        return _page(request, found, problems=[violation.sentence for violation in error.violations])
    messages.success(request, "The e-mail is erased, with everything that came with it")
    return redirect("mail:inbox", request.programme.slug)


@page(policy.SEE_INBOUND, methods=("GET",))
@csp(SEALED)  # type: ignore[arg-type]  # @page hands on a request of ours
def inbound_file(request: PageRequest, inbound_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Hand out a file to be kept: never shown in a page, never taken for anything else than bytes."""
    found = queries.inbound_file(actor=request.actor, inbound_id=inbound_id, file_id=file_id)
    response = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _found(request: PageRequest, inbound_id: UUID) -> InboundMail:
    return queries.inbound_mail(actor=request.actor, inbound_id=inbound_id)


def _page(request: PageRequest, mail: InboundMail, problems: list[str] | None = None) -> HttpResponseBase:
    actor = request.actor
    shown = shown_as.shown(
        mail,
        files=queries.files_of(actor=actor, mail=mail),
        offers=registries.what_it_may_become(actor, request.programme.slug, mail),
        record=registries.record(actor, mail.about_type, mail.about_id, request.at),
    )
    context = {"mail": mail, "shown": shown, "problems": problems or []}
    return render(request, "messaging/inbound.html", context, status=409 if problems else 200)


def _done(
    request: PageRequest, mail: InboundMail, operation: Callable[..., None], said: str, **given: Any
) -> HttpResponseBase:
    try:
        operation(actor=request.actor, at=request.at, mail=mail, **given)
    except Refused as error:
        return _page(request, mail, problems=[violation.sentence for violation in error.violations])
    messages.success(request, said)
    if mail.is_between:
        # Filed, it is of the two schools alone and has no page here.
        return redirect("mail:inbox", request.programme.slug)
    return redirect("mail:inbound", request.programme.slug, mail.pk)
