"""Jobs are kept or lost with their transaction, know keys only, and act in their programme."""

import uuid

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from linkage.database import jobs, tenancy

pytestmark = pytest.mark.django_db
PROGRAMME, KEY = uuid.uuid4(), uuid.uuid4()
ran = []


@jobs.task(name="tests.look", queue="tests")
def look(*, programme_id, key):
    ran.append((programme_id, key, tenancy.current_programme()))


@jobs.task(name="tests.look-alone", queue="tests", own_transactions=True)
def look_alone(*, programme_id, key):
    ran.append((programme_id, key, tenancy.current_programme()))


@pytest.fixture(autouse=True)
def _none_ran():
    ran.clear()


def test_a_job_runs_in_its_programme_with_the_keys_it_was_given():
    jobs.defer("tests.look", programme_id=PROGRAMME, key=KEY)
    job = ProcrastinateJob.objects.get()
    assert job.args == {"programme_id": str(PROGRAMME), "key": str(KEY)}
    app.tasks[job.task_name].func(**job.args)
    assert ran == [(PROGRAMME, KEY, PROGRAMME)]
    assert tenancy.current_programme() is None


def test_a_job_with_transactions_of_its_own_starts_outside_of_any():
    look_alone(programme_id=str(PROGRAMME), key=str(KEY))
    assert ran == [(PROGRAMME, KEY, None)]


def test_a_job_of_the_installation_belongs_to_no_programme():
    look(programme_id=None, key=3)
    assert ran == [(None, 3, None)]


def test_a_job_is_lost_with_its_transaction():
    class Broken(Exception):
        pass

    @transaction.atomic
    def defer_and_break():
        jobs.defer("tests.look", programme_id=PROGRAMME, key=KEY)
        raise Broken

    with pytest.raises(Broken):
        defer_and_break()
    assert not ProcrastinateJob.objects.exists()


def test_a_second_job_of_the_same_lock_is_not_needed_and_breaks_nothing():
    assert jobs.defer("tests.look", programme_id=PROGRAMME, key=KEY, queueing_lock="one")
    assert not jobs.defer("tests.look", programme_id=PROGRAMME, key=KEY, queueing_lock="one")
    assert ProcrastinateJob.objects.count() == 1
    assert jobs.waiting(["one", "two"]) == {"one"}


@pytest.mark.parametrize("value", ["Priya Raman", None, {"a": 1}])
def test_an_argument_that_is_not_a_key_is_refused(value):
    with pytest.raises(TypeError, match="not a key"):
        jobs.defer("tests.look", programme_id=PROGRAMME, key=value)


def test_a_job_nobody_knows_is_refused():
    with pytest.raises(KeyError):
        jobs.defer("tests.unknown", programme_id=PROGRAMME)
