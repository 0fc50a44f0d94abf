"""What can wait arrives on a school day, in the hours of the programme; what cannot goes at once."""

import uuid
from datetime import UTC, date, datetime

import pytest

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.messaging import queries
from linkage.messaging.presenters import Recipient
from linkage.messaging.tests.mails import PRIYA, write
from linkage.programmes.models import Closure, ProgrammeSettings
from linkage.programmes.tests import factories as programmes

pytestmark = pytest.mark.django_db
FRIDAY_NIGHT = datetime(2026, 12, 18, 22, 15, tzinfo=UTC)
BACK_AT_SCHOOL = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def christmas():
    ribble = programmes.programme(name="Ribble Linkage")
    with acting_in(ribble.id):
        Closure.objects.create(
            programme=ribble, name="Christmas", starts_on=date(2026, 12, 21), ends_on=date(2027, 1, 3)
        )
        yield ribble


def written(actor=None, **given):
    return write(actor=actor or Actor.system("tests"), at=FRIDAY_NIGHT, **{"to": [PRIYA], **given})


def test_it_waits_for_the_first_hour_of_the_first_school_day_and_says_so():
    message = written(about=Closure.objects.get())
    assert message.due_at == BACK_AT_SCHOOL
    [shown] = queries.delivery(actor=Actor.system("tests", message.programme_id), about_id=message.about_id)
    assert shown.words == "Goes on Monday 4 January 2027 at 8am"


def test_what_is_urgent_goes_at_once():
    message = written(is_urgent=True)
    assert message.due_at == FRIDAY_NIGHT
    assert message.words == "Waiting to be sent"


def test_what_only_answers_the_person_who_acts_goes_at_once():
    """They sit before the screen, and wait for it."""
    priya = Recipient("Priya Raman", "priya@school.example", uuid.uuid4())
    actor = Actor(kind="person", name="Priya Raman", person_id=priya.person_id)
    assert written(actor, to=[priya]).due_at == FRIDAY_NIGHT
    assert written(actor, to=[priya, PRIYA]).due_at == BACK_AT_SCHOOL


def test_what_is_for_a_certain_time_waits_for_the_hours_of_that_day():
    assert written(due_at=datetime(2026, 12, 28, 10, tzinfo=UTC)).due_at == BACK_AT_SCHOOL
    assert written(due_at=datetime(2027, 1, 5, 10, tzinfo=UTC)).due_at == datetime(2027, 1, 5, 10, tzinfo=UTC)


def test_a_programme_may_send_at_any_hour():
    ProgrammeSettings.objects.update(has_mail_hours=False)
    assert written().due_at == FRIDAY_NIGHT


def test_a_programme_chooses_its_hours():
    ProgrammeSettings.objects.update(mail_from_hour=7, mail_until_hour=20)
    assert written().due_at == datetime(2027, 1, 4, 7, tzinfo=UTC)
