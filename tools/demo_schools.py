"""Write src/linkage/demo/data/schools.csv: the invented schools of the demo, in the columns of the national register.

A maintainer's script: `python tools/demo_schools.py`. Names and numbers are invented; only the geography is real. Each
school lies a few hundred metres from where a real one does, in that one's district and postal sector, with a postcode
that cannot exist: no unit ends in letters that Royal Mail leaves out.
"""

import csv
import gzip
import random
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
REGISTER = ROOT / "src/linkage/organisations/data/register.csv.gz"
NAMES = Path(__file__).with_suffix(".txt")
OUT = ROOT / "src/linkage/demo/data/schools.csv"
FIRST_URN = 900_000
JITTER_M = 600
LANCASHIRE = (
    "Burnley", "Chorley", "Fylde", "Hyndburn", "Lancaster", "Pendle", "Preston", "Ribble Valley", "Rossendale",
    "South Ribble", "West Lancashire", "Wyre", "Blackburn with Darwen", "Blackpool",
)  # fmt: skip
MERSEYSIDE = ("Halton", "Knowsley", "Liverpool", "Sefton", "St. Helens", "Warrington", "West Lancashire", "Wigan")
DIOCESE = "Archdiocese of Mersewater"
TRUSTS = {
    "Quernmoor Vale Learning Trust": "90001",
    "Threeways Schools Trust": "90002",
    "Saltmarsh Education Trust": "90003",
    "Our Lady Star of the Mersewater Trust": "90004",
}
PHASES = {
    "n": ("Nursery", 2, 5), "p": ("Primary", 3, 11), "s": ("Secondary", 11, 16), "a": ("All-through", 3, 16),
    "16": ("16 plus", 16, 19), "x": ("Not applicable", 4, 19), "ap": ("Not applicable", 5, 16),
}  # fmt: skip
TYPES = {
    "n": "Local authority nursery school", "16": "Further education", "x": "Community special school",
    "ap": "Pupil referral unit",
}  # fmt: skip
STREETS = (
    "Canal Street", "Chapel Lane", "Mill Brow", "Station Road", "Moorside", "Church Walk", "School Lane", "Weir Road",
)  # fmt: skip
# Schools that share the first word of their name have another web domain each.
DOMAINS = {"Thistlebank Primary School": "thistlebank-primary", "Skepmoor Junior School": "skepmoor-juniors"}
PLAIN = frozenset(["and", "of", "the", "catholic", "school", "primary", "high", "junior", "infant", "our", "lady"])
NO_TOWN = frozenset({"", "Select", "Merseyside", "Lancashire"})
NEVER_IN_A_POSTCODE = "CIKMOV"


def main() -> None:
    """Write the file anew; the same each time."""
    chance = random.Random(1873)
    with gzip.open(REGISTER, "rt", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns, real = list(reader.fieldnames or []), list(reader)
    taken = {row["EstablishmentName"].casefold() for row in real}
    near: dict[str, list[dict[str, str]]] = {}
    for row in real:
        if row["Easting"] and row["EstablishmentStatus (name)"] == "Open":
            near.setdefault(row["DistrictAdministrative (name)"], []).append(row)
    rows: list[dict[str, Any]] = []
    blocks = NAMES.read_text(encoding="utf-8").split("\n\n")[1:]
    for block, districts in zip(blocks, (LANCASHIRE, MERSEYSIDE, ("Wigan",)), strict=True):
        for number, line in enumerate(block.splitlines()[1:]):
            parts = [part.strip() for part in (line + " |" * 5).split("|")[:6]]
            if parts[0].casefold() in taken:
                sys.exit(f"{parts[0]} is the name of a real school")
            place = chance.choice(near[parts[2] or districts[number % len(districts)]])
            rows.append(school(chance, FIRST_URN + len(rows), parts, place))
    numbers = {row["EstablishmentName"]: row["URN"] for row in rows}
    for row in rows:
        row["Successors"] = numbers.get(row["Successors"], "")
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def school(chance: random.Random, urn: int, parts: list[str], near: dict[str, str]) -> dict[str, Any]:
    """Return one row of the register; `parts` are those of a line, `near` a real school in whose place it is."""
    name, phase, _, pupils, trust, more = parts
    is_catholic = "Catholic" in name
    facts = dict(pair.split("=") for pair in more.split(";") if pair)
    phase_name, low, high = PHASES[phase]
    share = "" if not pupils or phase in ("n", "16") else f"{chance.triangular(4, 58, 21):.1f}"
    unit = "".join(chance.choice(NEVER_IN_A_POSTCODE) for _ in range(2))
    return {
        "URN": urn,
        "LA (code)": near["LA (code)"],
        "LA (name)": near["LA (name)"],
        "EstablishmentName": name,
        "TypeOfEstablishment (name)": facts.get("type") or kind_of(phase, trust, is_catholic=is_catholic),
        "EstablishmentStatus (name)": facts.get("status", "Open"),
        "CloseDate": facts.get("closed", ""),
        "PhaseOfEducation (name)": phase_name,
        "StatutoryLowAge": 7 if "Junior" in name else low,
        "StatutoryHighAge": 7 if "Infant" in name else high,
        "ReligiousCharacter (name)": "Roman Catholic" if is_catholic else "Does not apply",
        "Diocese (name)": DIOCESE if is_catholic else "",
        "NumberOfPupils": pupils,
        "PercentageFSM": facts.get("fsm", share),
        "Trusts (code)": TRUSTS.get(trust, ""),
        "Trusts (name)": trust,
        "Street": f"{chance.randrange(2, 90)} {chance.choice(STREETS)}",
        "Town": (near["DistrictAdministrative (name)"] if near["Town"] in NO_TOWN else near["Town"]).title(),
        "Postcode": f"{near['Postcode'][:-2]}{unit}",
        "SchoolWebsite": f"www.{domain_of(name, is_catholic=is_catholic)}.example",
        "DistrictAdministrative (name)": near["DistrictAdministrative (name)"],
        "Easting": int(near["Easting"]) + chance.randrange(-JITTER_M, JITTER_M),
        "Northing": int(near["Northing"]) + chance.randrange(-JITTER_M, JITTER_M),
        "Successors": facts.get("next", ""),
    }


def kind_of(phase: str, trust: str, *, is_catholic: bool) -> str:
    """Return what the register would call it."""
    if trust:
        return "Academy special converter" if phase == "x" else "Academy converter"
    return TYPES.get(phase) or ("Voluntary aided school" if is_catholic else "Community school")


def domain_of(name: str, *, is_catholic: bool) -> str:
    """Return the school's own name on the web, without its ending."""
    words = name.lower().replace("st ", "st-").replace("'", "").replace(",", "").split()
    if not is_catholic:
        return DOMAINS.get(name) or next(word for word in words if word != "the")
    kind = next((kind for kind in ("high", "junior", "infant") if kind in words), "")
    return "-".join([*[word for word in words if word not in PLAIN][:2], *([kind] if kind else [])])


if __name__ == "__main__":
    main()
