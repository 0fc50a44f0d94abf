"""Adding what a school is strong in, or what a hub or partner offers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.directory import forms, operations, policy, rules
from linkage.directory.views import settling
from linkage.organisations import queries as organisations
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.ADD_OFFER)
def add(request: PageRequest, organisation_id: UUID) -> HttpResponseBase:
    """What it is, for whom, how, how many schools, what it costs, and who is written to."""
    body = organisations.own_organisation(actor=request.actor, organisation_id=organisation_id)
    policy.ADD_OFFER.check(request.actor, body)
    given = request.POST if request.method == "POST" else None
    form = forms.NewBodyOfferForm(given, areas=settling.area_choices(request))
    if form.is_bound and form.is_valid():
        answers = form.answers
        contact = {name: answers.pop(name) for name in ("contact_name", "contact_email")}
        offering = operations.Offering(**answers)
        try:
            made = operations.add_offer(
                actor=request.actor, at=request.at, organisation=body, offering=offering, **contact
            )
        except operations.UnableToOffer as error:
            refused(form, error)
        else:
            messages.success(request, f"“{made.title}” is in the directory")
            return redirect("directory:entry", request.programme.slug, made.pk)
    context = {"form": form, "body": body, "kind": rules.kind_of_offer(body.kind)}
    return render(request, "directory/add_offer.html", context, status=422 if form.errors else 200)
