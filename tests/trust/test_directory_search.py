"""The directory's search runs as the owner of the tables: it keeps programmes apart itself, and uses its index."""

import re

import pytest
from django.db import connections

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

MANY = 5000
WALL = "mine uuid := nullif(current_setting('linkage.programme_id', true), '')::uuid"
NO_WALL = "l.programme_id = mine", "true"
GATHER = "select place, told from directory_gather('{beekeeping}', 0, null, '2026-11-01', '2027-01-01')"


@pytest.fixture
def beekeeper():
    """One beekeeper in one programme."""
    return listed(words="I teach beekeeping.")


def listed(**fields):
    made = programme()
    with acting_in(made.id):
        return factories.entry(made, school(), **fields)


def source(name):
    with connections["owner"].cursor() as cursor:
        cursor.execute("select pg_get_functiondef(oid) from pg_proc where proname = %s", [name])
        return cursor.fetchone()[0]


def run(programme_id, *commands):
    """What the owner of the tables gets of the last command: a function runs as the owner, whoever calls it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("begin")
        try:
            cursor.execute("select set_config('linkage.programme_id', %s, true)", [str(programme_id)])
            for command in commands:
                cursor.execute(command)
            return cursor.fetchall()
        finally:
            cursor.execute("rollback")
            cursor.execute("deallocate all")


def test_the_search_reads_what_changed_and_not_the_table(beekeeper):
    fill(beekeeper)
    [sql] = re.findall(r"SELECT [^;]*?FROM directory_listing l[^;]*", source("directory_gather"))
    told = explained(sql, beekeeper.programme_id, settings_of("directory_gather"))
    assert re.search(r"Index Scan (on|using) directory_listing_changed", told), told
    assert "Seq Scan" not in told, told
    # The control: of very many the planner would read the whole table.
    assert "Seq Scan" in explained(sql, beekeeper.programme_id, ["plan_cache_mode=force_generic_plan"])


def explained(sql, programme_id, settings):
    """The plan of a statement of a function's, its variables given, where reading a table looks cheap."""
    made = re.sub(r"(?<!\.)\bmine\b", f"'{programme_id}'::uuid", re.sub(r"\bsince\b", "$1", sql))
    asked = (f"set local {each}" for each in (*settings, "seq_page_cost=0.01", "random_page_cost=1000"))
    told = run(programme_id, *asked, f"PREPARE wanted(bigint) AS {made}", "EXPLAIN EXECUTE wanted(1)")
    return "\n".join(row[0] for row in told)


def settings_of(name):
    """What a function has set while it runs, but for where names are looked for."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("select proconfig from pg_proc where proname = %s", [name])
        return [each for each in cursor.fetchone()[0] if not each.startswith("search_path")]


def fill(entry):
    """Give the programme many listed people who do something else."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "insert into people_person (id, programme_id, name, email, phone, created_at) "
            "select gen_random_uuid(), %s, 'Somebody', 'n' || n || '@school.example', '', now() "
            "from generate_series(1, %s) n",
            [entry.programme_id, MANY],
        )
        cursor.execute(
            "insert into directory_entry (id, programme_id, organisation_id, person_id, nomination_id, status, "
            "job_title, words, phases, ways, places, days, visibility, listed_at, confirmed_at) "
            "select gen_random_uuid(), e.programme_id, e.organisation_id, p.id, e.nomination_id, 'listed', 'Bursar', "
            "'Budgets and books', e.phases, e.ways, 2, 0, 'everybody', e.listed_at, e.confirmed_at "
            "from directory_entry e join people_person p on p.programme_id = e.programme_id where e.id = %s "
            "and p.name = 'Somebody'",
            [entry.pk],
        )
        cursor.execute("vacuum analyze directory_listing")


def test_nobody_of_another_programme_comes_and_would_without_the_wall(beekeeper):
    stranger = listed(words="Beekeeping is all I do.")
    assert source("directory_gather").count(WALL) == 1
    mine = dict(run(beekeeper.programme_id, GATHER))
    assert bytes(mine[0])[:16] == beekeeper.pk.bytes
    assert stranger.pk.bytes not in bytes(mine[0])
    both = dict(run(beekeeper.programme_id, source("directory_gather").replace(*NO_WALL), GATHER))
    assert stranger.pk.bytes in bytes(both[0])


def test_near_words_are_found_by_the_index_and_in_one_programme_alone(beekeeper):
    with acting_in(beekeeper.programme_id):
        operations.learn_words(actor=Actor.system("test", beekeeper.programme_id), at=NOW)
    stranger = listed(words="Falconry.")
    with acting_in(stranger.programme_id):
        operations.learn_words(actor=Actor.system("test", stranger.programme_id), at=NOW)
    with connections["owner"].cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'directory_near'")
        near = cursor.fetchone()[0]
        cursor.execute(
            "insert into directory_word (id, programme_id, word, uses, nearby) select gen_random_uuid(), %s, "
            "'w' || n, 1, array['w' || n] from generate_series(1, %s) n",
            [beekeeper.programme_id, MANY],
        )
        cursor.execute("vacuum analyze directory_word")
    asked, prepare = "('{beekeepin,falconry}')", "PREPARE wanted(text[]) AS "
    explained = run(beekeeper.programme_id, prepare + near, f"EXPLAIN EXECUTE wanted{asked}")
    plan = "\n".join(row[0] for row in explained)
    assert "directory_word_nearby" in plan, plan
    assert run(beekeeper.programme_id, prepare + near, f"EXECUTE wanted{asked}") == [("beekeeping", 1)]
    wall = "w.programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid"
    assert near.count(wall) == 1
    without = run(beekeeper.programme_id, prepare + near.replace(wall, "true"), f"EXECUTE wanted{asked}")
    assert {row[0] for row in without} == {"beekeeping", "falconry"}


def test_a_school_that_is_renamed_and_moves_takes_its_people_along(beekeeper):
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update organisations_organisation set name = 'Harrowgill High', easting = 400000, northing = 500000 "
            "where id = %s",
            [beekeeper.organisation_id],
        )
    with acting_in(beekeeper.programme_id):
        viewer = people.actor(people.coordinator(beekeeper.programme))
        found = queries.search(actor=viewer, search=queries.Search(text="Harrowgill"), on=NOW.date())
        assert found.total == 1
        assert found.results[0].entry.organisation.easting == 400000
