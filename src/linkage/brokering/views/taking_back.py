"""An answer that was noted for somebody was not theirs: it is taken back, by whoever looks after it or by them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.brokering import operations, policy, queries
from linkage.brokering.models import AskedPerson
from linkage.brokering.presenters import asking as presenters
from linkage.kernel.errors import Refused
from linkage.ui.rendering import render


@page(policy.TAKE_BACK)
def take_back(request: PageRequest, asked_person_id: UUID) -> HttpResponseBase:
    """Take it back, after asking once."""
    return _take_back(request, queries.noted_answer(actor=request.actor, asked_person_id=asked_person_id))


@page(policy.TAKE_BACK, link=policy.NOTED_LINK)
def take_back_by_link(request: PageRequest) -> HttpResponseBase:
    """The same from the mail that told of it, without an account."""
    return _take_back(request, queries.noted_answer(actor=request.actor, asked_person_id=request.actor.answers_about))


def _take_back(request: PageRequest, asked: AskedPerson) -> HttpResponseBase:
    shown = presenters.taking_back(request.actor, request.at, asked, queries.built_on(actor=request.actor, asked=asked))
    if request.method == "POST":
        try:
            operations.take_back(actor=request.actor, at=request.at, asked=asked)
        except Refused as error:
            messages.error(request, str(error))
            return redirect(request.get_full_path())
        return _taken_back(request, asked)
    told = queries.asking(actor=request.actor, approach=asked.approach)
    context = {"asked": asked, "told": told, "shown": shown, "found": asked.approach.support_request}
    return render(request, "brokering/take_back.html", context)


def _taken_back(request: PageRequest, asked: AskedPerson) -> HttpResponseBase:
    if request.actor.is_person(asked.person_id):
        # Proven by the mail or signed in: they can answer themselves at once.
        return redirect(queries.answer_path(actor=request.actor, asked=asked))
    messages.success(request, f"Taken back. {asked.person.name} is asked again, and told")
    about = asked.approach.support_request_id
    return redirect("support_requests:request", programme=request.programme.slug, request_id=about)
