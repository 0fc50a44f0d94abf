"""One spreadsheet: matched, checked, added, undone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.imports import forms, operations, policy, presenters, queries
from linkage.imports.enums import ImportStatus
from linkage.imports.models import SheetImport
from linkage.kernel.errors import Refused
from linkage.ui import lists
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEE)
def sheet_import(request: PageRequest, sheet_import_id: UUID) -> HttpResponseBase:
    """Match its columns and settle its rows; once added, what came of it."""
    found = queries.sheet_import(actor=request.actor, import_id=sheet_import_id)
    form = forms.DecisionsForm(request.POST if request.method == "POST" else None, columns=len(found.headings))
    if form.is_bound:
        try:
            operations.decide(actor=request.actor, at=request.at, sheet_import=found, decisions=form.decisions)
        except operations.UnableToDecide as error:
            refused(form, error)
        else:
            return redirect("imports:import", request.programme.slug, found.pk)
    return _page(request, found, form)


@page(policy.CONFIRM, methods=("POST",))
def confirm(request: PageRequest, sheet_import_id: UUID) -> HttpResponseBase:
    """Add what was shown; where a decision changed that, show it anew first."""
    found = queries.sheet_import(actor=request.actor, import_id=sheet_import_id)
    form = forms.DecisionsForm(request.POST, columns=len(found.headings))
    shown = form.cleaned_data.get("shown") if form.is_valid() else None
    try:
        operations.confirm(
            actor=request.actor, at=request.at, sheet_import=found, decisions=form.decisions, shown=shown or 0
        )
    except (operations.UnableToDecide, operations.UnableToAdd) as error:
        refused(form, error)
        return _page(request, found, form)
    presenters.say(request, found)
    return redirect("imports:import", request.programme.slug, found.pk)


@page(policy.TAKE_ROWS, methods=("POST",))
def rows(request: PageRequest, sheet_import_id: UUID) -> HttpResponseBase:
    """The rows that do not come in, each with the reason beside it, to be put right and chosen again."""
    found = queries.sheet_import(actor=request.actor, import_id=sheet_import_id)
    trial = queries.trial(actor=request.actor, sheet_import=found, at=request.at)
    operations.note_rows_taken(actor=request.actor, at=request.at, sheet_import=found)
    columns, left = presenters.left_out(trial)
    return lists.response(columns, left, "rows to put right", request.POST.get("export", ""))


@page(policy.UNDO)
def undo(request: PageRequest, sheet_import_id: UUID) -> HttpResponseBase:
    """Ask, then take back what came in."""
    found = queries.sheet_import(actor=request.actor, import_id=sheet_import_id)
    if request.method == "POST":
        try:
            operations.undo(actor=request.actor, at=request.at, sheet_import=found)
        except operations.UnableToUndo as error:
            messages.warning(request, str(error))
        else:
            messages.success(request, presenters.undone(found))
        return redirect("imports:import", request.programme.slug, found.pk)
    policy.UNDO.check(request.actor, found)
    return render(request, "imports/undo.html", {"one": found, "words": presenters.words_of(found.kind)})


@page(policy.DISCARD, methods=("POST",))
def discard(request: PageRequest, sheet_import_id: UUID) -> HttpResponseBase:
    """Throw it away."""
    found = queries.sheet_import(actor=request.actor, import_id=sheet_import_id)
    try:
        operations.discard(actor=request.actor, at=request.at, sheet_import=found)
    except Refused as error:
        messages.warning(request, str(error))
        return redirect("imports:import", request.programme.slug, found.pk)
    messages.success(request, f"{found.file_name} is thrown away")
    return redirect("imports:imports", request.programme.slug)


def _page(request: PageRequest, found: SheetImport, form: forms.DecisionsForm) -> HttpResponseBase:
    context = {"one": found, "form": form, "words": presenters.words_of(found.kind)}
    if found.state != ImportStatus.CHECKING:
        return render(request, "imports/done.html", {**context, "outcome": presenters.outcome(found, request.at)})
    trial = queries.trial(actor=request.actor, sheet_import=found, at=request.at)
    context["check"] = presenters.check(found, trial, form)
    return render(request, "imports/check.html", context, status=422 if form.errors else 200)
