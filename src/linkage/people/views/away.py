"""When somebody who runs the programme is away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import page
from linkage.kernel.days import day_of
from linkage.people import forms, operations, policy, queries
from linkage.people.models import Person
from linkage.people.presenters import away as presenters
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEE_AWAY)
def away(request: Any) -> HttpResponseBase:
    """Who is away and who looks after their list; arrange it for oneself, a coordinator for anybody."""
    people = {str(each.pk): each for each in queries.who_runs_it(actor=request.actor, at=request.at)}
    form = _form(request, people)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        person = people[given.get("person", str(request.actor.person_id))]
        try:
            made = operations.arrange_cover(
                actor=request.actor,
                at=request.at,
                person=person,
                looks_after=people[given["looks_after"]],
                from_on=given["from_on"],
                to_on=given["to_on"],
            )
        except operations.UnableToArrangeCover as error:
            refused(form, error)
        else:
            messages.success(request, f"{made.looks_after.name} looks after the list of {person.name} on those days")
            return redirect("people:away", programme=request.programme.slug)
    return _show(request, form)


@page(policy.END_COVER, methods=("POST",))
def end_cover(request: Any, cover_id: UUID) -> HttpResponseBase:
    """Whoever was away is back."""
    found = queries.cover(actor=request.actor, cover_id=cover_id)
    operations.end_cover(actor=request.actor, at=request.at, cover=found)
    messages.success(request, f"The list of {found.person.name} is theirs alone again")
    return redirect("people:away", programme=request.programme.slug)


def _form(request: Any, people: dict[str, Person]) -> forms.AwayForm:
    own = str(request.actor.person_id)
    named = [(key, each.name) for key, each in people.items()]
    may_speak_of = named if request.actor.has("coordinator") else [each for each in named if each[0] == own]
    return forms.AwayForm(
        request.POST if request.method == "POST" else None,
        people=may_speak_of,
        others=named if len(may_speak_of) > 1 else [each for each in named if each[0] != own],
        initial={"person": own},
    )


def _show(request: Any, form: forms.AwayForm) -> HttpResponseBase:
    found = queries.away(actor=request.actor, at=request.at)
    context = {
        "form": form,
        "rows": presenters.rows(found, day_of(request.at), request.actor),
        "has_others": form.has_others,
    }
    return render(request, "people/away.html", context, status=422 if form.errors else 200)
