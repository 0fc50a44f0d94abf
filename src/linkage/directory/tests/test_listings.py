"""The listings are what the search reads: triggers keep them, and nothing else can."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from linkage.database.tenancy import acting_in
from linkage.directory.enums import EntryStatus, Visibility
from linkage.directory.models import Entry, EntryArea, Listing
from linkage.directory.tests import factories
from linkage.organisations.enums import MemberStatus
from linkage.organisations.models import Member, Organisation
from linkage.organisations.tests.factories import school
from linkage.people.models import Person
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def entry(ours):
    home = school(name="Harrowgill High School", easting=350_000, northing=430_000)
    return factories.entry(ours, home, person=people.staff(ours, home, name="Priya Raman"))


def listed():
    """Every listing as it stands, but for the transaction that wrote it and for whom only the key is left."""
    rows = Listing.objects.exclude(tokens=b"").order_by("entry_id")
    return [(row.entry_id, bytes(row.tokens), bytes(row.facts)) for row in rows]


def anew(ours):
    """The same, written anew from what stands in the entries."""
    with transaction.atomic():
        # A title that changes and changes back: both times everything is looked up again.
        Entry.objects.update(title="Something else")
        Entry.objects.update(title="")
        made = listed()
        transaction.set_rollback(True)
    return made


def pause(entry):
    entry.move(EntryStatus.PAUSED)
    entry.save()


def leave(entry):
    Member.objects.update_or_create(
        programme=entry.programme, organisation=entry.organisation, defaults={"status": MemberStatus.LEFT}
    )


CHANGES = {
    "words": lambda entry: Entry.objects.filter(pk=entry.pk).update(words="Beekeeping"),
    "stages": lambda entry: Entry.objects.filter(pk=entry.pk).update(phases=["special"], ways=["coaching"]),
    "places": lambda entry: Entry.objects.filter(pk=entry.pk).update(places=0),
    "visibility": lambda entry: Entry.objects.filter(pk=entry.pk).update(visibility=Visibility.BROKERS),
    "person": lambda entry: Person.objects.filter(pk=entry.person_id).update(name="Zebedee Quill"),
    "area's name": lambda entry: entry.entry_areas.get().area.__class__.objects.update(name="Falconry"),
    "another area": lambda entry: EntryArea.objects.create(
        programme=entry.programme, entry=entry, area=factories.area(entry.programme, "finance", "Finance", ("budget",))
    ),
    "no area": lambda entry: EntryArea.objects.filter(entry=entry).delete(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_listed_at_once_and_nothing_drifts(ours, entry, what):
    before = listed()
    CHANGES[what](entry)
    assert listed() != before
    assert listed() == anew(ours)


def test_an_area_brings_the_one_above_it(ours, entry):
    above = factories.area(ours, "english", "English", ())
    before = listed()
    area = entry.entry_areas.get().area
    area.parent = above
    area.save()
    assert listed() != before
    assert listed() == anew(ours)


def test_a_school_that_moves_takes_its_people_along(ours, entry):
    before = listed()
    with acting_in(None):
        Organisation.objects.filter(pk=entry.organisation_id).update(easting=400_000, town="Elsewhere")
    assert listed() != before
    assert listed() == anew(ours)


def test_nobody_is_listed_on_a_break_at_a_school_that_left_or_deleted(ours, entry):
    pause(entry)
    assert listed() == []
    entry.move(EntryStatus.LISTED)
    entry.save()
    assert len(listed()) == 1
    leave(entry)
    assert listed() == []
    Member.objects.filter(organisation=entry.organisation).update(status=MemberStatus.MEMBER)
    assert len(listed()) == 1
    entry.delete()
    assert listed() == []


@pytest.mark.parametrize(
    "write",
    [
        "UPDATE directory_listing SET facts = tokens",
        "DELETE FROM directory_listing",
        "INSERT INTO directory_listing SELECT * FROM directory_listing",
    ],
)
def test_the_application_reads_listings_and_writes_none(ours, entry, write):
    assert len(listed()) == 1
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(write)


def test_listings_of_another_programme_are_not_seen(ours, entry):
    theirs = programme()
    with acting_in(theirs.id):
        assert listed() == []
        factories.entry(theirs, school())
        assert len(listed()) == 1
    assert [row[0] for row in listed()] == [entry.pk]
