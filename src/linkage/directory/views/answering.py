"""The colleague's answer, by the link in their mail or signed in. Looking never answers; only the button does."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.directory import forms, operations, policy, queries
from linkage.directory.models import Nomination
from linkage.directory.presenters import nominations as presenters
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.ANSWER, link=policy.ANSWER_LINK)
def answer(request: PageRequest) -> HttpResponseBase:
    """Read it, make it theirs, and say yes."""
    found = queries.to_answer(actor=request.actor)
    if not queries.is_open(actor=request.actor, nomination=found):
        return _answered(request, found)
    return _asked(request, found, decline_url="no/")


@page(policy.ANSWER, link=policy.ANSWER_LINK)
def decline(request: PageRequest) -> HttpResponseBase:
    """Say no, after a look at what that means."""
    found = queries.to_answer(actor=request.actor)
    if not queries.is_open(actor=request.actor, nomination=found):
        return _answered(request, found)
    return _declined(request, found)


@page(policy.ANSWER)
def answer_signed_in(request: PageRequest, nomination_id: UUID) -> HttpResponseBase:
    """The same page for a colleague who is signed in."""
    found = queries.nomination(actor=request.actor, nomination_id=nomination_id)
    policy.ANSWER.check(request.actor, found)
    if not queries.is_waiting(actor=request.actor, nomination=found):
        return redirect("directory:nomination", request.programme.slug, found.pk)
    return _asked(request, found, decline_url="no/")


@page(policy.ANSWER)
def decline_signed_in(request: PageRequest, nomination_id: UUID) -> HttpResponseBase:
    """The same page for a colleague who is signed in."""
    found = queries.nomination(actor=request.actor, nomination_id=nomination_id)
    policy.ANSWER.check(request.actor, found)
    if not queries.is_waiting(actor=request.actor, nomination=found):
        return redirect("directory:nomination", request.programme.slug, found.pk)
    return _declined(request, found)


def _asked(request: PageRequest, found: Nomination, *, decline_url: str) -> HttpResponseBase:
    given = request.POST if request.method == "POST" else None
    form = forms.AnswerForm(given, initial=presenters.own_answers(found))
    if form.is_bound and form.is_valid():
        try:
            offered = operations.Offered(**form.answers)
            operations.agree(actor=request.actor, at=request.at, nomination=found, offered=offered)
        except operations.UnableToAnswer as error:
            refused(form, error)
        else:
            return redirect(request.path)
    names = queries.area_names(actor=request.actor, nomination=found)
    context = {"form": form, "nomination": found, "areas": names, "decline_url": decline_url}
    return render(request, "directory/answer.html", context, status=422 if form.errors else 200)


def _declined(request: PageRequest, found: Nomination) -> HttpResponseBase:
    if request.method == "POST":
        operations.decline(actor=request.actor, at=request.at, nomination=found)
        return redirect(request.path)
    return render(request, "directory/decline.html", {"nomination": found})


def _answered(request: PageRequest, found: Nomination) -> HttpResponseBase:
    """What became of it, for who comes by the link again."""
    return render(request, "directory/answered.html", {"nomination": found, "answered": presenters.answered(found)})
