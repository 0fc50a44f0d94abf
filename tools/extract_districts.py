"""Makes the outlines of England's districts that come with Linkage, from open data beside the clone.

    python tools/extract_districts.py ../shared/data

The file has longitude and latitude; maps here are drawn on the British National Grid, where distance is plain. Points
are kept to a hundred metres, each as its step from the one before; those that make no difference are left out.
"""

import gzip
import json
import math
import sys
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).parent.parent / "src" / "linkage" / "organisations" / "data"
UNIT_M = 100
# A point nearer than so many units to the line between its neighbours is left out; a ring smaller than that too.
LEAST = 2.0
SMALLEST = 12

# The Ordnance Survey's published numbers: the two ellipsoids, how one is moved onto the other, and the projection.
WGS84, AIRY = (6378137.0, 6356752.3142), (6377563.396, 6356256.909)
SHIFT = (-446.448, 125.157, -542.060)
TURN = tuple(math.radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
SCALE = 1 + 20.4894e-6
F0, LAT0, LON0, E0, N0 = 0.9996012717, math.radians(49), math.radians(-2), 400_000, -100_000

Point = tuple[float, float]


def grid(longitude: float, latitude: float) -> Point:
    """Return easting and northing in metres, right to some metres."""
    x, y, z = _moved(*_cartesian(math.radians(latitude), math.radians(longitude), WGS84))
    return _projected(*_geodetic(x, y, z, AIRY))


def _cartesian(lat: float, lon: float, ellipsoid: Point) -> tuple[float, float, float]:
    a, b = ellipsoid
    e2 = 1 - b * b / (a * a)
    nu = a / math.sqrt(1 - e2 * math.sin(lat) ** 2)
    return nu * math.cos(lat) * math.cos(lon), nu * math.cos(lat) * math.sin(lon), nu * (1 - e2) * math.sin(lat)


def _moved(x: float, y: float, z: float) -> tuple[float, float, float]:
    (tx, ty, tz), (rx, ry, rz) = SHIFT, TURN
    return (
        tx + x * SCALE - y * rz + z * ry,
        ty + x * rz + y * SCALE - z * rx,
        tz - x * ry + y * rx + z * SCALE,
    )


def _geodetic(x: float, y: float, z: float, ellipsoid: Point) -> Point:
    a, b = ellipsoid
    e2 = 1 - b * b / (a * a)
    p = math.hypot(x, y)
    lat = math.atan2(z, p * (1 - e2))
    for _ in range(6):
        nu = a / math.sqrt(1 - e2 * math.sin(lat) ** 2)
        lat = math.atan2(z + e2 * nu * math.sin(lat), p)
    return lat, math.atan2(y, x)


def _projected(lat: float, lon: float) -> Point:
    a, b = AIRY
    e2, n = 1 - b * b / (a * a), (a - b) / (a + b)
    sin, cos, tan2 = math.sin(lat), math.cos(lat), math.tan(lat) ** 2
    nu = a * F0 / math.sqrt(1 - e2 * sin**2)
    rho = a * F0 * (1 - e2) / (1 - e2 * sin**2) ** 1.5
    eta2, d, s = nu / rho - 1, lat - LAT0, lat + LAT0
    m = b * F0 * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * d
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * math.sin(d) * math.cos(s)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * math.sin(2 * d) * math.cos(2 * s)
        - 35 / 24 * n**3 * math.sin(3 * d) * math.cos(3 * s)
    )  # fmt: skip
    w = lon - LON0
    north = (
        m + N0 + nu / 2 * sin * cos * w**2
        + nu / 24 * sin * cos**3 * (5 - tan2 + 9 * eta2) * w**4
        + nu / 720 * sin * cos**5 * (61 - 58 * tan2 + tan2**2) * w**6
    )  # fmt: skip
    east = (
        E0 + nu * cos * w
        + nu / 6 * cos**3 * (nu / rho - tan2) * w**3
        + nu / 120 * cos**5 * (5 - 18 * tan2 + tan2**2 + 14 * eta2 - 58 * tan2 * eta2) * w**5
    )  # fmt: skip
    return east, north


def thinned(points: list[Point]) -> list[Point]:
    """Return the points that make a difference (Douglas and Peucker)."""
    if len(points) < 3:  # noqa: PLR2004 - a line
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    length = math.hypot(x1 - x0, y1 - y0)
    far = [
        abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length if length else math.hypot(x - x0, y - y0)
        for x, y in points
    ]
    furthest = max(range(len(points)), key=far.__getitem__)
    if far[furthest] < LEAST:
        return [points[0], points[-1]]
    return thinned(points[: furthest + 1])[:-1] + thinned(points[furthest:])


def ring(coordinates: list[list[float]]) -> list[int]:
    """Return one outline: its first point, then each step; nothing of one too small to be seen."""
    metres = [grid(longitude, latitude) for longitude, latitude in coordinates]
    points = [(round(x), round(y)) for x, y in thinned([(x / UNIT_M, y / UNIT_M) for x, y in metres])]
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    if max(width, height) < SMALLEST:
        return []
    steps = [points[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    return [number for step in steps if step != (0, 0) for number in step]


def main() -> None:
    """Write the file."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the folder
        sys.exit(__doc__)
    given = json.loads((Path(sys.argv[1]) / "geo" / "districts-england-2024.geojson").read_text(encoding="utf-8"))
    outlines = {}
    for feature in given["features"]:
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        outlines[feature["properties"]["LAD24NM"]] = [made for part in parts for one in part if (made := ring(one))]
    text = json.dumps(dict(sorted(outlines.items())), separators=(",", ":"))
    path = OUT / "districts.json.gz"
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{path.name}: {path.stat().st_size:,} bytes, {len(outlines)} districts")


if __name__ == "__main__":
    main()
