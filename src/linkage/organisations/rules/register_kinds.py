"""Which of the register's files was given, which of its columns we use, and of which day it is."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from linkage.organisations.rules.register_files import UnableToReadRegister


class FileKind(StrEnum):
    """What a register file tells; the words are shown to the person who imports it."""

    SCHOOLS = "Schools"
    FULL = "Schools, all columns"
    EVERYTHING = "All establishments, open and closed"
    TRUSTS = "Which trust each academy belongs to"
    LINKS = "Which school followed which"


# Our name of each fact, and the names it bears in the files: the DfE's downloads, their older and newer spellings, and
# the register service's own. All are compared in small letters without punctuation.
FACTS: dict[str, tuple[str, ...]] = {
    "urn": ("urn",),
    "name": ("establishmentname", "name"),
    "status": ("establishmentstatusname",),
    "phase": ("phaseofeducationname", "phasename"),
    "type_name": ("typeofestablishmentname", "establishmenttypename"),
    "type_group": ("establishmenttypegroupname",),
    "religious_character": ("religiouscharactername",),
    "diocese": ("diocesename",),
    "authority_code": ("lacode",),
    "authority_name": ("laname",),
    "district": ("districtadministrativename",),
    "trust_uid": ("trustscode",),
    "trust_name": ("trustsname",),
    "street": ("street", "address1"),
    "town": ("town",),
    "postcode": ("postcode",),
    "website": ("schoolwebsite",),
    "age_low": ("statutorylowage",),
    "age_high": ("statutoryhighage",),
    "pupils": ("numberofpupils",),
    "fsm_percent": ("percentagefsm",),
    "easting": ("easting",),
    "northing": ("northing",),
    "opened_on": ("opendate",),
    "closed_on": ("closedate",),
    "last_changed_on": ("lastchangeddate",),
    # Only in the extract that comes with Linkage: the URNs of the schools that followed, parted by spaces.
    "successors": ("successors",),
    # Too: the shares of pupils with special educational needs, and of those whose first language is not English.
    "sen_percent": ("percentagesen",),
    "eal_percent": ("percentageeal",),
}
TRUST_FACTS: dict[str, tuple[str, ...]] = {
    "urn": ("academyurn",),
    "name": ("trustacademyestablishmentname",),
    "phase": ("phaseofeducationname",),
    "type_name": ("typeofestablishmentname",),
    "authority_code": ("lacode",),
    "authority_name": ("laname",),
    "trust_uid": ("groupuid",),
    "trust_name": ("groupname",),
}
LINK_FACTS: dict[str, tuple[str, ...]] = {"urn": ("urn",), "link_urn": ("linkurn",), "link_type": ("linktype",)}

FULL_COLUMNS = 60


@dataclass(frozen=True)
class Layout:
    """What was recognised: the kind of file, and where each fact stands in a row."""

    kind: FileKind
    places: dict[str, int]
    columns: int


def layout_of(header: list[str]) -> Layout:
    """Return the layout of a file with this header; raises UnableToReadRegister for a file of another sort."""
    names = [re.sub(r"[^a-z0-9]", "", name.lower()) for name in header]
    if {"urn", "linkurn", "linktype"} <= set(names):
        return Layout(FileKind.LINKS, _places(names, LINK_FACTS), len(header))
    if {"groupuid", "academyurn", "trustacademyestablishmentname"} <= set(names):
        return Layout(FileKind.TRUSTS, _places(names, TRUST_FACTS), len(header))
    places = _places(names, FACTS)
    missing = [f"“{shown}”" for shown, fact in (("URN", "urn"), ("EstablishmentName", "name")) if fact not in places]
    if missing:
        raise UnableToReadRegister(
            f"This is not a file of the register that we know: it has no column {' and no column '.join(missing)}. "
            "We can read schools, all establishments, links between schools, and academies with their trusts."
        )
    if "status" not in places:
        raise UnableToReadRegister(
            "This file does not say which schools are open: it has no column “EstablishmentStatus (name)”."
        )
    if "statutorylowage" not in names:
        return Layout(FileKind.EVERYTHING, places, len(header))
    return Layout(FileKind.FULL if len(header) >= FULL_COLUMNS else FileKind.SCHOOLS, places, len(header))


def _places(names: list[str], facts: dict[str, tuple[str, ...]]) -> dict[str, int]:
    return {
        fact: names.index(spelling)
        for fact, spellings in facts.items()
        for spelling in spellings[::-1]
        if spelling in names
    }


def date_in(file_name: str) -> date | None:
    """Return the day a file's name says it is of: 20250717, 2025-07-17, or the last day of 202509; else None."""
    for found in re.finditer(r"(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01]))?(?!\d)", file_name):
        year, month, day = (int(part) if part else 0 for part in found.groups())
        last = calendar.monthrange(year, month)[1]
        if day <= last:
            return date(year, month, day or last)
    return None
