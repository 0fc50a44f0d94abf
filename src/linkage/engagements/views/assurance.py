"""The letter of assurance, and what the host asks of visitors."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.documents import presenters as documents
from linkage.documents.views import attached
from linkage.engagements import operations, policy, queries
from linkage.engagements.forms import visits as forms
from linkage.engagements.presenters import assurance as presenters
from linkage.kernel.errors import Refused
from linkage.programmes import queries as programmes
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEE_ASSURANCE, methods=("GET",))
def assurance(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """What the home school says of those who come, and of whom it has still to say it."""
    actor = request.actor
    found = queries.engagement(actor=actor, engagement_id=engagement_id)
    letter = queries.letter(actor=actor, engagement=found)
    can_say = queries.to_be_assured(actor=actor, engagement=found, missing=letter.missing)
    context = {"engagement": found, "shown": presenters.assurance_page(actor, found, letter, can_say)}
    return render(request, "engagements/visit_assurance.html", context)


@page(policy.ASSURE, methods=("POST",))
def assure(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Say it, in one click."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    policy.ASSURE.check(request.actor, found)
    try:
        operations.assure(actor=request.actor, at=request.at, engagement=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Said. {found.client_organisation.name} can read the letter and take it home")
    return redirect("engagements:assurance", programme=request.programme.slug, engagement_id=engagement_id)


@page(policy.SEE_ASSURANCE, methods=("GET",))
def assurance_pdf(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """The letter for reception, as a PDF; 404 while nothing was said."""
    actor = request.actor
    found = queries.engagement(actor=actor, engagement_id=engagement_id)
    letter = queries.letter_said(actor=actor, engagement=found)
    content = presenters.letter_pdf(found, letter, programmes.sender(actor=actor))
    return attached(content, documents.PDF, presenters.LETTER_NAME)


@page(policy.SAY_VISITOR_RULES)
def visitor_rules(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """The host's own rule for visitors."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    policy.SAY_VISITOR_RULES.check(request.actor, found)
    initial = {"visitor_rules": found.visitor_rules}
    form = forms.VisitorRulesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            operations.say_visitor_rules(actor=request.actor, at=request.at, engagement=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Kept. Whoever visits you sees it")
            return redirect("engagements:visits", programme=request.programme.slug, engagement_id=engagement_id)
    context = {"form": form, "engagement": found}
    return render(request, "engagements/visit_rules.html", context, status=422 if form.errors else 200)
