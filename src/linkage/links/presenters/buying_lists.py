"""The list of what is bought, and where the pages of the programme lead to it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from linkage.access.actor import Actor
from linkage.kernel import money
from linkage.links import policy
from linkage.links.models import Commission
from linkage.links.presenters.buying import BUYING_TAGS
from linkage.links.presenters.buying_mails import provider_in_words, words_of_days
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.presenters.names import shown_name
from linkage.ui import lists
from linkage.ui.icons import tag
from linkage.ui.registry import MorePage, RecordLink

BUYING_STATES = {state.value: text for state, (_, text, _) in BUYING_TAGS.items()}


def commissions_definition(actor: Actor) -> lists.ListDefinition:
    """Return the list of what is bought."""
    return lists.ListDefinition(
        noun="package of support",
        noun_plural="packages of support",
        has_search=False,
        columns=[
            lists.Column("What for", _what(actor), export=lambda row: row.title),
            lists.Column("Days", words_of_days, export=lambda row: row.half_days / 2),
            lists.Column("Costs", _costs, export=lambda row: row.amount_pence / money.PENCE),
            lists.Column("Money", lambda row: row.funding.name),
            lists.Column("Now", _tag, export=lambda row: BUYING_STATES[row.status]),
        ],
        filters=[
            lists.Filter("state", "Where it is", key=lambda row: row.status, labels=BUYING_STATES),
            lists.Filter("money", "Which money", key=lambda row: row.funding.name),
        ],
        sorts=[
            lists.Sort("changed", "Changed last", key=lambda row: row.saved_at, reverse=True),
            lists.Sort("begins", "Begins first", key=lambda row: row.starts_on),
            lists.Sort("costs", "Costs most", key=lambda row: row.amount_pence, reverse=True),
        ],
        empty_title="Nothing is bought yet",
        empty_text="Where nobody can simply be introduced, open a request and choose “Buy days of support”.",
    )


def exported(actor: Actor) -> list[lists.Column]:
    """Return the columns of a file: the list's, and what a finance office asks for."""
    return [
        *commissions_definition(actor).columns,
        lists.Column("School", lambda row: shown_name(actor, row.support_request)),
        lists.Column("Given by", provider_in_words),
        lists.Column("From", lambda row: row.starts_on),
        lists.Column("Until", lambda row: row.ends_on),
        lists.Column("Purchase reference", lambda row: row.purchase_reference),
        lists.Column("Paid so far", lambda row: row.paid_pence / money.PENCE),
    ]


def buying_choice(request: Any, found: SupportRequest) -> list[RecordLink]:
    """What the page of a request offers beside introducing somebody."""
    if not found.awaits_help or not policy.BEGIN_BUYING.allows(request.actor, found):
        return []
    return [RecordLink("Buy days of support", reverse("commissions:begin", args=[request.programme.slug, found.pk]))]


def bought_for(found: Commission | None) -> list[RecordLink]:
    """What the page of a request leads to once support is being bought for it."""
    return [RecordLink("See the support that is bought", found.path)] if found else []


def buying_pages(request: Any) -> Iterable[MorePage]:
    """The places behind More: what is bought, and the money for it."""
    slug, actor = request.programme.slug, request.actor
    if policy.LIST_COMMISSIONS.allows(actor):
        yield MorePage(
            "Support we buy",
            "Days of support: what waits for approval, what is ordered, and what it costs",
            reverse("commissions:commissions", args=[slug]),
        )
    if policy.SEE_MONEY.allows(actor):
        yield MorePage(
            "Money for support",
            "How much there is, what is set aside and paid, and what is left",
            reverse("commissions:money", args=[slug]),
        )


def _what(actor: Actor) -> Callable[[Commission], dict[str, Any]]:
    def cell(row: Commission) -> dict[str, Any]:
        link = Markup('<a class="govuk-link" href="{}">{}</a>').format(row.path, row.title)
        return {"text": link, "sub": shown_name(actor, row.support_request)}

    return cell


def _costs(row: Commission) -> dict[str, Any]:
    return {"text": money.pounds(row.amount_pence), "numeric": True}


def _tag(row: Commission) -> Markup:
    return tag(*BUYING_TAGS[row.state])
