"""The list, the page of one, and how it begins."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, presenters, queries
from linkage.engagements.enums import OPEN, Kind, Together
from linkage.engagements.models import Engagement, Review
from linkage.engagements.views.asking import bound
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.words import shortened
from linkage.links import queries as links
from linkage.ui import lists
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.LIST, methods=("GET",))
def engagements(request: PageRequest) -> HttpResponseBase:
    """A school's own, and the programme's as facts."""
    definition = presenters.definition(request.actor)
    asked = lists.chosen(definition, request.GET)
    found, options = lists.narrow(definition, queries.rows(actor=request.actor), asked)
    if asked.wants_export:
        return lists.response(definition.columns, found, "support over time", asked.export)
    counted = presenters.counted(queries.said_counts(actor=request.actor))
    context = {"page": lists.page(definition, asked, found, options), "counted": counted}
    return render(request, "engagements/engagements.html", context, block="list")


@page(policy.SEE, methods=("GET",))
def engagement(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """One, at the same address for both schools and, as a fact, for whoever runs the programme."""
    actor = request.actor
    found = queries.engagement_or_fact(actor=actor, engagement_id=engagement_id)
    steps = queries.progress(actor=actor, engagement=found)
    looks = queries.looks(actor=actor, engagement=found) if policy.is_party(actor, found) else []
    shown = presenters.engagement_page(
        actor=actor,
        engagement=found,
        steps=steps,
        review=_open_review(request, found, looks),
        today=day_of(request.at),
        waits=queries.open_impact(actor=actor, engagement=found, at=request.at),
        here=queries.next_here(actor=actor, at=request.at, engagement=found),
    )
    context: dict[str, Any] = {"found": found, "shown": shown, "quiet": _quiet(request, found)}
    context |= _schools(request, found) | _milestones(request, found, steps, shown)
    if shown.is_party:
        context |= _inside(request, found, looks)
    return render(request, "engagements/engagement.html", context)


def _schools(request: PageRequest, found: Engagement) -> dict[str, Any]:
    """What became of a school that has closed."""
    changes = queries.school_changes(actor=request.actor, engagement=found)
    return {
        "school_notes": presenters.school_notes(found, changes),
        "settles_school": presenters.settles_school(request.actor, found, changes),
    }


def _milestones(
    request: PageRequest, found: Engagement, steps: list[queries.Progress], shown: presenters.EngagementPage
) -> dict[str, Any]:
    """The steps of a sponsorship with their days and papers."""
    if found.kind != Kind.SPONSORSHIP:
        return {}
    return {
        "milestones": presenters.milestones(
            actor=request.actor,
            engagement=found,
            steps=steps,
            drawn=shown.steps,
            papers=queries.papers_of(actor=request.actor, engagement=found),
            today=day_of(request.at),
        )
    }


def _open_review(request: PageRequest, found: Engagement, looks: list[queries.Looked]) -> Review | None:
    """The look that is set: of those that were read for the plan, or asked for by itself where none may be read."""
    if looks:
        return next((each.review for each in looks if each.review.closed_at is None), None)
    return queries.open_review(actor=request.actor, engagement=found)


def _quiet(request: PageRequest, found: Engagement) -> dict[str, Any]:
    """The quiet way to tell of a worry, and what the reader told or was told."""
    read, known = queries.concerns_beside(actor=request.actor, engagement=found)
    return presenters.beside(actor=request.actor, engagement=found, read=read, known=known)


def _inside(request: PageRequest, found: Engagement, looks: list[queries.Looked]) -> dict[str, Any]:
    """What only the two schools read."""
    actor = request.actor
    visits = queries.visits_of(actor=actor, engagement=found, at=request.at)
    return {
        "tabs": presenters.tabs(found),
        "readiness": presenters.readiness_panel(actor=actor, found=queries.readiness_of(actor=actor, engagement=found)),
        "visits": presenters.visits_panel(actor, found, visits),
        "days": presenters.days_shown(queries.days_among(actor=actor, engagement=found, visits=visits)),
        "plan": presenters.plan_page(
            actor=actor,
            engagement=found,
            objectives=queries.objectives(actor=actor, engagement=found),
            looks=looks,
        ),
        "events": queries.history(actor=actor, engagement=found),
    }


@page(policy.BEGIN)
def begin(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """Take an introduction further; what has begun of it already is shown instead."""
    link = links.link(actor=request.actor, link_id=link_id)
    policy.BEGIN.check(request.actor, link)
    known = queries.begun_of(actor=request.actor, record=link)
    if known is not None and known.state in OPEN:
        return _to(request, known)
    initial = {"kind": Together.PEER, "title": link.title, "need": shortened(link.support_request.words, 1_000)}
    form = forms.BeginForm(bound(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            made = operations.begin(
                actor=request.actor, at=request.at, link=link, terms=operations.Terms(**form.answers)
            )
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "It is begun. The other school and both heads have an e-mail")
            return _to(request, made)
    context = {"form": form, "link": link}
    return render(request, "engagements/begin.html", context, status=422 if form.errors else 200)


@page(policy.BEGIN_BOUGHT)
def begin_bought(request: PageRequest, commission_id: UUID) -> HttpResponseBase:
    """Bring the two schools together for what was bought; what has begun of it already is shown instead."""
    commission = links.commission(actor=request.actor, commission_id=commission_id)
    policy.BEGIN_BOUGHT.check(request.actor, commission)
    known = queries.begun_of(actor=request.actor, record=commission)
    if known is not None and known.state in OPEN:
        return _to(request, known)
    form = forms.BeginBoughtForm(
        bound(request),
        entries=queries.givers(actor=request.actor, commission=commission, today=day_of(request.at)),
        is_open=queries.is_open_to_all(actor=request.actor, commission=commission),
        initial=presenters.bought_initial(commission),
    )
    if form.is_bound and form.is_valid():
        try:
            made = _bring_together(request, commission, form.answers)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "It is begun. Both schools have an e-mail with the page for the two of them")
            return _to(request, made)
    context = {"form": form, "commission": commission}
    return render(request, "engagements/begin_bought.html", context, status=422 if form.errors else 200)


def _bring_together(request: PageRequest, commission: Any, answers: dict[str, Any]) -> Engagement:
    entry = links.entry_chosen(actor=request.actor, entry_id=answers.pop("entry", ""))
    return operations.begin_bought(
        actor=request.actor, at=request.at, commission=commission, terms=operations.Terms(**answers), entry=entry
    )


def _to(request: PageRequest, found: Engagement) -> HttpResponseBase:
    return redirect("engagements:engagement", programme=request.programme.slug, engagement_id=found.pk)
