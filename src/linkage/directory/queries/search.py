"""The directory's search: who matches, why, and what each further choice would leave."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.areas import queries as areas
from linkage.areas.models import Area
from linkage.directory.models import Entry
from linkage.directory.queries import gathering, index, linked, shortlists, spelling
from linkage.directory.queries.capacity import Standing, standings, with_promises
from linkage.directory.queries.entries import home_schools, is_broker
from linkage.directory.queries.index import Meaning, Suggested
from linkage.directory.rules import facts, narrowing, ranking
from linkage.directory.rules.listings import Gathered
from linkage.directory.rules.narrowing import Chosen, Counts, Known, Narrowed
from linkage.kernel.days import day_of
from linkage.kernel.half_terms import counted_from, next_counted_from
from linkage.organisations import queries as organisations
from linkage.organisations import rules as schools
from linkage.organisations.models import Organisation
from linkage.people import queries as people

PAGE_LENGTH = 10
MARK_FROM, MARK_TO = "\x02", "\x03"
# A person has a job title, and what a school or body offers is called something.
CALLED = Concat("job_title", "title")


@dataclass(frozen=True)
class Search:
    """What somebody looks for. Empty choices do not narrow; distance counts from `from_organisation_id`."""

    text: str = ""
    area_code: str = ""
    phases: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    within_miles: int | None = None
    like: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    designations: tuple[str, ...] = ()
    is_own_words: bool = False
    from_organisation_id: uuid.UUID | None = None
    has_map: bool = False
    page: int = 1


@dataclass(frozen=True)
class Found:
    """One person found, with what the reasons are made of. `quote` is their own words, marked by MARK_FROM, MARK_TO.

    `called` is their job title, or what an offer is called, marked alike; `areas` are those they chose.
    `alike` says in what their school is like the asker's: "size", "fsm", "sen" or "faith"; `designations` what they
    hold; `is_kept` whether they stand in the asker's shortlist.
    """

    entry: Entry
    standing: Standing
    distance_m: int | None
    suggestions: tuple[Suggested, ...]
    quote: str
    called: str
    areas: tuple[Area, ...]
    alike: tuple[str, ...]
    designations: tuple[str, ...] = ()
    is_kept: bool = False


@dataclass(frozen=True)
class Searched:
    """The answer of one search: a page of people, the total, the choices, and what the words were taken to mean."""

    results: tuple[Found, ...]
    total: int
    page: int
    pages: int
    counts: Counts
    meaning: Meaning
    origin: Organisation | None
    areas: tuple[Area, ...]
    groups: Mapping[str, str] = field(default_factory=dict)
    designations: Mapping[str, str] = field(default_factory=dict)
    places: tuple[ranking.Place, ...] = ()


def search(*, actor: Actor, search: Search, on: date | None = None) -> Searched:
    """Return one page of who matches, the best first; with nothing typed, who is free and near comes first.

    Words are understood (areas, spelling) and any of them matches; choices narrow. `on` is the day whose half-term
    counts for "free", today when not given. A page past the last shows the last.
    """
    today = on or day_of(timezone.now())
    counted = counted_from(today)
    named = areas.known(actor=actor)
    groups = organisations.group_schools(actor=actor) if is_broker(actor=actor) else {}
    origin = _origin(actor, search)
    held = people.holdings(actor=actor, on=today)
    known = replace(
        _known(actor, origin, named, {name: ids for name, (_, ids) in groups.items()}), designations=_holders(held)
    )
    chosen = _chosen(search, known)
    meaning, found = _gathered(actor, search, counted)
    narrowed = narrowing.narrow(found, chosen, known)
    total = len(narrowed.kept)
    pages = max(1, -(-total // PAGE_LENGTH))
    page = min(max(1, search.page), pages)
    return Searched(
        results=_with_designations(_results(actor, _page(narrowed, page), meaning, origin, counted, named), held),
        total=total,
        page=page,
        pages=pages,
        counts=narrowed.counts,
        meaning=meaning,
        origin=origin,
        areas=tuple(each for each in named if each.is_listed or each.code == search.area_code),
        places=tuple(ranking.places(narrowed)) if search.has_map else (),
        groups={group_id: name for group_id, (name, _) in groups.items()},
        designations={each.title_id: each.title for each in held},
    )


def matching(*, actor: Actor, search: Search, on: date) -> frozenset[uuid.UUID]:
    """Return the keys of all entries that a search finds, in no order: for who wants to know and shows no page."""
    groups = organisations.group_schools(actor=actor) if search.groups and is_broker(actor=actor) else {}
    known = _known(
        actor, _origin(actor, search), areas.known(actor=actor), {name: ids for name, (_, ids) in groups.items()}
    )
    known = replace(known, designations=_holders(people.holdings(actor=actor, on=on)))
    chosen = _chosen(search, known)
    _, found = _gathered(actor, search, counted_from(on))
    kept = narrowing.narrow(found, chosen, known, has_counts=False).kept
    return frozenset(kept.entry(at)[0] for at in range(len(kept)))


def _origin(actor: Actor, search: Search) -> Organisation | None:
    if search.from_organisation_id is None:
        return None
    # The wall of the register's table shows public schools and the programme's own bodies, and no other's.
    own = (each for each in home_schools(actor=actor) if each.pk == search.from_organisation_id)
    return next(own, None) or Organisation.objects.filter(pk=search.from_organisation_id).first()


def _known(
    actor: Actor,
    origin: Organisation | None,
    named: Sequence[Area],
    groups: Mapping[str, frozenset[uuid.UUID]],
) -> Known:
    before = linked.linked_schools(actor=actor, organisation_id=origin.pk) if origin else frozenset[uuid.UUID]()
    return Known(origin=origin, areas=frozenset(each.code for each in named), linked=before, groups=groups)


def _holders(held: Iterable[people.Holding]) -> dict[str, narrowing.Holders]:
    """Who holds each title: people, and schools for what they offer."""
    who: dict[str, tuple[set[uuid.UUID], set[uuid.UUID]]] = {}
    for each in held:
        who.setdefault(each.title_id, (set(), set()))[0 if each.is_person else 1].add(each.holder_id)
    return {title_id: narrowing.Holders(*map(frozenset, found)) for title_id, found in who.items()}


def _with_designations(found: tuple[Found, ...], held: Iterable[people.Holding]) -> tuple[Found, ...]:
    """Say of each result what whoever it is about holds."""
    called: dict[uuid.UUID, list[str]] = {}
    for each in held:
        called.setdefault(each.holder_id, []).append(each.called)
    return tuple(replace(each, designations=tuple(called.get(each.entry.holder_id, ()))) for each in found)


def _chosen(search: Search, known: Known) -> Chosen:
    return Chosen(
        area_codes=(search.area_code,) if search.area_code in known.areas else (),
        phases=search.phases,
        ways=search.ways,
        kinds=search.kinds,
        prices=search.prices,
        when=tuple(each for each in search.when if each in narrowing.WHEN),
        within_miles=search.within_miles if known.origin else None,
        like=search.like,
        groups=tuple(each for each in search.groups if each in known.groups),
        designations=tuple(each for each in search.designations if each in known.designations),
    )


def _gathered(actor: Actor, search: Search, counted: date) -> tuple[Meaning, Gathered]:
    """Whom the words find; a word that finds nobody is put right, and looked for once more."""
    half_terms = counted, next_counted_from(counted)
    meaning = index.understand(actor=actor, text=search.text, is_own_words=search.is_own_words)
    found = gathering.gather(actor=actor, asked=_asked(actor, meaning), half_terms=half_terms)
    fixed = {} if search.is_own_words else spelling.put_right(actor=actor, words=found.silent)
    if fixed:
        respelt = _respelt(actor, meaning, fixed)
        again = gathering.gather(actor=actor, asked=_asked(actor, respelt), half_terms=half_terms)
        # A word put right is said only when it finds somebody: who is not shown to the asker is not given away by it.
        helped = tuple((typed, word) for typed, word in respelt.corrected if word not in again.silent)
        if helped:
            return replace(respelt, corrected=helped), again
    return meaning, found


def _respelt(actor: Actor, meaning: Meaning, fixed: dict[str, str]) -> Meaning:
    respelt = meaning.respelt(fixed)
    if meaning.suggestions:
        return respelt
    return replace(respelt, suggestions=index.understand(actor=actor, text=" ".join(respelt.words)).suggestions)


def _asked(actor: Actor, meaning: Meaning) -> index.Asked:
    return index.Asked(words=meaning.words, suggested=meaning.suggested, seen=index.seen_by(actor=actor))


def _page(narrowed: Narrowed, page: int) -> list[ranking.Match]:
    return ranking.page(narrowed, limit=PAGE_LENGTH, offset=(page - 1) * PAGE_LENGTH)


def _results(
    actor: Actor,
    shown: list[ranking.Match],
    meaning: Meaning,
    origin: Organisation | None,
    period: date,
    named: Sequence[Area],
) -> tuple[Found, ...]:
    entries = Entry.objects.filter(pk__in=[each.entry_id for each in shown]).select_related("person", "organisation")
    told = entries.annotate(
        quote=_quote(meaning, F("words")),
        called=_quote(meaning, CALLED, is_whole=True),
        is_kept=shortlists.marked(actor=actor),
    )
    known = with_promises(actor=actor, entries=told, periods=[period])
    by_id: dict[uuid.UUID, Any] = {each.pk: each for each in known}
    kept = standings(actor=actor, entries=by_id.values(), period_starts_on=period)
    meant = {facts.code_of(each.area.code): each for each in meaning.suggestions}
    codes = {facts.code_of(each.code): each for each in named} if meaning.words else {}
    return tuple(
        Found(
            entry=by_id[match.entry_id],
            standing=kept[match.entry_id],
            distance_m=match.distance_m,
            suggestions=tuple(each for code, each in meant.items() if code in match.areas),
            quote=by_id[match.entry_id].quote,
            called=by_id[match.entry_id].called,
            areas=tuple(each for code, each in codes.items() if code in match.areas),
            alike=_alike(origin, by_id[match.entry_id].organisation),
            is_kept=by_id[match.entry_id].is_kept,
        )
        for match in shown
    )


def _alike(ours: Organisation | None, theirs: Organisation) -> tuple[str, ...]:
    return schools.alike(ours, theirs) if ours is not None and ours.pk != theirs.pk else ()


def _quote(meaning: Meaning, of: F | Concat, *, is_whole: bool = False) -> SearchHeadline | Value:
    """The part of a text that matched, marked, or all of it; folded words are letters and figures, so safe as such."""
    if not meaning.words:
        return Value("")
    asked = SearchQuery(" | ".join(meaning.words), config="english", search_type="raw")
    marks: dict[str, Any] = {"config": "english", "start_sel": MARK_FROM, "stop_sel": MARK_TO}
    if is_whole:
        return SearchHeadline(of, asked, **marks, highlight_all=True)
    return SearchHeadline(of, asked, **marks, max_words=18, min_words=8, max_fragments=1)
