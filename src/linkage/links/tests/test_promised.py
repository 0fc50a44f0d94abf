"""The head's page: what is promised of whom to which school, and the stop for one colleague."""

import pytest
from django.urls import reverse

from linkage.access.operation import _inside
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations as directory
from linkage.directory.tests import factories as entries
from linkage.kernel.errors import Forbidden
from linkage.links.tests import factories
from linkage.messaging.models import Message
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

STOPPINGS = ("directory.stopped", "directory.let_in_again")

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    made = programme()
    with acting_in(made.id):
        yield made


def page(ours, name, *args):
    return reverse(f"directory:{name}", args=[ours.slug, *args])


def test_a_head_sees_to_which_school_each_colleague_is_promised(ours, client):
    world = factories.introduced(ours)
    client.force_login(world.helen.account)
    shown = client.get(page(ours, "staff", world.harrowgill.pk)).content.decode()
    assert "Thistlebank School" in shown
    assert "Promised this half-term: 1 of 2 schools" in shown
    assert reverse("links:link", args=[ours.slug, world.link.pk]) in shown


def test_the_page_costs_the_same_however_many_colleagues_and_promises_there_are(
    ours, client, django_assert_max_num_queries
):
    world = factories.introduced(ours)
    for _ in range(6):
        entries.entry(ours, world.harrowgill)
        entries.offer(ours, world.harrowgill)
    client.force_login(world.helen.account)
    client.get(page(ours, "staff", world.harrowgill.pk))
    with django_assert_max_num_queries(21) as few:
        client.get(page(ours, "staff", world.harrowgill.pk))
    for _ in range(10):
        entries.entry(ours, world.harrowgill)
        entries.offer(ours, world.harrowgill)
    with django_assert_max_num_queries(len(few)):
        client.get(page(ours, "staff", world.harrowgill.pk))


def test_a_head_stops_one_colleague_and_lets_requests_in_again(ours, client):
    world = factories.introduced(ours)
    client.force_login(world.helen.account)
    address = page(ours, "stop", world.entry.pk)
    assert "what is promised already stands" in client.get(address).content.decode()
    world.entry.refresh_from_db()
    assert world.entry.stopped_at is None
    client.post(address, {"stop": "yes"})
    with pytest.raises(directory.UnableToBook, match="no new requests"):
        directory_books_another(world)
    shown = client.get(page(ours, "staff", world.harrowgill.pk)).content.decode()
    assert "New requests are stopped" in shown
    assert "Promised this half-term: 1 of 2 schools" in shown
    client.post(address)
    directory_books_another(world)
    assert sorted(Message.objects.filter(template__in=STOPPINGS).values_list("subject", flat=True)) == [
        "New requests for you are let in again",
        "No new requests for you for now",
    ]


def directory_books_another(world):
    with _inside("test"):
        directory.book_place(
            actor=people.actor(world.farah),
            at=NOW,
            person=world.priya,
            organisation=world.harrowgill,
            source_id=world.request.pk,
            on=NOW.date(),
            entry=world.entry,
        )


def test_only_who_answers_for_the_school_stops(ours):
    world = factories.world(ours)
    for other in (world.grace, world.priya, world.farah):
        with pytest.raises(Forbidden):
            directory.stop_entry(actor=people.actor(other), at=NOW, entry=world.entry, is_stopped=True)
    directory.stop_entry(actor=people.actor(world.helen), at=NOW, entry=world.entry, is_stopped=True)


def test_what_is_promised_of_somebody_who_left_is_still_on_the_page(ours, client):
    world = factories.introduced(ours)
    directory.leave_school(actor=people.actor(world.helen), at=NOW, entry=world.entry)
    directory.withdraw(actor=people.actor(world.priya), at=NOW, entry=world.entry)
    client.force_login(world.helen.account)
    shown = client.get(page(ours, "staff", world.harrowgill.pk)).content.decode()
    assert "Promised while they were with you" in shown
    assert "Priya Raman" in shown


def test_a_visitor_of_another_school_sees_none_of_it(ours, client):
    world = factories.introduced(ours)
    client.force_login(people.head(ours, world.thistlebank, account=account()).account)
    assert client.get(page(ours, "staff", world.harrowgill.pk)).status_code == 404
    assert client.get(page(ours, "stop", world.entry.pk)).status_code == 403
