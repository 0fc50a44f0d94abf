"""What `areas` tells the pages of lower apps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from linkage.areas.models import Area
from linkage.search.folding import fold
from linkage.ui.frame import address_or_none
from linkage.ui.registry import MorePage, PublicFacts

# Shown first to a visitor: the breadth of what can be asked, from a subject to the office.
SHOWN_FIRST = (
    "reading-literacy", "attendance", "computing", "languages", "behaviour", "timetabling", "autism", "ect-itt", "cpd",
    "business-finance", "student-voice", "governance",
)  # fmt: skip


OTHER = "Other areas"
SHOWN_WORDS = 6


@dataclass(frozen=True)
class Line:
    """An area of the first level with its finer ones, as a list shows it."""

    area: Area
    finer: tuple[Area, ...] = ()

    @property
    def words(self) -> str:
        """A few of the words people use for it, and how many more there are."""
        known = self.area.synonyms
        more = len(known) - SHOWN_WORDS
        return ", ".join(known[:SHOWN_WORDS]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True)
class Group:
    """Areas of one heading."""

    name: str
    lines: tuple[Line, ...]


def groups(areas: Iterable[Area]) -> list[Group]:
    """Return the areas in use in two levels, the first level in groups by its area of inspection, both by name."""
    used = [area for area in areas if area.is_in_use]
    finer: dict[Any, list[Area]] = {}
    for area in used:
        finer.setdefault(area.parent_id, []).append(area)
    first = {area.pk for area in finer.get(None, ())}
    # A finer area whose own area is out of use is shown by itself, so that it is found at all.
    alone = [area for area in used if area.parent_id is None or area.parent_id not in first]
    found: dict[str, list[Line]] = {}
    for area in alone:
        found.setdefault(area.ofsted_area or OTHER, []).append(Line(area, tuple(finer.get(area.pk, ()))))
    return [Group(name, tuple(found[name])) for name in sorted(found, key=lambda name: (name == OTHER, name))]


def fitting(areas: Iterable[Area], text: str) -> list[Area]:
    """Return the areas of whose name or words one holds all that was typed, folded, by name."""
    wanted = fold(text)
    return [area for area in areas if wanted and any(wanted in fold(each) for each in (area.name, *area.synonyms))]


def priorities(areas: Iterable[Area]) -> list[tuple[str, list[Area]]]:
    """Return the programme's priorities of the year by name, each with its areas in use."""
    found: dict[str, list[Area]] = {}
    for area in areas:
        if area.priority and area.is_in_use:
            found.setdefault(area.priority, []).append(area)
    return sorted(found.items())


def inspected(areas: Iterable[Area]) -> list[str]:
    """Return the areas of inspection that the programme's areas are counted under, by name."""
    return sorted({area.ofsted_area for area in areas if area.ofsted_area})


def public_facts(areas: Iterable[Area]) -> PublicFacts:
    """The names of the areas, for the public page."""
    places = {code: place for place, code in enumerate(SHOWN_FIRST)}
    shown = sorted(areas, key=lambda area: (places.get(area.code, len(places)), area.name))
    return PublicFacts(areas=tuple(area.name for area in shown))


def more_pages(request: Any) -> Iterator[MorePage]:
    """The areas, for coordinators."""
    if request.actor.has("coordinator"):
        yield MorePage(
            "Areas of support",
            "What schools can ask about, and the words they are found by",
            address_or_none("areas:areas", request.programme.slug),
        )
