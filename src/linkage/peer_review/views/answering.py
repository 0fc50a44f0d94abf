"""A school says whether it takes part: signed in, or by the link of a mail; and drops out."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.peer_review import operations, policy, queries
from linkage.peer_review.enums import Answer
from linkage.peer_review.forms.answers import NO, YES, PartForm
from linkage.peer_review.models import KeptApart, RoundSchool
from linkage.peer_review.presenters import rounds as shown
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.ANSWER)
def answer(request: PageRequest, round_school_id: UUID) -> HttpResponseBase:
    """Answer signed in."""
    school = queries.school_in_round(actor=request.actor, round_school_id=round_school_id)
    policy.SEE_ANSWER.check(request.actor, school)
    return _answer(request, school)


@page(policy.ANSWER_BY_LINK, link=policy.ANSWER_LINK)
def answer_by_link(request: PageRequest) -> HttpResponseBase:
    """Answer from the mail, without an account; looking answers nothing, only a button does."""
    return _answer(request, queries.linked_school(actor=request.actor))


@page(policy.DROP_OUT)
def drop_out(request: PageRequest, round_school_id: UUID) -> HttpResponseBase:
    """Take a school out that had said yes."""
    school = queries.school_in_round(actor=request.actor, round_school_id=round_school_id)
    policy.DROP_OUT.check(request.actor, school)
    if request.method == "POST":
        try:
            operations.drop_out(actor=request.actor, at=request.at, school=school)
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"{school.organisation.name} takes part no more. Whoever runs the round knows")
        runs = policy.runs(request.actor, school.round)
        return redirect(
            school.round.path if runs else "peer_review:rounds", *([] if runs else [request.programme.slug])
        )
    return render(request, "peer_review/drop_out.html", {"school": school, "found": school.round})


def _answer(request: PageRequest, school: RoundSchool) -> HttpResponseBase:
    said = queries.said_apart(actor=request.actor, school=school)
    passed = [each.other.name for each in said if each.let_meet_at is not None]
    if not policy.ANSWER.allows(request.actor, school):
        context = {"school": school, "found": school.round, "said": said, "passed": passed}
        return render(request, "peer_review/answer_over.html", context)
    if request.method == "POST" and request.POST.get("says") == NO:
        return _declined(request, school)
    form = _form(request, school, said)
    if form.is_bound and form.is_valid():
        try:
            operations.take_part(actor=request.actor, at=request.at, school=school, part=form.part)
        except Refused as error:
            refused(form, error)
        else:
            return _done(request, f"Thank you. {school.organisation.name} takes part")
    context = {
        "school": school,
        "found": school.round,
        "form": form,
        "span": shown.span(school.round),
        "passed": passed,
    }
    return render(request, "peer_review/answer.html", context, status=422 if form.errors else 200)


def _declined(request: PageRequest, school: RoundSchool) -> HttpResponseBase:
    try:
        operations.decline(actor=request.actor, at=request.at, school=school)
    except Refused as error:
        messages.error(request, str(error))
        return redirect(request.path)
    return _done(request, "Thank you. A no is a good answer too: you are not reminded")


def _done(request: PageRequest, said: str) -> HttpResponseBase:
    messages.success(request, said)
    return redirect(request.path)


def _form(request: PageRequest, school: RoundSchool, said: Sequence[KeptApart]) -> PartForm:
    weeks = queries.weeks_of(actor=request.actor, review_round=school.round, organisation=school.organisation)
    people = queries.who_may_go(actor=request.actor, organisation=school.organisation, on=day_of(request.at))
    chosen = [each.isoformat() for each in weeks]
    initial = {
        "focus": school.focus,
        "person": str(school.person_id or ""),
        "host_weeks": [each.isoformat() for each in school.host_weeks] or chosen,
        "visit_weeks": [each.isoformat() for each in school.visit_weeks] or chosen,
        "can_write": YES if school.can_write else NO,
        "can_lead": YES if school.can_lead else NO,
        "apart": [str(each.other_id) for each in said],
        "who_joins": school.who_joins,
        "needs": school.needs,
    }
    if school.answer != Answer.YES:
        initial |= {"host_weeks": chosen, "visit_weeks": chosen}
    return PartForm(
        request.POST if request.method == "POST" else None,
        people=people,
        others=queries.others_of(actor=request.actor, school=school),
        found=school.round,
        weeks=[(each, shown.week_words(each)) for each in weeks],
        initial=initial,
    )
