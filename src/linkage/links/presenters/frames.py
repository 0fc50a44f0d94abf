"""What links hand to the pages of the programme: a place in the bar, and what is going on."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.links import policy
from linkage.links.enums import SignpostStatus
from linkage.links.models import Link, Signpost
from linkage.links.presenters.destinations import named
from linkage.links.presenters.pages import TAGS
from linkage.links.queries.destinations import Suggested
from linkage.links.queries.ends import Introduced
from linkage.support_requests.models import SupportRequest
from linkage.ui.registry import HomeAside, MorePage, NavigationItem, Promise, RecordLink, RecordPanel


def navigation(request: Any) -> Iterable[NavigationItem]:
    """Links for who runs the programme, Our links for people of a school."""
    actor = getattr(request, "actor", None)
    programme = getattr(request, "programme", None)
    if actor is None or programme is None or not policy.LIST.allows(actor):
        return []
    text = "Links" if policy.runs_programme(actor) else "Our links"
    return [NavigationItem(text, reverse("links:links", args=[programme.slug]), section="links")]


def promises(links: Iterable[Link]) -> dict[UUID, Promise]:
    """What each introduction is for, by its key: the school that asked, and what it is about."""
    return {
        each.pk: Promise(
            to=each.client_organisation.name,
            title=each.title,
            url=reverse("links:link", args=[each.programme.slug, each.pk]),
        )
        for each in links
    }


def going_on(found: list[tuple[Link, Introduced]]) -> list[HomeAside]:
    """The links of the reader that are under way, each with its line and its day."""
    if not found:
        return []
    shown = [{"link": link, "told": told, "tag": TAGS[link.state]} for link, told in found]
    return [HomeAside("Going on now", template="links/going_on.html", context={"shown": shown})]


SHOWN_QUIET = 3


def going_quiet(found: Iterable[Link]) -> list[HomeAside]:
    """The few of these that have been quiet longest; nothing where there are none."""
    shown = sorted(found, key=lambda link: link.changed_at)[:SHOWN_QUIET]
    return [HomeAside("Going quiet", template="links/going_quiet.html", context={"links": shown})] if shown else []


def of_request(link: Link | None) -> list[RecordLink]:
    """What the page of a request leads to once somebody has been introduced."""
    if link is None:
        return []
    return [RecordLink("See the introduction", reverse("links:link", args=[link.programme.slug, link.pk]))]


SIGNPOST_TAGS = {
    SignpostStatus.SENT: ("wait", "Sent"),
    SignpostStatus.HELPED: ("good", "It helped"),
    SignpostStatus.DID_NOT_HELP: ("bad", "It did not help"),
    SignpostStatus.NO_ANSWER: ("quiet", "No answer"),
}


def more_pages(request: Any) -> Iterable[MorePage]:
    """What schools can be pointed to, for everybody the programme knows."""
    if not policy.LIST_DESTINATIONS.allows(request.actor):
        return []
    text = "Courses, services, partners, officers and events, beside other schools"
    return [MorePage("Resources and services", text, reverse("signposts:destinations", args=[request.programme.slug]))]


def actions_of(request: Any, support_request: SupportRequest) -> list[RecordLink]:
    """What else may be done with a request: point its school to something."""
    if not support_request.awaits_help or not policy.POINT.allows(request.actor, support_request):
        return []
    return [
        RecordLink("Point to a resource", reverse("signposts:point", args=[request.programme.slug, support_request.pk]))
    ]


def panels(request: Any, found: list[Signpost]) -> list[RecordPanel]:
    """What the school of a request was pointed to, with what became of it."""
    if not found:
        return []
    shown = [
        {
            "signpost": each,
            "named": named(each),
            "tag": SIGNPOST_TAGS[each.state],
            "words": _signpost_words(each),
            "sent_on": day_of(each.sent_at),
            "may_answer": each.is_asked and policy.SAY_HELPED.allows(request.actor, each),
            "may_choose": each.waits_for_another and policy.POINT_AGAIN.allows(request.actor, each),
        }
        for each in found
    ]
    return [RecordPanel("links/request_signposts.html", {"shown": shown}, is_below=True)]


def _signpost_words(found: Signpost) -> str:
    if found.question == "over":
        return ""
    if found.waits_for_another:
        return "Whoever looks after the request looks for something else."
    if found.next_on is None:
        is_silent = found.state == SignpostStatus.NO_ANSWER
        return "We asked twice whether it helped, and had no answer." if is_silent else ""
    if found.times_asked:
        return "We have asked whether it helped."
    return f"We ask on {words.day(found.next_on)} whether it helped."


def beside_nobody(request: Any, found: Iterable[Suggested]) -> list[RecordLink]:
    """What a school that found nobody could look at meanwhile."""
    slug = request.programme.slug
    return [
        RecordLink(each.destination.title, reverse("signposts:destination", args=[slug, each.destination.pk]))
        for each in found
    ]
