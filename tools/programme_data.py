"""Make the package data of `programmes` from the open data files: `python tools/programme_data.py FOLDER`.

FOLDER holds `calendar/term-dates-north-west.csv`, `calendar/sheffield-school-holidays.json` and
`geo/districts-england-2024.geojson`. Written: `term-dates.json`, `districts.json` (see the README beside them).
"""

import csv
import json
import math
import sys
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "linkage" / "programmes" / "data"
DAY = timedelta(days=1)
# What a reader must know of each authority's dates: its code in the register, where they came from, what to check.
AUTHORITIES = {
    "Lancashire": (
        "888",
        "Local newspapers quoting the county council; for 2026/27 one community primary school",
        "The county's schools in 2025/26. For 2026/27 the dates of one primary school, not the county's: check them.",
    ),
    "Liverpool": (
        "341",
        "Local newspaper quoting the city council",
        "City council schools; some Catholic, Church of England and Hebrew schools differ.",
    ),
    "St. Helens": ("342", "The council's page", "The pattern shared by the authorities of Greater Merseyside."),
    "Manchester": (
        "352",
        "A third-party page, not checked against the council's",
        "City council schools; voluntary aided, foundation and academy schools may differ.",
    ),
}
SHEFFIELD = (
    "373",
    "Sheffield City Council, as collected by UTCSheffield/term_dates (Apache-2.0)",
    "Sheffield City Council's own calendar; academies and aided schools may differ.",
)
HALF_TERMS = {10: "October half-term", 11: "October half-term", 2: "February half-term", 5: "May half-term",
              6: "May half-term"}  # fmt: skip
HOLIDAYS = {12: "Christmas holiday", 1: "Christmas holiday", 3: "Easter holiday", 4: "Easter holiday"}
# The British National Grid's projection; the shift of datum (about 100 m) does not show in a picture.
AXIS, FLATTER, SCALE = 6377563.396, 6356256.909, 0.9996012717
ORIGIN_LATITUDE, ORIGIN_LONGITUDE = math.radians(49), math.radians(-2)
FALSE_EASTING, FALSE_NORTHING = 400_000, -100_000
# Every point is put on a grid of so many metres: neighbours keep one border, and the file stays small.
GRID_M = 300
SMALLEST_ISLAND = 20


def main(folder: Path) -> None:
    """Write both files."""
    TARGET.mkdir(exist_ok=True)
    calendars = [*north_west(folder), sheffield(folder)]
    write("term-dates.json", sorted(calendars, key=lambda each: each["name"]), indent=1)
    write("districts.json", districts(folder))


def write(name: str, content: object, indent: int | None = None) -> None:
    """Write one file and say how long it is."""
    text = json.dumps(content, ensure_ascii=False, indent=indent, separators=(",", ":" if indent is None else ": "))
    (TARGET / name).write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{name}: {len(text):,} characters\n")


def north_west(folder: Path) -> list[dict]:
    """The authorities of the north west: holidays are what lies between the terms, and the half-terms."""
    with (folder / "calendar" / "term-dates-north-west.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return [calendar(name, [r for r in rows if r["la_name"] == name], *facts) for name, facts in AUTHORITIES.items()]


def calendar(name: str, rows: list[dict], code: str, source: str, note: str) -> dict:
    """One authority's closures in the order of the year."""
    spans = [(r["event"], date.fromisoformat(r["first_day"]), date.fromisoformat(r["last_day"])) for r in rows]
    terms = sorted((start, end) for event, start, end in spans if event.endswith("term"))
    found = [(HALF_TERMS[start.month], start, end) for event, start, end in spans if event == "half term holiday"]
    found += [
        (HOLIDAYS.get(end.month, "Summer holiday"), end + DAY, start - DAY) for (_, end), (start, _) in pairwise(terms)
    ]
    found.append(("Summer holiday", date(terms[0][0].year, 8, 1), terms[0][0] - DAY))
    found.append(("Summer holiday", terms[-1][1] + DAY, date(terms[-1][1].year, 8, 31)))
    years = sorted({r["academic_year"] for r in rows})
    return as_calendar(name, code, source, note, years, found)


def sheffield(folder: Path) -> dict:
    """The one machine-readable calendar: its summer is cut at the end of July, and joined again here."""
    read = json.loads((folder / "calendar" / "sheffield-school-holidays.json").read_text(encoding="utf-8"))
    found = []
    for year in read["academic_years"]:
        for each in year["school_holidays"]:
            start, end = date.fromisoformat(each["start"]), date.fromisoformat(each["end"])
            name = HALF_TERMS[start.month] if each["label"] == "School holiday" else each["label"]
            if found and found[-1][2] + DAY == start:
                start = found.pop()[1]
            found.append((name, start, end))
    # The last summer is cut off at the end of July; no school in England opens in August.
    found[-1] = (*found[-1][:2], date(found[-1][2].year, 8, 31))
    years = [year["name"].replace("-", "/") for year in read["academic_years"]]
    return as_calendar("Sheffield", *SHEFFIELD, years, found)


def as_calendar(name: str, code: str, source: str, note: str, years: list[str], found: list) -> dict:
    """The form in which it is shipped."""
    return {
        "key": name.lower().replace(". ", "-"),
        "name": name,
        "authority_code": code,
        "years": years,
        "source": source,
        "note": note,
        "closures": [[label, str(start), str(end)] for label, start, end in sorted(found, key=lambda c: c[1])],
    }


def districts(folder: Path) -> dict:
    """Each district by its code: [name, authority code, rings]; a ring is x, y, then steps, in grids."""
    read = json.loads((folder / "geo" / "districts-england-2024.geojson").read_text(encoding="utf-8"))
    found = {}
    for feature in read["features"]:
        facts, shape = feature["properties"], feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        rings = [ring for polygon in polygons if area(ring := on_grid(polygon[0])) >= SMALLEST_ISLAND]
        largest = max((on_grid(polygon[0]) for polygon in polygons), key=area)
        found[facts["LAD24CD"]] = [
            facts["LAD24NM"],
            facts["la_code_gias"],
            [steps(ring) for ring in rings or [largest]],
        ]
    return {"grid_m": GRID_M, "districts": found}


def on_grid(ring: list) -> list[tuple[int, int]]:
    """Points on the grid, without doubles, spikes and points on a straight line."""
    kept: list[tuple[int, int]] = []
    for longitude, latitude in ring:
        east, north = grid_reference(latitude, longitude)
        point = (round(east / GRID_M), round(north / GRID_M))
        while len(kept) > 1 and turns_not(kept[-2], kept[-1], point):
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    return kept[:-1] if kept[0] == kept[-1] and len(kept) > 1 else kept


def turns_not(a: tuple, b: tuple, c: tuple) -> bool:
    """Whether b lies on the way from a to c, or is a spike."""
    return (b[0] - a[0]) * (c[1] - a[1]) == (b[1] - a[1]) * (c[0] - a[0])


def steps(ring: list[tuple[int, int]]) -> list[int]:
    """The first point, then the steps from each to the next."""
    return [*ring[0], *(n for a, b in pairwise(ring) for n in (b[0] - a[0], b[1] - a[1]))]


def area(ring: list[tuple[int, int]]) -> float:
    """In grid squares."""
    closed = [*ring, ring[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(closed))) / 2


def grid_reference(latitude: float, longitude: float) -> tuple[float, float]:
    """Easting and northing in metres by the transverse Mercator projection of the National Grid."""
    phi, lam = math.radians(latitude), math.radians(longitude)
    eccentric = 1 - (FLATTER / AXIS) ** 2
    n = (AXIS - FLATTER) / (AXIS + FLATTER)
    nu = AXIS * SCALE / math.sqrt(1 - eccentric * math.sin(phi) ** 2)
    rho = nu * (1 - eccentric) / (1 - eccentric * math.sin(phi) ** 2)
    eta2, d, s, c, t = nu / rho - 1, lam - ORIGIN_LONGITUDE, math.sin(phi), math.cos(phi), math.tan(phi)
    minus, plus = phi - ORIGIN_LATITUDE, phi + ORIGIN_LATITUDE
    arc = FLATTER * SCALE * (
        (1 + n + 1.25 * n**2 + 1.25 * n**3) * minus
        - (3 * n + 3 * n**2 + 2.625 * n**3) * math.sin(minus) * math.cos(plus)
        + (1.875 * n**2 + 1.875 * n**3) * math.sin(2 * minus) * math.cos(2 * plus)
        - 35 / 24 * n**3 * math.sin(3 * minus) * math.cos(3 * plus)
    )  # fmt: skip
    north = arc + FALSE_NORTHING + nu * s * c * d**2 / 2 + nu * s * c**3 * (5 - t**2 + 9 * eta2) * d**4 / 24
    east = FALSE_EASTING + nu * c * d + nu * c**3 * (nu / rho - t**2) * d**3 / 6
    return east, north


if __name__ == "__main__":
    main(Path(sys.argv[1]))
