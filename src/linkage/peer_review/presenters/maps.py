"""The map of one visitor's journeys: a line to each school they see, and a dot for every other of the round."""

from collections.abc import Iterable
from dataclasses import dataclass

from linkage.directory.presenters.maps import CREDIT
from linkage.directory.rules import maps
from linkage.kernel import words
from linkage.organisations.models import Organisation
from linkage.organisations.rules import shipped


@dataclass(frozen=True)
class JourneysMap:
    """What is drawn: districts, a line for each journey, where it starts, where it ends, and the other schools."""

    width: int
    height: int
    shapes: tuple[maps.Shape, ...]
    lines: tuple[str, ...]
    home: maps.Point
    ends: tuple[maps.Point, ...]
    others: tuple[maps.Point, ...]
    sentence: str
    credit: str = CREDIT


def journeys_map(home: Organisation, hosts: list[Organisation], schools: Iterable[Organisation]) -> JourneysMap | None:
    """Return the map of the journeys from one school; None where its place or that of every host is not known."""
    ends = [each for each in hosts if _is_placed(each)]
    if not _is_placed(home) or not ends:
        return None
    everybody = [each for each in schools if _is_placed(each)]
    view = maps.view_of((each.easting or 0, each.northing or 0) for each in everybody)

    def at(school: Organisation) -> maps.Point:
        return view.place(school.easting or 0, school.northing or 0)

    named = {home.pk, *(each.pk for each in ends)}
    return JourneysMap(
        width=maps.WIDTH,
        height=view.height,
        shapes=tuple(maps.shapes(view, shipped.districts(), shipped.DISTRICT_UNIT_M)),
        lines=tuple(maps.bent_line(at(home), at(each)) for each in ends),
        home=at(home),
        ends=tuple(at(each) for each in ends),
        others=tuple(at(each) for each in everybody if each.pk not in named),
        sentence=f"Map: {words.count(len(ends), 'journey')} from {home.name}. The list above gives the distances",
    )


def _is_placed(school: Organisation) -> bool:
    return bool(school.easting and school.northing)
