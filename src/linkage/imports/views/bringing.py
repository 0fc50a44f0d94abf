"""The spreadsheets brought so far, and choosing one."""

from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.imports import forms, operations, policy, presenters, queries
from linkage.ui.forms import refused
from linkage.ui.rendering import render

SHOWN = 20


@page(policy.BRING, methods=("GET",))
def imports(request: PageRequest) -> HttpResponseBase:
    """What can be brought, and what was."""
    found = queries.imports(actor=request.actor)[:SHOWN]
    return render(request, "imports/imports.html", {"rows": [presenters.listed(each) for each in found]})


@page(policy.BRING)
def upload(request: PageRequest, kind: str) -> HttpResponseBase:
    """Choose a file; nothing is saved of it before it was checked."""
    is_sent = request.method == "POST"
    form = forms.SheetForm(request.POST if is_sent else None, request.FILES if is_sent else None, kind=kind)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read(presenters.MOST_BYTES + 1)
            made = operations.bring(actor=request.actor, at=request.at, kind=kind, name=file.name, content=content)
        except operations.UnableToBring as error:
            for violation in refused(form, error).errors.pop("__all__", [str(error)]):
                form.add_error("file", violation)
        else:
            return redirect("imports:import", request.programme.slug, made.pk)
    context = {"form": form, "words": presenters.words_of(kind), "kind": kind}
    return render(request, "imports/upload.html", context, status=422 if form.errors else 200)
