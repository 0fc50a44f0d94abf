"""A shortlist: kept from a search or a page, its person's alone, and what becomes of those who leave."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.access.operation import _inside
from linkage.access.personal_data import Subject
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations, personal_data, queries
from linkage.directory.enums import EntryStatus, Visibility
from linkage.directory.models import Entry, ShortlistPlace
from linkage.directory.operations import shortlists
from linkage.directory.tests import factories
from linkage.kernel.errors import Forbidden, NotFound
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def home(ours):
    return school(name="Harrowgill High School")


@pytest.fixture
def priya(ours, home):
    return factories.entry(ours, home, person=people.staff(ours, home, name="Priya Raman"))


@pytest.fixture
def daniel(ours):
    return people.staff(ours, school(name="Thistlebank School"), name="Daniel Whitlow", account=account())


@pytest.fixture
def signed_in(client, daniel):
    client.force_login(daniel.account)
    return client


def at(ours, name, *args):
    return reverse(f"directory:{name}", args=[ours.slug, *args])


def keep(who, entry):
    return operations.keep_entry(actor=people.actor(who), at=NOW, entry=entry)


def kept(who):
    return [each.entry.headline for each in queries.shortlist(actor=people.actor(who), on=TODAY) if each.is_there]


def tick(ours, on=NOW):
    operations.tick(actor=Actor.system("test", ours.id), at=on)


def stands(entry, **fields):
    Entry.objects.filter(pk=entry.pk).update(**fields)


class TestKeeping:
    def test_from_a_search_by_its_own_small_form_and_back_to_the_same_search(self, ours, priya, signed_in):
        found = signed_in.get(at(ours, "directory"), {"q": "reading", "stage": "secondary"}).text
        assert f'action="{at(ours, "keep", priya.pk)}"' in found
        back = "?stage=secondary&q=reading"
        answer = signed_in.post(at(ours, "keep", priya.pk), {"back": back})
        assert answer.url == f"{at(ours, 'directory')}{back}"
        assert "Take out of shortlist" in signed_in.get(answer.url).text

    def test_from_an_entry_and_taken_out_again(self, ours, priya, daniel, signed_in):
        assert "Add to shortlist" in signed_in.get(at(ours, "entry", priya.pk)).text
        signed_in.post(at(ours, "keep", priya.pk), {"back": "entry"})
        assert kept(daniel) == ["Priya Raman"]
        assert "Take out of shortlist" in signed_in.get(at(ours, "entry", priya.pk)).text
        signed_in.post(at(ours, "drop", priya.pk), {"back": "entry"})
        assert kept(daniel) == []

    def test_where_scripts_run_only_the_form_changes(self, ours, priya, signed_in):
        answer = signed_in.post(at(ours, "keep", priya.pk), {"back": "?q=x"}, headers={"hx-request": "true"})
        assert answer.text.strip().startswith("<form")
        assert f'action="{at(ours, "drop", priya.pk)}"' in answer.text
        assert "Priya Raman is in your shortlist" in answer.text

    def test_nobody_is_led_to_another_site(self, ours, priya, signed_in):
        answer = signed_in.post(at(ours, "keep", priya.pk), {"back": "https://bad.example/?q=x"})
        assert answer.url == at(ours, "shortlist")

    def test_twice_is_once(self, daniel, priya):
        assert keep(daniel, priya) == keep(daniel, priya)
        assert kept(daniel) == ["Priya Raman"]

    def test_it_is_short(self, ours, home, daniel, priya, monkeypatch):
        monkeypatch.setattr(shortlists, "MOST_KEPT", 1)
        keep(daniel, priya)
        with pytest.raises(operations.UnableToKeep, match="Your shortlist holds 1"):
            keep(daniel, factories.entry(ours, home))

    @pytest.mark.parametrize(
        "standing",
        [{"status": EntryStatus.LAPSED}, {"status": EntryStatus.WITHDRAWN}, {"visibility": Visibility.BROKERS}],
        ids=str,
    )
    def test_who_cannot_be_asked_is_not_kept(self, daniel, priya, standing):
        stands(priya, **standing)
        with pytest.raises(operations.UnableToKeep, match="cannot be asked for"):
            keep(daniel, priya)


class TestTheListItself:
    def test_leads_to_an_ask_for_one_and_for_all(self, ours, home, priya, daniel, signed_in):
        tom = factories.entry(ours, home, person=people.staff(ours, home, name="Tom Hale"))
        for each in (priya, tom):
            keep(daniel, each)
        page = signed_in.get(at(ours, "shortlist")).text
        assert "Ask for Priya’s help" in page
        assert f"?entry={priya.pk}&amp;entry={tom.pk}" in page or f"?entry={tom.pk}&amp;entry={priya.pk}" in page

    def test_is_nobody_elses(self, ours, priya, daniel):
        place = keep(daniel, priya)
        for other in (people.coordinator(ours), priya.person):
            assert kept(other) == []
            with pytest.raises(NotFound):
                queries.shortlist_place(actor=people.actor(other), entry_id=priya.pk)
            with pytest.raises(Forbidden):
                operations.drop_entry(actor=people.actor(other), at=NOW, place=place)
        assert kept(daniel) == ["Priya Raman"]

    def test_says_who_is_gone_without_a_way_to_them(self, ours, priya, daniel, signed_in):
        keep(daniel, priya)
        stands(priya, status=EntryStatus.WITHDRAWN)
        page = signed_in.get(at(ours, "shortlist")).text
        assert "Not available any more" in page
        assert "Ask for" not in page
        assert at(ours, "entry", priya.pk) not in page.replace(at(ours, "drop", priya.pk), "")
        assert signed_in.post(at(ours, "drop", priya.pk)).url == at(ours, "shortlist")

    def test_who_takes_a_break_stays_and_is_not_asked(self, ours, priya, daniel, signed_in):
        keep(daniel, priya)
        stands(priya, status=EntryStatus.PAUSED)
        page = signed_in.get(at(ours, "shortlist")).text
        assert "Taking a break" in page
        assert "Ask for" not in page

    def test_more_of_them_cost_no_query_more(self, ours, home, priya, daniel, signed_in):
        def asked():
            with CaptureQueriesContext(connection) as found:
                assert signed_in.get(at(ours, "shortlist")).status_code == 200
            return len(found)

        keep(daniel, priya)
        asked()
        before = asked()
        for _ in range(3):
            keep(daniel, factories.entry(ours, home))
        assert asked() == before

    def test_the_mark_costs_a_search_no_query_more(self, ours, priya, daniel):
        def asked():
            with CaptureQueriesContext(connection) as found:
                queries.search(actor=people.actor(daniel), search=queries.Search(text="reading"), on=TODAY)
            return len(found)

        before = asked()
        keep(daniel, priya)
        assert asked() == before


class TestWhoLeft:
    def test_is_forgotten_after_a_month_and_not_before(self, ours, priya, daniel):
        keep(daniel, priya)
        stands(priya, status=EntryStatus.LAPSED)
        tick(ours)
        tick(ours, NOW + timedelta(days=29))
        assert ShortlistPlace.objects.get().gone_on == TODAY
        tick(ours, NOW + timedelta(days=30))
        assert not ShortlistPlace.objects.exists()

    def test_is_there_again_when_they_come_back(self, ours, priya, daniel):
        keep(daniel, priya)
        stands(priya, status=EntryStatus.LAPSED)
        tick(ours)
        stands(priya, status=EntryStatus.LISTED)
        tick(ours, NOW + timedelta(days=29))
        tick(ours, NOW + timedelta(days=60))
        assert kept(daniel) == ["Priya Raman"]

    def test_stays_with_those_who_still_find_them(self, ours, priya, daniel):
        farah = people.coordinator(ours)
        for who in (daniel, farah):
            keep(who, priya)
        stands(priya, visibility=Visibility.BROKERS)
        tick(ours)
        tick(ours, NOW + timedelta(days=30))
        assert kept(farah) == ["Priya Raman"]
        assert [each.person_id for each in ShortlistPlace.objects.all()] == [farah.pk]


def subject(person):
    return Subject(person.programme_id, person.pk, None, person.name, person.email, person.phone)


def test_a_person_is_told_whom_they_keep_and_it_is_erased_with_them(priya, daniel):
    keep(daniel, priya)
    assert personal_data.collect(subject(daniel))["In your shortlist"][0]["Entry"] == "Priya Raman"
    personal_data.erase(subject(daniel), NOW)
    assert not ShortlistPlace.objects.exists()


def test_whoever_is_erased_goes_out_of_the_shortlists_of_others(priya, daniel):
    keep(daniel, priya)
    personal_data.erase(subject(priya.person), NOW)
    assert not ShortlistPlace.objects.exists()


def test_of_two_records_of_one_human_the_shortlists_become_one(ours, home, priya, daniel):
    again = people.staff(ours, home, name="Dan Whitlow")
    tom = factories.entry(ours, home, person=people.staff(ours, home, name="Tom Hale"))
    for who, entry in ((daniel, priya), (again, priya), (again, tom)):
        keep(who, entry)
    with _inside("test"):
        operations.settle_merge(actor=Actor.system("test", ours.id), at=NOW, kept=daniel, gone=again)
    assert sorted(kept(daniel)) == ["Priya Raman", "Tom Hale"]
    assert ShortlistPlace.objects.count() == 2
