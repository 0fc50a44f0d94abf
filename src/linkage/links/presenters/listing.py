"""The list of links: a school's own, and the programme's as facts."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from linkage.kernel import words
from linkage.links.presenters.pages import TAGS
from linkage.links.queries.lists import LinkRow
from linkage.ui import lists
from linkage.ui.icons import tag

STATES = {state.value: text for state, (_, text, _) in TAGS.items()}


def definition(address: Callable[[LinkRow], str], *, is_programme: bool) -> lists.ListDefinition:
    """Return the list for a reader: `address` is where a row leads."""
    return lists.ListDefinition(
        noun="link",
        noun_plural="links",
        columns=[
            lists.Column("What about", lambda row: _title(row, address(row)), export=lambda row: row.title),
            lists.Column("Asking", lambda row: _end(row.client_school, row.asker), export=lambda r: r.client_school),
            lists.Column("Helping", lambda row: _end(row.home_school, row.helper), export=lambda row: row.home_school),
            lists.Column("Introduced", lambda row: words.day(row.introduced_on), export=lambda r: r.introduced_on),
            lists.Column("Now", _tag, export=lambda row: STATES[row.state.value]),
        ],
        filters=[lists.Filter("state", "What became of it", key=lambda row: row.state.value, labels=STATES)],
        sorts=[
            lists.Sort("newest", "Newest first", key=lambda row: row.introduced_on, reverse=True),
            lists.Sort("changed", "Changed last", key=lambda row: row.changed_on, reverse=True),
            lists.Sort("schools", "By school", key=lambda row: row.schools),
        ],
        empty_title="No links yet" if is_programme else "No links of yours yet",
        empty_text="A link begins when you introduce two people to each other."
        if is_programme
        else "When the programme introduces you to somebody, the page for the two of you stands here.",
    )


def _title(row: LinkRow, address: str) -> Markup:
    return Markup('<a class="govuk-link" href="{}">{}</a>').format(address, row.title)


def _end(school: str, person: str) -> dict[str, Any]:
    return {"text": school, "sub": person} if person else {"text": school}


def _tag(row: LinkRow) -> Markup:
    return tag(*TAGS[row.state])
