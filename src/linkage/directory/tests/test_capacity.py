import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from linkage.access.operation import _inside
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Allowance, Commitment, SchoolAllowance, SchoolCeiling
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes import operations as programmes
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


def book(entry, source_id=None, on=TODAY):
    actor = people.actor(people.coordinator(entry.programme))
    with _inside("test"):
        return operations.book_place(
            actor=actor,
            at=NOW,
            person=entry.person,
            organisation=entry.organisation,
            source_id=source_id or uuid.uuid4(),
            on=on,
        )


def release(entry, source_id):
    with _inside("test"):
        return operations.release_place(
            actor=people.actor(people.coordinator(entry.programme)), at=NOW, source_id=source_id
        )


def days(entry, number):
    return Commitment.objects.create(
        programme=entry.programme,
        person=entry.person,
        organisation=entry.organisation,
        period_starts_on=date(2026, 11, 1),
        kind="engagement",
        days=number,
        source_id=uuid.uuid4(),
        made_at=NOW,
    )


def test_places_are_booked_until_the_person_is_full(ours):
    entry = factories.entry(ours, school(), places=2)
    book(entry)
    book(entry)
    with pytest.raises(operations.UnableToBook, match="all the schools they can take this half-term"):
        book(entry)
    assert Allowance.objects.get(person=entry.person).places_promised == 2


def test_a_released_place_can_be_booked_again(ours):
    entry = factories.entry(ours, school(), places=1)
    first = uuid.uuid4()
    book(entry, first)
    assert release(entry, first) == 1
    assert release(entry, first) == 0
    assert Allowance.objects.get(person=entry.person).places_promised == 0
    book(entry)
    with pytest.raises(operations.UnableToBook):
        book(entry, first)


def test_the_same_source_is_one_promise(ours):
    entry = factories.entry(ours, school(), places=2)
    source = uuid.uuid4()
    book(entry, source)
    book(entry, source)
    assert Allowance.objects.get(person=entry.person).places_promised == 1


def test_each_half_term_has_its_own_places(ours):
    entry = factories.entry(ours, school(), places=1)
    book(entry)
    book(entry, on=date(2027, 1, 12))
    assert Allowance.objects.filter(person=entry.person).count() == 2


def test_somebody_not_listed_takes_nothing(ours):
    entry = factories.entry(ours, school(), status=EntryStatus.WITHDRAWN)
    with pytest.raises(operations.UnableToBook):
        book(entry)


def test_a_school_that_stopped_takes_nothing_new(ours):
    entry = factories.entry(ours, school(), places=2)
    source = uuid.uuid4()
    book(entry, source)
    SchoolCeiling.objects.create(programme=ours, organisation=entry.organisation, is_stopped=True)
    with pytest.raises(operations.UnableToBook, match="no new requests"):
        book(entry)
    assert release(entry, source) == 1


def test_days_are_limited_for_the_person_and_for_the_school(ours):
    home = school()
    SchoolCeiling.objects.create(programme=ours, organisation=home, days_limit=3)
    one, other = factories.entry(ours, home, days=2), factories.entry(ours, home, days=2)
    days(one, 2)
    with pytest.raises(IntegrityError, match="directory_allowance_days"), transaction.atomic():
        days(one, 1)
    with pytest.raises(IntegrityError, match="directory_schoolallowance_days"), transaction.atomic():
        days(other, 2)
    days(other, 1)
    assert SchoolAllowance.objects.get(organisation=home).days_promised == 3


def test_what_is_promised_cannot_be_written_by_hand(ours):
    entry = factories.entry(ours, school())
    book(entry)
    with pytest.raises(IntegrityError, match="never written"), transaction.atomic():
        Allowance.objects.update(places_promised=0)


def test_a_forgotten_allowance_counts_itself_again(ours):
    entry = factories.entry(ours, school(), places=2)
    book(entry)
    Allowance.objects.all().delete()
    book(entry)
    with pytest.raises(operations.UnableToBook):
        book(entry)


def test_an_erased_commitment_is_given_back(ours):
    entry = factories.entry(ours, school(), places=1)
    book(entry).delete()
    assert Allowance.objects.get(person=entry.person).places_promised == 0


def test_booking_belongs_inside_an_operation(ours):
    entry = factories.entry(ours, school())
    with pytest.raises(RuntimeError, match="belongs inside an operation"):
        operations.book_place(
            actor=people.actor(entry.person),
            at=NOW,
            person=entry.person,
            organisation=entry.organisation,
            source_id=uuid.uuid4(),
            on=TODAY,
        )


def test_an_edit_of_the_term_dates_makes_no_room_for_what_is_promised_already(ours):
    entry = factories.entry(ours, school(), places=2)
    farah = people.actor(people.coordinator(ours))
    book(entry)
    for kind, name, starts_on, ends_on in (
        ("holiday", "Half-term", date(2026, 10, 26), date(2026, 10, 30)),
        ("holiday", "Christmas", date(2026, 12, 21), date(2027, 1, 1)),
        ("inset", "INSET", date(2026, 11, 2), date(2026, 11, 2)),
    ):
        programmes.add_closure(actor=farah, at=NOW, kind=kind, name=name, starts_on=starts_on, ends_on=ends_on)
    [pooled] = queries.pool(actor=farah, on=TODAY)
    assert pooled.places_left == 1
    book(entry)
    with pytest.raises(operations.UnableToBook, match="all the schools they can take this half-term"):
        book(entry)
