import re
import uuid
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError, ProgrammingError

from linkage.database import tenancy
from linkage.database.tenancy import (
    across_programmes,
    acting_in,
    current_programme,
    read_once,
    reading_in,
)
from linkage.organisations.models import Organisation
from linkage.organisations.tests import factories as organisations
from linkage.people.enums import AffiliationRole
from linkage.people.models import Affiliation, Person
from linkage.people.tests import factories as people
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests import factories as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    made = programmes.programme(), programmes.programme()
    for one in made:
        with acting_in(one.id):
            people.person(one, name=f"Of {one.slug}")
    return made


def test_outside_of_a_programme_there_are_no_rows(two):
    assert not Person.objects.exists()
    assert not ProgrammeSettings.objects.exists()


def test_inside_one_there_are_only_its_own(two):
    for one in two:
        with acting_in(one.id):
            assert [p.name for p in Person.objects.all()] == [f"Of {one.slug}"]


def test_a_block_within_a_block_gives_the_outer_one_back(two):
    with acting_in(two[0].id):
        with acting_in(two[1].id):
            assert Person.objects.get().programme_id == two[1].id
        assert Person.objects.get().programme_id == two[0].id
        assert current_programme() == two[0].id
    assert current_programme() is None


def test_after_an_error_inside_the_outer_block_is_as_it_was(two):
    with acting_in(two[0].id):
        with pytest.raises(RuntimeError), acting_in(two[1].id):
            raise RuntimeError
        assert Person.objects.get().programme_id == two[0].id


def test_nothing_can_be_written_into_another_programme(two):
    with acting_in(two[0].id), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        people.person(two[1])


def test_nothing_can_point_into_another_programme(two):
    with acting_in(two[1].id):
        theirs = Person.objects.get()
    with acting_in(two[0].id):
        school = organisations.school()
        with pytest.raises(IntegrityError), transaction.atomic():
            _affiliate_now(two[0], theirs, school)


def test_a_job_that_is_listed_sees_across_programmes_and_then_no_more(two):
    with across_programmes("outbox.sweep"):
        assert Person.objects.count() == 2
    assert not Person.objects.exists()


def test_a_job_that_is_not_listed_may_not_cross():
    with pytest.raises(KeyError), across_programmes("somebody's idea"):
        pass


def test_the_list_of_jobs_that_cross_is_that_of_the_calls_in_the_code():
    linkage = Path(tenancy.__file__).parents[1]
    code = (file.read_text() for file in linkage.rglob("*.py") if "tests" not in file.parts)
    called = [found for source in code for found in re.findall(r"(?<!def )across_programmes\(([^)]*)\)", source)]
    assert sorted(called) == sorted(f'"{job}"' for job in tenancy.CROSSING_JOBS)


def _affiliate_now(programme, person, organisation):
    Affiliation.objects.create(
        programme=programme, person=person, organisation=organisation, role=AffiliationRole.TEACHER
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_register_is_read_by_all_and_written_in_no_programme(two):
    school = organisations.school()
    with acting_in(two[0].id):
        assert Organisation.objects.get(pk=school.pk).name == school.name
        assert Organisation.objects.filter(pk=school.pk).update(name="Renamed") == 0
        assert Organisation.objects.filter(pk=school.pk)._raw_delete("default") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Organisation.objects.create(name="A forged school", urn=1)
    with acting_in(None):
        assert Organisation.objects.filter(pk=school.pk).update(name="Renamed") == 1


def test_what_was_read_once_is_kept_as_long_as_nothing_can_change():
    numbers = iter(range(9))
    ours, theirs = uuid.uuid4(), uuid.uuid4()
    with acting_in(ours):
        assert [read_once("number", lambda: next(numbers)) for _ in range(2)] == [0, 1]
        with reading_in(ours):
            assert [read_once("number", lambda: next(numbers)) for _ in range(2)] == [2, 2]
            with acting_in(theirs):
                assert read_once("number", lambda: next(numbers)) == 3
        assert read_once("number", lambda: next(numbers)) == 4


def names_seen_and_a_write_refused(programme):
    with reading_in(programme.id):
        assert current_programme() == programme.id
        seen = [person.name for person in Person.objects.all()]
        with pytest.raises(InternalError, match="read-only"), transaction.atomic():
            Person.objects.update(name="Changed")
    return seen


def test_a_page_that_is_looked_at_sees_one_programme_and_writes_nothing(two):
    for one in two:
        assert names_seen_and_a_write_refused(one) == [f"Of {one.slug}"]
    assert current_programme() is None


def test_within_another_programme_it_leaves_that_one_as_it_was(two):
    ours, theirs = two
    with acting_in(ours.id):
        assert names_seen_and_a_write_refused(theirs) == [f"Of {theirs.slug}"]
        assert current_programme() == ours.id
        assert [person.name for person in Person.objects.all()] == [f"Of {ours.slug}"]
        assert Person.objects.update(name="Changed") == 1


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_so_it_does_where_it_opens_the_transaction_itself_and_leaves_nothing_behind(two):
    assert not connection.in_atomic_block
    for one in two:
        assert names_seen_and_a_write_refused(one) == [f"Of {one.slug}"]
    assert not Person.objects.exists()
    with acting_in(two[0].id):
        assert Person.objects.update(name="Changed") == 1
