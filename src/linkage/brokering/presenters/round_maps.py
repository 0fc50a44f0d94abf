"""The map of a plan: a curved line from each school that helps to the one it would help, drawn by the server."""

from collections.abc import Iterable
from dataclasses import dataclass

from linkage.directory.presenters.maps import CREDIT
from linkage.directory.rules import maps
from linkage.organisations.models import Organisation
from linkage.organisations.rules import shipped


@dataclass(frozen=True)
class RoundMap:
    """What is drawn: districts, lines, a dot for each school that helps and an open one for each that asks."""

    width: int
    height: int
    shapes: tuple[maps.Shape, ...]
    lines: tuple[str, ...]
    helps: tuple[maps.Point, ...]
    asks: tuple[maps.Point, ...]
    sentence: str
    credit: str = CREDIT


def round_map(pairs: Iterable[tuple[Organisation, Organisation]], alone: Iterable[Organisation]) -> RoundMap | None:
    """Return the map of (helps, asks) pairs and of schools with nobody; None when no place is known."""
    placed = [(helps, asks) for helps, asks in pairs if _is_placed(helps) and _is_placed(asks)]
    without = [each for each in alone if _is_placed(each)]
    schools = [*(each for pair in placed for each in pair), *without]
    if not schools:
        return None
    view = maps.view_of((each.easting or 0, each.northing or 0) for each in schools)

    def at(school: Organisation) -> maps.Point:
        return view.place(school.easting or 0, school.northing or 0)

    return RoundMap(
        width=maps.WIDTH,
        height=view.height,
        shapes=tuple(maps.shapes(view, shipped.districts(), shipped.DISTRICT_UNIT_M)),
        lines=tuple(maps.bent_line(at(helps), at(asks)) for helps, asks in placed),
        helps=tuple(dict.fromkeys(at(helps) for helps, _ in placed)),
        asks=tuple(dict.fromkeys([*(at(asks) for _, asks in placed), *(at(each) for each in without)])),
        sentence=f"Map: a line from each school that helps to the school it would help, {len(placed)} in all",
    )


def _is_placed(school: Organisation) -> bool:
    return bool(school.easting and school.northing)
