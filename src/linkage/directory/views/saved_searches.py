"""Searches somebody keeps: a name for this one, the list of mine, and who is new."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.areas import queries as areas
from linkage.directory import forms, operations, policy, queries
from linkage.directory.presenters import choices
from linkage.directory.presenters import saved_searches as presenters
from linkage.organisations import queries as organisations
from linkage.people import queries as people
from linkage.programmes import queries as programmes
from linkage.ui import lists
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.KEEP_SEARCH)
def save(request: PageRequest) -> HttpResponseBase:
    """Give the search of the address a name and keep it; one that is a worry about a person stops here."""
    asked = lists.chosen(choices.PEOPLE, request.GET)
    named = _named(request)
    if not asked.values and not asked.query:
        return redirect("directory:searches", request.programme.slug)
    initial = {"name": presenters.suggested_name(asked, named)}
    form = forms.SavedSearchForm(request.POST if request.method == "POST" else None, initial=initial)
    name = form.data.get("name", "") if form.is_bound else ""
    if any(areas.is_concern(actor=request.actor, text=text) for text in (asked.query, name)):
        settings = programmes.settings(actor=request.actor)
        return render(request, "directory/worry.html", {"settings": settings})
    if form.is_bound and form.is_valid() and _kept(request, form, asked):
        messages.success(
            request, "Kept. When somebody new fits, it stands on your home page and in your list by e-mail"
        )
        return redirect("directory:searches", request.programme.slug)
    context = {"form": form, "looks_for": presenters.looks_for(asked, named), "back": asked.url()}
    return render(request, "directory/save_search.html", context, status=422 if form.errors else 200)


@page(policy.SEE, methods=("GET",))
def searches(request: PageRequest) -> HttpResponseBase:
    """The searches the actor keeps."""
    found = presenters.listed(queries.saved_searches(actor=request.actor), _named(request))
    return render(request, "directory/searches.html", {"searches": found})


@page(policy.LOOK_THROUGH)
def saved(request: PageRequest, saved_search_id: UUID) -> HttpResponseBase:
    """Who is new for one search; the button leads to everybody who fits, and notes that the new ones were seen."""
    found = queries.saved_search(actor=request.actor, saved_search_id=saved_search_id)
    if request.method == "POST":
        operations.look_through(actor=request.actor, at=request.at, saved=found)
        return redirect(presenters.results_url(found, request.programme.slug))
    [shown] = presenters.listed([found], _named(request))
    context: dict[str, Any] = {
        "search": shown,
        "new": presenters.new(queries.new_for(actor=request.actor, saved=found)),
    }
    return render(request, "directory/saved_search.html", context)


@page(policy.DROP_SEARCH, methods=("POST",))
def remove(request: PageRequest, saved_search_id: UUID) -> HttpResponseBase:
    """Keep a search no longer."""
    found = queries.saved_search(actor=request.actor, saved_search_id=saved_search_id)
    operations.drop_search(actor=request.actor, at=request.at, saved=found)
    messages.success(request, f"“{found.name}” is removed")
    return redirect("directory:searches", request.programme.slug)


def _kept(request: PageRequest, form: forms.SavedSearchForm, asked: lists.Chosen) -> bool:
    """Keep it, or put into the form why not."""
    try:
        operations.keep_search(
            actor=request.actor,
            at=request.at,
            name=form.cleaned_data["name"],
            words=asked.query,
            chosen=presenters.carried(asked, _named(request)),
        )
    except operations.UnableToKeepSearch as error:
        refused(form, error)
        return False
    return True


def _named(request: PageRequest) -> presenters.Named:
    """What the choices of this programme are called; school groups only for who chooses whom to ask."""
    groups = organisations.group_schools(actor=request.actor) if queries.is_broker(actor=request.actor) else {}
    return {
        "area": {each.code: each.name for each in areas.known(actor=request.actor)},
        "group": {group_id: name for group_id, (name, _) in groups.items()},
        "designation": {str(each.pk): each.name for each in people.titles(actor=request.actor)},
    }
