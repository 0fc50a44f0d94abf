"""Writing what a school does well, and changing it: one page, two minutes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.organisations.models import Organisation
from linkage.practice import forms, operations, policy, presenters, queries, rules
from linkage.practice.models import Practice
from linkage.ui.forms import refused
from linkage.ui.rendering import render

KEEP = "keep"
DONE = {
    "draft": "Kept. Nobody else sees it until you send it",
    "awaiting_head": "Sent. Other schools find it once the answer is yes",
    "shared": "Other schools find it now",
}


@page(policy.WRITE)
def write(request: PageRequest) -> HttpResponseBase:
    """Which school it is about, for who belongs to several; else straight to the questions."""
    schools = queries.schools_to_write_for(actor=request.actor)
    if len(schools) == 1:
        return redirect("practice:write-for", request.programme.slug, schools[0].pk)
    choices = [(str(each.pk), each.name) for each in schools]
    form = forms.SchoolForm(request.POST if request.method == "POST" else None, schools=choices)
    if form.is_bound and form.is_valid():
        return redirect("practice:write-for", request.programme.slug, form.answers["organisation"])
    return render(request, "practice/school.html", {"form": form}, status=422 if form.errors else 200)


@page(policy.WRITE)
def write_for(request: PageRequest, organisation_id: UUID) -> HttpResponseBase:
    """What it is, how the school knows, for whom, and who shows it."""
    schools = {each.pk: each for each in queries.schools_to_write_for(actor=request.actor)}
    if organisation_id not in schools:
        raise NotFound("school")
    school = schools[organisation_id]
    initial = presenters.begun(school, request.actor, rules.next_review_on(day_of(request.at)))
    form = bound(request, school, initial, wide_audiences(request, school))
    if form.is_bound and form.is_valid():
        written, sends = operations.Written(**form.answers), not is_draft(request)
        try:
            made = operations.write(
                actor=request.actor, at=request.at, organisation=school, written=written, sends=sends
            )
        except operations.UnableToShare as error:
            refused(form, error)
        else:
            return _done(request, made)
    return drawn(request, form, {"school": school})


@page(policy.CHANGE)
def change(request: PageRequest, practice_id: UUID) -> HttpResponseBase:
    """The same questions with what stands there."""
    found = queries.practice(actor=request.actor, practice_id=practice_id)
    policy.CHANGE.check(request.actor, found)
    audiences = wide_audiences(request, found.organisation) if found.is_for_all else []
    form = bound(request, found.organisation, presenters.initial(found), audiences)
    if form.is_bound and form.is_valid():
        written, sends = operations.Written(**form.answers), not is_draft(request)
        try:
            operations.change(actor=request.actor, at=request.at, practice=found, written=written, sends=sends)
        except operations.UnableToShare as error:
            refused(form, error)
        else:
            return _done(request, found)
    return drawn(request, form, {"school": found.organisation, "practice": found})


def wide_audiences(request: PageRequest, school: Organisation) -> list[tuple[str, str]]:
    """The audiences that are wider than some schools: the programme, and where it shares with others these too."""
    may_cross = school.programme_id is None
    return presenters.wide_audiences(queries.neighbour_names(actor=request.actor) if may_cross else [])


def bound(
    request: PageRequest, school: Organisation, initial: dict[str, Any], audiences: Sequence[tuple[str, str]] = ()
) -> forms.PracticeForm:
    """The questions about something of this school; kept as a draft, it may lack most of the answers.

    Who finds it is asked where there are several `audiences`.
    """
    people = queries.who_may_show(actor=request.actor, organisation=school, today=day_of(request.at))
    return forms.PracticeForm(
        request.POST if request.method == "POST" else None,
        areas=[(each.code, each.name) for each in queries.area_choices(actor=request.actor)],
        people=[(str(each.pk), each.name) for each in people],
        audiences=audiences,
        is_draft=is_draft(request),
        initial=initial,
    )


def is_draft(request: PageRequest) -> bool:
    """Whether it is to be kept, and finished later."""
    return request.POST.get("then") == KEEP


def drawn(request: PageRequest, form: forms.PracticeForm, context: dict[str, Any]) -> HttpResponseBase:
    """The page with the questions; whose word is the yes, too, sees that others find it at once."""
    leads = request.actor.acts_for(context["school"].pk, *policy.FOR_SCHOOL)
    given = {"form": form, "leads": leads, "practice": None, "case": None, "visit": None, **context}
    return render(request, "practice/write.html", given, status=422 if form.errors else 200)


def _done(request: PageRequest, practice: Practice) -> HttpResponseBase:
    messages.success(request, DONE[practice.status])
    return redirect("practice:practice", request.programme.slug, practice.pk)
