"""How many people could help, counted while a school still writes."""

from collections.abc import Iterable
from dataclasses import dataclass

from linkage.access.actor import Actor
from linkage.areas import queries as area_queries
from linkage.areas.models import Area
from linkage.directory import queries as directory
from linkage.directory.enums import EntryStatus, Way
from linkage.organisations.models import Organisation
from linkage.organisations.rules.distance import distance_m, miles

NEAR_MILES = 15


@dataclass(frozen=True)
class CouldHelp:
    """So many people in so many schools, and how many of them fit each line."""

    people: int
    schools: int
    lines: tuple[tuple[str, int], ...] = ()

    @property
    def sentence(self) -> str:
        """The words after the number: "people could help, in 9 schools"."""
        who = "person could help" if self.people == 1 else "people could help"
        return f"{who}, in {self.schools} {'school' if self.schools == 1 else 'schools'}"


def who_could_help(*, actor: Actor, areas: Iterable[Area], school: Organisation | None) -> CouldHelp | None:
    """Return how many listed people know one of these areas, those of the asking school left out; None without areas.

    A line that cannot be counted for this school (a distance without its place on the map) is left out.
    """
    wanted = [area.code for area in areas]
    if not wanted:
        return None
    # Who knows a finer area knows part of the one that stands for it.
    under = area_queries.codes_under(actor=actor, codes=wanted)
    area_ids = [area.pk for area in area_queries.by_codes(actor=actor, codes=under)]
    listed = [each for each in directory.pool(actor=actor, area_ids=area_ids) if each.status == EntryStatus.LISTED]
    found = [each for each in listed if school is None or each.organisation.pk != school.pk]
    schools = {each.organisation.pk for each in found}
    lines = [("Free this half-term", sum(each.places_left > 0 for each in found))]
    if school is not None and distance_m(school, school) is not None:
        lines.append((f"Within {NEAR_MILES} miles", sum(_is_near(school, each.organisation) for each in found)))
    lines.append(("Will meet online", sum(Way.CALL in each.ways for each in found)))
    if school is not None and school.phases:
        alike = sum(bool(set(school.phases) & set(each.organisation.phases)) for each in found)
        lines.append(("In a school of your phase", alike))
    return CouldHelp(len({each.person_id for each in found}), len(schools), tuple(lines))


def _is_near(one: Organisation, other: Organisation) -> bool:
    metres = distance_m(one, other)
    return metres is not None and miles(metres) <= NEAR_MILES
