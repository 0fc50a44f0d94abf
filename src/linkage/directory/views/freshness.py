"""Is your entry still right? By the link in the mail. Looking never answers; only the button does."""

from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.directory import operations, policy, queries
from linkage.directory.models import Entry
from linkage.directory.presenters import freshness as presenters
from linkage.directory.views import settling
from linkage.kernel.days import day_of
from linkage.ui.rendering import render


@page(policy.ANSWER_RIGHT, link=policy.RIGHT_LINK)
def right(request: PageRequest) -> HttpResponseBase:
    """What stands there, one button that says it is right, and the ways to everything else."""
    found = queries.to_confirm(actor=request.actor)
    if not queries.is_question_open(actor=request.actor, entry=found):
        return _answered(request, found)
    if request.method == "POST":
        operations.confirm(actor=request.actor, at=request.at, entry=found)
        return redirect(request.path)
    areas = [each.name for each in queries.areas_of(actor=request.actor, entry=found)]
    designations = queries.designations_of(actor=request.actor, entry=found, on=day_of(request.at))
    shown = presenters.question(found, areas, designations)
    return render(request, "directory/right.html", {"entry": found, "shown": shown})


@page(policy.CHANGE, link=policy.RIGHT_LINK)
def right_change(request: PageRequest) -> HttpResponseBase:
    """Change it; to say it anew is to say that it is right."""
    found = queries.to_confirm(actor=request.actor)
    if not queries.is_question_open(actor=request.actor, entry=found):
        return _answered(request, found)
    form = settling.changed(request, found)
    return _done() if form is None else settling.form_page(request, found, form, "directory/right_change.html")


@page(policy.PAUSE, link=policy.RIGHT_LINK)
def right_break(request: PageRequest) -> HttpResponseBase:
    """Take a break until a day."""
    found = queries.to_confirm(actor=request.actor)
    if not queries.is_question_open(actor=request.actor, entry=found):
        return _answered(request, found)
    form = settling.paused(request, found)
    return _done() if form is None else settling.form_page(request, found, form, "directory/right_break.html")


@page(policy.LEAVE_SCHOOL, link=policy.RIGHT_LINK)
def right_left(request: PageRequest) -> HttpResponseBase:
    """Say that one has left the school."""
    found = queries.to_confirm(actor=request.actor)
    if not queries.is_question_open(actor=request.actor, entry=found):
        return _answered(request, found)
    policy.LEAVE_SCHOOL.check(request.actor, found)
    form = settling.left(request, found)
    return _done() if form is None else settling.form_page(request, found, form, "directory/right_left.html")


@page(policy.WITHDRAW, link=policy.RIGHT_LINK)
def right_out(request: PageRequest) -> HttpResponseBase:
    """Leave the directory, after a look at what that means."""
    found = queries.to_confirm(actor=request.actor)
    if not queries.is_question_open(actor=request.actor, entry=found):
        return _answered(request, found)
    if request.method == "POST":
        operations.withdraw(actor=request.actor, at=request.at, entry=found)
        return _done()
    return render(request, "directory/right_out.html", {"entry": found})


def _done() -> HttpResponseBase:
    """Back to the page of the link, which says what became of it."""
    return redirect("../")


def _answered(request: PageRequest, found: Entry) -> HttpResponseBase:
    """What became of it, for who comes by the link again."""
    return render(request, "directory/right_answered.html", {"entry": found, "answered": presenters.answered(found)})
