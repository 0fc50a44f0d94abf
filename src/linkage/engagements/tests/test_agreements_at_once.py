"""Two sign at one moment: both count, the agreement holds, and everybody hears of it once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from linkage.database.tenancy import acting_in
from linkage.engagements import operations
from linkage.engagements.enums import AgreementStatus
from linkage.engagements.models import Agreement, Engagement, Signature
from linkage.engagements.tests import agreements as made
from linkage.engagements.tests.agreements import mails, sign
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4
PATIENCE_SECONDS = 30


@pytest.fixture
def ours():
    return programme()


def one_has_signed(w):
    """A text that Grace has signed, and two have still to sign; a newer version where one is signed already."""
    with acting_in(w.programme.id):
        if w.engagement.agreements.exists():
            operations.amend(actor=actor(w.grace), at=NOW, engagement=w.engagement, change="More.")
            return sign(made.offer(w), w.grace).pk
        return sign(made.offered(w), w.grace).pk


def at_once(w, key, people):
    """Let these people sign at the same moment; return what became of each."""
    together = threading.Barrier(len(people), timeout=PATIENCE_SECONDS)

    def do(someone):
        try:
            with acting_in(w.programme.id):
                found = Agreement.objects.whole().get(pk=key)
                found.engagement = Engagement.objects.whole().get(pk=found.engagement_id)
                who = actor(someone)
                together.wait()
                operations.sign(actor=who, at=NOW, agreement=found, typed_name=someone.name, seen_hash=found.text_hash)
        except IntegrityError as error:
            return type(error)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(do, people))


def kept(w, key):
    with acting_in(w.programme.id):
        found = Agreement.objects.get(pk=key)
        return found.state, Signature.objects.filter(agreement=found).count(), len(mails("agreement_signed"))


def test_the_last_two_at_once_both_count_and_it_holds(ours):
    with acting_in(ours.id):
        w = made.world(ours)
    for number in range(ROUNDS):
        key = one_has_signed(w)
        assert at_once(w, key, [w.helen, w.priya]) == [None, None]
        assert kept(w, key) == (AgreementStatus.SIGNED, 3, 3 * (number + 1))


def test_one_person_twice_at_once_signs_once(ours):
    with acting_in(ours.id):
        w = made.world(ours)
    key = one_has_signed(w)
    assert at_once(w, key, [w.helen, w.helen]) == [None, None]
    assert kept(w, key) == (AgreementStatus.PARTLY_SIGNED, 2, 0)


def test_without_the_lock_neither_would_be_the_last(ours, monkeypatch):
    """The control: each sees the other's signature missing, so all have signed and it never holds."""
    monkeypatch.setattr(Agreement, "hold", lambda _self: None)
    with acting_in(ours.id):
        w = made.world(ours)
    key = one_has_signed(w)
    assert at_once(w, key, [w.helen, w.priya]) == [None, None]
    assert kept(w, key) == (AgreementStatus.PARTLY_SIGNED, 3, 0)


def test_without_the_lock_the_database_still_keeps_one_signature_for_each_party(ours, monkeypatch):
    monkeypatch.setattr(Agreement, "hold", lambda _self: None)
    with acting_in(ours.id):
        w = made.world(ours)
    key = one_has_signed(w)
    assert sorted(map(str, at_once(w, key, [w.helen, w.helen]))) == sorted([str(IntegrityError), "None"])
    assert kept(w, key)[1] == 2
