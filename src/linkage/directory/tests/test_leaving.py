import pytest

from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.enums import EntryStatus, NominationStatus
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people import operations as persons
from linkage.people.enums import AffiliationRole, AffiliationStatus
from linkage.people.models import Affiliation, RoleGrant
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def home():
    return school()


@pytest.fixture
def ruth(ours, home):
    return people.actor(people.head(ours, home))


def end(ruth, someone, **which):
    affiliation = Affiliation.objects.get(person=someone, **which)
    persons.end_affiliation(actor=ruth, at=NOW, affiliation=affiliation)


def test_somebody_who_left_the_school_is_not_found_or_chosen_any_more(ours, home, ruth):
    entry = factories.entry(ours, home)
    assert [each.entry_id for each in queries.pool(actor=ruth)] == [entry.pk]
    end(ruth, entry.person)
    entry.refresh_from_db()
    assert entry.status == EntryStatus.HIDDEN
    assert queries.pool(actor=ruth) == []
    with pytest.raises(operations.UnableToChangeEntry, match="works at the school"):
        operations.resume(actor=people.actor(entry.person), at=NOW, entry=entry)


def test_what_another_school_says_of_them_stands(ours, home, ruth):
    person = people.staff(ours, school())
    entry = factories.entry(ours, person.affiliations.get().organisation, person=person)
    Affiliation.objects.create(
        programme=ours, person=person, organisation=home, role="teacher", status=AffiliationStatus.CONFIRMED
    )
    end(ruth, person, organisation=home)
    entry.refresh_from_db()
    assert entry.status == EntryStatus.LISTED


def test_a_nomination_that_waits_ends_with_their_work(ours, home, ruth):
    waiting = factories.nomination(ours, home, people.person(ours))
    end(ruth, waiting.nominee)
    waiting.refresh_from_db()
    assert waiting.status == NominationStatus.WITHDRAWN


def test_a_head_who_gives_up_a_second_job_there_stays_head_and_listed(ours, home):
    head = people.head(ours, home)
    entry = factories.entry(ours, home, person=head)
    Affiliation.objects.create(
        programme=ours, person=head, organisation=home, role="teacher", status=AffiliationStatus.CONFIRMED
    )
    coordinator = people.actor(people.coordinator(ours))
    end(coordinator, head, role="teacher")
    entry.refresh_from_db()
    assert entry.status == EntryStatus.LISTED
    assert RoleGrant.objects.filter(person=head, ended_at=None).exists()
    end(coordinator, head, role=AffiliationRole.HEAD)
    assert not RoleGrant.objects.filter(person=head, ended_at=None).exists()


def test_of_two_who_settle_the_same_work_at_once_the_second_is_told(ours, home, ruth):
    colleague = people.staff(ours, home)
    first, second = (Affiliation.objects.get(person=colleague) for _ in range(2))
    persons.end_affiliation(actor=ruth, at=NOW, affiliation=first)
    with pytest.raises(persons.UnableToSettle):
        persons.end_affiliation(actor=ruth, at=NOW, affiliation=second)
