from datetime import timedelta

import pytest

from linkage.access.action import Action, anybody
from linkage.access.operation import operation
from linkage.database.tenancy import acting_in
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, coordinator, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations, queries
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db

LINK = Action("support_requests_tests.link", "introduced", "tests", anybody)


@pytest.fixture
def here():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def thistlebank(here):
    made = school(name="Thistlebank School")
    member(here, made)
    return made


@pytest.fixture
def farah(here):
    return coordinator(here, name="Farah Siddiqui")


@pytest.fixture
def daniel(here, thistlebank):
    return staff(here, thistlebank, name="Daniel Whitlow")


@operation(LINK)
def introduce(*, actor, at, support_request):
    """Link as a higher app does, within an operation of its own."""
    operations.record_linked(actor=actor, at=at, support_request=support_request)


def mails(kind):
    return [m.recipients[0]["name"] for m in Message.objects.filter(template=f"support_requests.{kind}")]


def test_a_question_stops_the_clock_and_the_answer_adds_the_days(here, thistlebank, farah, daniel):
    found = support_request(here, thistlebank, asked_by=daniel, owner=farah)
    operations.ask_question(actor=actor(farah), at=NOW, support_request=found, words="Which year?")
    assert (found.state, found.waiting_since) == (RequestStatus.WAITING_FOR_SCHOOL, NOW)
    assert (
        queries.clock_of(actor=actor(farah), support_request=found, at=NOW + timedelta(days=30)).standing == "stopped"
    )
    asked = queries.open_question(actor=actor(daniel), support_request=found)
    operations.answer(actor=actor(daniel), at=NOW + timedelta(days=2), question=asked, words="Year 9")
    found.refresh_from_db()
    assert (found.state, found.waited_days, found.waiting_since) == (RequestStatus.IN_TRIAGE, 2, None)
    assert mails("question") == ["Daniel Whitlow"]
    assert mails("answered") == ["Farah Siddiqui"]


def test_a_question_is_answered_once(here, thistlebank, farah, daniel):
    found = support_request(here, thistlebank, asked_by=daniel, owner=farah)
    operations.ask_question(actor=actor(farah), at=NOW, support_request=found, words="Which year?")
    asked = queries.open_question(actor=actor(daniel), support_request=found)
    operations.answer(actor=actor(daniel), at=NOW, question=asked, words="Year 9")
    with pytest.raises(operations.UnableToAnswer):
        operations.answer(actor=actor(daniel), at=NOW, question=asked, words="Year 10")


def test_a_second_question_waits_for_the_answer_to_the_first(here, thistlebank, farah, daniel):
    found = support_request(here, thistlebank, asked_by=daniel, owner=farah)
    operations.ask_question(actor=actor(farah), at=NOW, support_request=found, words="Which year?")
    with pytest.raises(operations.UnableToAsk, match="has not answered"):
        operations.ask_question(actor=actor(farah), at=NOW, support_request=found, words="How many pupils?")
    open_one = queries.open_question(actor=actor(daniel), support_request=found)
    operations.answer(actor=actor(daniel), at=NOW, question=open_one, words="Year 9")
    operations.ask_question(actor=actor(farah), at=NOW, support_request=found, words="How many pupils?")


def link(farah, found, at):
    introduce(actor=actor(farah), at=at, support_request=found)


def say_nobody_yet(farah, found, at):
    operations.record_cannot_help(actor=actor(farah), at=at, support_request=found, reason="Nobody is listed")


def withdraw(_, found, at):
    operations.withdraw(actor=actor(found.asked_by), at=at, support_request=found)


@pytest.mark.parametrize("go_on", [link, say_nobody_yet, withdraw])
def test_going_on_without_the_answer_ends_the_question_and_keeps_the_days_waited(
    here, thistlebank, farah, daniel, go_on
):
    found = support_request(here, thistlebank, asked_by=daniel, owner=farah)
    operations.ask_question(actor=actor(farah), at=NOW, support_request=found, words="Which year?")
    asked = queries.open_question(actor=actor(daniel), support_request=found)
    go_on(farah, found, NOW + timedelta(days=2))
    found.refresh_from_db()
    assert (found.waited_days, found.waiting_since) == (2, None)
    assert queries.open_question(actor=actor(daniel), support_request=found) is None
    with pytest.raises(operations.UnableToAnswer, match="went on without the answer"):
        operations.answer(actor=actor(daniel), at=NOW + timedelta(days=3), question=asked, words="Year 9")
    assert mails("answered") == []
    story = queries.history(actor=actor(daniel), support_request=found)
    [ended] = [event for event in story if event.title == "Our question no longer needs an answer"]
    assert ended.text == "“Which year?” Nobody had answered it, and we went on without."


def test_another_question_can_be_asked_after_one_that_ended_without_an_answer(here, thistlebank, farah, daniel):
    found = support_request(here, thistlebank, asked_by=daniel, owner=farah)
    operations.ask_question(actor=actor(farah), at=NOW, support_request=found, words="Which year?")
    say_nobody_yet(farah, found, NOW)
    operations.start_choosing(actor=actor(farah), at=NOW, support_request=found)
    operations.ask_question(actor=actor(farah), at=NOW, support_request=found, words="How many pupils?")
    assert queries.open_question(actor=actor(daniel), support_request=found).words == "How many pupils?"
