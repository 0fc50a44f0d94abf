"""The money of an engagement: what it costs, what was given and spent, and what each school gave the other."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from linkage.access.action import Action
from linkage.access.page import PageRequest, page
from linkage.documents.views import attached
from linkage.engagements import forms, operations, policy, presenters, queries
from linkage.engagements.models import Engagement
from linkage.engagements.presenters import invoices as papers
from linkage.engagements.presenters import money as presented
from linkage.engagements.views.asking import ask, bound, press
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links.enums import Side
from linkage.programmes import queries as programmes
from linkage.ui import lists
from linkage.ui.forms import refused
from linkage.ui.rendering import render

PAGE = "engagements:money"


@page(policy.READ_MONEY, methods=("GET",))
def money(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """What was agreed, what has been given, what is left, and the invoice sheets."""
    found = readable(request, engagement_id, policy.READ_MONEY)
    shown = presented.money_page(request.actor, found, _everything(request, found))
    tabs = presenters.tabs(found) if policy.is_party(request.actor, found) else []
    return render(request, "engagements/money.html", {"found": found, "shown": shown, "tabs": tabs})


@page(policy.SAVE_QUOTE)
def quote(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Write what it costs; each saving is a new version."""
    actor = request.actor
    found = own(request, engagement_id, policy.SAVE_QUOTE)
    costs = queries.costs_of(actor=actor, engagement=found)
    people = [(str(each.person_id), each.person.name) for each in queries.visitors_of(actor=actor, engagement=found)]
    initial = forms.quote_initial(costs.newest, costs.card, half_days=found.half_days, number=costs.number)
    form = forms.QuoteForm(bound(request), card=costs.card, people=people, initial=initial)
    if form.is_bound and form.is_valid():
        given = {"lines": form.lines, "seen": form.answers["seen"]}
        try:
            operations.save_quote(actor=actor, at=request.at, engagement=found, **given)
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, "Kept. It stands in the agreement as long as that is not offered")
            return redirect(PAGE, programme=request.programme.slug, engagement_id=found.pk)
    context = {"found": found, "form": form, **presented.quote_page(costs)}
    return render(request, "engagements/quote.html", context, status=422 if form.errors else 200)


@page(policy.ADD_CLAIM)
def add_claim(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """Note what one's school gave or spent beside visits."""
    found = own(request, engagement_id, policy.ADD_CLAIM)

    def do(**given: Any) -> None:
        spent = operations.Spent(**given)
        operations.add_claim(actor=request.actor, at=request.at, engagement=found, spent=spent)

    said = {
        "title": "Note what was given or spent",
        "lead": "Visits count by themselves once their note is sent. Here stands what comes beside them.",
        "button": "Note it",
        "done": "Noted",
    }
    form = forms.ClaimForm(bound(request), initial={"spent_on": day_of(request.at)})
    return ask(request, found, form, do, said, to=PAGE)


@page(policy.DROP_CLAIM, methods=("POST",))
def drop_claim(request: PageRequest, engagement_id: UUID, claim_id: UUID) -> HttpResponseBase:
    """Take it off again."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    claim = queries.claim(actor=request.actor, engagement=found, claim_id=claim_id)
    policy.DROP_CLAIM.check(request.actor, claim)
    do = partial(operations.drop_claim, actor=request.actor, at=request.at, claim=claim)
    return press(request, found, do, "Taken off", to=PAGE)


@page(policy.READ_MONEY, methods=("GET",))
def net(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """What each school gave the other in a period, and what is left."""
    found = readable(request, engagement_id, policy.READ_MONEY)
    form, (first, last) = _period(request, found)
    given = queries.netted(actor=request.actor, engagement=found, from_on=first, until_on=last)
    shown = papers.net_page(found, given, first, last)
    context = {"found": found, "form": form, "shown": shown}
    return render(request, "engagements/net.html", context, status=422 if form.errors else 200)


@page(policy.READ_MONEY, methods=("GET",))
def net_pdf(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """The same as a PDF."""
    found = readable(request, engagement_id, policy.READ_MONEY)
    _, period = _period(request, found)
    given = queries.netted(actor=request.actor, engagement=found, from_on=period[0], until_on=period[1])
    content = papers.net_pdf(found, given, period, programmes.sender(actor=request.actor))
    return pdf_of(content, "what-each-gave.pdf")


@page(policy.READ_MONEY, methods=("GET",))
def net_csv(request: PageRequest, engagement_id: UUID) -> HttpResponseBase:
    """The same as a file for a spreadsheet."""
    found = readable(request, engagement_id, policy.READ_MONEY)
    _, period = _period(request, found)
    given = queries.netted(actor=request.actor, engagement=found, from_on=period[0], until_on=period[1])
    return lists.csv_response(papers.NET_COLUMNS, papers.net_rows(found, given), "what-each-gave")


def readable(request: PageRequest, engagement_id: UUID, action: Action) -> Engagement:
    """Return one whose money the actor may read; who may only know of it is refused, everybody else finds nothing."""
    found = queries.engagement_or_fact(actor=request.actor, engagement_id=engagement_id)
    action.check(request.actor, found)
    return found


def own(request: PageRequest, engagement_id: UUID, action: Action) -> Engagement:
    """Return one of the actor's own, on which they may do this."""
    found = queries.engagement(actor=request.actor, engagement_id=engagement_id)
    action.check(request.actor, found)
    return found


def pdf_of(content: bytes, name: str) -> HttpResponse:
    """Return a PDF to keep."""
    return attached(content, presenters.PDF, name)


def _everything(request: PageRequest, found: Engagement) -> presented.Found:
    actor = request.actor
    costs = queries.costs_of(actor=actor, engagement=found)
    given = queries.given(actor=actor, engagement=found, costs=costs)
    booked = queries.booked(actor=actor, engagement=found, costs=costs)
    sheets = queries.sheets_of(actor=actor, engagement=found)
    return presented.Found(
        costs=costs,
        given=given,
        booked=booked,
        back=queries.given(actor=actor, engagement=found, costs=costs, side=Side.CLIENT),
        budget=costs.budget(given, booked),
        sheets=sheets,
        on_sheets=frozenset(line.claim_id for each in sheets.rows for line in each.listed),
    )


def _period(request: PageRequest, found: Engagement) -> tuple[forms.PeriodForm, tuple[date, date]]:
    """The days that were asked for; from the beginning until today where nobody asked, or for what is no period."""
    today = day_of(request.at)
    usual = (min(found.starts_on, today), today)
    is_asked = any(name.startswith(("from_on", "until_on")) for name in request.GET)
    initial = {"from_on": usual[0], "until_on": usual[1]}
    form = forms.PeriodForm(request.GET if is_asked else None, initial=initial)
    if not form.is_bound or not form.is_valid():
        return form, usual
    return form, (form.answers["from_on"], form.answers["until_on"])
