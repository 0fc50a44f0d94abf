"""What a process remembers between pages is what it would read: whatever changes, and whenever."""

import pytest
from django.apps import apps
from django.db import connection, connections, transaction

from linkage.areas.models import Area
from linkage.database import remembered, tenancy
from linkage.database.constraints import NotesChanges
from linkage.database.snapshots import Snapshot
from linkage.directory.tests import factories
from linkage.organisations.models import Organisation
from linkage.organisations.tests.factories import school
from linkage.people.models import Person
from linkage.programmes import queries
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture(autouse=True)
def _nothing_remembered():
    remembered.forget()


@pytest.fixture
def ours():
    made = programme()
    with tenancy.acting_in(made.pk):
        factories.area(made, "phonics", "Phonics")
    return made


class Page:
    """A page of a programme that names its areas; `asked` counts how often it had to ask for them."""

    asked = 0

    def names(self, ours, of=(Area,)):
        with tenancy.reading_at(ours.slug, queries.find):
            return tenancy.read_once("names", self._read, of)

    def _read(self):
        self.asked += 1
        return sorted(Area.objects.values_list("name", flat=True))


@pytest.fixture
def naming():
    return Page()


def rename(ours, name):
    with tenancy.acting_in(ours.pk):
        Area.objects.filter(programme=ours).update(name=name)


def test_what_nobody_changed_is_asked_once(naming, ours):
    assert [naming.names(ours) for _ in range(3)] == [["Phonics"]] * 3
    assert naming.asked == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda ours: Area.objects.filter(programme=ours).update(name="Reading"),
        lambda ours: factories.area(ours, "maths", "Maths"),
        lambda ours: Area.objects.all().delete(),
    ],
)
def test_each_kind_of_change_is_seen_by_the_next_page(naming, ours, change):
    naming.names(ours)
    with tenancy.acting_in(ours.pk):
        change(ours)
        now = sorted(Area.objects.values_list("name", flat=True))
    assert naming.names(ours) == now != ["Phonics"]


def test_a_change_that_began_before_the_page_and_ends_after_it_is_seen(naming, ours):
    with connections["owner"].cursor() as cursor:
        cursor.execute("begin")
        cursor.execute("update areas_area set name = 'Reading' where programme_id = %s", [ours.pk])
        assert naming.names(ours) == ["Phonics"]
        cursor.execute("commit")
    assert naming.names(ours) == ["Reading"]


def test_a_long_transaction_elsewhere_keeps_nobody_from_remembering(naming, ours):
    with connections["owner"].cursor() as cursor:
        cursor.execute("begin")
        cursor.execute("select pg_current_xact_id()")
        rename(ours, "Reading")
        assert [naming.names(ours) for _ in range(3)] == [["Reading"]] * 3
        cursor.execute("rollback")
    assert naming.asked == 1


def test_a_change_while_a_page_reads_is_seen_by_the_next(naming, ours):
    """What was read may be from before or after it: the next page does not rely on it."""
    with tenancy.reading_at(ours.slug, queries.find):
        with connections["owner"].cursor() as cursor:
            cursor.execute("update areas_area set name = 'Reading' where programme_id = %s", [ours.pk])
        tenancy.read_once("names", naming._read, (Area,))
        with connections["owner"].cursor() as cursor:
            cursor.execute("update areas_area set name = 'Writing' where programme_id = %s", [ours.pk])
    assert naming.names(ours) == ["Writing"]


def test_what_another_page_remembers_meanwhile_is_not_relied_on(ours):
    """The answer says what changed since what was held when it was asked: of anything later it says too little."""
    held, early, now = remembered.held(ours.pk), Snapshot(5, 5, frozenset()), Snapshot(9, 9, frozenset())
    remembered.remember(ours.pk, early, "names", ["Phonics"], (Area,))
    assert remembered.still_true(ours.pk, held, now, []) == {}
    assert remembered.still_true(ours.pk, remembered.held(ours.pk), now, []) == {"names": ["Phonics"]}


def test_programmes_asked_for_last_are_remembered(naming, ours, monkeypatch):
    monkeypatch.setattr(remembered, "MOST_PROGRAMMES", 2)
    second, third = programme(), programme()
    for each in (ours, second, ours, third, ours):
        naming.names(each)
    assert naming.asked == 3


def test_what_is_taken_back_leaves_no_trace(naming, ours):
    naming.names(ours)
    with tenancy.acting_in(ours.pk):
        Area.objects.update(name="Reading")
        transaction.set_rollback(True)
    assert (naming.names(ours), naming.asked) == (["Phonics"], 1)


def test_another_programmes_change_makes_nobody_forget_and_its_values_stay_its_own(naming, ours):
    theirs = programme()
    with tenancy.acting_in(theirs.pk):
        factories.area(theirs, "maths", "Maths")
    for _ in range(2):
        assert (naming.names(ours), naming.names(theirs)) == (["Phonics"], ["Maths"])
    rename(theirs, "Numbers")
    assert (naming.names(ours), naming.names(theirs), naming.asked) == (["Phonics"], ["Numbers"], 3)


def test_what_all_programmes_see_is_forgotten_by_all_when_it_changes(naming, ours):
    home = school()
    naming.names(ours, of=(Area, Organisation))
    with tenancy.acting_in(None):
        Organisation.objects.filter(pk=home.pk).update(town="Elsewhere")
    naming.names(ours, of=(Area, Organisation))
    assert naming.asked == 2


def test_an_address_that_another_programme_takes_over_leads_to_that_one(ours):
    with tenancy.reading_at(ours.slug, queries.find) as found:
        assert found == ours
    before = ours.slug
    ours.slug = "elsewhere"
    ours.save()
    with tenancy.reading_at(before, queries.find) as found:
        assert found is None
    theirs = programme(slug=before)
    with tenancy.reading_at(before, queries.find) as found:
        assert (found, tenancy.current_programme()) == (theirs, theirs.pk)


def test_nothing_is_remembered_of_what_notes_no_change(naming, ours):
    with pytest.raises(TypeError, match="Person does not note its changes"):
        naming.names(ours, of=(Area, Person))


def test_nothing_is_remembered_by_whoever_may_write(naming, ours):
    with tenancy.acting_in(ours.pk):
        for _ in range(2):
            tenancy.read_once("names", naming._read, (Area,))
    naming.names(ours)
    assert naming.asked == 3


def test_nothing_is_remembered_for_longer_than_changes_are_noted(naming, ours, monkeypatch):
    naming.names(ours)
    monkeypatch.setattr(remembered, "LONGEST_SECONDS", 0)
    naming.names(ours)
    assert naming.asked == 2


def test_a_database_put_back_to_an_earlier_day_is_read_anew(naming, ours):
    naming.names(ours)
    assert remembered.still_true(ours.pk, remembered.held(ours.pk), Snapshot(1, 1, frozenset()), []) == {}


def test_what_was_noted_is_forgotten_after_a_day(ours):
    with connections["owner"].cursor() as cursor:
        cursor.execute("update database_change set changed_at = now() - interval '25 hours'")
    rename(ours, "Reading")
    with tenancy.acting_in(None):
        tenancy.forget_changes()
    with connections["owner"].cursor() as cursor:
        cursor.execute("select of_table, programme_id from database_change")
        assert cursor.fetchall() == [("areas_area", ours.pk)]


def test_the_application_neither_reads_nor_writes_what_is_noted(ours):
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('database_change', 'insert, update, delete')")
        assert cursor.fetchone() == (False,)
        cursor.execute("select count(*) from database_change")
        assert cursor.fetchone() == (0,)


def test_every_model_that_notes_its_changes_has_its_triggers():
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text from pg_trigger where tgname ~ '_changes_(insert|update|delete)$'"
        )
        found = [name for (name,) in cursor.fetchall()]
    noting = [
        model._meta.db_table
        for model in apps.get_models()
        if any(isinstance(each, NotesChanges) for each in model._meta.constraints)
    ]
    assert sorted(found) == sorted(noting * 3)
