"""The list of enquiries, and the page of one."""

from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse

from linkage.access.page import PageRequest, page
from linkage.enquiries import policy, queries
from linkage.enquiries.presenters import listing
from linkage.enquiries.presenters.record import record_page
from linkage.messaging import queries as messaging
from linkage.ui import lists
from linkage.ui.rendering import render


@page(policy.LIST, methods=("GET",))
def enquiries(request: PageRequest) -> HttpResponseBase:
    """Everything that was written to the programme and confirmed."""
    actor, slug = request.actor, request.programme.slug
    clocks, owners = queries.Clocks(actor, request.at), queries.Owners(actor, request.at)
    rows = [
        listing.row(
            each,
            url=reverse("enquiries:enquiry", args=[slug, each.pk]),
            owner=owners.of(each),
            promise=clocks.of(each),
            at=request.at,
        )
        for each in queries.visible(actor=actor)
    ]
    asked = lists.chosen(listing.ENQUIRIES, request.GET)
    found, options = lists.narrow(listing.ENQUIRIES, rows, asked)
    if asked.wants_export:
        return lists.response(listing.EXPORTED, found, "enquiries", asked.export)
    context = {"page": lists.page(listing.ENQUIRIES, asked, found, options)}
    return render(request, "enquiries/enquiries.html", context, block="list")


@page(policy.SEE, methods=("GET",))
def enquiry(request: PageRequest, enquiry_id: UUID) -> HttpResponseBase:
    """One enquiry with its next action, what was written, and what has happened."""
    actor, at = request.actor, request.at
    found = queries.enquiry(actor=actor, enquiry_id=enquiry_id)
    shown = record_page(
        actor=actor,
        enquiry=found,
        owner=queries.owner_of(actor=actor, enquiry=found, at=at),
        promise=queries.promise_of(actor=actor, enquiry=found, at=at),
        head=queries.head_for(actor=actor, enquiry=found),
        head_is_silent=queries.Clocks(actor, at).head_is_silent(found),
        is_member=queries.is_member(actor=actor, enquiry=found),
    )
    context = {
        "enquiry": found,
        "shown": shown,
        "replies": queries.replies(actor=actor, enquiry=found),
        "events": queries.history(actor=actor, enquiry=found),
        "deliveries": messaging.delivery(actor=actor, about_id=found.pk),
    }
    return render(request, "enquiries/enquiry.html", context)
