"""The list of resources and services, and keeping it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from linkage.access.page import PageRequest, page
from linkage.areas import queries as areas
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links import forms, operations, policy, queries
from linkage.links.models import Destination
from linkage.links.presenters import destinations as presenters
from linkage.links.rules import signposts as rules
from linkage.people.models import Person
from linkage.support_requests import queries as support_requests
from linkage.ui import lists
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.LIST_DESTINATIONS, methods=("GET",))
def destinations(request: PageRequest) -> HttpResponseBase:
    """Everything schools can be pointed to."""
    asked = lists.chosen(presenters.DESTINATIONS, request.GET)
    found = queries.destinations(actor=request.actor)
    shown = presenters.rows(found, lambda each: _address(request, each), day_of(request.at))
    narrowed, options = lists.narrow(presenters.DESTINATIONS, presenters.found_by(shown, asked.query), asked)
    if asked.wants_export:
        return lists.response(presenters.DESTINATIONS_FILE, narrowed, "resources and services", asked.export)
    context = {
        "page": lists.page(presenters.DESTINATIONS, asked, narrowed, options),
        "may_add": policy.ADD_DESTINATION.allows(request.actor),
    }
    return render(request, "links/destinations.html", context, block="list")


@page(policy.LIST_DESTINATIONS, methods=("GET",))
def destination(request: PageRequest, destination_id: UUID) -> HttpResponseBase:
    """One of them."""
    found = queries.destination(actor=request.actor, destination_id=destination_id)
    today = day_of(request.at)
    context = {
        "destination": found,
        "facts": presenters.facts(found),
        "tag": presenters.tag_of(presenters.standing_of(found, today)),
        "is_over": found.is_over(today),
        "is_due": rules.reminder_on(found.review_on) <= today,
        "may_keep": policy.CHANGE_DESTINATION.allows(request.actor, found),
    }
    return render(request, "links/destination.html", context)


@page(policy.ADD_DESTINATION)
def add(request: PageRequest) -> HttpResponseBase:
    """Put something on the list."""
    today = day_of(request.at)
    initial = {"review_on": rules.next_review(today, None), "owner": str(request.actor.person_id)}

    def keep(described: operations.Described) -> Destination:
        return operations.add_destination(actor=request.actor, at=request.at, described=described)

    return _kept(request, initial, keep, "It is on the list")


@page(policy.CHANGE_DESTINATION)
def change(request: PageRequest, destination_id: UUID) -> HttpResponseBase:
    """Change what is said of it."""
    found = queries.destination(actor=request.actor, destination_id=destination_id)
    names = ("title", "kind", "happens_on", "about", "website", "contact", "phases", "review_on")
    initial = {name: getattr(found, name) for name in names}
    initial |= {"areas": [area.code for area in found.areas], "owner": str(found.owner_id)}

    def keep(described: operations.Described) -> Destination:
        operations.change_destination(actor=request.actor, at=request.at, destination=found, described=described)
        return found

    return _kept(request, initial, keep, "Your changes are kept", found)


@page(policy.CONFIRM_DESTINATION, methods=("POST",))
def still_right(request: PageRequest, destination_id: UUID) -> HttpResponseBase:
    """Say in one click that it is still right."""
    said = "Thank you. You are reminded again in half a year"
    return _pressed(request, destination_id, operations.confirm_destination, said)


@page(policy.RETIRE_DESTINATION, methods=("POST",))
def retire(request: PageRequest, destination_id: UUID) -> HttpResponseBase:
    """Take it off the list; the same page puts it back."""
    return _pressed(request, destination_id, operations.retire_destination, "It is off the list. You can put it back")


@page(policy.RESTORE_DESTINATION, methods=("POST",))
def restore(request: PageRequest, destination_id: UUID) -> HttpResponseBase:
    """Put it back on the list."""
    return _pressed(request, destination_id, operations.restore_destination, "It is on the list again")


def _kept(
    request: PageRequest,
    initial: dict[str, Any],
    keep: Callable[[operations.Described], Destination],
    said: str,
    found: Destination | None = None,
) -> HttpResponseBase:
    """The form of one, shown or kept."""
    form, able = _form(request, initial)
    if form.is_bound and form.is_valid():
        about = areas.by_codes(actor=request.actor, codes=form.answers["areas"])
        described = {**form.answers, "areas": list(about), "owner": able[form.answers["owner"]]}
        try:
            kept = keep(operations.Described(**described))
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, said)
            return redirect(_address(request, kept))
    context = {"form": form, "destination": found}
    return render(request, "links/destination_form.html", context, status=422 if form.errors else 200)


def _form(request: PageRequest, initial: dict[str, Any]) -> tuple[forms.DestinationForm, dict[str, Person]]:
    """The form, and who may keep something right, by the key that it offers."""
    able = {str(each.pk): each for each in support_requests.possible_owners(actor=request.actor, at=request.at)}
    form = forms.DestinationForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        areas=[(area.code, area.name) for area in areas.areas(actor=request.actor)],
        owners=[(key, person.name) for key, person in able.items()],
    )
    return form, able


def _pressed(request: PageRequest, destination_id: UUID, do: Callable[..., None], said: str) -> HttpResponseBase:
    found = queries.destination(actor=request.actor, destination_id=destination_id)
    try:
        do(actor=request.actor, at=request.at, destination=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect(_address(request, found))


def _address(request: PageRequest, found: Destination) -> str:
    return reverse("signposts:destination", args=[request.programme.slug, found.pk])
