"""What somebody, or a school, has given in a school year: to read, as a paper, and as a spreadsheet."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.documents import presenters as documents
from linkage.documents.views import attached
from linkage.engagements import operations, policy, queries, rules
from linkage.engagements.presenters import contributions as presenters
from linkage.engagements.presenters.contribution_pdf import contribution_paper
from linkage.kernel.days import day_of
from linkage.programmes import queries as programmes
from linkage.ui import lists
from linkage.ui.rendering import render

PDF, CSV = "pdf", "csv"


@page(policy.SEE_OWN_RECORD, methods=("GET",))
def own(request: PageRequest) -> HttpResponseBase:
    """What I have given."""
    found = queries.own_record(actor=request.actor, period=_period(request))
    shown = presenters.person_record(found, name=request.actor.name)
    kind = request.GET.get("as", "")
    if kind in (PDF, CSV):
        return _file(request, shown, kind, is_school=False)
    return render(
        request, "engagements/contribution.html", {"shown": shown, "years": presenters.ALL_YEARS, "is_own": True}
    )


@page(policy.SEE_STAFF_RECORD)
def colleague(request: PageRequest, affiliation_id: UUID) -> HttpResponseBase:
    """What one of our staff has given for our school; it is noted who takes it home."""
    today = day_of(request.at)
    whose = queries.colleague(actor=request.actor, affiliation_id=affiliation_id, today=today)
    found = queries.staff_record(actor=request.actor, affiliation=whose, period=_period(request))
    shown = presenters.person_record(found, name=whose.person.name, school=whose.organisation.name)
    if request.method == "POST":
        operations.note_staff_record_taken(actor=request.actor, at=request.at, affiliation=whose)
        return _file(request, shown, request.POST.get("as", ""), is_school=False)
    context = {"shown": shown, "years": presenters.ALL_YEARS, "school": whose.organisation}
    return render(request, "engagements/contribution.html", context)


@page(policy.SEE_SCHOOL_RECORD)
def school(request: PageRequest, organisation_id: UUID) -> HttpResponseBase:
    """What our school gave and received, for governors; it is noted who takes it home."""
    whose = queries.governed_school(actor=request.actor, organisation_id=organisation_id)
    found = queries.school_record(actor=request.actor, organisation=whose, period=_period(request))
    shown = presenters.school_record(found, school=whose)
    if request.method == "POST":
        operations.note_school_record_taken(actor=request.actor, at=request.at, organisation=whose)
        return _file(request, shown, request.POST.get("as", ""), is_school=True)
    staff = queries.colleagues_of(actor=request.actor, organisation=whose, today=day_of(request.at))
    return render(
        request, "engagements/contribution.html", {"shown": shown, "years": presenters.ALL_YEARS, "staff": staff}
    )


def _period(request: PageRequest) -> rules.Period:
    return rules.period(request.GET.get("year", ""), day_of(request.at))


def _file(request: PageRequest, shown: presenters.Record, kind: str, *, is_school: bool) -> HttpResponse:
    name = presenters.file_name(shown)
    if kind == CSV:
        return lists.csv_response(presenters.columns(is_school=is_school), shown.taken, name)
    sender = programmes.sender(actor=request.actor)
    return attached(contribution_paper(shown, sender, at=request.at), documents.PDF, f"{name}.pdf")
