"""A school that leaves the programme takes its people along: nobody finds, counts or nominates them any more."""

import re

import pytest
from django.urls import reverse

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.models import Nomination
from linkage.directory.tests import factories
from linkage.kernel.errors import NotFound
from linkage.organisations import operations as organisations
from linkage.organisations.enums import MemberStatus
from linkage.organisations.models import Member
from linkage.organisations.tests.factories import member, school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def home(ours):
    """Ana's school, which takes part."""
    return member(ours, school(name="Alder School")).organisation


@pytest.fixture
def ana(ours, home):
    return factories.entry(
        ours, home, person=people.staff(ours, home, name="Ana Bell", account=account()), words="I teach beekeeping."
    )


@pytest.fixture
def reader(ours):
    return people.staff(ours, school(), account=account())


def leave(ours, home):
    coordinator = people.actor(people.coordinator(ours))
    organisations.mark_left(actor=coordinator, at=NOW, member=Member.objects.get(organisation=home))


def found(person, **asked):
    return queries.search(actor=people.actor(person), search=queries.Search(**asked), on=NOW.date())


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_its_people_are_not_found_counted_or_chosen(ours, home, ana, reader):
    other = factories.entry(ours, school())
    actor = people.actor(reader)
    assert (found(reader).total, queries.how_many(actor=actor), len(queries.pool(actor=actor))) == (2, 2, 2)
    leave(ours, home)
    assert [each.entry for each in found(reader).results] == [other]
    assert found(reader).counts["stage"]["secondary"] == 1
    assert (queries.how_many(actor=actor), [each.entry_id for each in queries.pool(actor=actor)]) == (1, [other.pk])


def test_their_words_put_no_spelling_right_any_more(ours, home, ana, reader):
    operations.learn_words(actor=Actor.system("test", ours.id), at=NOW)
    assert found(reader, text="beekeepink").meaning.corrected == (("beekeepink", "beekeeping"),)
    leave(ours, home)
    assert found(reader, text="beekeepink").meaning.corrected == ()


def test_they_are_found_again_when_the_school_comes_back(ours, home, ana, reader):
    leave(ours, home)
    organisations.add_member(actor=people.actor(people.coordinator(ours)), at=NOW, organisation_id=home.pk)
    assert found(reader).total == 1


def test_a_school_that_left_another_programme_is_found_here(ours, home, ana, reader):
    theirs = programme()
    with acting_in(theirs.id):
        member(theirs, home, status=MemberStatus.LEFT)
    assert found(reader).total == 1


def test_the_page_is_for_the_coordinator_the_person_and_their_head_alone(ours, home, ana, reader):
    leave(ours, home)
    with pytest.raises(NotFound):
        queries.entry(actor=people.actor(reader), entry_id=ana.pk)
    for person in (people.coordinator(ours), ana.person, people.head(ours, home)):
        assert queries.entry(actor=people.actor(person), entry_id=ana.pk) == ana


def test_the_coordinator_sees_that_the_school_has_left(ours, home, ana, client):
    leave(ours, home)
    client.force_login(people.coordinator(ours, account=account()).account)
    page = words(client.get(reverse("directory:entry", args=[ours.slug, ana.pk])))
    assert "Their school no longer takes part" in page
    assert "Alder School no longer takes part, so nobody finds this entry." in page
    assert "Ask for Ana" not in page
    client.force_login(ana.person.account)
    assert "If the school takes part again, you are found again." in words(
        client.get(reverse("directory:entry", args=[ours.slug, ana.pk]))
    )


def test_its_head_nominates_nobody_and_is_told_why(ours, home, client):
    ruth = people.head(ours, home, account=account())
    draft = operations.begin(actor=people.actor(ruth), at=NOW, organisation=home)
    leave(ours, home)
    client.force_login(ruth.account)
    page = client.get(reverse("directory:nominate", args=[ours.slug]))
    assert "Your school no longer takes part, so nobody there can be nominated." in words(page)
    assert client.post(reverse("directory:nominate", args=[ours.slug])).status_code == 422
    Nomination.objects.update(
        name="Tom Hale", email="tom@alder.example", evidence="Bees", area_codes=["literacy"], ways=["call"]
    )
    draft.refresh_from_db()
    with pytest.raises(operations.UnableToNominate, match="no longer takes part"):
        operations.send(actor=people.actor(ruth), at=NOW, nomination=draft)


def test_its_head_sees_the_staff_and_why_nobody_finds_them(ours, home, ana, client):
    ruth = people.head(ours, home, account=account())
    address = reverse("directory:staff", args=[ours.slug, home.pk])
    client.force_login(ruth.account)
    assert "Nominate a colleague" in words(client.get(address))
    assert len(queries.given(actor=people.actor(ruth), on=NOW.date())) == 1
    leave(ours, home)
    page = words(client.get(address))
    assert "Alder School no longer takes part, so nobody finds its staff." in page
    assert "Ana Bell" in page
    assert "Nominate a colleague" not in page
    assert queries.given(actor=people.actor(ruth), on=NOW.date()) == []
