"""Two programmes share once both say so; each sees what the other said, and either ends it."""

import pytest
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.people.tests import factories as people
from linkage.people.tests.factories import actor
from linkage.programmes import operations, queries
from linkage.programmes.models import Neighbour
from linkage.programmes.tests.factories import NOW, programme
from linkage.ui.sources import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(made.id):
        made.farah = people.coordinator(made, name="Farah Siddiqui", account=account())
    return made


@pytest.fixture
def theirs():
    made = programme(slug="mersewater", name="Mersewater Together")
    with acting_in(made.id):
        made.colm = people.coordinator(made, name="Colm Doyle", account=account())
    return made


def press(client, person, name, slug, *args):
    client.force_login(person.account)
    return client.post(reverse(f"programmes:{name}", args=[slug, *args]), follow=True).content.decode()


def waits(of, person):
    with acting_in(of.id):
        return [each.title for each in told(queries.WAITING, actor=actor(person), at=NOW)]


def test_it_holds_once_both_have_said_so(client, ours, theirs):
    assert "Mersewater Together sees it, and has to say so too" in press(
        client, ours.farah, "share-with", "ribble", theirs.pk
    )
    with acting_in(ours.id):
        assert queries.neighbours(actor=actor(ours.farah)) == []
    page = press(client, theirs.colm, "share-with", "mersewater", ours.pk)
    assert "You and Ribble Linkage share now" in page
    for of, person, other in ((ours, ours.farah, theirs), (theirs, theirs.colm, ours)):
        with acting_in(of.id):
            assert queries.neighbours(actor=actor(person)) == [other]


def test_the_other_reads_on_its_home_page_that_it_is_asked_and_no_more_once_it_answered(client, ours, theirs):
    press(client, ours.farah, "share-with", "ribble", theirs.pk)
    assert waits(theirs, theirs.colm) == ["Ribble Linkage would like to share with you"]
    assert waits(ours, ours.farah) == []
    press(client, theirs.colm, "share-with", "mersewater", ours.pk)
    assert waits(theirs, theirs.colm) == []


def test_either_ends_it_at_once(client, ours, theirs):
    press(client, ours.farah, "share-with", "ribble", theirs.pk)
    press(client, theirs.colm, "share-with", "mersewater", ours.pk)
    assert "Nothing is shared with Ribble Linkage" in press(client, theirs.colm, "share-no-more", "mersewater", ours.pk)
    with acting_in(ours.id):
        assert queries.neighbours(actor=actor(ours.farah)) == []


def test_an_offer_nobody_has_answered_is_taken_back_in_its_own_words(client, ours, theirs):
    press(client, ours.farah, "share-with", "ribble", theirs.pk)
    client.force_login(ours.farah.account)
    asked = client.get(reverse("programmes:share-no-more", args=["ribble", theirs.pk])).content.decode()
    assert "Take back what you offered Mersewater Together?" in asked
    press(client, ours.farah, "share-no-more", "ribble", theirs.pk)
    assert waits(theirs, theirs.colm) == []


def test_saying_it_twice_changes_nothing(ours, theirs):
    with acting_in(ours.id):
        for _ in range(2):
            operations.share_with(actor=actor(ours.farah), at=NOW, other=theirs)
        assert Neighbour.objects.count() == 1


def test_nobody_shares_with_their_own_programme(client, ours):
    client.force_login(ours.farah.account)
    assert client.post(reverse("programmes:share-with", args=["ribble", ours.pk])).status_code == 404


def test_what_one_said_of_a_third_is_not_read_by_another(ours, theirs):
    third = programme(slug="third", name="Third")
    with acting_in(ours.id):
        operations.share_with(actor=actor(ours.farah), at=NOW, other=third)
    with acting_in(theirs.id):
        assert queries.sharing(actor=actor(theirs.colm)) == []
        assert not Neighbour.objects.exists()


def test_the_page_says_how_it_stands_with_each(client, ours, theirs):
    client.force_login(theirs.colm.account)
    where = reverse("programmes:neighbours", args=["mersewater"])
    assert "Offer to share" in client.get(where).content.decode()
    press(client, ours.farah, "share-with", "ribble", theirs.pk)
    client.force_login(theirs.colm.account)
    assert "Waits for you" in client.get(where).content.decode()
