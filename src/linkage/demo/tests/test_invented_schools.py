"""No school of the demo is one there is."""

import csv
import gzip
from importlib import resources

from linkage.organisations.rules import shipped


def invented() -> list[dict[str, str]]:
    text = resources.files("linkage.demo").joinpath("data", "schools.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def real_names() -> set[str]:
    with gzip.open(shipped.REGISTER, "rt", encoding="utf-8", newline="") as file:
        return {plain(row["EstablishmentName"]) for row in csv.DictReader(file)}


def plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def test_no_invented_school_has_the_name_of_a_real_one():
    real = real_names()
    assert {row["EstablishmentName"] for row in invented() if plain(row["EstablishmentName"]) in real} == set()


def test_a_real_name_would_be_seen():
    assert plain("The Aldgate  School") in real_names()


def test_numbers_and_postcodes_are_no_schools():
    rows = invented()
    assert min(int(row["URN"]) for row in rows) == 900_000
    assert len({row["URN"] for row in rows}) == len({row["EstablishmentName"] for row in rows}) == len(rows)
    # No postcode ends in letters that Royal Mail leaves out, so none of these is anybody's.
    assert all(set(row["Postcode"][-2:]) <= set("CIKMOV") for row in rows)
    assert all(row["SchoolWebsite"].endswith(".example") for row in rows)
