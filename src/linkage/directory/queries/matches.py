"""Whom the index found, narrowed, counted and put in order by the database."""

import uuid
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from linkage.access.actor import Actor
from linkage.directory.queries.index import Asked
from linkage.organisations.rules import METRES_A_MILE

# Miles that can be chosen.
BANDS = (5, 15, 30)

# One row for everybody whom the words find, with what sorts, and `missed`: the groups of choices that keep them out.
_FACTS = """
WITH facts AS MATERIALIZED (
    SELECT entry.id, found.rank, CASE entry.kind WHEN 'person' THEN person.name ELSE entry.title END AS name,
        entry.phases::text[], entry.ways::text[], held.areas, apart.distance_m, room.is_free, array_remove(ARRAY[
            CASE WHEN %(area_code)s <> '' AND NOT %(area_code)s = ANY (held.areas) THEN 'area' END,
            CASE WHEN %(phases)s::text[] <> '{}' AND NOT entry.phases::text[] && %(phases)s THEN 'phase' END,
            CASE WHEN %(ways)s::text[] <> '{}' AND NOT entry.ways::text[] && %(ways)s THEN 'way' END,
            CASE WHEN coalesce(distance_m > %(within_miles)s * %(mile_m)s, %(within_miles)s::int IS NOT NULL)
                THEN 'distance' END,
            CASE WHEN %(is_free)s AND NOT room.is_free THEN 'free' END
        ], NULL) AS missed
    FROM directory_search(
        %(words)s::text[], %(suggested)s::text[], '{}', '{}', '{}', '{}', %(seen)s::text[]
    ) found
    JOIN directory_entry entry ON entry.id = found.entry_id
    JOIN people_person person ON person.id = entry.person_id
    JOIN organisations_organisation home ON home.id = entry.organisation_id
    LEFT JOIN directory_allowance kept
        ON entry.kind = 'person' AND kept.person_id = entry.person_id AND kept.period_starts_on = %(period_starts_on)s
    LEFT JOIN directory_offerallowance offer
        ON entry.kind <> 'person' AND offer.entry_id = entry.id AND offer.period_starts_on = %(period_starts_on)s
    LEFT JOIN directory_schoolceiling ceiling ON ceiling.organisation_id = entry.organisation_id
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(area.code::text), '{}') AS areas
        FROM directory_entryarea held JOIN areas_area area ON area.id = held.area_id WHERE held.entry_id = entry.id
    ) held
    CROSS JOIN LATERAL (
        SELECT round(sqrt(
            (home.easting - %(easting)s::int)::float8 ^ 2 + (home.northing - %(northing)s::int)::float8 ^ 2
        ))::int AS distance_m
    ) apart
    CROSS JOIN LATERAL (
        SELECT coalesce(
                kept.places_limit - kept.places_promised, offer.places_limit - offer.places_promised, entry.places
            ) > 0 AND NOT coalesce(ceiling.is_stopped, false) AND entry.stopped_at IS NULL AS is_free
    ) room
)
"""
_PAGE = f"""
{_FACTS}
SELECT id, distance_m, areas FROM facts WHERE missed = '{{}}'
ORDER BY CASE WHEN %(is_asked)s THEN round(rank::numeric, 3) END DESC, is_free DESC, distance_m NULLS LAST, name, id
LIMIT %(limit)s OFFSET %(offset)s
"""  # noqa: S608 (nothing but the text above is put together)
# Each choice is counted among those whom every *other* group lets through, so that no count leads to nothing.
_COUNTS = f"""
{_FACTS}
SELECT 'area', code, count(*) FROM facts, unnest(areas) code WHERE missed <@ '{{area}}' GROUP BY code
UNION ALL SELECT 'phase', phase, count(*) FROM facts, unnest(phases) phase WHERE missed <@ '{{phase}}' GROUP BY phase
UNION ALL SELECT 'way', way, count(*) FROM facts, unnest(ways) way WHERE missed <@ '{{way}}' GROUP BY way
UNION ALL SELECT 'miles', band::text, count(*) FROM facts, unnest(%(bands)s::int[]) band
    WHERE missed <@ '{{distance}}' AND distance_m <= band * %(mile_m)s GROUP BY band
UNION ALL SELECT 'free', '', count(*) FROM facts WHERE missed <@ '{{free}}' AND is_free
UNION ALL SELECT 'kept', '', count(*) FROM facts WHERE missed = '{{}}'
UNION ALL SELECT 'found', '', count(*) FROM facts
"""  # noqa: S608 (nothing but the text above is put together)


@dataclass(frozen=True)
class Narrowed:
    """What people are narrowed and sorted by; empty choices do not narrow.

    Distances count from `easting` and `northing` and are unknown without them; "free" counts in the half-term that
    begins on `period_starts_on`; `is_asked` puts the best match first.
    """

    period_starts_on: date
    area_code: str = ""
    phases: list[str] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    within_miles: int | None = None
    is_free: bool = False
    easting: int | None = None
    northing: int | None = None


@dataclass(frozen=True)
class Match:
    """One person found: how far away, in metres, and the codes of the areas they help with."""

    entry_id: uuid.UUID
    distance_m: int | None
    areas: frozenset[str]


@dataclass(frozen=True)
class Choices:
    """How many people each further choice would leave, by its value; a choice that leaves nobody is not in it."""

    areas: dict[str, int] = field(default_factory=dict)
    phases: dict[str, int] = field(default_factory=dict)
    ways: dict[str, int] = field(default_factory=dict)
    miles: dict[int, int] = field(default_factory=dict)
    free: int = 0


@dataclass(frozen=True)
class Counts:
    """How many the words find, how many of them the choices keep, and what each further choice would leave."""

    found: int
    kept: int
    choices: Choices


def counts(*, actor: Actor, asked: Asked, narrowed: Narrowed) -> Counts:
    """Return how many match, and by which choices."""
    made: dict[str, dict[str, int]] = defaultdict(dict)
    for kind, value, number in _rows(_COUNTS, actor, asked, narrowed, bands=list(BANDS)):
        made[kind][value] = number
    choices = Choices(
        areas=made["area"],
        phases=made["phase"],
        ways=made["way"],
        miles={band: made["miles"][str(band)] for band in BANDS if str(band) in made["miles"]},
        free=made["free"][""],
    )
    return Counts(made["found"][""], made["kept"][""], choices)


def page(*, actor: Actor, asked: Asked, narrowed: Narrowed, is_asked: bool, limit: int, offset: int) -> list[Match]:
    """Return some of those who match, the best first; when nothing was asked, who is free and near comes first."""
    rows = _rows(_PAGE, actor, asked, narrowed, is_asked=is_asked, limit=limit, offset=offset)
    return [Match(key, distance_m, frozenset(areas)) for key, distance_m, areas in rows]


def _rows(sql: str, actor: Actor, asked: Asked, narrowed: Narrowed, **more: Any) -> list[tuple[Any, ...]]:  # noqa: ARG001
    # The database knows the programme: its walls stand around every table that is joined here. Phases narrow here, and
    # not in the index: each choice is counted without its own group.
    with connection.cursor() as cursor:
        cursor.execute(sql, {**asked.parameters, **asdict(narrowed), "mile_m": METRES_A_MILE, **more})
        return list(cursor.fetchall())
