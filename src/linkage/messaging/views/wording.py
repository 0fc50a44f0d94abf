"""In which words our mails are said: the list of them, and one of them with what it looks like."""

from dataclasses import asdict
from typing import Any

from csp.constants import SELF
from csp.decorators import csp, csp_update
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.clickjacking import xframe_options_sameorigin

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.messaging import forms, operations, policy, presenters, queries
from linkage.messaging.presenters import Drawn, Kind, Recipient, Words
from linkage.messaging.views.mailbox import SEALED
from linkage.ui import registry
from linkage.ui.forms import refused
from linkage.ui.frame import address
from linkage.ui.rendering import render


@page(policy.REWORD, methods=("GET",))
def wordings(request: PageRequest) -> HttpResponseBase:
    """Every kind of mail, when it goes, to whom, and in whose words."""
    found = queries.wordings(actor=request.actor)
    groups = presenters.groups(found, registry.names_of(request.actor, [row.written_by_id for row in found.values()]))
    return render(request, "messaging/wordings.html", {"groups": groups})


@page(policy.REWORD)
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]  # @page hands on a request of ours
def wording(request: PageRequest, kind: str) -> HttpResponseBase:
    """One kind of mail: its words to be changed, and how it looks with them."""
    found = queries.kind(actor=request.actor, name=kind)
    words, draft = _words(request, found)
    form = forms.WordsForm(
        request.POST if request.method == "POST" else None,
        initial=asdict(presenters.completed(found, words)),
        kind=found,
    )
    if form.is_bound and form.is_valid():
        try:
            return _acted(request, found, form.words)
        except Refused as error:
            refused(form, error)
    context = {"form": form, "kind": found, "draft": draft, **_beside(request, found, words)}
    return render(request, "messaging/wording.html", context, status=422 if form.errors else 200)


@page(policy.REWORD, methods=("GET",))
@xframe_options_sameorigin
@csp(SEALED)  # type: ignore[arg-type]  # @page hands on a request of ours
def drawn(request: PageRequest, kind: str) -> HttpResponseBase:
    """Return the mail as its reader would see it, sealed, for the frame of its page."""
    found = queries.kind(actor=request.actor, name=kind)
    return HttpResponse(presenters.framed(_drawn(request, found, _words(request, found)[0]).html))


@page(policy.REWORD, methods=("POST",))
def reset(request: PageRequest, kind: str) -> HttpResponseBase:
    """Go back to our words."""
    found = queries.kind(actor=request.actor, name=kind)
    operations.reset_words(actor=request.actor, at=request.at, kind=found)
    messages.success(request, "This e-mail is in our words again")
    return redirect("mail:wording", programme=request.programme.slug, kind=kind)


def _beside(request: PageRequest, kind: Kind, words: Words) -> dict[str, Any]:
    """The mail as plain text, and who worded it when."""
    versions = list(queries.versions(actor=request.actor, kind=kind.name))
    names = registry.names_of(request.actor, [row.written_by_id for row in versions])
    return {
        "text": _drawn(request, kind, words).text,
        "is_own": bool(versions) and not versions[0].is_ours,
        "history": presenters.history(versions, names),
    }


def _words(request: PageRequest, kind: Kind) -> tuple[Words, str]:
    """The words to show: those of an address that carries some not saved yet, else those that count."""
    given = request.GET.get("draft", "")
    draft = presenters.read_draft(kind, given) if given else None
    return (draft, given) if draft else (queries.words(actor=request.actor, kind=kind.name), "")


def _acted(request: PageRequest, kind: Kind, words: Words) -> HttpResponseBase:
    here = address("mail:wording", request.programme.slug, kind=kind.name)
    back = f"{here}?draft={presenters.draft(kind, words)}"
    if "look" in request.POST:
        return redirect(f"{back}#look")
    if "test" in request.POST:
        to = Recipient(request.actor.name, request.user.email, request.actor.person_id)  # type: ignore[union-attr]
        operations.send_test(actor=request.actor, at=request.at, kind=kind, words=words, to=to)
        messages.success(request, f"A test is on its way to {to.email}. Nothing is saved yet")
        return redirect(back)
    operations.reword(actor=request.actor, at=request.at, kind=kind, words=words)
    messages.success(request, f"Saved: {kind.title}. The next e-mail reads so")
    return redirect("mail:wordings", programme=request.programme.slug)


def _drawn(request: PageRequest, kind: Kind, words: Words) -> Drawn:
    programme = request.programme
    mail = presenters.example(kind, words, programme=programme.name, path=f"/{programme.slug}/home/")
    return presenters.draw(mail, queries.sender(actor=request.actor))
