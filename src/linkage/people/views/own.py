"""One's own details, how often one is written to, and leaving."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from linkage.access.page import page
from linkage.kernel.days import day_of
from linkage.people import forms, operations, policy, queries
from linkage.people.enums import DigestRhythm
from linkage.people.presenters import designations as presenters
from linkage.programmes import queries as programmes
from linkage.ui.forms import refused
from linkage.ui.frame import address
from linkage.ui.rendering import render


@page(policy.SEE_SELF)
def details(request: Any) -> HttpResponseBase:
    """Name, phone and address; where one works; what one may do."""
    own = queries.person(actor=request.actor, person_id=request.actor.person_id)
    form = forms.DetailsForm(
        request.POST if request.method == "POST" else None, initial={"name": own.name, "phone": own.phone}
    )
    if form.is_bound and form.is_valid():
        try:
            operations.change_details(actor=request.actor, at=request.at, person=own, **form.answers)
        except operations.UnableToChangeDetails as error:
            refused(form, error)
        else:
            messages.success(request, "Your details are changed")
            return redirect("people:details", programme=request.programme.slug)
    on = day_of(request.at)
    held = queries.designations_of(actor=request.actor, holder_id=own.pk)
    context = {
        "designations": presenters.own_designations(held),
        "form": form,
        "person": own,
        "works": queries.where_one_works(actor=request.actor, person_id=own.pk),
        "roles": queries.roles_of(actor=request.actor, person_id=own.pk, on=on),
    }
    return render(request, "people/details.html", context, status=422 if form.errors else 200)


@page(policy.LEAVE)
def leave(request: Any) -> HttpResponseBase:
    """Ask, then leave the programme and be erased from it."""
    own = queries.person(actor=request.actor, person_id=request.actor.person_id)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            operations.leave(actor=request.actor, at=request.at, person=own)
        except operations.UnableToErase as error:
            problems = tuple(violation.sentence for violation in error.violations)
        else:
            logout(request)
            return redirect("programmes:public", programme=request.programme.slug)
    return render(
        request, "people/leave.html", {"person": own, "problems_found": problems}, status=422 if problems else 200
    )


@page(policy.CHOOSE_DIGEST)
def how_often(request: Any) -> HttpResponseBase:
    """How often one is sent the list of what waits, for who is signed in."""
    return _how_often(request, address("people:how-often", request.programme.slug))


@page(policy.CHOOSE_DIGEST, link=policy.DIGEST_LINK)
def how_often_by_link(request: Any) -> HttpResponseBase:
    """The same from the mail itself, without an account."""
    return _how_often(request, str(request.path))


@csrf_exempt
@page(policy.CHOOSE_DIGEST, link=policy.DIGEST_LINK)
def stop_list(request: Any) -> HttpResponseBase:
    """Stop the list by the button of a mail program (RFC 8058); whoever comes here by a browser is asked first.

    The mail program has no cookie and no token of a form: the signed address alone says whose list it is.
    """
    if request.POST.get("List-Unsubscribe") != "One-Click":
        return redirect(reverse("people:how-often-by-link", kwargs=request.resolver_match.kwargs))
    own = queries.person(actor=request.actor, person_id=request.actor.person_id)
    operations.choose_digest(actor=request.actor, at=request.at, person=own, rhythm=DigestRhythm.NEVER)
    return HttpResponse("You are not sent this list any more.\n", content_type="text/plain; charset=utf-8")


def _how_often(request: Any, here: str) -> HttpResponseBase:
    own = queries.person(actor=request.actor, person_id=request.actor.person_id)
    posted = request.POST if request.method == "POST" else None
    form = forms.HowOftenForm(posted, initial={"rhythm": own.digest_rhythm})
    if form.is_bound and form.is_valid():
        operations.choose_digest(actor=request.actor, at=request.at, person=own, **form.answers)
        messages.success(request, f"Your list: {own.get_digest_rhythm_display().lower()}")
        return redirect(here)
    weekday = programmes.settings(actor=request.actor).get_digest_weekday_display()
    context = {"form": form, "person": own, "weekday": weekday}
    return render(request, "people/how_often.html", context, status=422 if form.errors else 200)
