"""Who has room is kept by the process too, and nobody can tell: a promise counts from the moment it is made."""

import uuid

import pytest
from django.db import connections, transaction

from linkage.database.tenancy import acting_in
from linkage.directory.models import Commitment
from linkage.directory.queries import gathering
from linkage.directory.rules.facts import ROOM_NEXT, ROOM_NOW
from linkage.directory.tests import factories
from linkage.directory.tests.asking import BOTH, LAST, NEXT, THIS, listed, promise, release, stop
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def ours():
    return programme()


def test_what_is_promised_is_told_once_and_again_after_a_change(ours, process):
    entry, other = listed(ours, places=1), listed(ours, places=1)
    for _ in range(2):
        assert process.has_room(ours) == {entry.pk: BOTH, other.pk: BOTH}
    promised = promise(entry)
    for _ in range(2):
        assert process.has_room(ours) == {entry.pk: ROOM_NEXT, other.pk: BOTH}
    release(ours, promised)
    assert process.has_room(ours) == {entry.pk: BOTH, other.pk: BOTH}
    stop(other)
    for _ in range(2):
        assert process.has_room(ours) == {entry.pk: BOTH, other.pk: 0}
    assert (process.told, process.anew) == (4, 1)


def test_a_long_transaction_elsewhere_has_nobody_told_again_and_again(ours, process):
    entry = listed(ours, places=1)
    with connections["owner"].cursor() as cursor:
        cursor.execute("begin")
        cursor.execute("select pg_current_xact_id()")
        promise(entry)
        for _ in range(3):
            assert process.has_room(ours) == {entry.pk: ROOM_NEXT}
        cursor.execute("rollback")
    assert process.told == 1


def test_who_is_full_is_told_of_the_half_terms_asked_for(ours, process):
    entry = listed(ours, places=1)
    promise(entry, on=NEXT)
    assert process.has_room(ours) == {entry.pk: ROOM_NOW}
    assert process.has_room(ours, (NEXT, LAST)) == {entry.pk: ROOM_NEXT}
    assert process.has_room(ours) == {entry.pk: ROOM_NOW}
    assert process.finds(ours) == {entry.pk}
    assert process.has_room(ours) == {entry.pk: ROOM_NOW}


def test_an_offer_is_full_by_itself(ours, process):
    with acting_in(ours.pk):
        offer = factories.offer(ours, school(), person=people.staff(ours, school()), places=1)
    process.has_room(ours)
    with acting_in(ours.pk):
        Commitment.objects.create(
            programme=ours, person_id=offer.person_id, entry=offer, organisation_id=offer.organisation_id,
            period_starts_on=THIS, kind="link", places=1, source_id=uuid.uuid4(), made_at=NOW,
        )  # fmt: skip
    assert process.has_room(ours) == {offer.pk: ROOM_NEXT}


def test_what_another_programme_promises_is_not_told(ours, process):
    theirs = programme()
    entry, stranger = listed(ours, places=1), listed(theirs, places=1)
    assert (process.has_room(ours), process.has_room(theirs)) == ({entry.pk: BOTH}, {stranger.pk: BOTH})
    promise(stranger)
    assert (process.has_room(ours), process.has_room(theirs)) == ({entry.pk: BOTH}, {stranger.pk: ROOM_NEXT})
    assert process.told == 3


def test_a_promise_that_is_taken_back_was_never_kept(ours, process):
    entry = listed(ours, places=1)
    process.has_room(ours)
    with transaction.atomic():
        promise(entry)
        assert process.has_room(ours) == {entry.pk: ROOM_NEXT}
        transaction.set_rollback(True)
    assert process.has_room(ours) == {entry.pk: BOTH}


def test_a_promise_begun_before_and_made_after_a_question_is_seen(ours, process):
    slow, quick = listed(ours, places=1), listed(ours, places=1)
    process.has_room(ours)
    with connections["owner"].cursor() as cursor:
        cursor.execute("begin")
        cursor.execute(
            "insert into directory_allowance (id, programme_id, person_id, period_starts_on, places_limit, days_limit, "
            "places_promised, days_promised) values (gen_random_uuid(), %s, %s, %s, 1, 0, 1, 0)",
            [ours.pk, slow.person_id, THIS],
        )
        promise(quick)
        for _ in range(2):
            assert process.has_room(ours) == {slow.pk: BOTH, quick.pk: ROOM_NEXT}
        cursor.execute("commit")
    assert process.has_room(ours) == {slow.pk: ROOM_NEXT, quick.pk: ROOM_NEXT}


def test_promises_are_kept_no_longer_than_changes_are_noted(ours, process, monkeypatch):
    entry = listed(ours, places=1)
    process.has_room(ours)
    monkeypatch.setattr(gathering, "LONGEST_SECONDS", -1)
    assert (process.has_room(ours), process.told) == ({entry.pk: BOTH}, 2)
