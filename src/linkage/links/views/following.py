"""What the two ends say: in touch, not yet, done, did not happen."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.links import forms, operations, policy, queries, rules
from linkage.links.models import Link
from linkage.ui.forms import refused
from linkage.ui.rendering import render

Close = Callable[..., Link]


@page(policy.SAY_MET, methods=("POST",))
def met(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """Yes, we have."""
    found = queries.link(actor=request.actor, link_id=link_id)
    return _said(request, found, operations.say_met, "Good. The other school sees it too")


@page(policy.SAY_NOT_YET, methods=("POST",))
def not_yet(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """Not yet."""
    found = queries.link(actor=request.actor, link_id=link_id)
    return _said(request, found, operations.say_not_yet, "Noted. We ask again in a while; ring or write when you can")


@page(policy.FINISH)
def done(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """We are done."""
    found = queries.link(actor=request.actor, link_id=link_id)
    return _close(request, found, operations.finish, "links/done.html", "You are done. Both schools see it")


@page(policy.FAIL)
def did_not_happen(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """It did not happen; "This is not for me" in the first mail leads here while it can still be taken back."""
    found = queries.link(actor=request.actor, link_id=link_id)
    if request.method == "GET" and found.is_open and _not_yet_to_end(request, found):
        return redirect("links:stop", programme=request.programme.slug, link_id=link_id)
    said = f"Noted. The programme asks {found.client_organisation.name} whether to look for somebody else"
    return _close(request, found, operations.fail, "links/did_not_happen.html", said)


def _said(request: PageRequest, found: Link, operation: Close, said: str) -> HttpResponseBase:
    try:
        operation(actor=request.actor, at=request.at, link=found)
    except Refused as error:
        return _ended(request, found, error)
    messages.success(request, said)
    return redirect("links:link", programme=request.programme.slug, link_id=found.pk)


def _close(request: PageRequest, found: Link, operation: Close, template: str, said: str) -> HttpResponseBase:
    if not found.is_open:
        said = f"This link has ended: {found.state.label.lower()}"
        return render(request, "links/over.html", {"said": said, "link": found})
    not_yet = _not_yet_to_end(request, found)
    if request.method == "GET" and not_yet:
        return render(request, "links/over.html", {"said": not_yet[0].sentence, "link": found})
    form = forms.NoteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operation(actor=request.actor, at=request.at, link=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, said)
            return redirect("links:link", programme=request.programme.slug, link_id=found.pk)
    context: dict[str, Any] = {"form": form, "link": found}
    return render(request, template, context, status=422 if form.errors else 200)


def _not_yet_to_end(request: PageRequest, found: Link) -> list[Violation]:
    return rules.can_be_ended(queries.undoing(actor=request.actor, link=found), request.at)


def _ended(request: PageRequest, found: Link, error: Refused) -> HttpResponseBase:
    context = {"said": str(error), "link": found}
    return render(request, "links/over.html", context, status=422)
