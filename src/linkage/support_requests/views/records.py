"""The list of requests, and the page of one."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse

from linkage.access.page import PageRequest, page
from linkage.messaging import queries as messaging
from linkage.support_requests import policy, queries
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters import listing
from linkage.support_requests.presenters.record import record_page
from linkage.support_requests.views.steps import choose_url
from linkage.ui import lists, registry
from linkage.ui.rendering import render


@page(policy.SEE, methods=("GET",))
def requests(request: PageRequest) -> HttpResponseBase:
    """Mine for people of a school; the queue for coordinators and officers."""
    works = policy.asks_on_behalf(request.actor)
    definition = listing.QUEUE if works else listing.OWN
    rows = _rows(request)
    asked = lists.chosen(definition, request.GET)
    shown, options = lists.narrow(definition, rows, asked)
    if asked.wants_export:
        columns = listing.QUEUE_EXPORTED if works else listing.EXPORTED
        return lists.response(columns, shown, "requests", asked.export)
    context = {
        "page": lists.page(definition, asked, shown, options),
        "may_ask": policy.may_ask(request.actor),
        "works": works,
        "looks": listing.looks(rows, asked, _watches(request)) if works else None,
    }
    return render(request, "support_requests/requests.html", context, block="list")


def _watches(request: PageRequest) -> str:
    return (
        reverse("referrals:silent", args=[request.programme.slug])
        if policy.WATCH_REFERRALS.allows(request.actor)
        else ""
    )


def _rows(request: PageRequest) -> list[listing.Row]:
    found = list(queries.visible(actor=request.actor))
    steps = queries.Steps(request.actor, request.at, found)
    slug = request.programme.slug
    return [listing.row(request.actor, each, steps=steps, at=request.at, slug=slug) for each in found]


@page(policy.SEE, methods=("GET",))
def request_page(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """One request, at the same address for the school and for who works on it."""
    actor = request.actor
    found = queries.support_request(actor=actor, request_id=request_id)
    shown = record_page(
        actor=actor,
        at=request.at,
        support_request=found,
        steps=queries.Steps(actor, request.at, [found]),
        question=queries.open_question(actor=actor, support_request=found),
        areas=queries.areas_of(actor=actor, support_request=found),
        avoided=queries.avoided_schools_of(actor=actor, support_request=found),
        referred_by=queries.referred_by(actor=actor, support_request=found),
    )
    context = {
        "found": found,
        "shown": shown,
        "wanted": queries.practice_wanted(actor=actor, support_request=found),
        "events": queries.history(actor=actor, support_request=found),
        "deliveries": messaging.delivery(actor=actor, about_id=found.pk) if shown.works else [],
        "answers": messaging.answers(actor=actor, about_id=found.pk) if shown.works else [],
        "choose_url": choose_url(request, found),
        **_of_higher_apps(request, found),
    }
    return render(request, "support_requests/request.html", context)


def _of_higher_apps(request: PageRequest, found: SupportRequest) -> dict[str, Any]:
    """What apps above this one do with a request, show of it, and where it led."""
    return {
        "actions": [each for source in registry.record_actions for each in source(request, found)],
        "panels": [each for source in registry.record_panels for each in source(request, found)],
        "leads_to": [each for source in registry.record_links for each in source(request, found.pk)],
    }
