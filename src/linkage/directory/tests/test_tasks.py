"""What the clock does in the directory, in each programme by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from linkage.database.tenancy import acting_in
from linkage.directory import tasks
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Entry
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db


def on_a_break_that_is_over(made):
    yesterday = timezone.now() - timedelta(days=1)
    with acting_in(made.id):
        return factories.entry(made, school(), status=EntryStatus.PAUSED, paused_until_on=yesterday.date())


def jobs():
    return ProcrastinateJob.objects.filter(task_name="directory.tick-in-programme").order_by("id")


def test_each_programme_has_one_job_of_its_own_however_often_the_clock_strikes():
    made = [programme(), programme()]
    for _ in range(2):
        tasks.tick()
    assert {job.args["programme_id"] for job in jobs()} == {str(each.pk) for each in made}
    assert len(jobs()) == 2


def test_what_goes_wrong_in_one_programme_keeps_no_other_waiting():
    broken, sound = programme(), programme()
    entries = {each: on_a_break_that_is_over(each) for each in (broken, sound)}
    with acting_in(broken.id):
        ProgrammeSettings.objects.all().delete()
    tasks.tick()
    failed = []
    for job in jobs():
        try:
            app.tasks[job.task_name].func(**job.args)
        except Exception:  # noqa: BLE001 - as the worker does
            failed.append(job.args["programme_id"])
    assert failed == [str(broken.pk)]
    with acting_in(sound.id):
        assert Entry.objects.get(pk=entries[sound].pk).status == EntryStatus.LISTED
    with acting_in(broken.id):
        assert Entry.objects.get(pk=entries[broken].pk).status == EntryStatus.PAUSED
