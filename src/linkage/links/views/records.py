"""The list of links, the page of one, and its papers."""

from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse

from linkage.access.page import PageRequest, page
from linkage.documents import presenters as documents
from linkage.documents.views import attached
from linkage.links import policy, presenters, queries
from linkage.links.queries import LinkFact
from linkage.messaging.presenters import address
from linkage.programmes import queries as programmes
from linkage.ui import lists, registry
from linkage.ui.rendering import render


@page(policy.LIST, methods=("GET",))
def links(request: PageRequest) -> HttpResponseBase:
    """Our own links; for who runs the programme all of them, as facts."""
    slug, actor = request.programme.slug, request.actor
    is_programme = policy.runs_programme(actor)
    definition = presenters.definition(
        lambda row: reverse("links:link", args=[slug, row.link_id]), is_programme=is_programme
    )
    asked = lists.chosen(definition, request.GET)
    found, options = lists.narrow(definition, queries.rows(actor=actor), asked)
    if asked.wants_export:
        return lists.response(definition.columns, found, "links", asked.export)
    counts = queries.pulse_counts(actor=actor) if is_programme else None
    context = {
        "page": lists.page(definition, asked, found, options),
        "counts": counts,
        "may_see_past": policy.LIST_PAST.allows(actor),
    }
    return render(request, "links/links.html", context, block="list")


@page(policy.SEE, methods=("GET",))
def link(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """One link: whole for its two ends, and for the programme the fact of it."""
    actor, at = request.actor, request.at
    found = queries.link_or_fact(actor=actor, link_id=link_id, at=at)
    if isinstance(found, LinkFact):
        return render(request, "links/fact.html", {"fact": found, "tag": presenters.TAGS[found.state]})
    shown = presenters.link_page(
        actor=actor,
        link=found,
        told=queries.introduced(actor=actor, link=found),
        pulse=queries.open_pulse(actor=actor, link=found),
        undoing=queries.undoing(actor=actor, link=found),
        has_another=not found.is_open and queries.has_another(actor=actor, link=found),
        at=at,
    )
    events, goes_on = queries.history(actor=actor, link=found), registry.goes_on(request, found)
    context = {"link": found, "shown": shown, "events": events, "goes_on": goes_on}
    return render(request, "links/link.html", context)


@page(policy.GUIDE, methods=("GET",))
def guide(request: PageRequest) -> HttpResponseBase:
    """The guide to the first conversation, as a file."""
    sender = programmes.sender(actor=request.actor)
    content = presenters.guide(sender.name, sender.colour, sender.contact_email)
    return attached(content, documents.PDF, presenters.GUIDE_NAME)


@page(policy.INVITE, methods=("GET",))
def first_conversation(request: PageRequest, link_id: UUID) -> HttpResponseBase:
    """A date for the calendar."""
    found = queries.link(actor=request.actor, link_id=link_id)
    told = queries.introduced(actor=request.actor, link=found)
    content = presenters.calendar_file(told, link_id=found.pk, address=address(told.path), made_at=found.introduced_at)
    return attached(content, presenters.CALENDAR, "first-conversation.ics")
