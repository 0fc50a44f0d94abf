"""Somebody leaves a school: their entry is hidden there, and goes with them once the new head agrees."""

import uuid

import pytest

from linkage.access.operation import _inside
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.enums import EntryStatus, MoveStatus
from linkage.directory.models import Commitment
from linkage.directory.tests import factories
from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import AffiliationStatus
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def harrowgill(ours):
    return member(ours, school(name="Harrowgill High School")).organisation


@pytest.fixture
def millrace(ours):
    return member(ours, school(name="Millrace Academy")).organisation


@pytest.fixture
def ruth(ours, harrowgill):
    return people.actor(people.head(ours, harrowgill, name="Ruth Hale"))


@pytest.fixture
def owen(ours, millrace):
    return people.actor(people.head(ours, millrace, name="Owen Pritchard"))


@pytest.fixture
def priya(ours, harrowgill):
    return factories.entry(ours, harrowgill, person=people.staff(ours, harrowgill, name="Priya Raman"))


def leave(actor, entry, to=None):
    return operations.leave_school(actor=actor, at=NOW, entry=entry, to_organisation=to)


def test_the_person_says_so_and_is_found_at_the_new_school_once_its_head_agrees(
    ours, priya, harrowgill, millrace, ruth, owen
):
    with _inside("test"):
        operations.book_place(
            actor=ruth, at=NOW, person=priya.person, organisation=harrowgill, source_id=uuid.uuid4(), on=NOW.date()
        )
    move = leave(people.actor(priya.person), priya, to=millrace)
    priya.refresh_from_db()
    assert priya.status == EntryStatus.HIDDEN
    assert not priya.person.affiliations.standing().filter(organisation=harrowgill).exists()
    assert [each.title for each in queries.next_actions(actor=owen, at=NOW)] == [
        "Does Priya Raman work at Millrace Academy now?"
    ]
    operations.take_in(actor=owen, at=NOW, move=move)
    priya.refresh_from_db()
    assert (priya.status, priya.organisation, priya.words) == (
        EntryStatus.LISTED,
        millrace,
        "I built a reading routine that every tutor uses.",
    )
    assert priya.person.affiliations.get(organisation=millrace).status == AffiliationStatus.CONFIRMED
    # What was promised stays where it was promised.
    assert Commitment.objects.get(person=priya.person, released_at=None).organisation == harrowgill
    assert list(Message.objects.order_by("created_at").values_list("subject", flat=True)) == [
        "Does Priya Raman work at your school now?",
        "Your entry is now at Millrace Academy",
        "Priya Raman now helps from Millrace Academy",
    ]


def test_a_no_leaves_the_entry_hidden(priya, millrace, owen):
    move = leave(people.actor(priya.person), priya, to=millrace)
    operations.turn_away(actor=owen, at=NOW, move=move)
    priya.refresh_from_db()
    assert priya.status == EntryStatus.HIDDEN
    with pytest.raises(operations.UnableToMove):
        operations.take_in(actor=owen, at=NOW, move=move)


def test_the_head_says_so_and_the_person_is_told(priya, ruth):
    leave(ruth, priya)
    assert [each.subject for each in Message.objects.all()] == ["Your entry is hidden"]


def test_only_the_new_head_takes_somebody_in(ours, priya, millrace, ruth, owen):
    move = leave(people.actor(priya.person), priya, to=millrace)
    for other in (ruth, people.actor(priya.person), people.actor(people.coordinator(ours))):
        with pytest.raises(Forbidden):
            operations.take_in(actor=other, at=NOW, move=move)
    operations.take_in(actor=owen, at=NOW, move=move)


def test_a_stranger_says_nothing_of_others(ours, priya, millrace, owen):
    for other in (owen, people.actor(people.staff(ours, millrace))):
        with pytest.raises(Forbidden):
            leave(other, priya)


def test_one_school_is_asked_at_a_time_and_not_the_one_that_was_left(priya, harrowgill, millrace):
    me = people.actor(priya.person)
    with pytest.raises(operations.UnableToMove, match="another school"):
        leave(me, priya, to=harrowgill)
    move = leave(me, priya, to=millrace)
    assert move.status == MoveStatus.ASKED
    with pytest.raises(operations.UnableToMove, match="asked already"):
        leave(me, priya, to=millrace)


def test_what_the_school_offers_stays_and_its_head_is_written_to(ours, priya, harrowgill, ruth):
    strength = factories.offer(ours, harrowgill, person=priya.person)
    leave(people.actor(priya.person), priya)
    strength.refresh_from_db()
    assert (strength.status, strength.person_id) == (EntryStatus.LISTED, ruth.person_id)


def test_without_a_head_what_the_school_offers_is_hidden_until_somebody_is_named(ours, priya, harrowgill):
    strength = factories.offer(ours, harrowgill, person=priya.person)
    leave(people.actor(priya.person), priya)
    strength.refresh_from_db()
    assert strength.status == EntryStatus.HIDDEN
