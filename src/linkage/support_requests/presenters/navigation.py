"""What requests put into the bar under the header."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from linkage.messaging.enums import InboundStatus
from linkage.messaging.presenters import Offer
from linkage.support_requests import policy
from linkage.ui.frame import address_or_none
from linkage.ui.registry import MorePage, NavigationItem


def navigation(request: Any) -> Iterator[NavigationItem]:
    """The queue for those who work on requests, Ask for everybody else the programme knows."""
    actor = getattr(request, "actor", None)
    if getattr(request, "programme", None) is None or actor is None or actor.kind != "person":
        return
    slug = request.programme.slug
    if policy.asks_on_behalf(actor):
        yield NavigationItem("Requests", address_or_none("support_requests:requests", slug), section="requests")
    else:
        yield NavigationItem("Ask", address_or_none("support_requests:start", slug), section="ask")


def more_pages(request: Any) -> Iterator[MorePage]:
    """Referring a school, for everybody the programme knows."""
    if policy.LIST_REFERRALS.allows(request.actor):
        yield MorePage(
            "Refer a school",
            "One that knows and agrees; and what came of those you have referred",
            address_or_none("referrals:referrals", request.programme.slug),
        )


def referrals_page(request: Any) -> Iterator[MorePage]:
    """Which schools that were referred have not answered, for who watches over it."""
    if policy.WATCH_REFERRALS.allows(request.actor):
        yield MorePage(
            "Referrals without an answer",
            "Schools that a team referred and that have not said yes or no; whom to ring, and until when",
            address_or_none("referrals:silent", request.programme.slug),
        )


def offers(actor: Any, slug: str, mail: Any) -> Iterator[Offer]:
    """A mail that waits may become a request."""
    waits = (InboundStatus.NEW, InboundStatus.HELD, InboundStatus.AUTOMATIC)
    if policy.READ_IN.allows(actor) and mail.state in waits:
        text = "Check the draft" if mail.state == InboundStatus.NEW else "Make a request of it"
        yield Offer(text, reverse("support_requests:from-mail", args=[slug, mail.pk]))
