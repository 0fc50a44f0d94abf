"""The list of what is bought, and the page of one."""

from uuid import UUID

from django.http import HttpResponseBase

from linkage.access.page import PageRequest, page
from linkage.kernel.days import day_of
from linkage.links import policy, presenters, queries
from linkage.ui import lists, registry
from linkage.ui.rendering import render


@page(policy.LIST_COMMISSIONS, methods=("GET",))
def commissions(request: PageRequest) -> HttpResponseBase:
    """What is bought, wherever it has got to, and as a file for the finance office."""
    actor = request.actor
    definition = presenters.commissions_definition(actor)
    asked = lists.chosen(definition, request.GET)
    found, options = lists.narrow(definition, queries.commission_rows(actor=actor), asked)
    if asked.wants_export:
        return lists.response(presenters.exported(actor), found, "support we buy", asked.export)
    context = {
        "page": lists.page(definition, asked, found, options),
        "may_see_money": policy.SEE_MONEY.allows(actor),
    }
    return render(request, "links/commissions.html", context, block="list")


@page(policy.SEE_COMMISSION, methods=("GET",))
def commission(request: PageRequest, commission_id: UUID) -> HttpResponseBase:
    """One, at the same address for who works on it, who approves it, and the school once it is ordered."""
    actor = request.actor
    found = queries.commission(actor=actor, commission_id=commission_id)
    shown = presenters.commission_page(
        actor=actor,
        commission=found,
        due=queries.decision_due(actor=actor, commission=found, at=request.at),
        today=day_of(request.at),
        outcomes=queries.outcomes_of(actor=actor, commission=found),
        decisions=queries.decisions_of(actor=actor, commission=found),
    )
    events = queries.commission_history(actor=actor, commission=found) if shown.reads_money else []
    context = {"found": found, "shown": shown, "events": events, "goes_on": registry.goes_on(request, found)}
    return render(request, "links/commission.html", context)
