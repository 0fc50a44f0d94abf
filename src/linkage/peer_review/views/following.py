"""What becomes of a report: a line that is shared, help that is asked for, how its points stand, what rounds show."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.peer_review import operations, policy, queries
from linkage.peer_review.forms import reports as forms
from linkage.peer_review.presenters import reports as shown
from linkage.practice import operations as practice
from linkage.practice.views import writing
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SHARE_LINE)
def share(request: PageRequest, peer_visit_id: UUID, line_id: UUID) -> HttpResponseBase:
    """The questions about something a school does well, begun from one line; and for whom it is."""
    found = queries.visit(actor=request.actor, peer_visit_id=peer_visit_id)
    line = queries.line(actor=request.actor, visit=found, line_id=line_id)
    policy.SHARE_LINE.check(request.actor, line)
    audiences = shown.audience_choices(found, writing.wide_audiences(request, found.host))
    form = writing.bound(request, found.host, shown.share_initial(line, request.actor, day_of(request.at)), audiences)
    if form.is_bound and form.is_valid():
        answers = form.answers
        audience, sends = answers.pop("audience"), not writing.is_draft(request)
        try:
            made = operations.share_line(
                actor=request.actor,
                at=request.at,
                line=line,
                audience=audience,
                written=practice.Written(**answers),
                sends=sends,
            )
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, writing.DONE[made.status])
            return redirect("practice:practice", request.programme.slug, made.pk)
    return writing.drawn(request, form, {"school": found.host, "visit": found})


@page(policy.ASK_FOR_HELP, methods=("POST",))
def ask(request: PageRequest, peer_visit_id: UUID, line_id: UUID) -> HttpResponseBase:
    """Begin a request from an “even better if”, and go to it."""
    found = queries.visit(actor=request.actor, peer_visit_id=peer_visit_id)
    line = queries.line(actor=request.actor, visit=found, line_id=line_id)
    try:
        draft = operations.ask_for_help(actor=request.actor, at=request.at, line=line)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("peer_review:report", request.programme.slug, found.pk)
    messages.success(request, "We filled in what the report says. Your school’s name is hidden. Nothing is sent yet")
    return redirect("support_requests:need", request.programme.slug, draft.pk)


@page(policy.SAY_HOW_IT_STANDS)
def stands(request: PageRequest, peer_visit_id: UUID) -> HttpResponseBase:
    """The host says what has become of each “even better if”."""
    found = queries.visit(actor=request.actor, peer_visit_id=peer_visit_id)
    policy.SAY_HOW_IT_STANDS.check(request.actor, found)
    checks = queries.asked_about(actor=request.actor, visit=found)
    form = forms.StandsForm(request.POST if request.method == "POST" else None, checks=checks)
    if form.is_bound and form.is_valid():
        try:
            operations.say_how_it_stands(actor=request.actor, at=request.at, visit=found, said=form.said)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Thank you. Your visitors read it beside the report")
            return redirect("peer_review:report", request.programme.slug, found.pk)
    context = {"form": form, "visit": found, "checks": checks}
    return render(request, "peer_review/stands.html", context, status=422 if form.errors else 200)


@page(policy.SEE_THEMES, methods=("GET",))
def themes(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """What the reports of a round say together, for who runs it: numbers of schools, and never fewer than five."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    policy.SEE_THEMES.check(request.actor, found)
    context = {"found": found, "shown": shown.themes_page(queries.themes(actor=request.actor, review_round=found))}
    return render(request, "peer_review/themes.html", context)
