"""The open data that comes with Linkage: an extract of the register, and where the postcodes of schools are.

See data/NOTICE.txt for sources and licence. Made by tools/extract_register.py and tools/extract_districts.py.
"""

import csv
import gzip
import json
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
REGISTER = DATA / "register.csv.gz"
REGISTER_DATE = date(2025, 7, 17)
PLACES = DATA / "places.csv.gz"
DISTRICTS = DATA / "districts.json.gz"
# The outlines of districts are in steps of so many metres.
DISTRICT_UNIT_M = 100

NOTICE = (
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    "Contains OS data © Crown copyright and database right 2025.",
    "Contains Royal Mail data © Royal Mail copyright and database right 2025.",
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0.",
)


def place_of(postcode: str) -> tuple[int, int, str] | None:
    """Return easting, northing and district of a postcode; of its sector (PR1 2) where it is a new one; else None."""
    places = _places()
    return places.get(postcode) or places.get(postcode[:-2])


@cache
def districts() -> dict[str, list[list[int]]]:
    """Return the outlines of each district of England: the first point of each, then each step, east and north."""
    with gzip.open(DISTRICTS, "rt", encoding="utf-8") as file:
        found: dict[str, list[list[int]]] = json.load(file)
    return found


@cache
def _places() -> dict[str, tuple[int, int, str]]:
    with gzip.open(PLACES, "rt", encoding="utf-8", newline="") as file:
        return {row[0]: (int(row[1]), int(row[2]), row[3]) for row in csv.reader(file)}
