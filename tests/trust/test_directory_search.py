"""The directory's search runs as the owner of the tables: it keeps programmes apart itself, and uses its index."""

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
PREPARE = "PREPARE wanted(text[], text[], text[], text[], text[], text[], text[]) AS "
ASKED = "('{beekeeping}', '{}', '{}', '{}', '{}', '{}', '{everybody}')"
WALL = "e.programme_id = nullif(current_setting('linkage.programme_id', true), '')::uuid"


@pytest.fixture
def body():
    with connections["owner"].cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'directory_search'")
        return cursor.fetchone()[0]


@pytest.fixture
def beekeeper():
    """One beekeeper in one programme."""
    return listed(words="I teach beekeeping.")


def listed(**fields):
    made = programme()
    with acting_in(made.id):
        return factories.entry(made, school(), **fields)


def run(sql, programme_id, command, prepare=PREPARE):
    """What the owner of the tables gets: the function itself runs as the owner, whoever calls it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("begin")
        cursor.execute("select set_config('linkage.programme_id', %s, true)", [str(programme_id)])
        cursor.execute(prepare + sql)
        cursor.execute(command)
        rows = cursor.fetchall()
        cursor.execute("deallocate wanted")
        cursor.execute("rollback")
        return rows


def test_the_search_reads_its_index_and_not_the_table(beekeeper, body):
    fill(beekeeper)
    plan = "\n".join(row[0] for row in run(body, beekeeper.programme_id, f"EXPLAIN EXECUTE wanted{ASKED}"))
    assert "Bitmap Index Scan on directory_entry_folded" in plan, plan
    assert "Seq Scan on directory_entry" not in plan, plan


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
        # Vacuum empties the list of rows the index has put off, which a plan would have to read whole.
        cursor.execute("vacuum analyze directory_entry")


def test_another_programmes_people_never_come_and_would_without_the_wall(beekeeper, body):
    stranger = listed(words="Beekeeping is all I do.")
    mine = run(body, beekeeper.programme_id, f"EXECUTE wanted{ASKED}")
    assert [row[0] for row in mine] == [beekeeper.pk]
    assert body.count(WALL) == 1
    without = run(body.replace(WALL, "true"), beekeeper.programme_id, f"EXECUTE wanted{ASKED}")
    assert {row[0] for row in without} == {beekeeper.pk, stranger.pk}


GATHER = "PREPARE wanted(text[], text[], text[], text[], text[], text[], text[], boolean, date, date) AS "
GATHERED = "('{beekeeping}', '{}', '{}', '{}', '{}', '{}', '{everybody}', false, '2026-11-01', '2027-01-01')"


@pytest.fixture
def gathering():
    with connections["owner"].cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = 'directory_gather'")
        return cursor.fetchone()[0]


def test_the_facts_are_gathered_by_the_index(beekeeper, gathering):
    fill(beekeeper)
    asked = f"EXPLAIN EXECUTE wanted{GATHERED}"
    plan = "\n".join(row[0] for row in run(gathering, beekeeper.programme_id, asked, prepare=GATHER))
    assert "Bitmap Index Scan on directory_entry_folded" in plan, plan
    assert "Seq Scan on directory_entry" not in plan, plan


def test_no_facts_of_another_programme_come_and_would_without_the_wall(beekeeper, gathering):
    stranger = listed(words="Beekeeping is all I do.")
    [[_, mine, _]] = run(gathering, beekeeper.programme_id, f"EXECUTE wanted{GATHERED}", prepare=GATHER)
    assert bytes(mine)[:16] == beekeeper.pk.bytes
    assert gathering.count(WALL) == 1
    open_wall = gathering.replace(WALL, "true")
    [[_, both, _]] = run(open_wall, beekeeper.programme_id, f"EXECUTE wanted{GATHERED}", prepare=GATHER)
    assert stranger.pk.bytes not in bytes(mine)
    assert stranger.pk.bytes in bytes(both)


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
    plan = "\n".join(
        row[0] for row in run(near, beekeeper.programme_id, f"EXPLAIN EXECUTE wanted{asked}", prepare=prepare)
    )
    assert "directory_word_nearby" in plan, plan
    assert run(near, beekeeper.programme_id, f"EXECUTE wanted{asked}", prepare=prepare) == [("beekeeping", 1)]
    wall = WALL.replace("e.", "w.", 1)
    assert near.count(wall) == 1
    without = run(near.replace(wall, "true"), beekeeper.programme_id, f"EXECUTE wanted{asked}", prepare=prepare)
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
        beekeeper.refresh_from_db()
        assert "'square:40:50'" in beekeeper.folded
