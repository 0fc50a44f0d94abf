"""The picture on the public page: districts, and curved lines from schools that ask to schools that help."""

import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

Point = tuple[float, float]
Ring = tuple[Point, ...]

WIDTH, MOST_HEIGHT, MARGIN = 520, 640, 14
ARCS = 8
# Of the picture's longer side: arcs no shorter or longer than this, and no two ends nearer than this.
SHORTEST, LONGEST, APART = 0.16, 0.5, 0.075
LATTICE = 15
BEND = 0.2
# Without districts: places for the ends of the arcs that look like a map nobody can name.
NOWHERE = (
    (120, 90), (330, 70), (440, 190), (60, 230), (220, 200), (360, 300), (150, 350), (470, 380), (270, 430), (80, 470),
    (400, 500), (200, 540), (310, 180), (110, 150), (430, 90), (250, 320),
)  # fmt: skip


@dataclass(frozen=True)
class Arc:
    """One line: from the open dot of who asks to the filled dot of who helps."""

    path: str
    asks: Point
    helps: Point


@dataclass(frozen=True)
class Art:
    """An SVG in classes: its view box, the outline of each district, and the lines."""

    view_box: str
    districts: tuple[str, ...]
    arcs: tuple[Arc, ...]


@lru_cache(maxsize=64)
def art(slug: str, authority_codes: tuple[str, ...]) -> Art:
    """Return the picture of these authorities' districts; the lines are decoration, the same for a slug each time."""
    outlines = _outlines(authority_codes)
    if not outlines:
        return Art("0 0 520 560", (), _arcs(slug, [(float(x), float(y)) for x, y in NOWHERE], WIDTH))
    placed, height = _placed(outlines)
    rings = [ring for district in placed for ring in district]
    points = list(_lattice(rings, height))
    paths = tuple("".join(_path(ring) for ring in district) for district in placed)
    return Art(f"0 0 {WIDTH} {height}", paths, _arcs(slug, points, max(WIDTH, height)))


@lru_cache(maxsize=1)
def _all_districts() -> dict[str, list[list[Ring]]]:
    """Every district's rings on the national grid, by education authority."""
    read = json.loads((resources.files("linkage.programmes") / "data" / "districts.json").read_text(encoding="utf-8"))
    found: dict[str, list[list[Ring]]] = {}
    for _, authority, rings in read["districts"].values():
        found.setdefault(authority, []).append([_ring(steps) for steps in rings])
    return found


def _ring(steps: Sequence[int]) -> Ring:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((float(x), float(y)))
    return tuple(points)


def _outlines(codes: tuple[str, ...]) -> list[list[Ring]]:
    known = _all_districts()
    return [district for code in sorted(set(codes)) for district in known.get(code, [])]


def _placed(outlines: list[list[Ring]]) -> tuple[list[list[Ring]], int]:
    """Scale to the picture, north up."""
    xs = [x for district in outlines for ring in district for x, _ in ring]
    ys = [y for district in outlines for ring in district for _, y in ring]
    wide, tall = max(xs) - min(xs) or 1, max(ys) - min(ys) or 1
    scale = min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / tall)
    left = (WIDTH - wide * scale) / 2 - min(xs) * scale
    placed = [
        [tuple((x * scale + left, (max(ys) - y) * scale + MARGIN) for x, y in ring) for ring in district]
        for district in outlines
    ]
    return placed, math.ceil(tall * scale + 2 * MARGIN)


def _path(ring: Ring) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"


def _lattice(rings: list[Ring], height: int) -> Iterator[Point]:
    """Points of a grid that lie inside one of the districts."""
    step = max(WIDTH, height) / LATTICE
    for row in range(int(height / step) + 1):
        for column in range(int(WIDTH / step) + 1):
            # Every second row is moved by half a step, so that the eye finds no rows.
            point = ((column + (row % 2) / 2) * step, (row + 0.5) * step)
            if any(_is_inside(point, ring) for ring in rings):
                yield point


def _is_inside(point: Point, ring: Ring) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _arcs(slug: str, points: list[Point], side: float) -> tuple[Arc, ...]:
    """Pair points that are neither near nor far, in an order that looks like chance and is the slug's own."""
    shuffled = sorted(points, key=lambda p: hashlib.sha256(f"{slug} {p}".encode()).digest())
    used: list[Point] = []
    found: list[Arc] = []
    for one in shuffled:
        other = _partner(one, shuffled, used, side)
        if other is not None:
            used += [one, other]
            found.append(_arc(one, other, up=len(found) % 2 == 0))
        if len(found) == ARCS:
            break
    return tuple(found)


def _partner(one: Point, points: list[Point], used: list[Point], side: float) -> Point | None:
    def is_free(point: Point) -> bool:
        return all(math.dist(point, end) > APART * side for end in used)

    if not is_free(one):
        return None
    far = (p for p in points if SHORTEST * side < math.dist(one, p) < LONGEST * side and is_free(p))
    return next(far, None)


def _arc(asks: Point, helps: Point, *, up: bool) -> Arc:
    (ax, ay), (bx, by) = asks, helps
    bend = BEND if up else -BEND
    middle = ((ax + bx) / 2 + (by - ay) * bend, (ay + by) / 2 - (bx - ax) * bend)
    path = f"M{ax:.1f} {ay:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {bx:.1f} {by:.1f}"
    return Arc(path, (round(ax, 1), round(ay, 1)), (round(bx, 1), round(by, 1)))
