"""The forms of a designation, signed in and by a link: each settles what was sent, or returns the form to show."""

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse

from linkage.access.page import PageRequest
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.people import forms, operations, policy, queries
from linkage.people.models import Designation, DesignationTitle, Person
from linkage.people.presenters import designations as presenters
from linkage.ui.forms import refused
from linkage.ui.rendering import render


def noted(request: PageRequest, holder: Person | Organisation) -> tuple[forms.DesignationForm, Designation | None]:
    """Note a designation; the form to show, and what was made of it once that is done."""
    titles = queries.titles_to_give(actor=request.actor, holder=holder)
    form = forms.DesignationForm(_given(request), titles=titles)
    if form.is_bound and form.is_valid():
        try:
            made = operations.note_designation(actor=request.actor, at=request.at, holder=holder, award=form.award)
        except Refused as error:
            refused(form, error)
        else:
            return form, made
    return form, None


def changed(request: PageRequest, designation: Designation) -> forms.DesignationForm | None:
    """Say it anew; None when that is done."""
    holder = designation.person or designation.organisation
    titles = _with(designation.title, queries.titles_to_give(actor=request.actor, holder=holder))
    form = forms.DesignationForm(_given(request), titles=titles, initial=presenters.initial(designation))
    if form.is_bound and form.is_valid():
        try:
            operations.change_designation(actor=request.actor, at=request.at, designation=designation, award=form.award)
        except Refused as error:
            refused(form, error)
        else:
            return None
    return form


def answered(request: PageRequest, designation: Designation) -> forms.AnswerDesignationForm | None:
    """Say whether it is renewed; None when that is done."""
    form = forms.AnswerDesignationForm(_given(request), choices=presenters.answers(designation))
    if form.is_bound and form.is_valid():
        try:
            _answer(request, designation, form.answers["answer"], form.answers["until"])
        except Refused as error:
            refused(form, error)
        else:
            return None
    return form


def _answer(request: PageRequest, designation: Designation, answer: str, until: Any) -> None:
    said: dict[str, Any] = {"actor": request.actor, "at": request.at, "designation": designation}
    if answer == "ended":
        operations.end_designation(**said)
    elif answer == "planned":
        operations.let_designation_end(**said)
    else:
        operations.renew_designation(**said, until=until if answer == "until" else None)


def answer_page(
    request: PageRequest, designation: Designation, form: forms.AnswerDesignationForm, back: str
) -> HttpResponseBase:
    """The question as it stands: what is noted, and the answers that fit."""
    context = {
        "designation": designation,
        "form": form,
        "back": back,
        "can_be_renewed": len(form.fields["answer"].choices) > 1,  # type: ignore[attr-defined]
        "line": presenters.phrase(designation),
    }
    return render(request, "people/answer_designation.html", context, status=422 if form.errors else 200)


def page_of(request: PageRequest, designation: Designation) -> str:
    """The address of one designation."""
    return reverse("people:designation", args=[request.programme.slug, designation.pk])


def back_to(request: PageRequest, holder: Person | Organisation | None) -> tuple[str, str]:
    """Where somebody came from: the holder's page, or their own details."""
    slug = request.programme.slug
    if isinstance(holder, Organisation):
        return holder.name, reverse("people:school-designations", args=[slug, holder.pk])
    if holder is None or request.actor.is_person(holder.pk) or not policy.SEE_PERSON.allows(request.actor, holder):
        return "My details", reverse("people:details", args=[slug])
    return holder.name, reverse("people:person", args=[slug, holder.pk])


def _with(title: DesignationTitle, titles: list[DesignationTitle]) -> list[DesignationTitle]:
    """One out of use stays on offer to whoever holds it."""
    return titles if title in titles else [title, *titles]


def _given(request: PageRequest) -> Any:
    return request.POST if request.method == "POST" else None
