"""The register, for the operator: hand a file in, look at what it would do, let it in."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import page
from linkage.organisations import forms, operations, policy, queries
from linkage.organisations.presenters import register as presenters
from linkage.ui.forms import refused
from linkage.ui.rendering import render

SHOWN_IMPORTS = 20


@page(policy.SEE_REGISTER, methods=("GET",))
def imports(request: Any) -> HttpResponseBase:
    """What the register holds, of which day, and the last imports."""
    notice = queries.register_notice(actor=request.actor)
    found = queries.recent_imports(actor=request.actor)[:SHOWN_IMPORTS]
    return render(request, "organisations/imports.html", {"notice": notice, "imports": found})


@page(policy.START_IMPORT)
def upload(request: Any) -> HttpResponseBase:
    """Choose a file; it is tried before anything changes."""
    is_sent = request.method == "POST"
    form = forms.UploadForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_bound and form.is_valid():
        try:
            made = operations.start_import(actor=request.actor, at=request.at, upload=form.cleaned_data["file"])
        except operations.UnableToStartImport as error:
            form.add_error("file", str(error))
        else:
            return redirect("register:progress", import_id=made.pk)
    return render(request, "organisations/upload.html", {"form": form}, status=422 if form.errors else 200)


@page(policy.SEE_REGISTER, methods=("GET",))
def progress(request: Any, import_id: UUID) -> HttpResponseBase:
    """How far an import has got, and what it did or would do; the page asks again by itself while it runs."""
    found = queries.register_import(actor=request.actor, import_id=import_id)
    context = {
        "one": found,
        "tiles": presenters.tiles(found),
        "steps": presenters.steps(found),
        "stories": presenters.stories(found),
    }
    return render(request, "organisations/progress.html", context, block="standing")


@page(policy.CONFIRM_IMPORT, methods=("POST",))
def confirm(request: Any, import_id: UUID) -> HttpResponseBase:
    """Let a file in that was tried."""
    found = queries.register_import(actor=request.actor, import_id=import_id)
    try:
        made = operations.confirm_import(actor=request.actor, at=request.at, tried=found)
    except operations.UnableToStartImport as error:
        form = refused(forms.UploadForm({}), error)
        return render(request, "organisations/upload.html", {"form": form}, status=422)
    return redirect("register:progress", import_id=made.pk)
