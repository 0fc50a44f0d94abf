"""Makes the register extract that comes with Linkage, from open data beside the clone.

    python tools/extract_register.py ../shared/data

Open schools of the main file, with place and pupils of all-establishments, trusts, the shares of pupils with free
school meals, special educational needs and another first language, and closed schools that have a successor. Names of
people and phone numbers are not in it. The result is made the same way every time, so that git sees no change where
there is none.
"""

import csv
import gzip
import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path

OUT = Path(__file__).parent.parent / "src" / "linkage" / "organisations" / "data"
CLOSED_SINCE = "2015-01-01"

COLUMNS = [
    "URN", "LA (code)", "LA (name)", "EstablishmentName", "TypeOfEstablishment (name)", "EstablishmentStatus (name)",
    "OpenDate", "CloseDate", "PhaseOfEducation (name)", "StatutoryLowAge", "StatutoryHighAge",
    "ReligiousCharacter (name)", "Diocese (name)", "NumberOfPupils", "PercentageFSM", "PercentageSEN",
    "PercentageEAL", "Trusts (code)", "Trusts (name)",
    "Street", "Town", "Postcode", "SchoolWebsite", "DistrictAdministrative (name)", "Easting", "Northing", "Successors",
]  # fmt: skip
Row = dict[str, str]


def rows(path: Path, encoding: str = "utf-8-sig") -> list[Row]:
    """Return the rows of a packed CSV file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, lines: Iterable[Iterable[str]]) -> None:
    """Write packed CSV without a time stamp."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(lines)
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    print(f"{path.name}: {path.stat().st_size:,} bytes")


def places(data: Path) -> dict[str, tuple[str, str, str]]:
    """Return postcode, or sector, → easting, northing, district."""
    names = {r["LAD24CD"]: r["LAD24NM"] for r in rows(data / "geo" / "district-to-la-lookup.csv")}
    found = {
        r["sector"]: (r["easting"], r["northing"], names.get(r["commonest_district_code"], ""))
        for r in rows(data / "geo" / "sector-centroids-england.csv.gz")
    }
    for r in rows(data / "geo" / "school-postcodes-england.csv.gz"):
        if r["easting"] not in ("", "0"):
            found[r["postcode"]] = (r["easting"], r["northing"], names.get(r["admin_district_code"], ""))
    return found


def successors(data: Path) -> dict[str, list[str]]:
    """Return URN → the URNs of the schools that followed it."""
    found: dict[str, set[str]] = {}
    for r in rows(data / "gias" / "links_edubasealldata20250422.csv.gz", "cp1252"):
        if r["LinkType"].startswith("Successor"):
            found.setdefault(r["URN"], set()).add(r["LinkURN"])
        elif r["LinkType"].startswith("Predecessor"):
            found.setdefault(r["LinkURN"], set()).add(r["URN"])
    return {urn: sorted(following) for urn, following in found.items()}


def number(value: str) -> str:
    """Return a number, or nothing where the census has a letter."""
    return value if re.fullmatch(r"\d+(\.\d+)?", value) else ""


def total(*shares: str) -> str:
    """Return the sum of percentages written "3.00%", or nothing where one is a letter.

    Each share is rounded by itself, so that together they can come to a little more than everybody.
    """
    plain = [number(share.removesuffix("%")) for share in shares]
    return f"{min(sum(map(float, plain)), 100):.1f}" if all(plain) else ""


class Extract:
    """Everything that is joined, by URN."""

    def __init__(self, data: Path) -> None:
        gias, context = data / "gias", data / "context"
        self.main = rows(gias / "edubaseallstatefunded20250717.csv.gz", "cp1252")
        self.all = {r["urn"]: r for r in rows(gias / "all-establishments-20231116.csv.gz")}
        self.trusts = {r["Academy URN"]: r for r in rows(gias / "trust-membership-202509.csv.gz")}
        census = rows(context / "school-census-202223-selected.csv.gz")
        self.meals = {r["urn"]: number(r["% of pupils known to be eligible for free school meals"]) for r in census}
        # With a plan and with support: one share of the other file's two.
        tables = {r["URN"]: r for r in rows(context / "2022-2023_england_census.csv.gz")}
        self.needs = {urn: total(r["PSENELSE"], r["PSENELK"]) for urn, r in tables.items()}
        self.languages = {urn: total(r["PNUMEAL"]) for urn, r in tables.items()}
        self.successors = successors(data)
        self.places = places(data)

    def open_school(self, main: Row) -> Row:
        """Return the row of an open school."""
        urn = main["URN"]
        known, trust = self.all.get(urn, {}), self.trusts.get(urn, {})
        easting, northing = known.get("easting", ""), known.get("northing", "")
        place = self.places.get(main["Postcode"]) or self.places.get(main["Postcode"][:-2]) or ("", "", "")
        return {
            **{column: main.get(column, "") for column in COLUMNS},
            "NumberOfPupils": known.get("number_of_pupils", ""),
            "PercentageFSM": self.meals.get(urn, ""),
            "PercentageSEN": self.needs.get(urn, ""),
            "PercentageEAL": self.languages.get(urn, ""),
            "Trusts (code)": trust.get("Group UID", ""),
            "Trusts (name)": trust.get("Group Name", ""),
            "DistrictAdministrative (name)": place[2],
            "Easting": easting if easting not in ("", "0") else place[0],
            "Northing": northing if easting not in ("", "0") else place[1],
            "Successors": " ".join(self.successors.get(urn, [])),
        }

    def closed_school(self, old: Row) -> Row:
        """Return the row of a closed school that another followed."""
        return dict.fromkeys(COLUMNS, "") | {
            "URN": old["urn"],
            "LA (code)": old["la_code"],
            "LA (name)": old["la_name"],
            "EstablishmentName": old["name"],
            "TypeOfEstablishment (name)": old["establishment_type_name"],
            "EstablishmentStatus (name)": "Closed",
            "CloseDate": old["close_date"],
            "PhaseOfEducation (name)": old["phase_name"],
            "Town": old["town"],
            "Postcode": old["postcode"],
            "Successors": " ".join(self.successors[old["urn"]]),
        }

    def schools(self) -> list[Row]:
        """Return all rows by URN."""
        found = [self.open_school(main) for main in self.main]
        there = {row["URN"] for row in found}
        found += [
            self.closed_school(old)
            for urn, old in self.all.items()
            if old["establishment_status_name"] == "Closed"
            and old["close_date"] >= CLOSED_SINCE
            and there.intersection(self.successors.get(urn, ()))
        ]
        return sorted(found, key=lambda row: int(row["URN"]))


def main() -> None:
    """Write the two files."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the folder
        sys.exit(__doc__)
    extract = Extract(Path(sys.argv[1]))
    OUT.mkdir(exist_ok=True)
    schools = extract.schools()
    write(OUT / "register.csv.gz", [COLUMNS, *([row[c] for c in COLUMNS] for row in schools)])
    write(OUT / "places.csv.gz", [[key, *place] for key, place in sorted(extract.places.items()) if place[0]])
    print(f"{len(schools):,} schools")


if __name__ == "__main__":
    main()
