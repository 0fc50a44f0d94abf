"""The map beside the list: schools on the districts around them, drawn by the server."""

from collections.abc import Sequence
from dataclasses import dataclass

from linkage.directory.queries import Searched
from linkage.directory.rules import maps
from linkage.kernel import words
from linkage.organisations.models import Organisation
from linkage.organisations.rules import shipped

CREDIT = (
    "Boundaries: Office for National Statistics, Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right 2025."
)


@dataclass(frozen=True)
class Map:
    """What is drawn: districts, a dot for each school of who could help, an open one for ours; `sentence` says it.

    `pin` says what a dot stands for.
    """

    width: int
    height: int
    shapes: tuple[maps.Shape, ...]
    pins: tuple[maps.Point, ...]
    own: maps.Point | None
    sentence: str
    pin: str = "Could help"
    credit: str = CREDIT


def map_of(found: Searched) -> Map | None:
    """The map of everybody found whose school's place is known; None when there is no place to show."""
    places = [(each.easting, each.northing) for each in found.places]
    return drawn(places, found.origin, _sentence(found))


def drawn(
    places: Sequence[tuple[int, int]], origin: Organisation | None, sentence: str, pin: str = "Could help"
) -> Map | None:
    """The map of these places, each an easting and a northing in metres; None without any."""
    if not places:
        return None
    own = (origin.easting, origin.northing) if origin and origin.easting and origin.northing else None
    view = maps.view_of([*places, own] if own else places)
    return Map(
        width=maps.WIDTH,
        height=view.height,
        shapes=tuple(maps.shapes(view, shipped.districts(), shipped.DISTRICT_UNIT_M)),
        pins=tuple(view.place(*place) for place in places),
        own=view.place(*own) if own else None,
        sentence=sentence,
        pin=pin,
    )


def _sentence(found: Searched) -> str:
    shown = sum(each.number for each in found.places)
    said = [f"Map: {words.count(shown, 'result')} at {words.count(len(found.places), 'school')}"]
    if found.origin is not None:
        said.append(f"your school is {found.origin.name}")
    if shown < found.total:
        said.append(f"{found.total - shown} cannot be placed")
    return f"{'; '.join(said)}. The list below says who and how far."
