"""A map of districts with schools on it, as the numbers it is drawn from: what lies where, and what can be seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

WIDTH, TALLEST = 420, 560
# Around what is shown, in metres; and no view is narrower, so that one school still shows where it is.
MARGIN_M, NARROWEST_M = 4_000, 30_000
# A district is named when so much of it can be seen, in units of the drawing.
NAMED = 34
# How far a line bends aside, as a share of its length: lines that cross stay apart.
BEND = 0.18

Point = tuple[float, float]
Outline = Sequence[int]


@dataclass(frozen=True)
class View:
    """The part of the country that is drawn: its south-west corner in metres, and how many metres a unit is."""

    easting: float
    northing: float
    metres_a_unit: float
    height: int

    def place(self, easting: float, northing: float) -> Point:
        """Where a place lies in the drawing, from its upper left."""
        x = (easting - self.easting) / self.metres_a_unit
        return round(x, 1), round(self.height - (northing - self.northing) / self.metres_a_unit, 1)


@dataclass(frozen=True)
class Shape:
    """One district: its name, its path, and where its name stands; nowhere when too little of it can be seen."""

    name: str
    path: str
    label: Point | None


def view_of(places: Iterable[tuple[int, int]]) -> View:
    """Return the view that shows all of these places, each an easting and a northing in metres."""
    known = list(places)
    east, north = [place[0] for place in known], [place[1] for place in known]
    wide = max(max(east) - min(east) + 2 * MARGIN_M, NARROWEST_M)
    high = max(max(north) - min(north) + 2 * MARGIN_M, NARROWEST_M)
    unit = max(wide / WIDTH, high / TALLEST)
    height = round(min(TALLEST, high / unit))
    middle_east, middle_north = (min(east) + max(east)) / 2, (min(north) + max(north)) / 2
    return View(middle_east - WIDTH * unit / 2, middle_north - height * unit / 2, unit, height)


def shapes(view: View, outlines: Mapping[str, Sequence[Outline]], unit_m: int) -> list[Shape]:
    """Return the districts of which something can be seen, by name."""
    found = []
    for name, rings in sorted(outlines.items()):
        drawn = [points for ring in rings if _is_seen(points := _points(view, ring, unit_m), view)]
        if drawn:
            path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z" for points in drawn)
            found.append(Shape(name, path, _label(view, max(drawn, key=len))))
    return found


def bent_line(start: Point, end: Point) -> str:
    """Return the path of a line from one place to another, bent aside a little."""
    (x, y), (far_x, far_y) = start, end
    bent_x = (x + far_x) / 2 - (far_y - y) * BEND
    bent_y = (y + far_y) / 2 + (far_x - x) * BEND
    return f"M{x:g} {y:g}Q{bent_x:.1f} {bent_y:.1f} {far_x:g} {far_y:g}"


def _points(view: View, ring: Outline, unit_m: int) -> list[Point]:
    points, x, y = [], 0, 0
    for n in range(0, len(ring), 2):
        x, y = x + ring[n], y + ring[n + 1]
        points.append(view.place(x * unit_m, y * unit_m))
    return points


def _is_seen(points: list[Point], view: View) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) > 0 and min(xs) < WIDTH and max(ys) > 0 and min(ys) < view.height


def _label(view: View, points: list[Point]) -> Point | None:
    xs = [min(max(x, 0), WIDTH) for x, _ in points]
    ys = [min(max(y, 0), view.height) for _, y in points]
    if max(xs) - min(xs) < NAMED or max(ys) - min(ys) < NAMED / 2:
        return None
    return round((min(xs) + max(xs)) / 2, 1), round((min(ys) + max(ys)) / 2, 1)
