"""What links hand to the pages of the programme: a place in the bar, and what is going on."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse

from linkage.links import policy
from linkage.links.models import Link
from linkage.links.presenters.pages import TAGS
from linkage.links.queries.ends import Introduced
from linkage.ui.registry import HomeAside, NavigationItem, Promise, RecordLink


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


def of_request(link: Link | None) -> list[RecordLink]:
    """What the page of a request leads to once somebody has been introduced."""
    if link is None:
        return []
    return [RecordLink("See the introduction", reverse("links:link", args=[link.programme.slug, link.pk]))]
