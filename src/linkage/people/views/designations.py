"""Designations: the programme's list of who holds what, and saying how one stands."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.people import operations, policy, queries
from linkage.people.models import Person
from linkage.people.presenters import designations as presenters
from linkage.people.views import settling
from linkage.ui import lists
from linkage.ui.rendering import render


@page(policy.SEE_DESIGNATIONS)
def designations(request: PageRequest) -> HttpResponseBase:
    """Who holds what in the programme, what is to be checked and what ends soon."""
    chosen = lists.chosen(presenters.DESIGNATIONS, request.GET, request.POST)
    rows = presenters.found_designations(queries.designations(actor=request.actor), chosen.query)
    rows, answers = lists.narrow(presenters.DESIGNATIONS, rows, chosen)
    if chosen.wants_export:
        operations.note_list_taken(actor=request.actor, at=request.at)
        return lists.response(presenters.DESIGNATIONS.columns, rows, "designations", chosen.export)
    shown = lists.page(presenters.DESIGNATIONS, chosen, rows, answers)
    return render(request, "people/designations.html", {"page": shown, "tags": presenters.TAGS}, block="list")


@page(policy.SEE_DESIGNATION, methods=("GET",))
def designation(request: PageRequest, designation_id: UUID) -> HttpResponseBase:
    """One designation: what, from whom, since when, until when, and what was done with it."""
    found = queries.designation(actor=request.actor, designation_id=designation_id)
    context = {
        "designation": found,
        "shown": presenters.designation_page(found, request.actor, day_of(request.at)),
        "history": queries.history_of_designation(actor=request.actor, designation=found),
        "back": settling.back_to(request, found.person or found.organisation),
    }
    return render(request, "people/designation.html", context)


@page(policy.NOTE_DESIGNATION)
def note_own(request: PageRequest) -> HttpResponseBase:
    """Note what one holds oneself."""
    return _note(request, queries.person(actor=request.actor, person_id=request.actor.person_id))


@page(policy.NOTE_DESIGNATION)
def note_of_person(request: PageRequest, person_id: UUID) -> HttpResponseBase:
    """Note what somebody holds."""
    return _note(request, queries.person(actor=request.actor, person_id=person_id))


@page(policy.NOTE_DESIGNATION)
def note_of_school(request: PageRequest, organisation_id: UUID) -> HttpResponseBase:
    """Note what a school or body holds."""
    return _note(request, organisations.own_organisation(actor=request.actor, organisation_id=organisation_id))


@page(policy.NOTE_DESIGNATION, methods=("GET",))
def of_school(request: PageRequest, organisation_id: UUID) -> HttpResponseBase:
    """What a school or body holds, for who acts for it and for coordinators."""
    school = organisations.own_organisation(actor=request.actor, organisation_id=organisation_id)
    policy.NOTE_DESIGNATION.check(request.actor, school)
    found = queries.designations_of(actor=request.actor, holder_id=school.pk)
    context = {"school": school, "designations": presenters.own_designations(found)}
    return render(request, "people/school_designations.html", context)


@page(policy.CHANGE_DESIGNATION)
def change(request: PageRequest, designation_id: UUID) -> HttpResponseBase:
    """Say anew what a designation is."""
    found = queries.designation(actor=request.actor, designation_id=designation_id)
    policy.CHANGE_DESIGNATION.check(request.actor, found)
    form = settling.changed(request, found)
    if form is None:
        messages.success(request, f"Changed. {presenters.answered(found)}")
        return redirect("people:designation", request.programme.slug, found.pk)
    back = [(found.title.name, settling.page_of(request, found))]
    return _form_page(request, form, found.person or found.organisation, "Change a designation", back)


@page(policy.CONFIRM_DESIGNATION, methods=("POST",))
def confirm(request: PageRequest, designation_id: UUID) -> HttpResponseBase:
    """Confirm what its holder noted."""
    found = queries.designation(actor=request.actor, designation_id=designation_id)
    try:
        operations.confirm_designation(actor=request.actor, at=request.at, designation=found)
    except Refused as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, f"{found.holder_name} has been told, and schools see it")
    return redirect("people:designation", request.programme.slug, found.pk)


@page(policy.ANSWER_DESIGNATION)
def answer(request: PageRequest, designation_id: UUID) -> HttpResponseBase:
    """Is it renewed, does it end, has it ended?"""
    found = queries.designation(actor=request.actor, designation_id=designation_id)
    policy.ANSWER_DESIGNATION.check(request.actor, found)
    form = settling.answered(request, found)
    if form is None:
        messages.success(request, presenters.answered(found))
        return redirect("people:designation", request.programme.slug, found.pk)
    back = settling.page_of(request, found)
    return settling.answer_page(request, found, form, back)


@page(policy.ANSWER_DESIGNATION, link=policy.DESIGNATION_LINK)
def answer_by_link(request: PageRequest) -> HttpResponseBase:
    """The same from the mail, without an account. Looking never answers; only the button does."""
    found = queries.questioned_designation(actor=request.actor)
    if not policy.answers_by_link(request.actor, found):
        context = {"designation": found, "outcome": presenters.answered(found)}
        return render(request, "people/designation_answered.html", context)
    form = settling.answered(request, found)
    return redirect(request.path) if form is None else settling.answer_page(request, found, form, "")


def _note(request: PageRequest, holder: Person | Organisation) -> HttpResponseBase:
    policy.NOTE_DESIGNATION.check(request.actor, holder)
    form, made = settling.noted(request, holder)
    if made is not None:
        messages.success(request, f"Noted. {presenters.answered(made)}")
        return redirect("people:designation", request.programme.slug, made.pk)
    return _form_page(request, form, holder, "Note a designation", [settling.back_to(request, holder)])


def _form_page(
    request: PageRequest, form: Any, holder: Person | Organisation | None, title: str, back: list[tuple[str, str]]
) -> HttpResponseBase:
    context = {"form": form, "holder": holder, "page_title": title, "back": back[0]}
    return render(request, "people/note_designation.html", context, status=422 if form.errors else 200)
