"""Whoever is asked answers, or asks something first; and the school replies. Signed in, or by the link of a mail."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.brokering import forms, operations, policy, queries
from linkage.brokering.models import AskedPerson, CandidateQuestion
from linkage.brokering.operations import Said
from linkage.brokering.rules import approaches
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.support_requests.views import stops
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.ANSWER)
def answer(request: PageRequest, asked_person_id: UUID) -> HttpResponseBase:
    """Answer signed in."""
    return _answer(request, queries.asked_person(actor=request.actor, asked_person_id=asked_person_id), by_link=False)


@page(policy.ANSWER, link=policy.ASKED_LINK)
def answer_by_link(request: PageRequest) -> HttpResponseBase:
    """Answer from the mail, without an account; the link lives until it is answered."""
    asked = queries.asked_person(actor=request.actor, asked_person_id=request.actor.answers_about)
    return _answer(request, asked, by_link=True)


@page(policy.REPLY)
def reply(request: PageRequest, candidate_question_id: UUID) -> HttpResponseBase:
    """Reply for the school, signed in."""
    found = queries.candidate_question(actor=request.actor, candidate_question_id=candidate_question_id)
    return _reply(request, found, by_link=False)


@page(policy.REPLY, link=policy.REPLY_LINK)
def reply_by_link(request: PageRequest) -> HttpResponseBase:
    """Reply from the mail, without an account."""
    found = queries.candidate_question(actor=request.actor, candidate_question_id=request.actor.answers_about)
    return _reply(request, found, by_link=True)


def answer_form(request: PageRequest, asked: AskedPerson, *, for_them: bool = False) -> forms.AnswerForm:
    """The form of one question, for whoever is asked or for whoever answers for them."""
    waiting = queries.waiting_question(actor=request.actor, asked=asked)
    return forms.AnswerForm(
        request.POST if request.method == "POST" else None,
        part=asked.part,
        break_until=approaches.break_until(day_of(request.at)),
        has_asked=waiting is not None,
        for_them=for_them,
    )


def said_in(form: forms.AnswerForm) -> Said:
    """The answer that a valid form gives; what belongs to another choice is left out."""
    given = {name: value for name, value in form.answers.items() if name != "question"}
    return Said(**given)


def _answer(request: PageRequest, asked: AskedPerson, *, by_link: bool) -> HttpResponseBase:
    if asked.state != "asked":
        return render(request, "brokering/answer_over.html", _shown(request, asked))
    form = answer_form(request, asked)
    if stops.is_worry(request, form.texts):
        return stops.stop(request)
    if form.is_bound and form.is_valid():
        try:
            _say(request, asked, form)
        except Refused as error:
            refused(form, error)
        else:
            return _thanked(request, asked, form, by_link=by_link)
    context = {**_shown(request, asked), "form": form, "by_link": by_link}
    return render(request, "brokering/answer.html", context, status=422 if form.errors else 200)


def _say(request: PageRequest, asked: AskedPerson, form: forms.AnswerForm) -> None:
    if form.answers["answer"] != forms.ASK:
        operations.answer(actor=request.actor, at=request.at, asked=asked, said=said_in(form))
        return
    operations.ask_back(actor=request.actor, at=request.at, asked=asked, words=form.answers["question"])


def _shown(request: PageRequest, asked: AskedPerson) -> dict[str, object]:
    approach = asked.approach
    actor, about = request.actor, approach.support_request
    return {
        "asked": asked,
        "told": queries.asking(actor=actor, approach=approach, asked=asked),
        "need": queries.need_shown(actor=actor, support_request=about),
        "replies": queries.replies_of(actor=actor, support_request=about),
        "waiting": queries.waiting_question(actor=actor, asked=asked),
    }


def _thanked(request: PageRequest, asked: AskedPerson, form: forms.AnswerForm, *, by_link: bool) -> HttpResponseBase:
    if by_link:
        return redirect(request.get_full_path())
    is_question = form.answers["answer"] == forms.ASK
    messages.success(request, "Your question is with the school" if is_question else "Thank you. Your answer is noted")
    return redirect("brokering:answer", programme=request.programme.slug, asked_person_id=asked.pk)


def _reply(request: PageRequest, found: CandidateQuestion, *, by_link: bool) -> HttpResponseBase:
    if found.state != "asked":
        return render(request, "brokering/reply_over.html", {"question": found})
    form = forms.ReplyForm(request.POST if request.method == "POST" else None)
    if stops.is_worry(request, form.texts):
        return stops.stop(request, field="words", text=form.texts["words"])
    if form.is_bound and form.is_valid():
        try:
            operations.reply(actor=request.actor, at=request.at, question=found, words=form.answers["words"])
        except Refused as error:
            refused(form, error)
        else:
            return _replied(request, found, by_link=by_link)
    context = {"form": form, "question": found, "found": found.support_request, "by_link": by_link}
    return render(request, "brokering/reply.html", context, status=422 if form.errors else 200)


def _replied(request: PageRequest, found: CandidateQuestion, *, by_link: bool) -> HttpResponseBase:
    if by_link:
        return redirect(request.get_full_path())
    messages.success(request, "Your answer is with whoever asked")
    about = found.support_request_id
    return redirect("support_requests:request", programme=request.programme.slug, request_id=about)
