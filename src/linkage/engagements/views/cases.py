"""Writing for others what two schools learnt together."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.engagements import operations, policy, presenters, queries
from linkage.engagements.views.lifecycle import found_for
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.practice import operations as practice
from linkage.practice.views import writing
from linkage.ui.forms import refused


@page(policy.WRITE_CASE)
def learnt(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """The questions about something a school does well, begun from what both schools know already."""
    found = found_for(request, engagement_id, policy.WRITE_CASE)
    facts = queries.case_facts(actor=request.actor, engagement=found)
    initial = presenters.case_initial(found, facts, request.actor, day_of(request.at))
    form = writing.bound(request, facts.school, initial)
    if form.is_bound and form.is_valid():
        written, sends = practice.Written(**form.answers), not writing.is_draft(request)
        try:
            made = operations.write_case(
                actor=request.actor, at=request.at, engagement=found, written=written, sends=sends
            )
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Kept. Other schools find it once both headteachers say yes")
            return redirect("practice:practice", request.programme.slug, made.pk)
    return writing.drawn(request, form, {"school": facts.school, "case": found})
