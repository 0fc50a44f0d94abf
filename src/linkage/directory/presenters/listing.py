"""The lists of all entries and all nominations, as pages and as spreadsheets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from linkage.areas.models import Area
from linkage.directory.enums import EntryStatus, NominationStatus, Visibility
from linkage.directory.models import Entry, Nomination
from linkage.directory.presenters.choices import KINDS, STAGES, WAYS
from linkage.directory.presenters.offers import cost
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.search.folding import fold, having
from linkage.ui import lists

ENTRY_STATUSES = {str(value): str(label) for value, label in EntryStatus.choices}
VISIBILITIES = {str(value): str(label) for value, label in Visibility.choices}
NOMINATION_STATUSES = {
    str(NominationStatus.AWAITING_AGREEMENT): "Waiting for the colleague",
    str(NominationStatus.AWAITING_APPROVAL): "Being checked for completeness",
    str(NominationStatus.LISTED): "Listed",
    str(NominationStatus.DECLINED): "The colleague would rather not",
    str(NominationStatus.WITHDRAWN): "Withdrawn",
}


@dataclass(frozen=True)
class Row:
    """One line: an entry or a nomination, its name, where its page is, and the names of its areas."""

    record: Any
    name: str
    url: str
    areas: Sequence[str]


def entry_rows(entries: Iterable[tuple[Entry, Iterable[Area]]], slug: str) -> list[Row]:
    """A row for each entry with its areas."""
    return [
        Row(
            each,
            each.headline,
            reverse("directory:entry", args=[slug, each.pk]),
            [area.name for area in areas],
        )
        for each, areas in entries
    ]


def nomination_rows(nominations: Iterable[Nomination], areas: Mapping[str, str], slug: str) -> list[Row]:
    """A row for each nomination; `areas` are the names of areas by code."""
    return [
        Row(
            each,
            each.colleague,
            reverse("directory:nomination", args=[slug, each.pk]),
            sorted(areas[code] for code in each.area_codes if code in areas),
        )
        for each in nominations
    ]


def holding(rows: Iterable[Row], text: str) -> list[Row]:
    """Return the rows that hold every word of the text."""
    return having(rows, text, lambda row: [row.name, row.record.organisation.name, row.record.job_title, *row.areas])


def _named(row: Row) -> dict[str, Any]:
    link = format_html('<a class="govuk-link" href="{}">{}</a>', row.url, row.name)
    return {"text": link, "sub": row.record.organisation.name}


def _choices(known: Mapping[str, str], chosen: Iterable[str]) -> str:
    return "; ".join(known[each] for each in chosen if each in known)


def _written_to(row: Row) -> str:
    return "" if row.record.is_person else row.record.person.name


# What a file tells of every offer, beside its name.
_OFFER = [
    lists.Column("School or body", lambda row: row.record.organisation.name),
    lists.Column("URN", lambda row: row.record.organisation.urn),
    lists.Column("District", lambda row: row.record.organisation.district),
    lists.Column("Job title", lambda row: row.record.job_title),
]
_GIVES = [
    lists.Column("What about", lambda row: "; ".join(row.areas)),
    lists.Column("Stages", lambda row: _choices(STAGES, row.record.phases)),
    lists.Column("How", lambda row: _choices(WAYS, row.record.ways)),
    lists.Column("Schools in a half-term", lambda row: row.record.places),
    lists.Column("Days in a half-term", lambda row: row.record.days),
    lists.Column("Miles", lambda row: row.record.radius_miles),
    lists.Column("Who finds it", lambda row: VISIBILITIES[row.record.visibility]),
]

ENTRIES = lists.ListDefinition(
    noun="entry",
    noun_plural="entries",
    has_search=True,
    is_personal=True,
    columns=[
        lists.Column("Entry", _named),
        lists.Column("What about", lambda row: words.listing(row.areas) if row.areas else "–"),
        lists.Column("Standing", lambda row: ENTRY_STATUSES[row.record.status]),
        lists.Column("Last confirmed", lambda row: words.day(day_of(row.record.confirmed_at))),
    ],
    filters=[
        lists.Filter("status", "Standing", key=lambda row: row.record.status, labels=ENTRY_STATUSES),
        lists.Filter("kind", "What", key=lambda row: row.record.kind, labels=KINDS),
        lists.Filter("stage", "Stage", key=lambda row: row.record.phases, labels=STAGES),
        lists.Filter("seen", "Who finds it", key=lambda row: row.record.visibility, labels=VISIBILITIES),
    ],
    sorts=[
        lists.Sort("name", "By name", key=lambda row: fold(row.name)),
        lists.Sort("longest", "Confirmed longest ago", key=lambda row: row.record.confirmed_at),
        lists.Sort("newest", "Newest first", key=lambda row: row.record.listed_at, reverse=True),
    ],
    empty_title="Nobody is in the directory yet",
    empty_text="Heads nominate colleagues, who agree before they appear here.",
)
ENTRIES_FILE = [
    lists.Column("Entry", lambda row: row.name),
    lists.Column("What", lambda row: KINDS[row.record.kind]),
    *_OFFER,
    lists.Column("Who is written to", _written_to),
    lists.Column("E-mail", lambda row: row.record.person.email),
    *_GIVES,
    lists.Column("Cost", lambda row: cost(row.record)),
    lists.Column("Standing", lambda row: ENTRY_STATUSES[row.record.status]),
    lists.Column("In the directory since", lambda row: day_of(row.record.listed_at)),
    lists.Column("Last confirmed", lambda row: day_of(row.record.confirmed_at)),
    lists.Column("Words", lambda row: row.record.words),
]

NOMINATIONS = lists.ListDefinition(
    noun="nomination",
    noun_plural="nominations",
    has_search=True,
    is_personal=True,
    columns=[
        lists.Column("Colleague", _named),
        lists.Column("Nominated by", lambda row: row.record.nominated_by.name),
        lists.Column("Where it has got to", lambda row: NOMINATION_STATUSES[row.record.status], label="Now"),
        lists.Column("Asked", lambda row: words.day(day_of(row.record.sent_at)) if row.record.sent_at else "–"),
    ],
    filters=[
        lists.Filter("status", "Where it has got to", key=lambda row: row.record.status, labels=NOMINATION_STATUSES),
        lists.Filter("stage", "Stage", key=lambda row: row.record.phases, labels=STAGES),
    ],
    sorts=[
        lists.Sort("newest", "Newest first", key=lambda row: row.record.created_at, reverse=True),
        lists.Sort("oldest", "Oldest first", key=lambda row: row.record.created_at),
        lists.Sort("name", "By name", key=lambda row: fold(row.name)),
    ],
    empty_title="Nobody has been nominated yet",
    empty_text="When a head nominates a colleague, it stands here with the colleague’s answer.",
)


def _day(name: str) -> Any:
    """The day of a moment of the nomination; nothing where it has not come."""
    return lambda row: day_of(at) if (at := getattr(row.record, name)) else None


NOMINATIONS_FILE = [
    lists.Column("Colleague", lambda row: row.name),
    *_OFFER,
    lists.Column("E-mail", lambda row: row.record.nominee.email if row.record.nominee else ""),
    lists.Column("Nominated by", lambda row: row.record.nominated_by.name),
    lists.Column("Entered by", lambda row: row.record.recorded_by.name if row.record.recorded_by else ""),
    *_GIVES,
    lists.Column("Where it has got to", lambda row: NOMINATION_STATUSES[row.record.status]),
    lists.Column("Asked", _day("sent_at")),
    lists.Column("Answered", _day("answered_at")),
    lists.Column("Listed", _day("listed_at")),
    lists.Column("What was missing", lambda row: row.record.missing),
    lists.Column("Why them", lambda row: row.record.evidence),
    lists.Column("Words", lambda row: row.record.words),
]
