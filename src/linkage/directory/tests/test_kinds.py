"""What schools and bodies offer beside people: found by title, with places of their own."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from linkage.access.operation import _inside
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.enums import EntryKind
from linkage.directory.models import Allowance, OfferAllowance
from linkage.directory.queries import Search
from linkage.directory.tests import factories
from linkage.kernel.half_terms import counted_from
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
def fellhowe():
    return school(name="Fellhowe High School")


def library(ours, home, **fields):
    contact = fields.pop("person", None) or people.staff(ours, home)
    return factories.offer(ours, home, person=contact, **{"title": "Library at the centre", **fields})


def book(entry, actor=None):
    with _inside("test"):
        return operations.book_place(
            actor=actor or people.actor(people.coordinator(entry.programme)),
            at=NOW,
            person=entry.person,
            organisation=entry.organisation,
            source_id=uuid.uuid4(),
            on=TODAY,
            entry=entry,
        )


def standing(entry):
    actor = people.actor(people.coordinator(entry.programme))
    return queries.standings(actor=actor, entries=[entry], period_starts_on=counted_from(TODAY))[entry.pk]


def test_a_strength_is_found_by_what_the_school_calls_it(ours, fellhowe):
    strength = library(ours, fellhowe, words="A reading council of pupils runs it.")
    actor = people.actor(people.person(ours))
    found = queries.search(actor=actor, search=Search(text="library at the centre"), on=TODAY)
    assert [each.entry.headline for each in found.results] == [strength.title]


def test_the_results_say_whose_strength_it_is(ours, fellhowe, client):
    library(ours, fellhowe)
    viewer = people.person(ours, account=account())
    client.force_login(viewer.account)
    page = client.get(reverse("directory:directory", args=[ours.slug]), {"q": "library"})
    assert "A strength of Fellhowe High School" in page.text


def test_whoever_is_written_to_for_it_is_not_found_by_their_name(ours, fellhowe):
    library(ours, fellhowe, person=people.staff(ours, fellhowe, name="Wilhelmina Ashworth"))
    actor = people.actor(people.person(ours))
    assert queries.search(actor=actor, search=Search(text="Wilhelmina", is_own_words=True), on=TODAY).total == 0
    factories.entry(ours, fellhowe, person=people.staff(ours, fellhowe, name="Wilhelmina Ashcroft"))
    assert queries.search(actor=actor, search=Search(text="Wilhelmina", is_own_words=True), on=TODAY).total == 1


def test_an_offer_has_places_of_its_own_beside_those_of_who_is_written_to(ours, fellhowe):
    contact = people.staff(ours, fellhowe)
    own = factories.entry(ours, fellhowe, person=contact, places=1)
    offered = library(ours, fellhowe, person=contact, kind=EntryKind.HUB, places=3)
    book(offered)
    book(offered)
    assert (standing(own).places_left, standing(offered).places_left) == (1, 1)
    book(own)
    assert (standing(own).places_left, standing(offered).places_left) == (0, 1)
    assert Allowance.objects.get(person=contact).places_promised == 1
    assert OfferAllowance.objects.get(entry=offered).places_promised == 2


def test_a_full_offer_says_so(ours, fellhowe):
    offered = library(ours, fellhowe, places=1)
    book(offered)
    with pytest.raises(operations.UnableToBook, match="All places of this offer are promised this half-term"):
        book(offered)


def test_a_place_given_back_is_free_again(ours, fellhowe):
    offered = library(ours, fellhowe, places=1)
    made = book(offered)
    with _inside("test"):
        operations.release_place(actor=people.actor(people.coordinator(ours)), at=NOW, source_id=made.source_id)
    assert standing(offered).places_left == 1


def test_nothing_but_the_ledger_writes_what_is_promised_of_an_offer(ours, fellhowe):
    offered = library(ours, fellhowe)
    book(offered)
    with pytest.raises(IntegrityError, match="counted by directory_commitment"), transaction.atomic():
        OfferAllowance.objects.filter(entry=offered).update(places_promised=0)


def test_a_head_stops_new_promises_of_one_entry_and_what_is_promised_stands(ours, fellhowe):
    stopped, other = factories.entry(ours, fellhowe, places=2), factories.entry(ours, fellhowe, places=2)
    made = book(stopped)
    stopped.stopped_at = NOW
    stopped.save(update_fields=["stopped_at"])
    with pytest.raises(operations.UnableToBook, match="Their head is taking no new requests for them"):
        book(stopped)
    book(other)
    assert standing(stopped).places_left == 0
    made.refresh_from_db()
    assert made.released_at is None


def test_a_school_may_be_written_to_by_one_person_for_several_offers_and_lists_a_person_once(ours, fellhowe):
    contact = people.staff(ours, fellhowe)
    factories.entry(ours, fellhowe, person=contact)
    library(ours, fellhowe, person=contact)
    library(ours, fellhowe, person=contact, title="Outdoor learning")
    with pytest.raises(IntegrityError, match="directory_entry_person_once"), transaction.atomic():
        factories.entry(ours, fellhowe, person=contact)
