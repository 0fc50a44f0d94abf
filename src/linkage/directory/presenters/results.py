"""What the directory's search shows: the choices, the people, and why each of them matched."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from linkage.directory.enums import EntryStatus
from linkage.directory.presenters.choices import PRICES, WAYS
from linkage.directory.presenters.entries import initials_of, who_line
from linkage.directory.presenters.maps import Map, map_of
from linkage.directory.presenters.reasons import reasons
from linkage.directory.presenters.shortlists import Keeping, keeping
from linkage.directory.queries import Found, Meaning, Search, Searched
from linkage.kernel import words
from linkage.kernel.days import local
from linkage.organisations import rules as places
from linkage.ui import lists
from linkage.ui.frame import address_or_none

# One of a kind, and several.
COUNTED = {
    "person": ("person", "people"),
    "strength": ("school strength", "school strengths"),
    "hub": ("offer to many schools", "offers to many schools"),
    "partner": ("offer of a partner", "offers of partners"),
}


@dataclass(frozen=True)
class Person:
    """One result."""

    entry_id: Any
    name: str
    who: str
    initials_of: str
    reasons: tuple[tuple[str, Any], ...]
    miles: str
    free: str
    is_free: bool
    ways: str
    price: str
    designations: str
    confirmed: str
    keeping: Keeping


@dataclass(frozen=True)
class Shown:
    """What stands around the results."""

    people: tuple[Person, ...]
    found: str
    # The other kinds, as they follow the first: ", 1 school strength and 2 offers of partners".
    and_also: str
    also: tuple[str, ...]
    corrected: tuple[tuple[str, str], ...]
    own_words_url: str
    all_words_url: str
    order: str
    empty_text: str
    ask_url: str
    # The way to keep this search; empty where nothing is chosen.
    save_url: str
    is_need: bool
    map: Map | None


def shown(found: Searched, search: Search, chosen: lists.Chosen, slug: str) -> Shown:
    """What the page says of the results."""
    back = chosen.url(page=found.page) if found.page > 1 else chosen.url()
    return Shown(
        people=tuple(_person(each, search, found.meaning, back) for each in found.results),
        found=_found(found)[0],
        and_also=words.listing(_found(found)).removeprefix(_found(found)[0]),
        also=tuple(each.area.name for each in found.meaning.suggestions),
        corrected=found.meaning.corrected,
        own_words_url=chosen.url(words="mine"),
        all_words_url=chosen.url() if search.is_own_words else "",
        order=_order(found),
        empty_text=_empty_text(search),
        ask_url=_ask_url(search, slug),
        save_url=f"{reverse('directory:save-search', args=[slug])}{chosen.url(sort='')}" if _is_asked(search) else "",
        map=map_of(found),
        is_need=bool(search.text or search.area_code),
    )


def _is_asked(search: Search) -> bool:
    return bool(search.text) or _is_narrowed(search)


def _ask_url(search: Search, slug: str) -> str:
    """The way to ask, with the words that were looked for."""
    start = address_or_none("support_requests:start", slug)
    return f"{start}?{urlencode({'words': search.text})}" if start and search.text else start


def _found(found: Searched) -> list[str]:
    """How many of each kind were found, people first: "11 people", "3 school strengths"."""
    made = [words.count(number, *COUNTED[kind]) for kind, number in found.counts["kept"].items() if number]
    return made or [words.count(0, *COUNTED["person"])]


def _order(found: Searched) -> str:
    """In which order people stand, in words."""
    if not found.meaning.is_empty:
        return "the best match first"
    return f"who is free and nearest to {found.origin.name} first" if found.origin else "who is free first"


def _person(found: Found, search: Search, meaning: Meaning, back: str) -> Person:
    entry, left = found.entry, found.standing.places_left
    return Person(
        entry_id=entry.pk,
        name=entry.headline,
        who=who_line(entry),
        initials_of=initials_of(entry),
        reasons=reasons(found, search, meaning),
        miles="" if found.distance_m is None else words.count(places.miles(found.distance_m), "mile"),
        free=_free(found, left),
        is_free=left > 0,
        ways=_sentence([WAYS[way] for way in entry.ways if way in WAYS]),
        price=PRICES.get(entry.price, ""),
        designations=words.listing(list(found.designations)),
        confirmed=f"Confirmed {local(entry.confirmed_at):%B %Y}",
        keeping=keeping(entry, is_kept=found.is_kept, back=back),
    )


def _free(found: Found, left: int) -> str:
    if found.entry.status == EntryStatus.LISTED and left:
        days = f", {words.count(found.standing.days_left, 'day')}" if found.standing.days_left else ""
        return f"Free for {words.count(left, 'school')}{days}"
    return "No places left this half-term"


def _sentence(parts: list[str]) -> str:
    return ", ".join(part if place == 0 else part[0].lower() + part[1:] for place, part in enumerate(parts))


def _empty_text(search: Search) -> str:
    narrowed = _is_narrowed(search)
    if search.text and narrowed:
        return "Nobody fits these words and choices. Take a choice away, or ask: somebody may still know."
    if search.text:
        return "Nobody has written about this yet. Try other words, or ask: the people who run this look further."
    if narrowed:
        return "Nobody fits all of these choices. Take one of them away."
    return "Nobody is listed yet. Heads nominate colleagues, who agree before they appear here."


def _is_narrowed(search: Search) -> bool:
    what = (search.phases, search.ways, search.kinds, search.prices, search.designations, search.area_code)
    where_and_when = (search.when, search.like, search.groups, search.within_miles)
    return any(what) or any(where_and_when)
