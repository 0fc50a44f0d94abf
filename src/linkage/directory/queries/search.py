"""The directory's search: who matches, why, and what each further choice would leave."""

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import F, Prefetch, Value
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.areas.models import Area
from linkage.directory.models import Entry, EntryArea
from linkage.directory.queries import index
from linkage.directory.queries.capacity import Standing, standings
from linkage.directory.queries.index import Meaning, Suggested
from linkage.kernel.half_terms import counted_from
from linkage.organisations import rules as places
from linkage.organisations.models import Organisation

PAGE_LENGTH = 10
# Miles that can be chosen; a mile in metres.
BANDS = (5, 15, 30)
MILE_M = 1609.344
# Two schools have a similar share of free school meals when they lie so many points apart.
SIMILAR_FSM = 5
MARK_FROM, MARK_TO = "\x02", "\x03"
GROUPS = ("area", "phase", "way", "distance", "free")


@dataclass(frozen=True)
class Search:
    """What somebody looks for. Empty choices do not narrow; distance counts from `from_organisation_id`."""

    text: str = ""
    area_code: str = ""
    phases: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    within_miles: int | None = None
    is_free: bool = False
    is_own_words: bool = False
    from_organisation_id: uuid.UUID | None = None
    page: int = 1


@dataclass(frozen=True)
class Found:
    """One person found, with what the reasons are made of. `quote` is their own words, marked by MARK_FROM, MARK_TO."""

    entry: Entry
    standing: Standing
    distance_m: int | None
    suggestions: tuple[Suggested, ...]
    quote: str
    is_similar: bool


@dataclass(frozen=True)
class Choices:
    """How many people each further choice would leave, by its value; a choice that leaves nobody is not in it."""

    areas: dict[str, int] = field(default_factory=dict)
    phases: dict[str, int] = field(default_factory=dict)
    ways: dict[str, int] = field(default_factory=dict)
    miles: dict[int, int] = field(default_factory=dict)
    any_distance: int = 0
    free: int = 0


@dataclass(frozen=True)
class Searched:
    """The answer of one search: a page of people, the total, the choices, and what the words were taken to mean."""

    results: tuple[Found, ...]
    total: int
    page: int
    pages: int
    choices: Choices
    meaning: Meaning
    origin: Organisation | None
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class _Fact:
    """What narrows and sorts, of one match."""

    entry_id: uuid.UUID
    name: str
    rank: float
    areas: frozenset[str]
    phases: frozenset[str]
    ways: frozenset[str]
    distance_m: int | None
    is_free: bool


def search(*, actor: Actor, search: Search, on: date | None = None) -> Searched:
    """Return one page of who matches, the best first; with nothing typed, who is free and near comes first.

    Words are understood (areas, spelling) and any of them matches; choices narrow. `on` is the day whose half-term
    counts for "free", today when not given. A page past the last shows the last.
    """
    counted = counted_from(on or timezone.localdate())
    origin = _origin(search)
    meaning, ranks = _matched(actor, search)
    facts = _facts(actor, ranks, origin, counted)
    kept = sorted((each for each in facts if _passes(each, search)), key=_order(is_asked=not meaning.is_empty))
    pages = max(1, -(-len(kept) // PAGE_LENGTH))
    page = min(max(1, search.page), pages)
    shown = kept[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH]
    return Searched(
        results=_results(actor, shown, meaning, origin, counted),
        total=len(kept),
        page=page,
        pages=pages,
        choices=_choices(facts, search),
        meaning=meaning,
        origin=origin,
        areas=tuple(Area.objects.filter(programme_id=actor.tenant_id).order_by("name")),
    )


def _origin(search: Search) -> Organisation | None:
    if search.from_organisation_id is None:
        return None
    # The wall of the register's table shows public schools and the programme's own bodies, and no other's.
    return Organisation.objects.filter(pk=search.from_organisation_id).first()


def _matched(actor: Actor, search: Search) -> tuple[Meaning, dict[uuid.UUID, float]]:
    meaning = index.understand(actor=actor, text=search.text, is_own_words=search.is_own_words)
    ranks = index.find(actor=actor, asked=_asked(actor, meaning))
    if ranks or meaning.is_empty:
        return meaning, ranks
    meaning = index.respelt(actor=actor, meaning=meaning)
    return meaning, index.find(actor=actor, asked=_asked(actor, meaning)) if meaning.corrected else {}


def _asked(actor: Actor, meaning: Meaning) -> index.Asked:
    return index.Asked(words=meaning.words, suggested=meaning.suggested, seen=index.seen_by(actor=actor))


def _facts(actor: Actor, ranks: dict[uuid.UUID, float], origin: Organisation | None, period: date) -> list[_Fact]:
    entries = list(
        Entry.objects.filter(pk__in=ranks)
        .select_related("person", "organisation")
        .prefetch_related(Prefetch("entry_areas", EntryArea.objects.select_related("area")))
        .defer("folded", "words")
    )
    free = standings(actor=actor, entries=entries, period_starts_on=period)
    return [
        _Fact(
            entry_id=each.pk,
            name=each.person.name,
            rank=ranks[each.pk],
            areas=frozenset(held.area.code for held in each.entry_areas.all()),
            phases=frozenset(each.phases),
            ways=frozenset(each.ways),
            distance_m=places.distance_m(origin, each.organisation) if origin else None,
            is_free=free[each.pk].places_left > 0,
        )
        for each in entries
    ]


def _tests(search: Search) -> dict[str, Callable[[_Fact], bool]]:
    """One test for each group of choices; a group without a choice lets everybody through."""
    return {
        "area": lambda fact: not search.area_code or search.area_code in fact.areas,
        "phase": lambda fact: not search.phases or bool(fact.phases & set(search.phases)),
        "way": lambda fact: not search.ways or bool(fact.ways & set(search.ways)),
        "distance": lambda fact: search.within_miles is None or _is_within(fact, search.within_miles),
        "free": lambda fact: not search.is_free or fact.is_free,
    }


def _is_within(fact: _Fact, miles: int) -> bool:
    return fact.distance_m is not None and fact.distance_m <= miles * MILE_M


def _passes(fact: _Fact, search: Search, but: str = "") -> bool:
    return all(test(fact) for group, test in _tests(search).items() if group != but)


def _choices(facts: list[_Fact], search: Search) -> Choices:
    """Count each choice among those whom every *other* group lets through, so that no count leads to nothing."""
    left = {group: [each for each in facts if _passes(each, search, but=group)] for group in GROUPS}
    miles = {band: sum(_is_within(each, band) for each in left["distance"]) for band in BANDS}
    return Choices(
        areas=dict(Counter(code for each in left["area"] for code in each.areas)),
        phases=dict(Counter(phase for each in left["phase"] for phase in each.phases)),
        ways=dict(Counter(way for each in left["way"] for way in each.ways)),
        miles={band: number for band, number in miles.items() if number},
        any_distance=len(left["distance"]),
        free=sum(each.is_free for each in left["free"]),
    )


def _order(*, is_asked: bool) -> Callable[[_Fact], tuple[object, ...]]:
    def near(fact: _Fact) -> float:
        return float("inf") if fact.distance_m is None else fact.distance_m

    if is_asked:
        return lambda fact: (-round(fact.rank, 3), not fact.is_free, near(fact), fact.name, str(fact.entry_id))
    return lambda fact: (not fact.is_free, near(fact), fact.name, str(fact.entry_id))


def _results(
    actor: Actor, shown: list[_Fact], meaning: Meaning, origin: Organisation | None, period: date
) -> tuple[Found, ...]:
    entries = Entry.objects.filter(pk__in=[each.entry_id for each in shown]).select_related("person", "organisation")
    by_id = {each.pk: each for each in entries.annotate(quote=_quote(meaning))}
    kept = standings(actor=actor, entries=by_id.values(), period_starts_on=period)
    return tuple(
        Found(
            entry=by_id[fact.entry_id],
            standing=kept[fact.entry_id],
            distance_m=fact.distance_m,
            suggestions=tuple(each for each in meaning.suggestions if each.area.code in fact.areas),
            quote=by_id[fact.entry_id].quote,
            is_similar=_is_similar(origin, by_id[fact.entry_id].organisation),
        )
        for fact in shown
    )


def _quote(meaning: Meaning) -> SearchHeadline | Value:
    """The part of somebody's words that matched; the folded words are letters and figures, so they are safe as such."""
    if not meaning.words:
        return Value("")
    asked = SearchQuery(" | ".join(meaning.words), config="english", search_type="raw")
    return SearchHeadline(
        F("words"), asked, config="english", start_sel=MARK_FROM, stop_sel=MARK_TO, max_words=18, min_words=8,
        max_fragments=1,
    )  # fmt: skip


def _is_similar(one: Organisation | None, other: Organisation) -> bool:
    if one is None or one.pk == other.pk or one.fsm_percent is None or other.fsm_percent is None:
        return False
    return abs(one.fsm_percent - other.fsm_percent) <= SIMILAR_FSM
