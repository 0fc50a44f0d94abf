"""Somebody's own visits: whether the weeks suit, one visit, and its day."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel import words
from linkage.kernel.errors import NotFound, Refused
from linkage.peer_review import operations, policy, queries
from linkage.peer_review.enums import VisitingStatus
from linkage.peer_review.forms.rounds import DayForm
from linkage.peer_review.models import RoundSchool
from linkage.peer_review.presenters import calendars, days, visits
from linkage.peer_review.presenters import rounds as shown
from linkage.peer_review.rules import weeks
from linkage.programmes import queries as programmes
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEE_OWN)
def own(request: PageRequest, round_school_id: UUID) -> HttpResponseBase:
    """What somebody will see of a round: when their school is visited, and where they go."""
    school = queries.school_in_round(actor=request.actor, round_school_id=round_school_id)
    policy.SEE_OWN.check(request.actor, school)
    return _own(request, school)


@page(policy.SEE_OWN_BY_LINK, link=policy.ROTA_LINK)
def rota_by_link(request: PageRequest) -> HttpResponseBase:
    """The same from the mail, without an account; looking says nothing, only a button does."""
    school = queries.linked_school(actor=request.actor)
    policy.SEE_OWN_BY_LINK.check(request.actor, school)
    return _own(request, school)


@page(policy.GIVE_BACK)
def cannot(request: PageRequest, visiting_id: UUID) -> HttpResponseBase:
    """Say that one cannot go to a visit, after a look at what that does."""
    found = queries.visiting(actor=request.actor, visiting_id=visiting_id)
    policy.GIVE_BACK.check(request.actor, found)
    if request.method == "POST":
        school = queries.own_place(actor=request.actor, visiting=found)
        _give_back(request, str(visiting_id))
        return redirect("peer_review:own", request.programme.slug, school.pk)
    return render(request, "peer_review/cannot.html", {"visiting": found, "found": found.visit.round})


@page(policy.SEE_VISIT, methods=("GET",))
def visit(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """One visit: when and who comes; for its two sides what to do next, the day as it is prepared, and the report."""
    found = queries.visit(actor=request.actor, peer_visit_id=peer_visit_id)
    actor = request.actor
    host, day = queries.focus_of(actor=actor, visit=found), queries.day_of_visit(actor=actor, visit=found)
    context = {
        "visit": found,
        "found": found.round,
        "says": visits.says(host, found),
        "areas": queries.area_names(actor=actor, codes=host.area_codes) if host else [],
        "when": shown.when(found),
        "goes": [(each, shown.GOES_TAGS[VisitingStatus(each.status)]) for each in found.going],
        "parts": days.parts(day.sessions) if day else [],
        "papers": day.papers if day else (),
        "is_of_it": policy.is_of_visit(actor, found),
        "can_prepare": policy.PREPARE_DAY.allows(actor, found),
        "can_note": policy.READ_NOTES.allows(actor, found),
        "report": visits.report_line(found, actor),
        "next": visits.next_of(found, day, actor, asks=queries.is_asked_about(actor=actor, visit=found)),
    }
    return render(request, "peer_review/visit.html", context)


@page(policy.CHOOSE_DAY)
def day(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """The host chooses the day."""
    found = queries.visit(actor=request.actor, peer_visit_id=peer_visit_id)
    policy.CHOOSE_DAY.check(request.actor, found)
    days = [(each, words.day(each)) for each in weeks.days_of(found.week_on)]
    initial = {"visits_on": found.visits_on.isoformat() if found.visits_on else ""}
    form = DayForm(request.POST if request.method == "POST" else None, days=days, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            operations.choose_day(actor=request.actor, at=request.at, visit=found, visits_on=form.day)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Everybody’s calendar gets the day")
            return redirect(found.path)
    return render(request, "peer_review/day.html", {"form": form, "visit": found}, status=422 if form.errors else 200)


@page(policy.SEE_VISIT, methods=("GET",))
def calendar(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """The visit as a file for a calendar, for its two sides."""
    found = queries.visit(actor=request.actor, peer_visit_id=peer_visit_id)
    if not policy.is_of_visit(request.actor, found):
        raise NotFound("visit")
    file = calendars.attachment(
        found, made_at=request.at, organiser=programmes.sender(actor=request.actor), takes_out=found.is_cancelled
    )
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def _own(request: PageRequest, school: RoundSchool) -> HttpResponseBase:
    if request.method == "POST":
        return _said(request, school)
    visits = queries.visits_of(actor=request.actor, school=school)
    dates = shown.own_dates(request.actor, school, visits)
    asks = any(
        each.visiting is not None and each.visiting.status == VisitingStatus.ASKED for each in dates
    ) and policy.ACCEPT.allows(request.actor, school)
    context = {
        "school": school,
        "found": school.round,
        "dates": dates,
        "asks": asks,
        "span": shown.span(school.round),
        "can_answer": policy.ANSWER.allows(request.actor, school) if request.actor.answering is None else False,
        "can_drop_out": policy.DROP_OUT.allows(request.actor, school),
        "by_link": request.actor.answering is not None,
    }
    return render(request, "peer_review/own.html", context)


def _said(request: PageRequest, school: RoundSchool) -> HttpResponseBase:
    """All suit, or one does not."""
    key = request.POST.get("cannot")
    if key:
        _give_back(request, key)
    else:
        policy.ACCEPT.check(request.actor, school)
        operations.accept(actor=request.actor, at=request.at, school=school)
        messages.success(request, "Thank you. The visits suit you")
    return redirect(request.path)


def _give_back(request: PageRequest, visiting_id: str) -> None:
    found = queries.visiting(actor=request.actor, visiting_id=visiting_id)
    try:
        operations.give_back(actor=request.actor, at=request.at, visiting=found)
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Whoever runs the round knows that you cannot go to {found.visit.host.name}")
