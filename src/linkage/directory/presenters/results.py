"""What the directory's search shows: the choices, the people, and why each of them matched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from markupsafe import Markup, escape

from linkage.directory.enums import EntryStatus
from linkage.directory.models import Entry
from linkage.directory.presenters.entries import place_line
from linkage.directory.queries import Found, Search, Searched
from linkage.directory.queries.search import MARK_FROM, MARK_TO, PAGE_LENGTH
from linkage.directory.rules.narrowing import BANDS
from linkage.kernel import words
from linkage.kernel.days import local
from linkage.kernel.half_terms import counted_from, next_counted_from
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
    "online": "Can all be online",
}
KINDS = {
    "person": "People",
    "strength": "School strengths",
    "hub": "Offers to many schools",
    "partner": "Offers of partners",
}
# One of a kind, and several.
COUNTED = {
    "person": ("person", "people"),
    "strength": ("school strength", "school strengths"),
    "hub": ("offer to many schools", "offers to many schools"),
    "partner": ("offer of a partner", "offers of partners"),
}
# What stands before the school or body that something belongs to.
OF_WHOM = {"strength": "A strength of", "hub": "For many schools, from", "partner": "Offered by"}
PRICES = {"free": "Free of charge", "cost": "At a price", "agreed": "Price by agreement"}
STAGES = {value: str(label) for value, label in Phase.choices}
LIKE = {
    "size": "Similar size",
    "fsm": "Similar share of free school meals",
    "sen": "Similar share of special needs",
    "phase": "Same stages",
    "faith": "Same faith",
    "new": "Not linked with us before",
}
ALIKE = {
    "size": "Their school is about the size of yours",
    "fsm": "Their school has a similar share of free school meals",
    "sen": "Their school has a similar share of pupils with special needs",
    "faith": "Their school has the same faith as yours",
}
# The holiday before each half-term, by the month it begins in.
HOLIDAYS = {
    1: "Christmas",
    2: "February half-term",
    4: "Easter",
    6: "May half-term",
    9: "the summer",
    11: "October half-term",
}
FAR = {str(band): f"Up to {band} miles" for band in reversed(BANDS)}
PEOPLE = lists.ListDefinition(
    noun="person",
    noun_plural="people",
    nothing="nobody",
    columns=(),
    filters=(
        lists.Filter("stage", "Stage"),
        lists.Filter("way", "How they help"),
        lists.Filter("kind", "What"),
        lists.Filter("price", "What it costs"),
        lists.Filter("far", "How far", single=True),
        lists.Filter("when", "When"),
        lists.Filter("like", "Schools like ours"),
        lists.Filter("group", "School group"),
        lists.Filter("area", "Area", single=True),
        lists.Filter("from", "Distance from", single=True),
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
    price: str
    confirmed: str


@dataclass(frozen=True)
class Shown:
    """What stands around the results."""

    people: tuple[Person, ...]
    found: str
    and_also: str
    also: tuple[str, ...]
    corrected: tuple[tuple[str, str], ...]
    own_words_url: str
    all_words_url: str
    order: str
    empty_text: str
    ask_url: str
    is_need: bool


def address(slug: str) -> str:
    """The address of the directory."""
    return reverse("directory:directory", args=[slug])


def search_of(chosen: lists.Chosen, data: QueryDict, homes: Sequence[Organisation]) -> Search:
    """The search that an address asks for; it counts from the school chosen, the first of the reader's otherwise."""
    far = (chosen.of("far") or ("",))[0]
    home = next((each for each in homes if str(each.pk) in chosen.of("from")), homes[0] if homes else None)
    return Search(
        text=chosen.query,
        area_code=(chosen.of("area") or ("",))[0],
        phases=chosen.of("stage"),
        ways=chosen.of("way"),
        kinds=chosen.of("kind"),
        prices=chosen.of("price"),
        when=chosen.of("when"),
        within_miles=int(far) if far in FAR and home else None,
        like=tuple(each for each in chosen.of("like") if each in LIKE and home),
        groups=chosen.of("group"),
        is_own_words=data.get("words") == "mine",
        from_organisation_id=home.pk if home else None,
        page=chosen.number,
    )


def list_page(chosen: lists.Chosen, found: Searched, homes: Sequence[Organisation], on: date) -> lists.ListPage:
    """The list page of these results; the page of people was cut by the search itself."""
    rows = range(found.total)
    return lists.page(PEOPLE, replace(chosen, number=found.page), rows, _options(chosen, found, homes, on))


def shown(found: Searched, search: Search, chosen: lists.Chosen, slug: str) -> Shown:
    """What the page says of the results."""
    return Shown(
        people=tuple(_person(each, search) for each in found.results),
        found=_found(found)[0],
        and_also=words.listing(_found(found)[1:]),
        also=tuple(each.area.name for each in found.meaning.suggestions),
        corrected=found.meaning.corrected,
        own_words_url=chosen.url(words="mine"),
        all_words_url=chosen.url() if search.is_own_words else "",
        order=_order(found),
        empty_text=_empty_text(search),
        ask_url=_ask_url(search, slug),
        is_need=bool(search.text or search.area_code),
    )


def _ask_url(search: Search, slug: str) -> str:
    """The way to ask, with the words that were looked for."""
    start = address_or_none("support_requests:start", slug)
    return f"{start}?{urlencode({'words': search.text})}" if start and search.text else start


def _options(
    chosen: lists.Chosen, found: Searched, homes: Sequence[Organisation], on: date
) -> dict[str, list[lists.Option]]:
    counts = found.counts
    codes = {*counts["area"], *chosen.of("area")}
    named = {each.code: each.name for each in found.areas if each.code in codes}
    following = HOLIDAYS[next_counted_from(counted_from(on)).month]
    labels: dict[str, Mapping[str, str]] = {
        "stage": STAGES,
        "way": WAYS,
        "kind": KINDS,
        "price": PRICES,
        "far": FAR if found.origin else {},
        "when": {"now": "Free this half-term", "next": f"Free after {following}"},
        "like": {name: text for name, text in LIKE.items() if name in counts["like"]},
        "group": found.groups,
        "area": named,
    }
    made = {name: lists.options(counts[name], texts, chosen.of(name)) for name, texts in labels.items()}
    return made | {"from": _origins(found, homes)}


def _origins(found: Searched, homes: Sequence[Organisation]) -> list[lists.Option]:
    """From which of their schools distances count, for who has several."""
    if found.origin is None or len(homes) == 1:
        return []
    return [lists.Option(str(each.pk), each.name, None, each.pk == found.origin.pk) for each in homes]


def who_line(entry: Entry) -> str:
    """Whose it is and where: "Reading lead, Harrowgill High School, Ribble Valley"."""
    if entry.is_person:
        return ", ".join(part for part in (entry.job_title, place_line(entry.organisation)) if part)
    return f"{OF_WHOM[entry.kind]} {place_line(entry.organisation)}"


def _found(found: Searched) -> list[str]:
    """How many of each kind were found, people first: "11 people", "3 school strengths"."""
    made = [words.count(number, *COUNTED[kind]) for kind, number in found.counts["kept"].items() if number]
    return made or [words.count(0, *COUNTED["person"])]


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
        price=PRICES.get(entry.price, ""),
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
    made += [("tick", ALIKE[each]) for each in found.alike if each in search.like or each == "fsm"]
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
    narrowed = _is_narrowed(search)
    if search.text and narrowed:
        return "Nobody fits these words and choices. Take a choice away, or ask: somebody may still know."
    if search.text:
        return "Nobody has written about this yet. Try other words, or ask: the people who run this look further."
    if narrowed:
        return "Nobody fits all of these choices. Take one of them away."
    return "Nobody is listed yet. Heads nominate colleagues, who agree before they appear here."


def _is_narrowed(search: Search) -> bool:
    chosen = (search.phases, search.ways, search.kinds, search.prices, search.when, search.like, search.groups)
    return any(chosen) or bool(search.within_miles or search.area_code)
