import uuid
from datetime import timedelta

import pytest

from linkage.access.operation import _inside
from linkage.database.tenancy import acting_in
from linkage.directory import operations, queries
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Allowance, SchoolAllowance
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


def booked(entry, times=1):
    coordinator = people.actor(people.coordinator(entry.programme))
    for _ in range(times):
        with _inside("test"):
            operations.book_place(
                actor=coordinator,
                at=NOW,
                person=entry.person,
                organisation=entry.organisation,
                source_id=uuid.uuid4(),
                on=TODAY,
            )


def offer(entry, **changed):
    kept = {name: getattr(entry, name) for name in ("job_title", "words", "ways", "places", "days", "radius_miles")}
    operations.change(
        actor=people.actor(entry.person), at=NOW, entry=entry, visibility=entry.visibility, **{**kept, **changed}
    )


def test_a_changed_limit_holds_from_this_half_term_on(ours):
    entry = factories.entry(ours, school(), places=1)
    booked(entry)
    with pytest.raises(operations.UnableToBook):
        booked(entry)
    offer(entry, places=2)
    booked(entry)
    assert Allowance.objects.get().places_limit == 2


def test_less_than_promised_cannot_be_offered(ours):
    entry = factories.entry(ours, school(), places=2)
    booked(entry, 2)
    with pytest.raises(operations.UnableToChangeEntry, match="2 schools are promised already, so enter 2 or more"):
        offer(entry, places=1)
    entry.refresh_from_db()
    assert (entry.places, Allowance.objects.get().places_limit) == (2, 2)


def test_who_leaves_keeps_their_promises_and_makes_no_more(ours):
    entry = factories.entry(ours, school(), places=3)
    booked(entry)
    operations.withdraw(actor=people.actor(entry.person), at=NOW, entry=entry)
    assert (Allowance.objects.get().places_limit, Allowance.objects.get().places_promised) == (1, 1)
    with pytest.raises(operations.UnableToBook):
        booked(entry)
    with pytest.raises(Forbidden):
        operations.pause(actor=people.actor(entry.person), at=NOW, entry=entry)


def test_the_head_limits_the_days_of_the_school_and_never_below_what_is_promised(ours):
    home = school()
    ruth = people.actor(people.head(ours, home))
    entry = factories.entry(ours, home, days=5)
    operations.set_ceiling(actor=ruth, at=NOW, organisation=home, days_limit=4, is_stopped=False)
    booked(entry)
    assert SchoolAllowance.objects.get().days_limit == 4
    SchoolAllowance.objects.update(days_limit=None)
    with pytest.raises(Forbidden):
        operations.set_ceiling(
            actor=people.actor(people.head(ours, school())), at=NOW, organisation=home, days_limit=0, is_stopped=True
        )


def test_the_pool_tells_of_everybody_also_who_cannot_be_asked(ours):
    home, finance = school(), factories.area(ours, "finance", "School finance", ())
    full = factories.entry(ours, home, places=1, person=people.staff(ours, home, name="A Full"))
    booked(full)
    factories.entry(ours, home, status=EntryStatus.PAUSED, person=people.staff(ours, home, name="B Paused"))
    factories.entry(ours, home, status=EntryStatus.WITHDRAWN, person=people.staff(ours, home, name="C Gone"))
    factories.entry(ours, home, areas=[finance], person=people.staff(ours, home, name="D Other"))
    broker = people.actor(people.coordinator(ours))
    literacy = factories.area(ours)
    pool = queries.pool(actor=broker, area_ids=[literacy.pk], on=TODAY)
    assert [(each.name, each.status, each.places_left, each.asked_this_half_term) for each in pool] == [
        ("A Full", "listed", 0, 1),
        ("B Paused", "paused", 2, 0),
    ]
    assert {each.name for each in queries.pool(actor=broker, on=TODAY)} == {"A Full", "B Paused", "D Other"}


@pytest.mark.parametrize("listed", [1, 3])
def test_the_pool_asks_as_often_for_one_person_as_for_three(ours, listed, django_assert_num_queries):
    for _ in range(listed):
        factories.entry(ours, school())
    broker = people.actor(people.coordinator(ours))
    with django_assert_num_queries(3):
        queries.pool(actor=broker, on=TODAY)


def test_what_is_promised_is_for_who_answers_for_the_school(ours):
    home = school()
    factories.entry(ours, home)
    ruth, stranger = people.actor(people.head(ours, home)), people.actor(people.head(ours, school()))
    promised = queries.promised_of_staff(actor=ruth, organisation_id=home.pk, on=TODAY)
    [entry] = promised.entries
    assert [term.standings[entry.pk].places_left for term in promised.half_terms] == [2, 2]
    with pytest.raises(NotFound):
        queries.promised_of_staff(actor=stranger, organisation_id=home.pk, on=TODAY)
    [given] = queries.given(actor=ruth, on=TODAY)
    assert (given.people, given.places_promised) == (1, 0)


@pytest.mark.parametrize("days", [-1, 0])
def test_a_break_lasts_until_a_day_still_to_come(ours, days):
    entry = factories.entry(ours, school())
    until = TODAY + timedelta(days=days)
    with pytest.raises(operations.UnableToChangeEntry, match="day still to come"):
        operations.pause(actor=people.actor(entry.person), at=NOW, entry=entry, until=until)
    entry.refresh_from_db()
    assert entry.status == EntryStatus.LISTED
