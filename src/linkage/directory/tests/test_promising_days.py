"""Days are promised by half-terms: as many as are booked there, refused where nobody has any left."""

import uuid
from datetime import date

import pytest

from linkage.access.operation import _inside
from linkage.database.tenancy import acting_in
from linkage.directory import operations
from linkage.directory.models import Allowance, Commitment, SchoolAllowance
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
NOVEMBER, JANUARY = date(2026, 11, 12), date(2027, 1, 12)
SOURCE = uuid.uuid4()


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def entry(ours):
    return factories.entry(ours, school(), days=3)


def promise(entry, days, *, on=NOVEMBER, source_id=SOURCE, offer=None):
    with _inside("test"):
        return operations.promise_days(
            actor=people.actor(people.coordinator(entry.programme)),
            at=NOW,
            person=entry.person,
            organisation=entry.organisation,
            source_id=source_id,
            on=on,
            days=days,
            entry=offer,
        )


def promised(entry):
    return Allowance.objects.get(person=entry.person, period_starts_on=date(2026, 11, 1)).days_promised


def stop(entry, *, is_stopped=True, days_limit=None):
    operations.set_ceiling(
        actor=people.actor(people.head(entry.programme, entry.organisation)),
        at=NOW,
        organisation=entry.organisation,
        days_limit=days_limit,
        is_stopped=is_stopped,
    )


def test_the_days_of_a_source_are_what_was_said_last(entry):
    for days in (1, 3, 2):
        assert promise(entry, days).days == days
        assert promised(entry) == days
    assert Commitment.objects.count() == 1


def test_none_gives_them_back_and_they_can_be_promised_again(entry):
    promise(entry, 3)
    assert promise(entry, 0) is None
    assert promise(entry, 0) is None
    assert promised(entry) == 0
    assert promise(entry, 1).released_at is None
    assert promised(entry) == 1


def test_none_of_what_was_never_promised_writes_nothing(entry):
    assert promise(entry, 0) is None
    assert not Commitment.objects.exists()


def test_each_half_term_and_each_source_is_counted_by_itself(entry):
    promise(entry, 2)
    promise(entry, 3, on=JANUARY)
    with pytest.raises(operations.UnableToBook, match="They have promised all the days they can give this half-term"):
        promise(entry, 2, source_id=uuid.uuid4())
    promise(entry, 1, source_id=uuid.uuid4())
    assert promised(entry) == 3


def test_what_is_refused_leaves_what_was_promised(entry):
    promise(entry, 2)
    with pytest.raises(operations.UnableToBook):
        promise(entry, 4)
    assert promised(entry) == 2
    assert Commitment.objects.get().released_at is None


def test_the_ceiling_of_the_school_refuses(entry):
    stop(entry, is_stopped=False, days_limit=1)
    promise(entry, 1)
    with pytest.raises(operations.UnableToBook, match="Their school has promised all the days it can give"):
        promise(entry, 2)
    assert SchoolAllowance.objects.get(organisation=entry.organisation).days_promised == 1


def test_a_stop_refuses_more_and_never_what_stands_or_fewer(entry):
    promise(entry, 2)
    stop(entry)
    with pytest.raises(operations.UnableToBook, match="no new requests"):
        promise(entry, 3)
    assert promise(entry, 2).days == 2
    assert promise(entry, 1).days == 1
    with pytest.raises(operations.UnableToBook, match="no new requests"):
        promise(entry, 1, on=JANUARY)


def test_days_for_an_offer_count_against_its_school_alone(ours, entry):
    offer = factories.offer(ours, entry.organisation, person=entry.person)
    promise(entry, 5, offer=offer)
    assert not Allowance.objects.filter(person=entry.person, days_promised__gt=0).exists()
    assert SchoolAllowance.objects.get(organisation=entry.organisation).days_promised == 5


def test_promising_belongs_inside_an_operation(entry):
    with pytest.raises(RuntimeError, match="belongs inside an operation"):
        operations.promise_days(
            actor=people.actor(entry.person),
            at=NOW,
            person=entry.person,
            organisation=entry.organisation,
            source_id=SOURCE,
            on=NOVEMBER,
            days=1,
        )
