"""What whoever runs a round knows of two schools: said, and taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.peer_review import operations, policy, queries
from linkage.peer_review.enums import RoundStatus
from linkage.peer_review.forms.pairs import APART, KEEP, RULE_OUT, TwoSchoolsForm
from linkage.peer_review.models import Round
from linkage.ui.forms import refused
from linkage.ui.rendering import render

MEET, BACK = "meet", "back"
DONE = {
    MEET: "They may meet now. The next plan may pair them",
    APART: "They are kept apart in every plan to come",
    BACK: "Taken back. The next plan is free to choose",
}


@page(policy.RULES)
def two_schools(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """Say what is known of two schools; and what has been said so far."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    policy.RULES.check(request.actor, found)
    schools = queries.schools_of(actor=request.actor, review_round=found)
    is_planned = found.state not in (RoundStatus.DRAFT, RoundStatus.OPEN)
    given = request.POST if request.method == "POST" else None
    form = TwoSchoolsForm(given, schools=schools, is_planned=is_planned, initial={"says": APART})
    if form.is_bound and form.is_valid():
        try:
            _say(request, found, form)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Kept. Every plan to come keeps to it")
            return redirect("peer_review:two-schools", request.programme.slug, found.pk)
    known = queries.known_of_two(actor=request.actor, review_round=found)
    context = {"form": form, "found": found, "has_schools": len(schools) > 1, "known": known}
    return render(request, "peer_review/two_schools.html", context, status=422 if form.errors else 200)


@page(policy.RULES, methods=("POST",))
def say_of_two(request: PageRequest, round_id: UUID) -> HttpResponseBase:
    """Let two schools meet all the same or keep them apart again; take back who visits whom."""
    found = queries.round_run(actor=request.actor, round_id=round_id)
    says = request.POST.get("says", "")
    try:
        _deeds(request, found).get(says, _nothing_said)()
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, DONE[says])
    if request.POST.get("from") == "round":
        return redirect(found.path)
    return redirect("peer_review:two-schools", request.programme.slug, found.pk)


def _deeds(request: PageRequest, found: Round) -> dict[str, Callable[[], object]]:
    one, other = _key(request.POST.get("one", "")), _key(request.POST.get("other", ""))
    common: dict[str, Any] = {"actor": request.actor, "at": request.at, "review_round": found}
    return {
        MEET: lambda: operations.let_meet(**common, one_id=one, other_id=other),
        APART: lambda: operations.keep_apart(**common, one_id=one, other_id=other, is_again=True),
        BACK: lambda: operations.take_back(**common, visitor_id=one, host_id=other),
    }


def _say(request: PageRequest, found: Round, form: TwoSchoolsForm) -> None:
    one, other = form.two
    common: dict[str, Any] = {"actor": request.actor, "at": request.at, "review_round": found}
    says: dict[str, Callable[[], object]] = {
        APART: lambda: operations.keep_apart(**common, one_id=one, other_id=other),
        RULE_OUT: lambda: operations.rule_out_pair(**common, visitor_id=one, host_id=other),
        KEEP: lambda: operations.keep_pair(**common, visitor_id=one, host_id=other),
    }
    says[form.answers["says"]]()


def _nothing_said() -> None:
    raise Refused("Choose what to do about these two")


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused("Choose two schools of this round") from None
