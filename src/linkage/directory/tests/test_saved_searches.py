"""A search kept under a name: its person's alone, never a worry, and who is new for it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.access.personal_data import Subject
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations, personal_data, queries
from linkage.directory.enums import EntryStatus, Visibility
from linkage.directory.models import Entry, SavedSearch
from linkage.directory.operations import saved_searches
from linkage.directory.tests import factories
from linkage.kernel.errors import Forbidden, NotFound
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
WORRY = "A girl in my class told me that her stepfather hits her and she has bruises on her arms"
LATER = NOW + timedelta(days=1)


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        factories.area(made)
        yield made


@pytest.fixture
def home(ours):
    return school(name="Harrowgill High School")


@pytest.fixture
def daniel(ours):
    return people.staff(ours, school(name="Thistlebank School"), name="Daniel Whitlow", account=account())


@pytest.fixture
def signed_in(client, daniel):
    client.force_login(daniel.account)
    return client


@pytest.fixture
def kept(daniel):
    return operations.keep_search(
        actor=people.actor(daniel), at=NOW, name="Phonics near us", words="phonics", chosen="stage=secondary"
    )


def at(ours, name, *args):
    return reverse(f"directory:{name}", args=[ours.slug, *args])


def tick(ours, on=LATER):
    operations.tick(actor=Actor.system("test", ours.id), at=on)


def new_for(who):
    [saved] = queries.saved_searches(actor=people.actor(who))
    return [each.headline for each in queries.new_for(actor=people.actor(who), saved=saved)]


def titles(who):
    return [each.title for each in queries.next_actions(actor=people.actor(who), at=LATER)]


def listed_later(ours, home, name, **fields):
    person = people.staff(ours, home, name=name)
    return factories.entry(ours, home, person=person, listed_at=NOW + timedelta(hours=1), **fields)


class TestKeeping:
    def test_from_the_results_with_a_name_and_opened_again(self, ours, home, daniel, signed_in):
        factories.entry(ours, home)
        found = signed_in.get(at(ours, "directory"), {"q": "phonics", "stage": "secondary"}).text
        form = f"{at(ours, 'save-search')}?stage=secondary&q=phonics"
        assert form.replace("&", "&amp;") in found
        asked = signed_in.get(form).text
        assert 'value="phonics"' in asked
        assert "Secondary" in asked
        signed_in.post(form, {"name": "Phonics near us"})
        [saved] = queries.saved_searches(actor=people.actor(daniel))
        assert (saved.name, saved.words, saved.choices) == ("Phonics near us", "phonics", "stage=secondary")
        assert "Phonics near us" in signed_in.get(at(ours, "searches")).text
        opened = signed_in.post(at(ours, "saved-search", saved.pk))
        assert opened.url == f"{at(ours, 'directory')}?stage=secondary&q=phonics"

    def test_of_its_choices_only_those_there_are(self, ours, daniel, signed_in):
        typed = "stage=secondary&stage=Ella+Smith&area=literacy&area=Ella&group=Ella&from=Ella&way=Ella&far=Ella"
        signed_in.post(f"{at(ours, 'save-search')}?q=phonics&{typed}", {"name": "Mine"})
        assert SavedSearch.objects.get().choices == "stage=secondary&area=literacy"

    def test_without_a_name_it_is_asked_for(self, ours, signed_in):
        answer = signed_in.post(f"{at(ours, 'save-search')}?q=phonics", {"name": ""})
        assert answer.status_code == 422
        assert "Enter a name by which you find it again" in answer.text

    def test_everybody_is_no_search(self, ours, signed_in):
        assert signed_in.get(at(ours, "save-search")).url == at(ours, "searches")

    def test_a_worry_is_kept_neither_as_words_nor_as_a_name(self, ours, daniel, signed_in):
        for address, name in ((f"?q={WORRY}", "Mine"), ("?q=phonics", WORRY)):
            stopped = signed_in.post(f"{at(ours, 'save-search')}{address}", {"name": name})
            assert "Tell your safeguarding lead, not us" in stopped.text
            assert "stepfather" not in stopped.text
        for words, name in ((WORRY, "Mine"), ("phonics", WORRY)):
            with pytest.raises(operations.UnableToKeepSearch):
                operations.keep_search(actor=people.actor(daniel), at=NOW, name=name, words=words, chosen="")
        assert not SavedSearch.objects.exists()

    def test_there_is_an_end_to_them(self, daniel, kept, monkeypatch):
        monkeypatch.setattr(saved_searches, "MOST_SEARCHES", 1)
        with pytest.raises(operations.UnableToKeepSearch, match="You keep 1 search"):
            operations.keep_search(actor=people.actor(daniel), at=NOW, name="More", words="maths", chosen="")

    def test_it_is_nobody_elses(self, ours, daniel, kept):
        farah = people.actor(people.coordinator(ours))
        with pytest.raises(NotFound):
            queries.saved_search(actor=farah, saved_search_id=kept.pk)
        for change in (operations.look_through, operations.drop_search):
            with pytest.raises(Forbidden):
                change(actor=farah, at=NOW, saved=kept)

    def test_it_is_removed(self, ours, kept, signed_in):
        signed_in.post(at(ours, "remove-search", kept.pk))
        assert not SavedSearch.objects.exists()


class TestWhoIsNew:
    def test_is_told_on_the_home_page_and_in_the_digest_until_it_was_looked_at(
        self, ours, home, daniel, kept, signed_in
    ):
        factories.entry(ours, home, person=people.staff(ours, home, name="There Before"))
        listed_later(ours, home, "Priya Raman")
        listed_later(ours, home, "Tom Primary", phases=["primary"])
        tick(ours)
        assert new_for(daniel) == ["Priya Raman"]
        assert "1 entry is new for “Phonics near us”" in titles(daniel)
        assert "Priya Raman" in signed_in.get(at(ours, "saved-search", kept.pk)).text
        signed_in.post(at(ours, "saved-search", kept.pk))
        assert titles(daniel) == []

    def test_is_looked_for_once_a_day(self, ours, home, daniel, kept):
        tick(ours)
        listed_later(ours, home, "Priya Raman")
        tick(ours)
        assert new_for(daniel) == []
        tick(ours, LATER + timedelta(days=1))
        assert new_for(daniel) == ["Priya Raman"]

    def test_is_nobody_whom_they_could_not_find(self, ours, home, daniel, kept):
        listed_later(ours, home, "For Brokers", visibility=Visibility.BROKERS)
        listed_later(ours, home, "Themselves", words="phonics")
        Entry.objects.filter(person__name="Themselves").update(person=daniel)
        tick(ours)
        assert new_for(daniel) == []

    def test_is_not_shown_once_gone(self, ours, home, daniel, kept):
        priya = listed_later(ours, home, "Priya Raman")
        tick(ours)
        Entry.objects.filter(pk=priya.pk).update(status=EntryStatus.WITHDRAWN)
        assert new_for(daniel) == []


def test_a_person_is_told_what_they_keep_and_it_is_erased_with_them(daniel, kept):
    subject = Subject(daniel.programme_id, daniel.pk, None, daniel.name, daniel.email, daniel.phone)
    assert personal_data.collect(subject)["Searches you keep"][0]["Name"] == "Phonics near us"
    personal_data.erase(subject, NOW)
    assert not SavedSearch.objects.exists()


def test_a_search_kept_says_which_designation_it_looks_for(signed_in, ours, daniel):
    title, other = people.title(ours), people.title(ours, "National Leader of Governance")
    operations.keep_search(
        actor=people.actor(daniel), at=NOW, name="Leaders", words="", chosen=f"designation={title.pk}&stage=primary"
    )
    page = signed_in.get(at(ours, "searches")).content.decode()
    assert ("Specialist Leader of Education" in page, other.name in page) == (True, False)
    title.delete()
    assert "1 designation" in signed_in.get(at(ours, "searches")).content.decode()
