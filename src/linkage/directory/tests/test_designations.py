"""What somebody holds stands beside what they offer, for as long as it holds."""

from datetime import timedelta

import pytest

from linkage.access import links
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import policy, queries
from linkage.directory.enums import EntryKind
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import DesignationStatus
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
LINE = "Specialist Leader of Education (Phonics), from Wyre Teaching School Hub"


@pytest.fixture
def ours():
    made = programme(slug="ribble")
    with acting_in(made.id):
        yield made


@pytest.fixture
def home(ours):
    return member(ours, school(name="Harrowgill High School")).organisation


@pytest.fixture
def entry(ours, home):
    return factories.entry(ours, home, person=people.staff(ours, home, name="Priya Raman"))


@pytest.fixture
def reader(client, ours):
    person = people.staff(ours, member(ours, school()).organisation, account=account())
    client.force_login(person.account)
    return client


def words_of(page):
    return page.content.decode()


def test_it_stands_on_the_entry_while_it_holds(ours, entry, reader):
    held = people.designation(ours, entry.person, specialism="Phonics")
    address = f"/ribble/directory/{entry.pk}/"
    assert LINE in words_of(reader.get(address))
    for changes in ({"status": DesignationStatus.CLAIMED}, {"to_on": held.from_on + timedelta(days=1)}):
        type(held).objects.update(**{"status": DesignationStatus.HELD, "to_on": None, **changes})
        assert LINE not in words_of(reader.get(address))


def test_what_a_school_holds_stands_beside_what_it_offers_and_not_beside_its_staff(ours, home, entry, reader):
    people.designation(ours, home)
    offer = factories.entry(ours, home, person=entry.person, kind=EntryKind.STRENGTH, title="Maths for all")
    assert "Maths Hub, from" in words_of(reader.get(f"/ribble/directory/{offer.pk}/"))
    assert "Maths Hub, from" not in words_of(reader.get(f"/ribble/directory/{entry.pk}/"))


def test_who_says_that_an_entry_is_right_reads_what_is_noted_of_them(ours, entry, client):
    people.designation(ours, entry.person, specialism="Phonics")
    entry.asked_at, entry.asked = entry.listed_at, 1
    entry.save()
    token = links.make(
        policy.RIGHT_LINK,
        programme_id=ours.pk,
        record_id=entry.pk,
        person_id=entry.person_id,
        state=entry.question,
    )
    assert LINE in words_of(client.get(f"/ribble/directory/right/{token}/"))


class TestLookingForThem:
    @pytest.fixture
    def look(self, ours):
        person = people.staff(ours, member(ours, school()).organisation)

        def find(**asked):
            return queries.search(actor=people.actor(person), search=queries.Search(**asked), on=NOW.date())

        return find

    def test_a_choice_finds_who_holds_it_and_its_count_says_how_many(self, ours, home, entry, look):
        held = people.designation(ours, entry.person, specialism="Phonics")
        factories.entry(ours, home, person=people.staff(ours, home, name="Ana Bell"))
        assert look().counts["designation"] == {str(held.title_id): 1}
        found = look(designations=(str(held.title_id),))
        assert (found.total, [each.entry for each in found.results]) == (1, [entry])
        assert found.results[0].designations == ("Specialist Leader of Education (Phonics)",)
        # A second choice of the same kind adds to the first, so its count is as if nothing were chosen.
        leader = people.designation(
            ours, people.staff(ours, home), title=people.title(ours, "National Leader of Governance")
        )
        factories.entry(ours, home, person=leader.person)
        assert look(designations=(str(held.title_id),)).counts["designation"][str(leader.title_id)] == 1
        assert look(designations=(str(held.title_id), str(leader.title_id))).total == 2

    def test_of_a_school_it_finds_what_the_school_offers_and_not_its_staff(self, ours, home, entry, look):
        hub = people.designation(ours, home)
        offer = factories.entry(ours, home, person=entry.person, kind=EntryKind.STRENGTH, title="Maths for all")
        found = look(designations=(str(hub.title_id),))
        assert [each.entry for each in found.results] == [offer]

    def test_what_is_over_or_unchecked_is_neither_counted_nor_found(self, ours, entry, look):
        held = people.designation(ours, entry.person)
        for changes in ({"status": DesignationStatus.CLAIMED}, {"to_on": held.from_on + timedelta(days=1)}):
            type(held).objects.update(**{"status": DesignationStatus.HELD, "to_on": None, **changes})
            assert look().counts["designation"] == {}
            # A choice that nobody holds any more, in an address kept since, narrows nothing.
            assert look(designations=(str(held.title_id),)).total == 1

    def test_the_page_offers_it_and_says_it_of_each_result(self, ours, entry, reader):
        held = people.designation(ours, entry.person, specialism="Phonics")
        page = words_of(reader.get("/ribble/directory/"))
        assert f'name="designation" type="checkbox" value="{held.title_id}"' in page
        assert "Specialist Leader of Education (Phonics)" in page
