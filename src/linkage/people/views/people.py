"""The people of the programme, and who runs it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import page
from linkage.kernel.days import day_of
from linkage.people import forms, operations, policy, queries
from linkage.people.presenters import designations, pages
from linkage.ui import lists
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEE_PEOPLE)
def people(request: Any) -> HttpResponseBase:
    """Everybody the programme knows."""
    chosen = lists.chosen(pages.PEOPLE, request.GET, request.POST)
    rows = pages.found(queries.everybody(actor=request.actor, on=_today(request)), chosen.query)
    rows, answers = lists.narrow(pages.PEOPLE, rows, chosen)
    if chosen.wants_export:
        operations.note_list_taken(actor=request.actor, at=request.at)
        return lists.response(pages.PEOPLE.columns, rows, "people", chosen.export)
    shown = lists.page(pages.PEOPLE, chosen, rows, answers)
    return render(request, "people/people.html", {"page": shown}, block="list")


@page(policy.SEE_PERSON, methods=("GET",))
def person(request: Any, person_id: UUID) -> HttpResponseBase:
    """One person: how to reach them, where they work, what they may do."""
    found = queries.person(actor=request.actor, person_id=person_id)
    context = {
        "person": found,
        "works": queries.where_one_works(actor=request.actor, person_id=found.pk),
        "roles": queries.roles_of(actor=request.actor, person_id=found.pk, on=_today(request)),
        "designations": designations.own_designations(queries.designations_of(actor=request.actor, holder_id=found.pk)),
    }
    return render(request, "people/person.html", context)


@page(policy.ADD_OFFICER)
def add_officer(request: Any) -> HttpResponseBase:
    """Make somebody an officer or another coordinator."""
    form = forms.OfficerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = operations.add_officer(actor=request.actor, at=request.at, **form.answers)
        except operations.UnableToGiveRole as error:
            refused(form, error)
        else:
            messages.success(request, f"{made.person.name} has been told by e-mail")
            return redirect("people:people", programme=request.programme.slug)
    return render(request, "people/add_officer.html", {"form": form}, status=422 if form.errors else 200)


@page(policy.END_ROLE)
def end_role(request: Any, grant_id: UUID) -> HttpResponseBase:
    """Ask, then end a role."""
    grant = queries.grant(actor=request.actor, grant_id=grant_id)
    policy.END_ROLE.check(request.actor, grant)
    problem = ""
    if request.method == "POST":
        try:
            operations.end_role(actor=request.actor, at=request.at, grant=grant)
        except operations.UnableToEndRole as error:
            problem = str(error)
        else:
            messages.success(request, f"{grant.person.name} no longer has this role")
            return redirect(pages.after_role(request.actor, request.programme.slug, grant))
    context = {
        "grant": grant,
        "problem": problem,
        "back": pages.after_role(request.actor, request.programme.slug, grant),
    }
    return render(request, "people/end_role.html", context, status=422 if problem else 200)


def _today(request: Any) -> Any:
    return day_of(request.at)
