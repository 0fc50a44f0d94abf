"""What the clock does with links, in each programme by itself."""

from datetime import date, timedelta

import pytest
import time_machine
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from linkage.database.tenancy import acting_in
from linkage.links import tasks
from linkage.links.models import Pulse
from linkage.links.tests.factories import introduced
from linkage.messaging.models import Message
from linkage.programmes.models import Closure, Programme, ProgrammeSettings
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_weeks_later():
    with time_machine.travel(NOW + timedelta(days=14), tick=False):
        yield


@pytest.fixture
def here():
    made = programme()
    with acting_in(made.id):
        introduced(made)
    return made


def jobs():
    return ProcrastinateJob.objects.filter(task_name="links.pulses-in-programme").order_by("id")


def work():
    """Run every job that waits, as the worker does; return the programmes in which one failed."""
    failed = []
    for job in jobs():
        try:
            app.tasks[job.task_name].func(**job.args)
        except Exception:  # noqa: BLE001 - as the worker does
            failed.append(job.args["programme_id"])
    return failed


def asked(made):
    with acting_in(made.id):
        mails = Message.objects.filter(template="links.pulse")
        return sorted(to["name"] for mail in mails for to in mail.recipients)


def test_both_are_asked_on_the_day_and_once(here):
    for _ in range(2):
        tasks.pulses()
        assert work() == []
    assert asked(here) == ["Daniel Whitlow", "Priya Raman"]


def test_each_programme_has_one_job_of_its_own_however_often_the_clock_strikes():
    made = [programme(), programme()]
    for _ in range(2):
        tasks.pulses()
    assert sorted(job.args["programme_id"] for job in jobs()) == sorted(str(each.pk) for each in made)


def test_what_goes_wrong_in_one_programme_keeps_no_other_waiting(here):
    broken = programme()
    with acting_in(broken.id):
        introduced(broken)
        ProgrammeSettings.objects.all().delete()
    tasks.pulses()
    assert work() == [str(broken.pk)]
    assert asked(here) == ["Daniel Whitlow", "Priya Raman"]
    assert asked(broken) == []


def test_it_waits_while_the_programme_is_paused(here):
    with acting_in(here.id):
        Programme.objects.filter(pk=here.pk).update(paused_at=NOW)
    tasks.pulses()
    assert work() == []
    assert asked(here) == []


def test_it_waits_for_a_working_school_day(here):
    with acting_in(here.id):
        Closure.objects.create(
            programme=here, name="Half-term", starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 20)
        )
    tasks.pulses()
    assert work() == []
    assert asked(here) == []
    with acting_in(here.id):
        assert Pulse.objects.exclude(asked_at=None).count() == 0
