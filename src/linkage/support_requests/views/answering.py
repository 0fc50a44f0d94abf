"""What the school does with its request: answer a question, withdraw; signed in or by the link of a mail."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import NotFound, Refused
from linkage.support_requests import forms, operations, policy, queries
from linkage.support_requests.enums import ENDED, OPEN, RequestStatus
from linkage.support_requests.models import Question, SupportRequest
from linkage.support_requests.views import stops
from linkage.ui.forms import refused
from linkage.ui.rendering import render

# The link in a mail stops a request only while nothing has come of it: an introduction is undone elsewhere.
STOPPABLE = (*OPEN, RequestStatus.CANNOT_HELP_YET)
WENT_ON = "Thank you for coming to answer. We went on without it."


@page(policy.ANSWER)
def answer(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Answer the question that waits, signed in."""
    found = queries.support_request(actor=request.actor, request_id=request_id)
    asked = queries.open_question(actor=request.actor, support_request=found)
    if asked is None:
        raise NotFound("question")
    policy.ANSWER.check(request.actor, asked)
    return _answer(request, asked, by_link=False)


@page(policy.ANSWER, link=policy.ANSWER_LINK)
def answer_by_link(request: PageRequest) -> HttpResponseBase:
    """Answer from the mail, without an account."""
    asked = queries.question_to_answer(actor=request.actor, question_id=request.actor.answers_about)
    if asked.ended_at is not None:
        return _over(request, "This question no longer needs an answer", asked.support_request, WENT_ON)
    if asked.answered_at is not None:
        return _over(request, "This question has been answered", asked.support_request)
    return _answer(request, asked, by_link=True)


@page(policy.WITHDRAW)
def withdraw(request: PageRequest, request_id: UUID) -> HttpResponseBase:
    """Withdraw a request, after asking once."""
    found = queries.support_request(actor=request.actor, request_id=request_id)
    policy.WITHDRAW.check(request.actor, found)
    return _withdraw(request, found, by_link=False)


@page(policy.WITHDRAW, link=policy.STOP_LINK)
def stop_by_link(request: PageRequest) -> HttpResponseBase:
    """Stop a request from the mail, without an account: its head, or the contact an officer named."""
    found = queries.request_to_stop(actor=request.actor, request_id=request.actor.answers_about)
    if found.state in ENDED:
        return _over(request, f"This request is {found.state.label.lower()}", found)
    if found.state not in STOPPABLE:
        return _over(request, "This request has been answered", found)
    return _withdraw(request, found, by_link=True)


def _answer(request: PageRequest, asked: Question, *, by_link: bool) -> HttpResponseBase:
    form = forms.WordsForm(
        request.POST if request.method == "POST" else None,
        label="Your answer",
        required="Write your answer",
        hint="Leave out pupils’ names and anything that could identify a child.",
    )
    if stops.is_worry(request, form.texts):
        return stops.stop(request, field="words", text=form.texts["words"])
    if form.is_bound and form.is_valid():
        try:
            operations.answer(actor=request.actor, at=request.at, question=asked, words=form.cleaned_data["words"])
        except Refused as error:
            refused(form, error)
        else:
            return _done(request, asked.support_request, "Your answer is sent", by_link=by_link)
    context = {"form": form, "question": asked, "by_link": by_link}
    return render(request, "support_requests/answer.html", context, status=422 if form.errors else 200)


def _withdraw(request: PageRequest, found: SupportRequest, *, by_link: bool) -> HttpResponseBase:
    form = forms.ReasonForm(
        request.POST if request.method == "POST" else None,
        label="Why? (optional)",
        hint="The people who look after your request read it.",
    )
    if form.is_bound and form.is_valid():
        try:
            operations.withdraw(actor=request.actor, at=request.at, support_request=found, **form.answers)
        except Refused as error:
            refused(form, error)
        else:
            return _done(request, found, "The request is withdrawn", by_link=by_link)
    context = {"form": form, "found": found, "by_link": by_link}
    return render(request, "support_requests/withdraw.html", context, status=422 if form.errors else 200)


def _done(request: PageRequest, found: SupportRequest, said: str, *, by_link: bool) -> HttpResponseBase:
    """Back to the record; who came by a link sees the same address say that it is over."""
    if by_link:
        return redirect(request.get_full_path())
    messages.success(request, said)
    return redirect("support_requests:request", programme=request.programme.slug, request_id=found.pk)


def _over(request: PageRequest, said: str, found: SupportRequest, why: str = "") -> HttpResponseBase:
    return render(request, "support_requests/over.html", {"said": said, "found": found, "why": why})
