"""The note of a visit: written on a phone, agreed by the host or sent back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.engagements import operations, policy, queries
from linkage.engagements.forms import visits as forms
from linkage.engagements.models import Visit
from linkage.engagements.presenters import visits as presenters
from linkage.kernel.errors import Refused
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEND_NOTE)
def note(request: PageRequest, engagement_id: UUID, visit_id: UUID) -> HttpResponseBase:
    """Write the note: keep it as a draft, or send it to the host."""
    found = queries.visit(actor=request.actor, engagement_id=engagement_id, visit_id=visit_id)
    policy.SEND_NOTE.check(request.actor, found)
    initial = {"done": found.done, "so_far": found.so_far, "next_step": found.next_step}
    form = forms.NoteForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        is_draft = "draft" in request.POST
        do = operations.keep_note if is_draft else operations.send_note
        try:
            do(actor=request.actor, at=request.at, visit=found, note=operations.Note(**form.answers))
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, presenters.noted(found, is_draft=is_draft))
            return _to(request, found)
    seen = queries.seen(actor=request.actor, visit=_afresh(request, found), at=request.at)
    context = {"form": form, "visit": seen.visit, "shown": presenters.visit_page(request.actor, seen)}
    return render(request, "engagements/visit_note.html", context, status=422 if form.errors else 200)


@page(policy.AGREE_NOTE, methods=("POST",))
def agree(request: PageRequest, engagement_id: UUID, visit_id: UUID) -> HttpResponseBase:
    """Agree the note; it is final."""
    found = queries.visit(actor=request.actor, engagement_id=engagement_id, visit_id=visit_id)
    policy.AGREE_NOTE.check(request.actor, found)
    try:
        operations.agree_note(actor=request.actor, at=request.at, visit=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Agreed. The note is final")
    return _to(request, found)


@page(policy.SEND_NOTE_BACK)
def send_back(request: PageRequest, engagement_id: UUID, visit_id: UUID) -> HttpResponseBase:
    """Send the note back with a line."""
    found = queries.visit(actor=request.actor, engagement_id=engagement_id, visit_id=visit_id)
    policy.SEND_NOTE_BACK.check(request.actor, found)
    form = forms.SendBackForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.send_note_back(actor=request.actor, at=request.at, visit=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, f"Sent back. {found.visitor.name} changes it and sends it again")
            return _to(request, found)
    seen = queries.seen(actor=request.actor, visit=_afresh(request, found), at=request.at)
    context = {"form": form, "visit": seen.visit, "note": presenters.note_of(seen)}
    return render(request, "engagements/visit_send_back.html", context, status=422 if form.errors else 200)


def _afresh(request: PageRequest, found: Visit) -> Visit:
    """The visit as it is kept: what was typed and refused is shown by the form alone."""
    return queries.visit(actor=request.actor, engagement_id=found.engagement_id, visit_id=found.pk)


def _to(request: PageRequest, found: Visit) -> HttpResponseBase:
    slug = request.programme.slug
    return redirect("engagements:visit", programme=slug, engagement_id=found.engagement_id, visit_id=found.pk)
