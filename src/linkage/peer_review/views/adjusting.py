"""What organisers know better than a plan: kept, ruled out, a swap, another week."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound, Refused
from linkage.peer_review import operations, policy, queries
from linkage.peer_review.forms.rounds import SwapForm, WeekForm
from linkage.peer_review.models import Round
from linkage.peer_review.presenters import proposals
from linkage.peer_review.presenters.rounds import week_words
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.ADJUST, methods=("POST",))
def say(request: PageRequest, round_id: UUID, host_id: UUID) -> HttpResponseBase:
    """Keep a visit as it is or let it go, rule a visitor out or let them in again."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    visitor = request.POST.get("visitor", "")
    common: dict[str, Any] = {"actor": request.actor, "at": request.at, "review_round": found, "host_id": host_id}
    says = request.POST.get("says")
    deeds: dict[str | None, Callable[[], object]] = {
        "keep": lambda: operations.keep(**common),
        "let_go": lambda: operations.let_go(**common),
        "rule_out": lambda: operations.rule_out(**common, visitor_id=_key(visitor)),
        "let_in": lambda: operations.let_in(**common, visitor_id=_key(visitor)),
    }
    try:
        deeds.get(says, _nothing_said)()
    except Refused as error:
        messages.error(request, str(error))
    return redirect(found.path)


@page(policy.ADJUST)
def visitors(request: PageRequest, round_id: UUID, host_id: UUID) -> HttpResponseBase:
    """Who visits one school: swap somebody, or rule them out."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    row, rows = _row(request, found, host_id)
    ones, others = proposals.swaps(row, rows)
    form = SwapForm(request.POST if request.method == "POST" else None, ones=ones, others=others)
    if form.is_bound and form.is_valid():
        visitor, host = form.answers["other"].split()
        try:
            operations.swap(
                actor=request.actor,
                at=request.at,
                review_round=found,
                one=(UUID(form.answers["one"]), host_id),
                other=(UUID(visitor), UUID(host)),
            )
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Swapped, and kept so in every plan to come")
            return redirect(found.path)
    context = {"form": form, "found": found, "row": row, "can_swap": bool(others)}
    return render(request, "peer_review/visitors.html", context, status=422 if form.errors else 200)


@page(policy.ADJUST)
def week(request: PageRequest, round_id: UUID, host_id: UUID) -> HttpResponseBase:
    """In which week one school is visited."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    row, _ = _row(request, found, host_id)
    weeks = [(each, week_words(each)) for each in queries.weeks_of(actor=request.actor, review_round=found)]
    form = WeekForm(
        request.POST if request.method == "POST" else None, weeks=weeks, initial={"week": row.week.isoformat()}
    )
    if form.is_bound and form.is_valid():
        try:
            operations.move_week(
                actor=request.actor, at=request.at, review_round=found, host_id=host_id, week=form.week_on
            )
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Moved, and kept so in every plan to come")
            return redirect(found.path)
    context = {"form": form, "found": found, "row": row}
    return render(request, "peer_review/week.html", context, status=422 if form.errors else 200)


def _nothing_said() -> None:
    raise Refused("Choose what to keep, or whom to rule out")


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("visitor") from None


def _row(request: PageRequest, found: Round, host_id: UUID) -> tuple[proposals.Row, tuple[proposals.Row, ...]]:
    policy.ADJUST.check(request.actor, found)
    proposal = queries.proposal(actor=request.actor, review_round=found, today=day_of(request.at))
    if proposal.plan is None or not proposal.plan.is_possible:
        raise NotFound("plan")
    rows = proposals.rows_of(proposal)
    row = next((each for each in rows if each.host_id == str(host_id)), None)
    if row is None:
        raise NotFound("visit of the plan")
    return row, rows
