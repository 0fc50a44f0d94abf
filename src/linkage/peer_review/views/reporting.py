"""Notes on the way, the report that comes of them, its check by the host, and the file of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.documents.views import attached
from linkage.kernel.errors import NotFound, Refused
from linkage.peer_review import operations, policy, queries
from linkage.peer_review.enums import VisitStatus
from linkage.peer_review.forms import days as day_forms
from linkage.peer_review.forms import reports as forms
from linkage.peer_review.models import ReportVersion, Visit
from linkage.peer_review.presenters import report_pdf
from linkage.peer_review.presenters import reports as shown
from linkage.programmes import queries as programmes
from linkage.ui.forms import refused
from linkage.ui.rendering import render

KEEP, BACK = "keep", "back"


@page(policy.READ_NOTES)
def notes(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """What the visitors noted, and noting something more."""
    found = _visit(request, peer_visit_id)
    policy.READ_NOTES.check(request.actor, found)
    form = day_forms.NoteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.note(actor=request.actor, at=request.at, visit=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Noted")
            return redirect("peer_review:notes", request.programme.slug, found.pk)
    rows = queries.notes(actor=request.actor, visit=found)
    context = {
        "form": form,
        "visit": found,
        "rows": shown.note_rows(rows, request.actor),
        "can_note": policy.NOTE.allows(request.actor, found),
    }
    return render(request, "peer_review/notes.html", context, status=422 if form.errors else 200)


@page(policy.TAKE_NOTE_BACK, methods=("POST",))
def take_note_back(request: PageRequest, peer_visit_id: UUID, note_id: UUID) -> HttpResponseBase:
    """Delete a note of one's own."""
    found = _visit(request, peer_visit_id)
    one = queries.note(actor=request.actor, visit=found, note_id=note_id)
    operations.take_note_back(actor=request.actor, at=request.at, note=one)
    messages.success(request, "The note is gone")
    return redirect("peer_review:notes", request.programme.slug, found.pk)


@page(policy.READ_REPORT, methods=("GET",))
def report(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """The report as its reader may read it: who is next, its lines, what became of them, and how it came about."""
    found = _visit(request, peer_visit_id)
    policy.READ_REPORT.check(request.actor, found)
    known = queries.report(actor=request.actor, visit=found)
    context = {"visit": found, "shown": shown.report_page(known, found, request.actor)}
    return render(request, "peer_review/report.html", context)


@page(policy.DRAFT_REPORT)
def write(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """Write the report: it begins with what the visitors noted, or with the last version."""
    found = _visit(request, peer_visit_id)
    policy.DRAFT_REPORT.check(request.actor, found)
    begun = queries.begun_with(actor=request.actor, visit=found)
    initial = {kind: "\n".join(lines) for kind, lines in begun.items()}
    form = forms.ReportForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        keeps = request.POST.get("then") == KEEP
        do = operations.draft_report if keeps else operations.send_report
        try:
            do(actor=request.actor, at=request.at, visit=found, lines=form.lines)
        except Refused as error:
            refused(form, error)
        else:
            said = (
                "Kept. Only the visitors of this visit see it" if keeps else f"Sent. {found.host.name} checks the facts"
            )
            messages.success(request, said)
            return redirect("peer_review:report", request.programme.slug, found.pk)
    known = queries.report(actor=request.actor, visit=found)
    context = {"form": form, "visit": found, "disputed": shown.disputed(known), "is_begun": known.version is not None}
    return render(request, "peer_review/report_write.html", context, status=422 if form.errors else 200)


@page(policy.CHECK_REPORT)
def check(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """The host checks the facts, line by line: right, or what would be right."""
    found = _visit(request, peer_visit_id)
    policy.CHECK_REPORT.check(request.actor, found)
    version = queries.report(actor=request.actor, visit=found).version
    if version is None:
        raise NotFound("report")
    form = forms.CheckForm(request.POST if request.method == "POST" else None, lines=version.ordered)
    if form.is_bound and form.is_valid():
        try:
            said = _checked(request, found, version, form)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, said)
            return redirect("peer_review:report", request.programme.slug, found.pk)
    context = {"form": form, "visit": found, "groups": shown.check_groups(version, form)}
    return render(request, "peer_review/report_check.html", context, status=422 if form.errors else 200)


@page(policy.READ_REPORT, methods=("GET",))
def report_file(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """The agreed report as a PDF, for the school and its visitors."""
    found = _visit(request, peer_visit_id)
    policy.READ_REPORT.check(request.actor, found)
    version = queries.report(actor=request.actor, visit=found).version
    if version is None or found.state != VisitStatus.AGREED:
        raise NotFound("report")
    sender = programmes.sender(actor=request.actor)
    return attached(report_pdf.report_paper(found, version, sender), report_pdf.PDF, "visit-report.pdf")


def _checked(request: PageRequest, found: Visit, version: ReportVersion, form: forms.CheckForm) -> str:
    """Agree it, or send it back with what is not right; return what was done in a sentence."""
    actor, at, disputes, remark = request.actor, request.at, form.disputes, form.answers["remark"]
    if request.POST.get("then") == BACK:
        operations.dispute_report(actor=actor, at=at, visit=found, version=version, disputes=disputes, remark=remark)
        return "Sent back. Whoever wrote it puts it right and sends it again"
    operations.agree_report(actor=actor, at=at, visit=found, version=version, disputes=disputes, remark=remark)
    return "Agreed. Thank you"


def _visit(request: PageRequest, peer_visit_id: UUID) -> Visit:
    return queries.visit(actor=request.actor, peer_visit_id=peer_visit_id)
