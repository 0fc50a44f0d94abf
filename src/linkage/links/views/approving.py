"""Deciding about the money, signed in or from the mail."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect

from linkage.access.page import PageRequest, page
from linkage.kernel.errors import Refused
from linkage.links import forms, operations, policy, presenters, queries
from linkage.links.models import Commission
from linkage.ui.forms import refused
from linkage.ui.rendering import render


@page(policy.DECIDE)
def decide(request: PageRequest, commission_id: UUID) -> HttpResponseBase:
    """Approve or refuse, signed in."""
    found = queries.commission(actor=request.actor, commission_id=commission_id)
    return _decide(request, found, by_link=False)


@page(policy.DECIDE, link=policy.DECIDE_LINK)
def decide_by_link(request: PageRequest) -> HttpResponseBase:
    """The same from the mail, without signing in: the link answers the one sending it was made for."""
    found = queries.commission(actor=request.actor, commission_id=request.actor.answers_about)
    return _decide(request, found, by_link=True)


def _decide(request: PageRequest, found: Commission, *, by_link: bool) -> HttpResponseBase:
    policy.DECIDE.check(request.actor, found)
    if not queries.is_to_decide(actor=request.actor, commission=found):
        return render(request, "links/decide_over.html", {"found": found, "by_link": by_link})
    form = forms.DecideForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        is_approved, reason = form.answers["decision"] == "approve", form.answers["reason"]
        try:
            operations.decide(
                actor=request.actor, at=request.at, commission=found, is_approved=is_approved, reason=reason
            )
        except Refused as error:
            refused(form, error)
        else:
            return _thanked(request, found, by_link=by_link)
    return _shown(request, found, form, by_link=by_link)


def _shown(request: PageRequest, found: Commission, form: forms.DecideForm, *, by_link: bool) -> HttpResponseBase:
    found = queries.commission(actor=request.actor, commission_id=found.pk)
    context = {
        "form": form,
        "found": found,
        "by_link": by_link,
        "summary": presenters.summary(found),
        "lines": presenters.lines_of(found),
        "outcomes": presenters.outcome_rows(queries.outcomes_of(actor=request.actor, commission=found)),
        "left_pence": found.funding.left_pence,
    }
    return render(request, "links/decide.html", context, status=422 if form.errors else 200)


def _thanked(request: PageRequest, found: Commission, *, by_link: bool) -> HttpResponseBase:
    if by_link:
        return redirect(request.get_full_path())
    messages.success(request, "Your decision is kept, and whoever prepared it is told")
    return redirect("commissions:commission", programme=request.programme.slug, commission_id=found.pk)
