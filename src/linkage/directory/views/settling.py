"""The forms of an entry, the same by a link and signed in: each settles what was sent, or returns the form to show."""

from typing import Any

from django.http import HttpResponseBase

from linkage.access.page import PageRequest
from linkage.directory import forms, operations, queries
from linkage.directory.models import Entry
from linkage.directory.presenters import entries as presenters
from linkage.directory.presenters import offers
from linkage.ui.forms import PlainForm, refused
from linkage.ui.rendering import render


def changed(request: PageRequest, entry: Entry) -> PlainForm | None:
    """Change what the entry says; None when that is done."""
    if not entry.is_person:
        return _offer_changed(request, entry)
    form = forms.AnswerForm(_given(request), initial=presenters.own_answers(entry))
    if form.is_bound and form.is_valid():
        try:
            operations.change(actor=request.actor, at=request.at, entry=entry, **form.answers)
        except operations.UnableToChangeEntry as error:
            refused(form, error)
        else:
            return None
    return form


def _offer_changed(request: PageRequest, entry: Entry) -> PlainForm | None:
    held = queries.areas_of(actor=request.actor, entry=entry)
    initial = offers.answers(entry, [each.code for each in held])
    form = forms.BodyOfferForm(_given(request), areas=area_choices(request), initial=initial)
    if form.is_bound and form.is_valid():
        offering = operations.Offering(**form.answers)
        try:
            operations.change_offer(actor=request.actor, at=request.at, entry=entry, offering=offering)
        except operations.UnableToChangeEntry as error:
            refused(form, error)
        else:
            return None
    return form


def area_choices(request: PageRequest) -> list[tuple[str, str]]:
    """The areas of the programme, for a form to choose from."""
    return [(each.code, each.name) for each in queries.area_choices(actor=request.actor)]


def paused(request: PageRequest, entry: Entry) -> PlainForm | None:
    """Begin a break; None when that is done."""
    form = forms.PauseForm(_given(request))
    if form.is_bound and form.is_valid():
        try:
            operations.pause(actor=request.actor, at=request.at, entry=entry, **form.answers)
        except operations.UnableToChangeEntry as error:
            refused(form, error)
        else:
            return None
    return form


def left(request: PageRequest, entry: Entry) -> PlainForm | None:
    """Say that the person has left the school; None when that is done."""
    schools = {str(each.pk): each for each in queries.other_schools(actor=request.actor, entry=entry)}
    form = forms.LeftForm(_given(request), schools=[(key, each.name) for key, each in schools.items()])
    if form.is_bound and form.is_valid():
        to = schools.get(form.answers["to_organisation"])
        try:
            operations.leave_school(actor=request.actor, at=request.at, entry=entry, to_organisation=to)
        except operations.UnableToMove as error:
            refused(form, error)
        else:
            return None
    return form


def form_page(request: PageRequest, entry: Entry, form: PlainForm, template: str, **more: Any) -> HttpResponseBase:
    """The page of a form that is still to be answered."""
    context = {"entry": entry, "form": form, **more}
    return render(request, template, context, status=422 if form.errors else 200)


def _given(request: PageRequest) -> Any:
    return request.POST if request.method == "POST" else None
