"""Is it still right? By the link in the mail. Looking never answers; only the button does."""

from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.practice import operations, policy, presenters, queries
from linkage.practice.models import Practice
from linkage.ui.rendering import render


@page(policy.ANSWER_RIGHT, link=policy.RIGHT_LINK)
def right(request: PageRequest) -> HttpResponseBase:
    """What stands there, and one button that says it is right."""
    found = queries.to_confirm(actor=request.actor)
    if not policy.CONFIRM.allows(request.actor, found):
        return _answered(request, found)
    if request.method == "POST":
        try:
            operations.confirm(actor=request.actor, at=request.at, practice=found)
        except Refused:
            return _answered(request, found)
        return redirect(request.path)
    names = queries.area_names(actor=request.actor, practice=found)
    shown = presenters.practice_page(found, request.actor, names)
    return render(request, "practice/right.html", {"found": found, "shown": shown})


def _answered(request: PageRequest, found: Practice) -> HttpResponseBase:
    title, text = presenters.answered(found)
    return render(request, "practice/right_answered.html", {"title": title, "text": text, "found": found})
