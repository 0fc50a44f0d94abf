"""A school's own people, and joining them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import page
from linkage.kernel.days import day_of
from linkage.people import forms, operations, policy, queries
from linkage.people.presenters import pages
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.JOIN, methods=("GET",))
def join(request: Any) -> HttpResponseBase:
    """Find one's school."""
    text = request.GET.get("q", "").strip()
    found = queries.member_schools(actor=request.actor, text=text)
    return render(request, "people/join.html", {"text": text, "schools": found})


@page(policy.JOIN)
def join_school(request: Any, organisation_id: UUID) -> HttpResponseBase:
    """Say who one is at the school."""
    school = queries.member_school(actor=request.actor, organisation_id=organisation_id)
    form = forms.JoinForm(
        request.POST if request.method == "POST" else None,
        known_name=request.actor.name if request.actor.kind == "person" else None,
        account_id=request.actor.account_id,
    )
    if form.is_bound and form.is_valid():
        answers = {"email": "", **form.answers}
        try:
            operations.join(actor=request.actor, at=request.at, organisation=school, **answers)
        except operations.UnableToJoin as error:
            refused(form, error)
        else:
            return redirect("people:joined", programme=request.programme.slug)
    context = {"form": form, "school": school}
    return render(request, "people/join_school.html", context, status=422 if form.errors else 200)


@page(policy.JOIN, methods=("GET",))
def joined(request: Any) -> HttpResponseBase:
    """What happens after joining."""
    return render(request, "people/joined.html", {"is_signed_in": request.actor.is_signed_in})


@page(policy.PROVE_CLAIM, link="join")
def prove_claim(request: Any) -> HttpResponseBase:
    """Say by the link sent to the address whether it was oneself who joined."""
    return _prove_claim(request, request.actor.answering.record_id)


@page(policy.PROVE_CLAIM)
def prove_claim_signed_in(request: Any, affiliation_id: UUID) -> HttpResponseBase:
    """The same for who has signed in to the address instead."""
    return _prove_claim(request, affiliation_id)


def _prove_claim(request: Any, affiliation_id: UUID) -> HttpResponseBase:
    claim = queries.affiliation(actor=request.actor, affiliation_id=affiliation_id)
    policy.PROVE_CLAIM.check(request.actor, claim)
    if request.method != "POST" or not claim.awaits_its_person:
        head = queries.head_who_settles(actor=request.actor, claim=claim)
        settles = pages.who_settles(claim, head, request.programme.name)
        return render(request, "people/prove_claim.html", {"claim": claim, "settles": settles})
    acting = {"actor": request.actor, "at": request.at, "affiliation": claim}
    try:
        if request.POST.get("answer") == "yes":
            operations.prove_claim(**acting)
            return redirect(request.path)
        operations.refuse_claim(**acting)
    except operations.UnableToSettle:
        # The other answer, given at the same moment, was first: its page says what became of it.
        return redirect(request.path)
    messages.success(request, "Thank you. What was typed with your address is erased, and nobody has been told")
    return redirect("programmes:public", programme=request.programme.slug)


@page(policy.SEE_STAFF, methods=("GET",))
def staff(request: Any, organisation_id: UUID) -> HttpResponseBase:
    """Who waits to be confirmed at a school, and who is on its list."""
    found = queries.staff_of(actor=request.actor, organisation_id=organisation_id, on=day_of(request.at))
    return render(request, "people/staff.html", {"staff": found, "rows": pages.colleagues(request.actor, found)})


@page(policy.CONFIRM_STAFF, methods=("POST",))
def confirm(request: Any, affiliation_id: UUID) -> HttpResponseBase:
    """Confirm that somebody works at the school."""
    found = queries.affiliation(actor=request.actor, affiliation_id=affiliation_id)
    try:
        operations.confirm_staff(actor=request.actor, at=request.at, affiliation=found)
    except operations.UnableToSettle as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{found.person.name} may now ask for {found.organisation.name}")
    return redirect("people:staff", programme=request.programme.slug, organisation_id=found.organisation_id)


@page(policy.END_AFFILIATION)
def end(request: Any, affiliation_id: UUID) -> HttpResponseBase:
    """Ask, then take somebody off the school's list."""
    found = queries.affiliation(actor=request.actor, affiliation_id=affiliation_id)
    policy.END_AFFILIATION.check(request.actor, found)
    name, organisation_id = found.person.name, found.organisation_id
    if request.method != "POST":
        return render(request, "people/end_affiliation.html", {"affiliation": found})
    try:
        operations.end_affiliation(actor=request.actor, at=request.at, affiliation=found)
    except operations.UnableToSettle as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{name} is no longer on the list")
    return redirect("people:staff", programme=request.programme.slug, organisation_id=organisation_id)


@page(policy.NAME_DEPUTY)
def deputy(request: Any, affiliation_id: UUID) -> HttpResponseBase:
    """Name a colleague who stands for the head."""
    found = queries.affiliation(actor=request.actor, affiliation_id=affiliation_id)
    policy.NAME_DEPUTY.check(request.actor, found)
    form = forms.DeputyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.name_deputy(actor=request.actor, at=request.at, affiliation=found, **form.answers)
        except operations.UnableToNameDeputy as error:
            refused(form, error)
        else:
            messages.success(request, f"{found.person.name} now stands for you, and has been told")
            return redirect("people:staff", programme=request.programme.slug, organisation_id=found.organisation_id)
    return render(
        request, "people/deputy.html", {"form": form, "affiliation": found}, status=422 if form.errors else 200
    )
