"""A request that came by e-mail: read in, and checked by a person before anybody hears of it."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.support_requests import forms, operations, policy, queries
from linkage.support_requests.views import steps, stops
from linkage.ui.rendering import render

READ = "We read the e-mail. Check each answer: nobody is told anything until you send the request"
READ_IN_PART = "We read the first part of a long e-mail. Check each answer: nobody is told anything until you send it"


@page(policy.READ_IN)
def from_email(request: PageRequest) -> HttpResponseBase:
    """Paste an e-mail or choose its file; its draft is checked question by question."""
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = forms.EmailForm(*posted)
    if form.is_bound and (form.is_valid() or form.found) and stops.is_worry(request, form.texts):
        return stops.stop(request)
    if form.is_bound and form.is_valid() and form.found:
        schools = queries.schools_at(actor=request.actor, email=form.found.sender_address)
        draft = operations.begin_from_email(
            actor=request.actor,
            at=request.at,
            words=form.words,
            name=form.found.sender_name,
            email=form.found.sender_address,
            organisation=schools[0] if len(schools) == 1 else None,
            areas=queries.likely_areas(actor=request.actor, words=form.words),
        )
        messages.success(request, READ_IN_PART if form.is_shortened else READ)
        return redirect(steps.address(request, "school", draft))
    context = {"form": form, "places": steps.places(request)}
    return render(request, "support_requests/from_email.html", context, status=422 if form.errors else 200)
