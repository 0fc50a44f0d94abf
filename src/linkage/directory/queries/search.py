"""The directory's search: who matches, why, and what each further choice would leave."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import F, Value
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.areas.models import Area
from linkage.directory.models import Entry
from linkage.directory.queries import index, matches
from linkage.directory.queries.capacity import Standing, standings
from linkage.directory.queries.index import Meaning, Suggested
from linkage.directory.queries.matches import Choices, Counts, Match, Narrowed
from linkage.kernel.days import day_of
from linkage.kernel.half_terms import counted_from
from linkage.organisations.models import Organisation

PAGE_LENGTH = 10
# Two schools have a similar share of free school meals when they lie so many points apart.
SIMILAR_FSM = 5
MARK_FROM, MARK_TO = "\x02", "\x03"


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


def search(*, actor: Actor, search: Search, on: date | None = None) -> Searched:
    """Return one page of who matches, the best first; with nothing typed, who is free and near comes first.

    Words are understood (areas, spelling) and any of them matches; choices narrow. `on` is the day whose half-term
    counts for "free", today when not given. A page past the last shows the last.
    """
    counted = counted_from(on or day_of(timezone.now()))
    origin = _origin(search)
    narrowed = _narrowed(search, origin, counted)
    meaning, counts = _matched(actor, search, narrowed)
    pages = max(1, -(-counts.kept // PAGE_LENGTH))
    page = min(max(1, search.page), pages)
    shown = matches.page(
        actor=actor,
        asked=_asked(actor, meaning),
        narrowed=narrowed,
        is_asked=not meaning.is_empty,
        limit=PAGE_LENGTH,
        offset=(page - 1) * PAGE_LENGTH,
    )
    return Searched(
        results=_results(actor, shown, meaning, origin, counted),
        total=counts.kept,
        page=page,
        pages=pages,
        choices=counts.choices,
        meaning=meaning,
        origin=origin,
        areas=tuple(Area.objects.filter(programme_id=actor.tenant_id).order_by("name")),
    )


def _origin(search: Search) -> Organisation | None:
    if search.from_organisation_id is None:
        return None
    # The wall of the register's table shows public schools and the programme's own bodies, and no other's.
    return Organisation.objects.filter(pk=search.from_organisation_id).first()


def _narrowed(search: Search, origin: Organisation | None, period_starts_on: date) -> Narrowed:
    return Narrowed(
        period_starts_on=period_starts_on,
        area_code=search.area_code,
        phases=list(search.phases),
        ways=list(search.ways),
        within_miles=search.within_miles,
        is_free=search.is_free,
        easting=origin.easting if origin else None,
        northing=origin.northing if origin else None,
    )


def _matched(actor: Actor, search: Search, narrowed: Narrowed) -> tuple[Meaning, Counts]:
    meaning = index.understand(actor=actor, text=search.text, is_own_words=search.is_own_words)
    counts = matches.counts(actor=actor, asked=_asked(actor, meaning), narrowed=narrowed)
    if counts.found or meaning.is_empty:
        return meaning, counts
    meaning = index.respelt(actor=actor, meaning=meaning)
    if meaning.corrected:
        counts = matches.counts(actor=actor, asked=_asked(actor, meaning), narrowed=narrowed)
    return meaning, counts


def _asked(actor: Actor, meaning: Meaning) -> index.Asked:
    return index.Asked(words=meaning.words, suggested=meaning.suggested, seen=index.seen_by(actor=actor))


def _results(
    actor: Actor, shown: list[Match], meaning: Meaning, origin: Organisation | None, period: date
) -> tuple[Found, ...]:
    entries = Entry.objects.filter(pk__in=[each.entry_id for each in shown]).select_related("person", "organisation")
    by_id = {each.pk: each for each in entries.annotate(quote=_quote(meaning))}
    kept = standings(actor=actor, entries=by_id.values(), period_starts_on=period)
    return tuple(
        Found(
            entry=by_id[match.entry_id],
            standing=kept[match.entry_id],
            distance_m=match.distance_m,
            suggestions=tuple(each for each in meaning.suggestions if each.area.code in match.areas),
            quote=by_id[match.entry_id].quote,
            is_similar=_is_similar(origin, by_id[match.entry_id].organisation),
        )
        for match in shown
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
