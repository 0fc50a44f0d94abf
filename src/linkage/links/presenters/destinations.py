"""The list of resources and services, and how one of them stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.links.enums import DestinationKind
from linkage.links.models import Destination, Signpost, SignpostPlace
from linkage.links.queries.destinations import Suggested
from linkage.organisations.enums import Phase
from linkage.search.folding import fold, having
from linkage.ui import lists
from linkage.ui.icons import tag

RIGHT, TO_LOOK_AT, OVER, RETIRED = "right", "review", "over", "retired"
STANDINGS = {RIGHT: "Suggested", TO_LOOK_AT: "To be looked at first", OVER: "Over", RETIRED: "Off the list"}
_TAGS = {RIGHT: "good", TO_LOOK_AT: "wait", OVER: "quiet", RETIRED: "quiet"}
KINDS = dict(DestinationKind.choices)


@dataclass(frozen=True)
class DestinationRow:
    """One line of the list."""

    destination: Destination
    url: str
    standing: str

    @property
    def areas(self) -> list[str]:
        """What it is about."""
        return [area.name for area in self.destination.areas]

    @property
    def phases(self) -> list[str]:
        """Whom it is for."""
        return [str(Phase(each).label) for each in self.destination.phases]


def standing_of(found: Destination, today: date) -> str:
    """Whether schools are pointed to it, and why not."""
    if found.is_right(today):
        return RIGHT
    if found.retired_at is not None:
        return RETIRED
    return OVER if found.is_over(today) else TO_LOOK_AT


def tag_of(standing: str) -> tuple[str, str]:
    """The tag of how it stands: its kind and its words."""
    return _TAGS[standing], STANDINGS[standing]


def rows(found: Iterable[Destination], address: Callable[[Destination], str], today: date) -> list[DestinationRow]:
    """Return the rows of the list."""
    return [DestinationRow(each, address(each), standing_of(each, today)) for each in found]


def found_by(found: list[DestinationRow], text: str) -> list[DestinationRow]:
    """Return the rows that hold every word of the text."""
    return having(found, text, lambda row: [row.destination.title, row.destination.about, *row.areas])


def facts(found: Destination) -> list[tuple[str, Any]]:
    """What is said of one, on its page."""
    said = [
        ("Date", words.day(found.happens_on) if found.happens_on else ""),
        ("Web address", web_link(found.website)),
        ("Contact", found.contact),
        ("About", words.listing([area.name for area in found.areas])),
        ("For", words.listing([str(Phase(each).label) for each in found.phases]) or "All schools"),
        ("Kept by", found.owner.name),
        ("Last looked at", words.day(day_of(found.checked_at))),
        ("To be looked at again by", words.day(found.review_on)),
    ]
    return [(key, value) for key, value in said if value]


def web_link(address: str) -> Markup | str:
    """A web address to follow; anything that is none stays words."""
    if not address.startswith(("https://", "http://")):
        return address
    return Markup('<a class="govuk-link" href="{0}" rel="noreferrer noopener">{0}</a>').format(address)


def reasons(found: Suggested) -> str:
    """Why it is suggested: "About Reading and literacy. Also says “boys” and “tutor”"."""
    about = f"About {words.listing(list(found.areas))}" if found.areas else ""
    said = words.listing([f"“{word}”" for word in found.words[:3]])
    both = [part for part in (about, f"{'Also says' if about else 'Says'} {said}" if said else "") if part]
    return ". ".join(both)


@dataclass(frozen=True)
class Named:
    """One thing a signpost named: what it was called then, and where it is now."""

    title: str
    about: str
    link: Markup | str
    contact: str


def named(found: Signpost) -> list[Named]:
    """What a signpost named, in its order."""
    return [_named(each) for each in found.places]


def _named(each: SignpostPlace) -> Named:
    now = each.destination
    return Named(each.title, now.about, web_link(now.website), now.contact)


def _title(row: DestinationRow) -> dict[str, Any]:
    link = Markup('<a class="govuk-link" href="{}">{}</a>').format(row.url, row.destination.title)
    return {"text": link, "sub": row.destination.about}


def _kind(row: DestinationRow) -> dict[str, Any]:
    day = row.destination.happens_on
    return {"text": row.destination.what.label, "sub": words.day(day)} if day else {"text": row.destination.what.label}


def _standing(row: DestinationRow) -> Markup:
    return tag(*tag_of(row.standing))


DESTINATIONS = lists.ListDefinition(
    noun="resource or service",
    noun_plural="resources and services",
    has_search=True,
    columns=[
        lists.Column("What it is", _title, export=lambda row: row.destination.title),
        lists.Column("Kind", _kind, export=lambda row: row.destination.what.label),
        lists.Column("About", lambda row: words.listing(row.areas)),
        lists.Column("Kept by", lambda row: row.destination.owner.name),
        lists.Column("Now", _standing, export=lambda row: STANDINGS[row.standing]),
    ],
    filters=[
        lists.Filter("kind", "Kind", key=lambda row: row.destination.kind, labels=KINDS),
        lists.Filter("standing", "Now", key=lambda row: row.standing, labels=STANDINGS),
        lists.Filter("about", "About", key=lambda row: row.areas),
        lists.Filter("phase", "For", key=lambda row: row.phases or ["All schools"]),
    ],
    sorts=[
        lists.Sort("title", "By title", key=lambda row: fold(row.destination.title)),
        lists.Sort("review", "To be looked at first", key=lambda row: row.destination.review_on),
        lists.Sort("newest", "Newest first", key=lambda row: row.destination.added_at, reverse=True),
    ],
    empty_title="Nothing on the list yet",
    empty_text="Courses, services, officers, partners and events that schools can be pointed to stand here.",
)
# A file says in columns of their own what the page puts together.
DESTINATIONS_FILE = [
    *DESTINATIONS.columns,
    lists.Column("In a sentence", lambda row: row.destination.about),
    lists.Column("Web address", lambda row: row.destination.website),
    lists.Column("Contact", lambda row: row.destination.contact),
    lists.Column("For", lambda row: words.listing(row.phases)),
    lists.Column("Date", lambda row: row.destination.happens_on or ""),
    lists.Column("To be looked at by", lambda row: row.destination.review_on),
]
