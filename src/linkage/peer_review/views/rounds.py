"""Rounds: the list, preparing one, its rules, and its page in each of its states."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.peer_review import operations, policy, queries
from linkage.peer_review.enums import GOING_ON, Answer, RoundStatus
from linkage.peer_review.forms.rounds import OutlineForm, RulesForm
from linkage.peer_review.models import Round
from linkage.peer_review.presenters import proposals
from linkage.peer_review.presenters import rounds as shown
from linkage.ui.forms import refused
from linkage.ui.rendering import render

OUTLINE = ("name", "preset", "strand", "answers_by_on", "first_week_on", "last_week_on")
RULES = ("other_trust", "mixes_phases", "needs_writer", "needs_lead", "avoids_earlier")


@page(policy.LIST, methods=("GET",))
def rounds(request: PageRequest) -> HttpResponseBase:
    """The rounds the reader runs, and those their schools are asked for."""
    found = queries.listed(actor=request.actor)
    context = {
        "run": [(each, shown.tag_of(each), shown.span(each)) for each in found.run],
        "own": [(each, shown.tag_of(each.round), shown.ANSWER_TAGS[Answer(each.answer)]) for each in found.own],
        "may_prepare": policy.OPEN.allows(request.actor),
        "asks": [each for each in found.own if policy.ANSWER.allows(request.actor, each)],
    }
    return render(request, "peer_review/rounds.html", context)


@page(policy.OPEN)
def prepare(request: PageRequest) -> HttpResponseBase:
    """Prepare a round; nobody is asked yet."""
    form = OutlineForm(
        request.POST if request.method == "POST" else None,
        groups=queries.groups(actor=request.actor),
        initial={"preset": "panel"},
    )
    if form.is_bound and form.is_valid():
        try:
            made = operations.prepare(actor=request.actor, at=request.at, outline=form.outline)
        except Refused as error:
            refused(form, error)
        else:
            return redirect("peer_review:rules", request.programme.slug, made.pk)
    return render(
        request, "peer_review/outline.html", {"form": form, "found": None}, status=422 if form.errors else 200
    )


@page(policy.CHANGE)
def change(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """Change what a round is."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    policy.CHANGE.check(request.actor, found)
    initial = {**{name: getattr(found, name) for name in OUTLINE}, "group": str(found.group_id or "")}
    groups = queries.groups(actor=request.actor, review_round=found)
    form = OutlineForm(request.POST if request.method == "POST" else None, groups=groups, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            operations.change(actor=request.actor, at=request.at, review_round=found, outline=form.outline)
        except Refused as error:
            refused(form, error)
        else:
            return redirect(found.path)
    return render(
        request, "peer_review/outline.html", {"form": form, "found": found}, status=422 if form.errors else 200
    )


@page(policy.RULES)
def choose_rules(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """The numbers and the rules."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    policy.RULES.check(request.actor, found)
    names = ("visitors", "at_least", "at_most", "distance_limit_miles")
    chosen = [name for name in RULES if getattr(found, name)] + ([] if found.allows_mutual else ["one_way"])
    initial = {**{name: getattr(found, name) for name in names}, "rules": chosen}
    form = RulesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            operations.choose_rules(actor=request.actor, at=request.at, review_round=found, numbers=form.numbers)
        except Refused as error:
            refused(form, error)
        else:
            if found.state != RoundStatus.DRAFT:
                messages.success(request, "Kept. The next plan keeps these rules")
            return redirect(found.path)
    known = queries.known_of_two(actor=request.actor, review_round=found)
    context = {"form": form, "found": found, "known": known}
    return render(request, "peer_review/rules.html", context, status=422 if form.errors else 200)


@page(policy.SEE, methods=("GET",))
def review_round(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """A round: who has answered while it is open, the proposal, and the visits."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    if found.state == RoundStatus.SOLVING:
        return render(request, "peer_review/solving.html", {"found": found}, block="standing")
    if found.state in (RoundStatus.PROPOSED, *GOING_ON):
        return _proposal(request, found)
    return _answers(request, found)


def _proposal(request: PageRequest, found: Round) -> HttpResponseBase:
    proposal = queries.proposal(actor=request.actor, review_round=found, today=day_of(request.at))
    if proposal.plan is None or not proposal.plan.is_possible:
        return _answers(request, found)
    shows = request.GET.get("by", "school")
    context = {
        "found": found,
        "plan": proposal.plan,
        "is_pending": proposal.is_pending,
        "is_first": found.published_at is None,
        "tag": shown.tag_of(found),
        "lead": proposals.lead(proposal),
        "shown": proposals.proposal_page(proposal, request.GET.get("head", "")),
        "by": shows if shows in proposals.SHOWN_BY else "school",
        "ways": proposals.SHOWN_BY,
        "can_plan": policy.PLAN.allows(request.actor, found),
    }
    return render(request, "peer_review/proposal.html", context)


def _answers(request: PageRequest, found: Round) -> HttpResponseBase:
    schools = queries.answers(actor=request.actor, review_round=found)
    plan = queries.latest(actor=request.actor, review_round=found)
    visits = queries.visits(actor=request.actor, review_round=found) if found.state == RoundStatus.CLOSED else []
    context = {
        "found": found,
        "tag": shown.tag_of(found),
        "span": shown.span(found),
        "tiles": shown.counts(schools),
        "rows": shown.answer_rows(schools),
        "visits": [(each, shown.when(each)) for each in visits],
        "impossible": plan if plan is not None and not plan.is_possible else None,
        "meet": shown.may_meet(schools, plan) if plan is not None and policy.RULES.allows(request.actor, found) else [],
        "can": {
            "invite": policy.INVITE.allows(request.actor, found),
            "change": policy.CHANGE.allows(request.actor, found),
            "rules": policy.RULES.allows(request.actor, found),
            "plan": policy.PLAN.allows(request.actor, found),
            "close": policy.CLOSE.allows(request.actor, found),
        },
    }
    return render(request, "peer_review/round.html", context)
