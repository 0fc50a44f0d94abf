"""What it changed: the page of both schools, and the questions of each side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.engagements import forms, operations, policy, presenters, queries, rules
from linkage.engagements.models import ImpactPulse
from linkage.engagements.views.asking import bound
from linkage.engagements.views.lifecycle import found_for
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.SEE_CHANGED, methods=("GET",))
def changed(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """What both sides said, over time."""
    actor = request.actor
    found = found_for(request, engagement_id, policy.SEE_CHANGED)
    shown = presenters.changed_page(
        actor=actor,
        engagement=found,
        occasions=queries.occasions(actor=actor, engagement=found),
        objectives=queries.objectives(actor=actor, engagement=found),
        waits=queries.open_impact(actor=actor, engagement=found, at=request.at),
        today=day_of(request.at),
    )
    context = {"found": found, "tabs": presenters.tabs(found), "shown": shown}
    return render(request, "engagements/changed.html", context)


@page(policy.ANSWER_IMPACT)
def impact(request: PageRequest, engagement_id: UUID, pulse_id: UUID) -> HttpResponseBase:
    """Answer signed in."""
    asked = queries.impact_pulse(actor=request.actor, pulse_id=pulse_id, engagement_id=engagement_id)
    return _answer(request, asked, by_link=False)


@page(policy.ANSWER_IMPACT, link=policy.IMPACT_LINK)
def impact_by_link(request: PageRequest) -> HttpResponseBase:
    """Answer from the mail, without an account; the link lives until it is answered or the next question is due."""
    asked = queries.impact_pulse(actor=request.actor, pulse_id=request.actor.answers_about)
    return _answer(request, asked, by_link=True)


def _answer(request: PageRequest, asked: ImpactPulse, *, by_link: bool) -> HttpResponseBase:
    state = asked.state_on(day_of(request.at))
    context: dict[str, Any] = {"pulse": asked, "found": asked.engagement, "by_link": by_link, "state": state}
    if state != "asked":
        return render(request, "engagements/impact_over.html", context)
    form = _form(request, asked)
    if form.is_bound and form.is_valid():
        try:
            said = operations.Said(**form.said)
            operations.answer_impact(actor=request.actor, at=request.at, pulse=asked, said=said)
        except Refused as error:
            refused(form, error)
        else:
            return _thanked(request, asked, by_link=by_link)
    context |= {"form": form, "shown": presenters.impact_question(asked)}
    return render(request, "engagements/impact.html", context, status=422 if form.errors else 200)


def _form(request: PageRequest, asked: ImpactPulse) -> forms.ImpactForm:
    levels = rules.levels_at(asked.days)
    aims = queries.aims_of(actor=request.actor, pulse=asked)
    before = queries.last_readings(actor=request.actor, pulse=asked)
    plan = asked.engagement.carries_on
    made = forms.impact_form(
        levels,
        aims,
        {key: each.standing for key, each in before.items()},
        plan if rules.asks_who_carries_on(asked.days, plan) else "",
    )
    return made(bound(request), levels=levels, aims=aims)


def _thanked(request: PageRequest, asked: ImpactPulse, *, by_link: bool) -> HttpResponseBase:
    if by_link:
        return redirect(request.get_full_path())
    messages.success(request, "Thank you. Both schools can read it here")
    return redirect("engagements:changed", programme=request.programme.slug, engagement_id=asked.engagement_id)
