"""R5: eight people book the same person at the same moment, two hundred times over; nobody is promised twice."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from linkage.access.operation import _inside
from linkage.database.tenancy import acting_in
from linkage.directory import operations
from linkage.directory.models import Allowance, Commitment, OfferAllowance
from linkage.directory.tests import factories
from linkage.organisations.tests.factories import school
from linkage.people.tests import factories as people
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

ROUNDS = 200
CONTROL_ROUNDS = 20
CLIENTS = 8
PLACES = 3
PATIENCE_SECONDS = 30


@pytest.fixture
def ours():
    return programme()


@pytest.fixture
def unlimited():
    """The ledger without its limit: what is promised is still counted, and nothing says no."""
    condition = "ALTER TABLE directory_allowance ADD CONSTRAINT directory_allowance_places CHECK (%s)"
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select pg_get_expr(conbin, conrelid) from pg_constraint where conname = 'directory_allowance_places'"
        )
        [rule] = cursor.fetchone()
        cursor.execute("ALTER TABLE directory_allowance DROP CONSTRAINT directory_allowance_places")
        yield
        cursor.execute("DELETE FROM directory_allowance")
        cursor.execute(condition % rule)


def race(programme_id, entries, book, clients=CLIENTS):
    """Let every client book every entry, all at the same moment; return what each one booked, a list of booleans."""
    together = threading.Barrier(clients, timeout=PATIENCE_SECONDS)

    def client(_number):
        booked = []
        try:
            for entry in entries:
                together.wait()
                with acting_in(programme_id):
                    booked.append(book(entry))
        except BaseException:
            together.abort()
            raise
        finally:
            connection.close()
        return booked

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(client, range(clients)))


def listed(ours, number):
    with acting_in(ours.id):
        coordinator = people.actor(people.coordinator(ours))
        home = school()
        return coordinator, [factories.entry(ours, home, places=PLACES) for _ in range(number)]


def over_allocated(ours, entries):
    with acting_in(ours.id):
        standing = {each.person_id: 0 for each in entries}
        for person_id in Commitment.objects.filter(released_at=None).values_list("person_id", flat=True):
            standing[person_id] += 1
        return [number for number in standing.values() if number > PLACES], sum(standing.values())


def test_nobody_is_promised_to_more_schools_than_they_take(ours):
    coordinator, entries = listed(ours, ROUNDS)

    def book(entry):
        try:
            with _inside("test"):
                operations.book_place(
                    actor=coordinator,
                    at=NOW,
                    person=entry.person,
                    organisation=entry.organisation,
                    source_id=uuid.uuid4(),
                    on=NOW.date(),
                )
        except operations.UnableToBook:
            return False
        return True

    answers = race(ours.id, entries, book)
    assert over_allocated(ours, entries) == ([], ROUNDS * PLACES)
    # Whoever was told yes has a place, and nobody else.
    assert sum(sum(each) for each in answers) == ROUNDS * PLACES
    with acting_in(ours.id):
        assert set(Allowance.objects.values_list("places_promised", flat=True)) == {PLACES}


def test_control_without_the_limit_a_form_that_looks_first_promises_too_much(ours, unlimited):
    _, entries = listed(ours, CONTROL_ROUNDS)

    def book(entry):
        if Commitment.objects.filter(person=entry.person, released_at=None).count() >= PLACES:
            return False
        Commitment.objects.create(
            programme=entry.programme,
            person=entry.person,
            organisation=entry.organisation,
            period_starts_on=NOW.date(),
            kind="link",
            places=1,
            source_id=uuid.uuid4(),
            made_at=NOW,
        )
        return True

    race(ours.id, entries, book)
    too_many, _ = over_allocated(ours, entries)
    assert too_many != []


# R8: the places of one offer are a pool that many schools draw on at once.

POOL_CLIENTS, POOL_PLACES, POOL_ROUNDS = 50, 12, 3


@pytest.fixture
def bottomless():
    """The ledger of offers without its limit."""
    condition = "ALTER TABLE directory_offerallowance ADD CONSTRAINT directory_offerallowance_places CHECK (%s)"
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select pg_get_expr(conbin, conrelid) from pg_constraint where conname = 'directory_offerallowance_places'"
        )
        [rule] = cursor.fetchone()
        cursor.execute("ALTER TABLE directory_offerallowance DROP CONSTRAINT directory_offerallowance_places")
        yield
        cursor.execute("DELETE FROM directory_offerallowance")
        cursor.execute(condition % rule)


def offered(ours):
    with acting_in(ours.id):
        coordinator = people.actor(people.coordinator(ours))
        hub = school()
        contact = people.staff(ours, hub)
        offers = [
            factories.offer(ours, hub, person=contact, kind="hub", title=f"Offer {number}", places=POOL_PLACES)
            for number in range(POOL_ROUNDS)
        ]
        return coordinator, offers


def places_taken(ours, offers):
    with acting_in(ours.id):
        standing = Commitment.objects.filter(released_at=None)
        return [standing.filter(entry=each).count() for each in offers]


def test_fifty_schools_at_once_never_take_more_than_the_places_of_an_offer(ours):
    coordinator, offers = offered(ours)

    def book(entry):
        try:
            with _inside("test"):
                operations.book_place(
                    actor=coordinator,
                    at=NOW,
                    person=entry.person,
                    organisation=entry.organisation,
                    source_id=uuid.uuid4(),
                    on=NOW.date(),
                    entry=entry,
                )
        except operations.UnableToBook:
            return False
        return True

    answers = race(ours.id, offers, book, POOL_CLIENTS)
    assert places_taken(ours, offers) == [POOL_PLACES] * POOL_ROUNDS
    assert sum(sum(each) for each in answers) == POOL_PLACES * POOL_ROUNDS
    with acting_in(ours.id):
        assert set(OfferAllowance.objects.values_list("places_promised", flat=True)) == {POOL_PLACES}
        # Who is written to for the offer has promised nothing of their own.
        assert not Allowance.objects.exists()


def test_control_without_the_limit_fifty_schools_take_too_many(ours, bottomless):
    _, offers = offered(ours)

    def book(entry):
        if Commitment.objects.filter(entry=entry, released_at=None).count() >= POOL_PLACES:
            return False
        Commitment.objects.create(
            programme=entry.programme,
            person=entry.person,
            entry=entry,
            organisation=entry.organisation,
            period_starts_on=NOW.date(),
            kind="link",
            places=1,
            source_id=uuid.uuid4(),
            made_at=NOW,
        )
        return True

    race(ours.id, offers, book, POOL_CLIENTS)
    assert max(places_taken(ours, offers)) > POOL_PLACES
