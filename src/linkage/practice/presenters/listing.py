"""The library: its choices, each result with why it matched, the map; a school's own; and where it is in the menu."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from markupsafe import Markup

from linkage.access.actor import Actor
from linkage.directory.presenters.choices import FAR, LIKE, STAGES
from linkage.directory.presenters.entries import place_line
from linkage.directory.presenters.maps import Map, drawn
from linkage.directory.presenters.reasons import ALIKE
from linkage.directory.rules.narrowing import BANDS
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.organisations import rules as schools
from linkage.people.enums import Role
from linkage.practice import policy
from linkage.practice.enums import PracticeStatus
from linkage.practice.models import Practice, PracticeOfNeighbour
from linkage.practice.presenters.pages import WAYS, tag_of
from linkage.practice.queries import Found, Searched
from linkage.ui import lists
from linkage.ui.registry import MorePage

SHORT = 180
PER_PAGE = 10
Reason = tuple[str, Any]
STANDINGS = {
    str(PracticeStatus.SHARED): "Shared",
    str(PracticeStatus.DUE): "Shared, needs a look",
    str(PracticeStatus.LAPSED): "Not found any more",
    str(PracticeStatus.HIDDEN): "Nobody shows it now",
}


@dataclass(frozen=True)
class Card:
    """One result."""

    title: str
    url: str
    who: str
    reasons: tuple[Reason, ...]
    text: str
    miles: str
    ways: str
    looked: str
    tag: tuple[str, str] | None


@dataclass(frozen=True)
class Library:
    """What stands on the page of the library."""

    page: lists.ListPage
    cards: tuple[Card, ...]
    found: str
    also: tuple[str, ...]
    corrected: tuple[tuple[str, str], ...]
    map: Map | None


def definition(found: Searched, actor: Actor) -> lists.ListDefinition:
    """The choices that these results leave; how each stands only for who runs the programme."""
    codes = {code for each in found.found for code in each.practice.area_codes}
    named = {each.code: each.name for each in found.areas if each.code in codes}
    return lists.ListDefinition(
        noun="example",
        noun_plural="examples",
        columns=(),
        has_search=True,
        per_page=PER_PAGE,
        filters=[
            lists.Filter("area", "Area", key=lambda row: row.practice.area_codes, labels=named),
            lists.Filter("stage", "Stage", key=lambda row: row.practice.phases, labels=STAGES),
            lists.Filter("way", "How you see it", key=lambda row: row.practice.ways, labels=WAYS),
            *_of_origin(found),
            *_for_coordinators(actor),
        ],
        sorts=(lists.Sort("list", "List"), lists.Sort("map", "Map")),
    )


def _of_origin(found: Searched) -> Iterator[lists.Filter]:
    if found.origin is not None:
        yield lists.Filter("far", "How far", single=True, key=_bands, labels=FAR)
        alike = {name: LIKE[name] for name in ("size", "fsm", "sen", "faith")}
        yield lists.Filter("like", "Schools like ours", key=lambda row: row.alike, labels=alike)


def _for_coordinators(actor: Actor) -> Iterator[lists.Filter]:
    if actor.has(Role.COORDINATOR):
        yield lists.Filter("standing", "Standing", key=lambda row: row.practice.status, labels=STANDINGS)


def _bands(row: Found) -> list[str]:
    far = row.distance_m
    return [] if far is None else [str(band) for band in BANDS if far <= band * schools.METRES_A_MILE]


def library(found: Searched, data: QueryDict, actor: Actor, *, query: str | None = None) -> Library:
    """The page of these results, narrowed by what the address chooses; `query` takes the place of its words."""
    wanted = definition(found, actor)
    chosen = lists.chosen(wanted, data if query is None else _with_words(data, query))
    rows, options = lists.narrow(wanted, found.found, chosen)
    shown = lists.page(wanted, chosen, rows, options)
    meaning = found.meaning
    return Library(
        page=shown,
        cards=tuple(_card(each) for each in shown.rows),
        found=words.count(len(rows), wanted.noun, wanted.noun_plural),
        also=tuple(each.area.name for each in meaning.suggestions),
        corrected=tuple((typed, fixed) for typed, fixed in meaning.corrected),
        map=_map(rows, found) if chosen.sort == "map" else None,
    )


def _with_words(data: QueryDict, query: str) -> QueryDict:
    other = data.copy()
    other["q"] = query
    return other


def _card(found: Found) -> Card:
    each = found.practice
    return Card(
        title=each.title,
        url=each.path,
        who=place_line(each.organisation),
        reasons=tuple(_reasons(found)),
        text=words.shortened(" ".join(each.what.split()), SHORT),
        miles=_miles(found),
        ways="; ".join(WAYS[way] for way in WAYS if way in each.ways),
        looked=looked(each),
        tag=_tag(each),
    )


def _tag(practice: Practice) -> tuple[str, str] | None:
    """Where it is from, where that is another programme; else how it stands, where there is something to say."""
    if isinstance(practice, PracticeOfNeighbour):
        return "info", f"Shared by {practice.programme.name}"
    return tag_of(practice) if practice.state != PracticeStatus.SHARED else None


def looked(practice: Practice) -> str:
    """Until when its school takes it for right."""
    if practice.state == PracticeStatus.DUE:
        return "Its school is asked whether it is still right"
    return f"Right until {words.day(practice.review_on)}"


def _miles(found: Found) -> str:
    if found.distance_m is None:
        return ""
    return f"{words.count(schools.miles(found.distance_m), 'mile')} away" if found.distance_m else "Your own school"


def _reasons(found: Found) -> Iterator[Reason]:
    for each in found.suggestions:
        marks = Markup(" and ").join(Markup("<mark>{}</mark>").format(word) for word in each.because[:2])
        said = Markup("You wrote {}: about").format(marks) if each.because else "About"
        yield "tick", Markup("{} <strong>{}</strong>").format(said, each.area.name)
    own = [word for word in found.words if not any(word in each.because for each in found.suggestions)]
    if own:
        marks = Markup(", ").join(Markup("<mark>{}</mark>").format(word) for word in own[:4])
        yield "tick", Markup("They write of {}").format(marks)
    if found.places and not own:
        yield "tick", f"Their school: {found.practice.organisation.name}"
    if "fsm" in found.alike:
        yield "tick", ALIKE["fsm"]


def _map(rows: Sequence[Found], found: Searched) -> Map | None:
    placed = {each.practice.organisation_id: each.practice.organisation for each in rows}
    places = [(each.easting, each.northing) for each in placed.values() if each.easting and each.northing]
    here = sum(1 for each in rows if each.practice.organisation.easting)
    said = [f"Map: {words.count(here, 'example')} at {words.count(len(places), 'school')}"]
    if found.origin is not None:
        said.append(f"your school is {found.origin.name}")
    if here < len(rows):
        said.append(f"{len(rows) - here} cannot be placed")
    return drawn(
        places, found.origin, f"{'; '.join(said)}. The list below says what and how far.", pin="Shows something"
    )


@dataclass(frozen=True)
class OwnRow:
    """One line of what a school shares or begins to share."""

    title: str
    url: str
    who: str
    tag: tuple[str, str]
    note: str


def own_rows(found: Iterable[Practice]) -> list[OwnRow]:
    """A row for each, with how it stands and who is next."""
    return [OwnRow(each.title, each.path, each.organisation.name, tag_of(each), _note(each)) for each in found]


def _note(each: Practice) -> str:
    if each.state == PracticeStatus.AWAITING_HEAD:
        return f"Waits for {words.listing([school.name for school in each.waits_for])}"
    if each.state == PracticeStatus.DRAFT:
        return f"To change first: {each.missing}" if each.missing else "Nobody else sees it yet"
    if each.state == PracticeStatus.TAKEN_DOWN:
        return f"On {words.day(day_of(each.ended_at))}" if each.ended_at else ""
    shown_by = f"{each.owner.name} shows it" if each.owner else "Somebody has to be named"
    return f"{shown_by}. {looked(each)}" if each.is_found else shown_by


def more_pages(request: Any) -> Iterator[MorePage]:
    """The library, for everybody; and the school's own, for who may write for one."""
    slug = request.programme.slug
    if policy.LIST.allows(request.actor):
        text = "Something to see at other schools: what they do, how they know, and who shows it"
        yield MorePage("What schools do well", text, reverse("practice:practices", args=[slug]))
    if policy.OWN.allows(request.actor):
        text = "Write something your school does well, and see how it stands"
        yield MorePage("What we do well", text, reverse("practice:own", args=[slug]))
