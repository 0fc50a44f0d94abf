"""What `areas` tells the pages of lower apps."""

from collections.abc import Iterable, Iterator
from typing import Any

from linkage.areas.models import Area
from linkage.ui.frame import address_or_none
from linkage.ui.registry import MorePage, PublicFacts

# Shown first to a visitor: the breadth of what can be asked, from a subject to the office.
SHOWN_FIRST = (
    "reading-literacy", "attendance", "computing", "languages", "behaviour", "timetabling", "autism", "ect-itt", "cpd",
    "business-finance", "student-voice", "governance",
)  # fmt: skip


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
