"""What the directory's search shows: the choices, the people, and why each of them matched."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from markupsafe import Markup, escape

from linkage.directory.enums import EntryStatus
from linkage.directory.presenters.entries import place_line
from linkage.directory.queries import Choices, Found, Search, Searched
from linkage.directory.queries.matches import BANDS
from linkage.directory.queries.search import MARK_FROM, MARK_TO, PAGE_LENGTH
from linkage.kernel import words
from linkage.kernel.days import local
from linkage.organisations import rules as places
from linkage.organisations.enums import Phase
from linkage.organisations.models import Organisation
from linkage.ui import lists
from linkage.ui.frame import address_or_none

WAYS = {
    "call": "Call or online",
    "visit_us": "You visit them",
    "visit_you": "They visit you",
    "coaching": "Coaching",
    "moderation": "Looking at work together",
    "resources": "Materials",
    "training": "Training session",
}
STAGES = {value: str(label) for value, label in Phase.choices}
FREE = {"now": "Free this half-term"}
FAR = {str(band): f"Up to {band} miles" for band in reversed(BANDS)}
PEOPLE = lists.ListDefinition(
    noun="person",
    noun_plural="people",
    columns=(),
    filters=(
        lists.Filter("stage", "Stage"),
        lists.Filter("way", "How they help"),
        lists.Filter("far", "How far", single=True),
        lists.Filter("when", "When"),
        lists.Filter("area", "Area", single=True),
    ),
    per_page=PAGE_LENGTH,
    has_search=True,
)


@dataclass(frozen=True)
class Person:
    """One result."""

    entry_id: Any
    name: str
    who: str
    reasons: tuple[tuple[str, Any], ...]
    miles: str
    free: str
    is_free: bool
    ways: str
    confirmed: str


@dataclass(frozen=True)
class Shown:
    """What stands around the results."""

    people: tuple[Person, ...]
    also: tuple[str, ...]
    corrected: tuple[tuple[str, str], ...]
    own_words_url: str
    all_words_url: str
    order: str
    empty_text: str
    ask_url: str


def search_of(chosen: lists.Chosen, data: QueryDict, home: Organisation | None) -> Search:
    """The search that an address asks for."""
    far = (chosen.of("far") or ("",))[0]
    return Search(
        text=chosen.query,
        area_code=(chosen.of("area") or ("",))[0],
        phases=chosen.of("stage"),
        ways=chosen.of("way"),
        within_miles=int(far) if far in FAR and home else None,
        is_free="now" in chosen.of("when"),
        is_own_words=data.get("words") == "mine",
        from_organisation_id=home.pk if home else None,
        page=chosen.number,
    )


def list_page(chosen: lists.Chosen, found: Searched) -> lists.ListPage:
    """The list page of these results; the page of people was cut by the search itself."""
    options = _options(chosen, found.choices, {each.code: each.name for each in found.areas})
    rows = range(found.total)
    return lists.page(PEOPLE, replace(chosen, number=found.page), rows, options)


def shown(found: Searched, search: Search, chosen: lists.Chosen, slug: str) -> Shown:
    """What the page says of the results."""
    return Shown(
        people=tuple(_person(each, search) for each in found.results),
        also=tuple(each.area.name for each in found.meaning.suggestions),
        corrected=found.meaning.corrected,
        own_words_url=chosen.url(words="mine"),
        all_words_url=chosen.url() if search.is_own_words else "",
        order=_order(found),
        empty_text=_empty_text(search),
        ask_url=address_or_none("support_requests:start", slug),
    )


def _options(chosen: lists.Chosen, choices: Choices, areas: Mapping[str, str]) -> dict[str, list[lists.Option]]:
    known = {code: name for code, name in areas.items() if choices.areas.get(code) or code in chosen.of("area")}
    miles = {str(band): number for band, number in choices.miles.items()}
    return {
        "stage": lists.options(choices.phases, STAGES, chosen.of("stage")),
        "way": lists.options(choices.ways, WAYS, chosen.of("way")),
        "far": lists.options(miles, FAR, chosen.of("far")),
        "when": lists.options({"now": choices.free}, FREE, chosen.of("when")),
        "area": lists.options(choices.areas, known, chosen.of("area")),
    }


def _order(found: Searched) -> str:
    """In which order people stand, in words."""
    if not found.meaning.is_empty:
        return "the best match first"
    return f"who is free and nearest to {found.origin.name} first" if found.origin else "who is free first"


def _person(found: Found, search: Search) -> Person:
    entry, left = found.entry, found.standing.places_left
    return Person(
        entry_id=entry.pk,
        name=entry.headline,
        who=", ".join(part for part in (entry.job_title, place_line(entry.organisation)) if part),
        reasons=_reasons(found, search),
        miles="" if found.distance_m is None else words.count(places.miles(found.distance_m), "mile"),
        free=_free(found, left),
        is_free=left > 0,
        ways=_sentence([WAYS[way] for way in entry.ways if way in WAYS]),
        confirmed=f"Confirmed {local(entry.confirmed_at):%B %Y}",
    )


def _free(found: Found, left: int) -> str:
    if found.entry.status == EntryStatus.LISTED and left:
        days = f", {words.count(found.standing.days_left, 'day')}" if found.standing.days_left else ""
        return f"Free for {words.count(left, 'school')}{days}"
    return "No places left this half-term"


def _reasons(found: Found, search: Search) -> tuple[tuple[str, Any], ...]:
    made: list[tuple[str, Any]] = []
    for each in found.suggestions:
        marks = Markup(" and ").join(Markup("<mark>{}</mark>").format(word) for word in each.because[:2])
        made.append(("tick", Markup("You wrote {}: helps with <strong>{}</strong>").format(marks, each.area.name)))
    if MARK_FROM in found.quote:
        made.append(("tick", Markup("“{}”").format(_marked(found.quote, found.entry.words))))
    if found.is_similar:
        made.append(("tick", "Their school has a similar share of free school meals"))
    if search.area_code and not made:
        made.append(("tick", "Helps with the area you chose"))
    return tuple(made)


def _marked(quote: str, whole: str) -> Markup:
    """Their words with what matched marked: escaped first, so that nothing they wrote becomes markup."""
    plain = " ".join(quote.split())
    bare, everything = plain.replace(MARK_FROM, "").replace(MARK_TO, ""), " ".join(whole.split())
    before = "" if everything.startswith(bare) else "… "
    after = "" if everything.rstrip(".").endswith(bare.rstrip(".")) or bare.endswith((".", "?")) else " …"
    marked = escape(plain).replace(MARK_FROM, Markup("<mark>")).replace(MARK_TO, Markup("</mark>"))
    return Markup("{}{}{}").format(before, marked, after)


def _sentence(parts: list[str]) -> str:
    return ", ".join(part if place == 0 else part[0].lower() + part[1:] for place, part in enumerate(parts))


def _empty_text(search: Search) -> str:
    narrowed = bool(search.phases or search.ways or search.within_miles or search.is_free or search.area_code)
    if search.text and narrowed:
        return "Nobody fits these words and choices. Take a choice away, or ask: somebody may still know."
    if search.text:
        return "Nobody has written about this yet. Try other words, or ask: the people who run this look further."
    if narrowed:
        return "Nobody fits all of these choices. Take one of them away."
    return "Nobody is listed yet. Heads nominate colleagues, who agree before they appear here."
