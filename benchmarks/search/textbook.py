"""Full text search as Django's documentation has it, with ordinary indexes on what is filtered by, under a wall."""

from typing import Any

from benchmarks.search.world import Question, World

METRES_A_MILE = 1609.344
MAKE = [
    """create table textbook as
        select e.id, e.programme_id, e.status, p.name, o.easting, o.northing, e.phases::text[] as phases,
            e.ways::text[] as ways, array(
                select a.code::text from directory_entryarea x join areas_area a on a.id = x.area_id
                where x.entry_id = e.id
            ) as areas,
            setweight(to_tsvector('english', coalesce((
                select string_agg(a.name, ' ') from directory_entryarea x join areas_area a on a.id = x.area_id
                where x.entry_id = e.id
            ), '')), 'A') || setweight(to_tsvector('english', e.job_title || ' ' || e.words), 'B')
                || setweight(to_tsvector('english', p.name || ' ' || o.name), 'C') as vector
        from directory_entry e join people_person p on p.id = e.person_id
        join organisations_organisation o on o.id = e.organisation_id""",
    "alter table textbook add primary key (id)",
    "create index textbook_vector on textbook using gin (vector)",
    "create index textbook_phases on textbook using gin (phases)",
    "create index textbook_ways on textbook using gin (ways)",
    "create index textbook_areas on textbook using gin (areas)",
    "create index textbook_programme on textbook (programme_id, status)",
    "create index textbook_easting on textbook (easting)",
    "create index textbook_northing on textbook (northing)",
    "vacuum analyze textbook",
    "alter table textbook enable row level security",
    "alter table textbook force row level security",
    """create policy own on textbook to linkage_app
        using (programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid)""",
    "create policy owner on textbook to linkage_owner using (true)",
]
QUERY = """
    select id, ts_rank(vector, q) as rank from textbook, websearch_to_tsquery('english', %(words)s) q
    where programme_id = %(programme_id)s and status = 'listed' and vector @@ q
        and (%(phase)s = '' or phases @> array[%(phase)s])
        and (%(way)s = '' or ways @> array[%(way)s])
        and (%(area)s = '' or areas @> array[%(area)s])
        {near}
    order by rank desc, id limit 10
"""
NEAR = """
        and easting between %(east)s - %(reach)s and %(east)s + %(reach)s
        and northing between %(north)s - %(reach)s and %(north)s + %(reach)s
        and sqrt((easting - %(east)s)::float8 ^ 2 + (northing - %(north)s)::float8 ^ 2) <= %(reach)s
"""


def make() -> None:
    """Make the table of the same people, once they are there."""
    from django.db import connections  # noqa: PLC0415

    with connections["owner"].cursor() as cursor:
        for statement in MAKE:
            cursor.execute(statement)


def ask(connection: Any, world: World, question: Question) -> None:
    """Ask one question: the ids of the first ten."""
    east, north = question.place
    given = {
        "programme_id": world.programme_id,
        "words": " or ".join(question.words),
        "phase": question.phase,
        "way": question.way,
        "area": question.area,
        "east": east,
        "north": north,
        "reach": round((question.miles or 0) * METRES_A_MILE),
    }
    with connection.cursor() as cursor:
        cursor.execute(QUERY.format(near=NEAR if question.miles else ""), given)
        cursor.fetchall()
