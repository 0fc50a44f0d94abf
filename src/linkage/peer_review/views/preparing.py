"""The host prepares the day: what to look at, the timetable, papers; and lets its visitors know."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.documents.views import file_response
from linkage.kernel import words
from linkage.kernel.errors import Refused
from linkage.peer_review import operations, policy, queries
from linkage.peer_review.forms import days as forms
from linkage.peer_review.models import Visit
from linkage.peer_review.presenters import days as shown
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.PREPARE_DAY)
def brief(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """What visitors should look at and ask, who takes part, and what to know about the building."""
    found = _visit(request, peer_visit_id)
    host = queries.focus_of(actor=request.actor, visit=found)
    initial = shown.brief_initial(found, host)
    form = forms.BriefForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            operations.brief(actor=request.actor, at=request.at, visit=found, brief=operations.Brief(**form.answers))
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Kept. Your visitors read it on the page of the visit")
            return redirect(found.path)
    return render(request, "peer_review/brief.html", {"form": form, "visit": found}, status=422 if form.errors else 200)


@page(policy.PREPARE_DAY)
def timetable(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """The parts of the day, and adding one."""
    found = _visit(request, peer_visit_id)
    day = queries.day_of_visit(actor=request.actor, visit=found)
    parts = day.sessions if day else ()
    initial = {"starts_at": words.clock(parts[-1].ends_at) if parts else "9am"}
    form = forms.PartForm(request.POST if request.method == "POST" else None, visitors=found.going, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            operations.add_part(actor=request.actor, at=request.at, visit=found, part=form.part)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Added")
            return redirect("peer_review:timetable", request.programme.slug, found.pk)
    context = {"form": form, "visit": found, "parts": shown.parts(parts)}
    return render(request, "peer_review/timetable.html", context, status=422 if form.errors else 200)


@page(policy.PREPARE_DAY, methods=("POST",))
def begin_day(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """Begin with an ordinary day."""
    found = _visit(request, peer_visit_id)
    try:
        operations.begin_day(actor=request.actor, at=request.at, visit=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "An ordinary day. Change it until it is yours")
    return redirect("peer_review:timetable", request.programme.slug, found.pk)


@page(policy.CHANGE_DAY)
def part(request: PageRequest, peer_visit_id: UUID, session_id: UUID) -> HttpResponseBase:
    """Change a part of the day, or take it off."""
    found = _visit(request, peer_visit_id)
    one = queries.part_of_day(actor=request.actor, visit=found, session_id=session_id)
    policy.CHANGE_DAY.check(request.actor, one)
    if request.method == "POST" and request.POST.get("then") == "off":
        operations.take_part_off(actor=request.actor, at=request.at, session=one)
        messages.success(request, "Taken off")
        return redirect("peer_review:timetable", request.programme.slug, found.pk)
    form = forms.PartForm(
        request.POST if request.method == "POST" else None, visitors=found.going, initial=shown.part_initial(one)
    )
    if form.is_bound and form.is_valid():
        try:
            operations.change_part(actor=request.actor, at=request.at, session=one, part=form.part)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Changed")
            return redirect("peer_review:timetable", request.programme.slug, found.pk)
    context = {"form": form, "visit": found, "part": one}
    return render(request, "peer_review/part.html", context, status=422 if form.errors else 200)


@page(policy.PREPARE_DAY, methods=("POST",))
def send_brief(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """Let the visitors know."""
    found = _visit(request, peer_visit_id)
    operations.send_brief(actor=request.actor, at=request.at, visit=found)
    messages.success(request, "Your visitors have an e-mail that leads here")
    return redirect(found.path)


@page(policy.PREPARE_DAY)
def add_paper(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """Add something to read before the visit."""
    found = _visit(request, peer_visit_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.VisitPaperForm(*sent)
    if form.is_bound and form.is_valid():
        try:
            operations.add_paper(actor=request.actor, at=request.at, visit=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Kept. Your visitors find it on the page of the visit")
            return redirect(found.path)
    context = {"form": form, "visit": found}
    return render(request, "peer_review/paper_add.html", context, status=422 if form.errors else 200)


@page(policy.READ_PAPER, methods=("GET",))
def paper_file(request: PageRequest, peer_visit_id: UUID, visit_paper_id: UUID) -> HttpResponseBase:
    """What is in a paper, to be kept by its reader."""
    found = queries.visit(actor=request.actor, peer_visit_id=peer_visit_id)
    paper = queries.paper_of_visit(actor=request.actor, visit=found, paper_id=visit_paper_id)
    policy.READ_PAPER.check(request.actor, paper)
    return file_response(request.actor, paper.file)


@page(policy.CHANGE_DAY, methods=("POST",))
def take_paper_off(request: PageRequest, peer_visit_id: UUID, visit_paper_id: UUID) -> HttpResponseBase:
    """Take a paper off, with its file."""
    found = queries.visit(actor=request.actor, peer_visit_id=peer_visit_id)
    paper = queries.paper_of_visit(actor=request.actor, visit=found, paper_id=visit_paper_id)
    operations.take_paper_off(actor=request.actor, at=request.at, paper=paper)
    messages.success(request, "Taken off. Its file is gone")
    return redirect(found.path)


def _visit(request: PageRequest, peer_visit_id: UUID) -> Visit:
    found = queries.visit(actor=request.actor, peer_visit_id=peer_visit_id)
    policy.PREPARE_DAY.check(request.actor, found)
    return found
