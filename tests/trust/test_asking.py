"""R3 and R5 of asking somebody whether they can help: two at once, and the race that would be there otherwise."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import connections
from django.test import Client

from linkage.access.actor import Actor
from linkage.brokering import operations
from linkage.brokering.models import Approach, AskedPerson
from linkage.brokering.queries import answer_path
from linkage.brokering.tests.factories import ask, question_to, say, settings_of
from linkage.database.tenancy import acting_in
from linkage.directory.models import Commitment
from linkage.directory.tests.factories import area, entry
from linkage.kernel.errors import Refused
from linkage.links.models import Link
from linkage.links.tests.factories import world
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, head, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations as support_requests
from linkage.support_requests.models import RequestArea, SupportRequest

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
POSTS = 12
PATIENCE_SECONDS = 60


@pytest.fixture
def ours():
    """Priya and Joy are both asked for the one place there is, and their heads have agreed."""
    here = programme(slug="ribble", created_at=NOW)
    with acting_in(here.id):
        made = world(here)
        RequestArea.objects.create(programme=here, support_request=made.request, area=area(here))
        settings_of(here, introducing="ask_first")
        millrace = school(name="Millrace Academy", easting=384_000, northing=462_000)
        member(here, millrace)
        owen = head(here, millrace, name="Owen Pritchard")
        made.joy = staff(here, millrace, name="Joy Marsh")
        made.joys = entry(here, millrace, person=made.joy, nominated_by=owen, places=1)
        ask(made)
        ask(made, entry=made.joys)
        say(here, made.helen)
        say(here, owen)
        made.mails = {
            person.name: answer_path(actor=actor(made.farah), asked=question_to(person))
            for person in (made.priya, made.joy)
        }
    return made


def at_once(*deeds):
    """Do all of these at the same moment, each in a thread of its own; what each returned or raised."""
    together = threading.Barrier(len(deeds), timeout=PATIENCE_SECONDS)

    def one(deed):
        try:
            together.wait()
            return deed()
        except Refused as error:
            return error
        finally:
            for each in connections.all(initialized_only=True):
                each.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(one, deeds))


def counted(ours):
    with acting_in(ours.programme.id):
        return {
            "links": Link.objects.count(),
            "introductions": Message.objects.filter(template="links.introduction").count(),
            "places": Commitment.objects.filter(released_at=None).count(),
            "statuses": sorted(Approach.objects.values_list("status", flat=True)),
        }


ONE_OF_TWO = {"links": 1, "introductions": 1, "places": 1, "statuses": ["accepted", "released"]}


def yes(path):
    return lambda: Client().post(path, {"answer": "yes"})


def test_the_same_answer_sent_twelve_times_introduces_once(ours):
    answers = at_once(*[yes(ours.mails["Priya Raman"])] * POSTS)
    assert {each.status_code for each in answers} <= {200, 302, 422}
    assert counted(ours) == ONE_OF_TWO


def test_two_say_yes_at_once_to_the_one_place_there_is(ours):
    answers = at_once(yes(ours.mails["Priya Raman"]), yes(ours.mails["Joy Marsh"]))
    assert len(answers) == 2
    assert counted(ours) == ONE_OF_TWO
    with acting_in(ours.programme.id):
        told = [
            name["name"] for mail in Message.objects.filter(template="brokering.released") for name in mail.recipients
        ]
        let_go = Approach.objects.get(status="released").entry.person.name
    assert let_go in told


def test_without_the_held_request_both_come_to_the_introduction(ours, monkeypatch):
    """The control: what keeps the second out is the request that is held, and nothing before it."""
    monkeypatch.setattr(SupportRequest, "hold", lambda self: None)
    reached, both = [], threading.Barrier(2, timeout=10)
    told = operations.answering.links.introduce

    def meanwhile(**given):
        reached.append(given["entry"].pk)
        with suppress(threading.BrokenBarrierError):
            both.wait()
        return told(**given)

    monkeypatch.setattr(operations.answering.links, "introduce", meanwhile)
    # What breaks after that is the database, which finds the two waiting for each other.
    with suppress(Exception):
        at_once(yes(ours.mails["Priya Raman"]), yes(ours.mails["Joy Marsh"]))
    assert set(reached) == {ours.entry.pk, ours.joys.pk}


def test_a_lapse_and_an_answer_at_the_same_instant(ours):
    late = NOW.replace(day=17)

    def tick():
        with acting_in(ours.programme.id):
            return operations.tick(actor=Actor.system("clock", ours.programme.id), at=late)

    at_once(yes(ours.mails["Priya Raman"]), tick)
    found = counted(ours)
    with acting_in(ours.programme.id):
        status = Approach.objects.get(entry=ours.entry).status
        answered = AskedPerson.objects.get(person=ours.priya).answered_at is not None
    # Whichever came first, the other finds it over: never an introduction of somebody who was told it lapsed.
    assert (status, answered, found["links"]) in {("accepted", True, 1), ("lapsed", False, 0)}
    with acting_in(ours.programme.id):
        assert Message.objects.filter(template="brokering.lapsed", recipients__0__name="Priya Raman").count() == (
            0 if answered else 1
        )


def test_a_withdrawal_and_a_yes_at_the_same_instant(ours):
    def withdraw():
        with acting_in(ours.programme.id):
            request = SupportRequest.objects.get(pk=ours.request.pk)
            support_requests.withdraw(actor=actor(ours.daniel), at=NOW, support_request=request)

    at_once(yes(ours.mails["Priya Raman"]), withdraw)
    found = counted(ours)
    with acting_in(ours.programme.id):
        assert SupportRequest.objects.get().status == "withdrawn"
    # Introduced and then withdrawn, or withdrawn and nobody introduced; nobody is left being asked.
    assert found["links"] == found["introductions"] == found["places"]
    assert "sent" not in found["statuses"]
