"""Ending well: whether the plan holds, how it was, the letter of thanks, and certificates."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from linkage.access.page import PageRequest, page
from linkage.documents.views import attached
from linkage.engagements import forms, operations, policy, presenters, queries, rules
from linkage.engagements.models import Engagement
from linkage.engagements.presenters.cases import CasePanel
from linkage.engagements.views.asking import ask, bound, press
from linkage.engagements.views.lifecycle import found_for
from linkage.engagements.views.plans import way_of
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.people import queries as people
from linkage.programmes import queries as programmes
from linkage.ui.rendering import render

ENDING = "engagements:ending"


@page(policy.SEE, methods=("GET",))
def ending(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Who carries on afterwards, how it was, and what comes before the end and after it."""
    actor = request.actor
    found = queries.engagement(actor=actor, engagement_id=engagement_id)
    shown = presenters.engagement_page(
        actor=actor,
        engagement=found,
        steps=queries.progress(actor=actor, engagement=found),
        review=queries.open_review(actor=actor, engagement=found),
        today=day_of(request.at),
    )
    end = presenters.ending_page(
        actor=actor,
        engagement=found,
        checks=queries.carry_on_checks(actor=actor, engagement=found),
        feedbacks=queries.feedback_read_by(actor=actor, engagement=found),
        visits=queries.visits_that_happened(actor=actor, engagement=found),
        letter=queries.thanks_letter(actor=actor, engagement=found),
        certificates=queries.certificates(actor=actor, engagement=found),
    )
    context = {"found": found, "tabs": presenters.tabs(found), "shown": shown, "end": end}
    beside = {"way": way_of(request, found), "case": _case(request, found)}
    return render(request, "engagements/ending.html", context | beside)


def _case(request: PageRequest, found: Engagement) -> CasePanel | None:
    """What others could learn of it, as far as it is written."""
    written = queries.case_of(actor=request.actor, engagement=found)
    to_write = reverse("engagements:learnt", args=[request.programme.slug, found.pk])
    return presenters.case_panel(request.actor, found, written, to_write)


@page(policy.WRITE_FEEDBACK)
def feedback(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Say how it was."""
    found = found_for(request, engagement_id, policy.WRITE_FEEDBACK)
    before = queries.own_feedback(actor=request.actor, engagement=found)
    form = forms.FeedbackForm(bound(request), initial=presenters.feedback_initial(before))
    do = partial(operations.write_feedback, actor=request.actor, at=request.at, engagement=found)
    said = {
        "title": "How was it?",
        "lead": "Your own school reads it. The other school does once you show it to them. The programme only counts.",
        "button": "Save",
        "done": "Kept. Only your school reads it, until you show it",
    }
    return ask(request, found, form, do, said, to=ENDING)


@page(policy.SHARE_FEEDBACK, methods=("POST",))
def share_feedback(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Show the other school how it was."""
    found = found_for(request, engagement_id, policy.WRITE_FEEDBACK)
    mine = queries.own_feedback(actor=request.actor, engagement=found)
    if mine is None:
        raise NotFound("feedback")
    do = partial(operations.share_feedback, actor=request.actor, at=request.at, feedback=mine)
    return press(request, found, do, "Shown. Whoever leads for the other school has an e-mail", to=ENDING)


@page(policy.SEND_THANKS)
def thanks(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Write the letter of thanks; one that was sent is not written again."""
    actor = request.actor
    found = found_for(request, engagement_id, policy.SEND_THANKS)
    if queries.has_thanked(actor=actor, engagement=found):
        messages.info(request, "The letter has been sent already")
        return redirect(ENDING, programme=request.programme.slug, engagement_id=found.pk)
    head = people.head_of(actor=actor, organisation_id=found.home_organisation_id)
    to = queries.people_to_thank(actor=actor, engagement=found)
    given = queries.days_given(actor=actor, engagement=found)
    text = presenters.thanks_initial(found, to, given, head.name if head else "")
    form = forms.ThanksForm(bound(request), initial={"text": text})
    do = partial(operations.send_thanks, actor=actor, at=request.at, engagement=found)
    said = presenters.thanks_words(found, to, head)
    context = {"can_mark": queries.has_step(actor=actor, engagement=found, code=rules.THANKS)}
    return ask(request, found, form, do, said, to=ENDING, template="engagements/thanks.html", context=context)


@page(policy.READ_THANKS, methods=("GET",))
def thanks_paper(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """The letter of thanks, as a PDF; 404 while none was sent."""
    actor = request.actor
    found = found_for(request, engagement_id, policy.READ_THANKS)
    letter = queries.thanks_sent(actor=actor, engagement=found)
    to = queries.people_to_thank(actor=actor, engagement=found)
    content = presenters.thanks_paper(letter, to, programmes.sender(actor=actor))
    return attached(content, presenters.PDF, presenters.THANKS_NAME)


@page(policy.READ_CERTIFICATE, methods=("GET",))
def certificate(request: PageRequest, engagement_id: UUID, person_id: UUID) -> HttpResponseBase:
    """Somebody's certificate, as a PDF: theirs, and their head's."""
    given = queries.certificate(actor=request.actor, engagement_id=engagement_id, person_id=person_id)
    content = presenters.certificate_paper(given, programmes.sender(actor=request.actor))
    return attached(content, presenters.PDF, presenters.certificate_name(given))
