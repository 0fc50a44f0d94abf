"""R19: what comes back stops further mail to that address, and whoever sends sees it at once."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.messaging import operations, queries
from linkage.messaging.enums import Answer, MessageStatus
from linkage.messaging.models import Message
from linkage.messaging.presenters import Recipient
from linkage.messaging.tests.mails import AT, DANIEL, PRIYA, as_coordinator, write
from linkage.programmes.tests import factories as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture
def ribble():
    programme = programmes.programme(slug="ribble")
    with acting_in(programme.id):
        yield programme


@pytest.fixture
def farah(ribble):
    return as_coordinator(ribble)


def written(*to):
    return write(actor=Actor.system("tests"), at=AT, to=list(to))


def came_back(farah, to=PRIYA):
    message = written(to)
    Message.objects.filter(pk=message.pk).update(status=MessageStatus.SENT)
    message.refresh_from_db()
    return operations.mark_returned(actor=farah, at=AT, message=message)


def test_nothing_more_goes_to_an_address_from_which_a_mail_came_back(farah):
    came_back(farah)
    ProcrastinateJob.objects.all().delete()
    held = written(PRIYA)
    assert held.status == MessageStatus.FAILED
    assert held.problem == "An earlier e-mail to p.raman@harrowgill.example came back. Deal with that one first."
    assert written(DANIEL, PRIYA).status == MessageStatus.FAILED, "one mail to both goes to both or to none"
    assert not ProcrastinateJob.objects.exists()
    assert len(queries.next_actions(actor=farah, at=AT)) == 3
    # The control: others are written to as before.
    assert written(DANIEL).status == MessageStatus.QUEUED
    assert written(Recipient("Priya", "priya@elsewhere.example")).status == MessageStatus.QUEUED


def test_once_somebody_dealt_with_it_mails_go_again(farah):
    returned = came_back(farah)
    held = written(PRIYA)
    operations.mark_dealt_with(actor=farah, at=AT, message=returned)
    assert written(PRIYA).status == MessageStatus.QUEUED
    assert operations.send_again(actor=farah, at=AT, message=held).status == MessageStatus.QUEUED


@pytest.mark.parametrize(("said", "status"), [("550 No such user", "failed"), ("450 Try again", "queued")])
def test_an_address_that_the_relay_refuses_for_good_is_one_of_them(ribble, said, status):
    message = written(PRIYA)
    actor = Actor.system("outbox", ribble.pk)
    answer = Answer.REFUSED if said.startswith("5") else Answer.NOT_NOW
    operations.settle(actor=actor, at=AT, message_id=message.pk, answer=answer, problem=f"{PRIYA.email}: {said}")
    assert written(PRIYA).status == status


def test_a_refusal_of_the_relay_itself_stops_nobody(ribble):
    message = written(PRIYA)
    problem = "550 5.7.1 SPF fail"
    actor = Actor.system("outbox", ribble.pk)
    operations.settle(actor=actor, at=AT, message_id=message.pk, answer=Answer.REFUSED, problem=problem)
    assert written(PRIYA).status == MessageStatus.QUEUED


def test_another_programme_has_not_heard_of_it(farah):
    came_back(farah)
    other = programmes.programme()
    with acting_in(other.id):
        assert written(PRIYA).status == MessageStatus.QUEUED
