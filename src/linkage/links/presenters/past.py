"""The list of links from before Linkage."""

from collections.abc import Iterable
from typing import Any

from linkage.kernel import words
from linkage.links.queries.past import PastRow
from linkage.search.folding import fold, having
from linkage.ui import lists

BEFORE = "From before Linkage"


def _about(row: PastRow) -> dict[str, Any]:
    return {"text": row.about or BEFORE, "sub": row.notes}


def _when(row: PastRow) -> str:
    return row.said_when or words.day(row.linked_on)


PAST = lists.ListDefinition(
    noun="link from before Linkage",
    noun_plural="links from before Linkage",
    has_search=True,
    is_personal=True,
    columns=[
        lists.Column("What about", _about, export=lambda row: row.about),
        lists.Column("Asking", lambda row: row.client_school),
        lists.Column(
            "Helping", lambda row: {"text": row.home_school, "sub": row.people}, export=lambda r: r.home_school
        ),
        lists.Column("When", _when, export=lambda row: row.linked_on),
    ],
    filters=[lists.Filter("year", "Year", key=lambda row: str(row.linked_on.year))],
    sorts=[
        lists.Sort("newest", "Newest first", key=lambda row: row.linked_on, reverse=True),
        lists.Sort("schools", "By school", key=lambda row: (fold(row.client_school), fold(row.home_school))),
    ],
    empty_title="No links from before Linkage",
    empty_text="A coordinator can bring them from the old spreadsheet. They help to see which schools have never met.",
)
# A file has the names and notes in columns of their own.
PAST_FILE = [*PAST.columns, lists.Column("Who", lambda row: row.people), lists.Column("Notes", lambda row: row.notes)]


def past_found(rows: Iterable[PastRow], text: str) -> list[PastRow]:
    """Return the rows that hold every word of the text."""
    return having(rows, text, lambda row: [row.client_school, row.home_school, row.people, row.about, row.notes])
