"""Letting who handles a concern read for a while: to the minute, and who opened it sees what was read."""

from datetime import timedelta

import pytest
import time_machine

from linkage.access.models import AuditEntry
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import ConcernAccess, Participant, Visit
from linkage.engagements.tests.concerns import closed, fresh, omar, opened, raised
from linkage.engagements.tests.factories import objective
from linkage.engagements.tests.visits import NOTE, agreed, at_work
from linkage.kernel.errors import Forbidden, NotFound
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S = EngagementStatus
MINUTE = timedelta(minutes=1)
WEEK = timedelta(days=7)


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def w(here):
    with acting_in(here.id):
        made = at_work(here)
        objective(made, "Every group reads daily")
        agreed(made)
        return made


def may_read(someone, found, at=NOW) -> bool:
    try:
        queries.access(actor=actor(someone), concern_id=found.pk, at=at)
    except NotFound:
        return False
    return True


class TestHowLong:
    def test_it_ends_by_itself_to_the_minute(self, w, here):
        with acting_in(here.id):
            found = raised(w)
            assert not may_read(w.farah, found)
            opened(found, w.daniel, days=7)
            assert may_read(w.farah, found, NOW)
            assert may_read(w.farah, found, NOW + WEEK - MINUTE)
            assert not may_read(w.farah, found, NOW + WEEK)

    def test_it_is_taken_back_at_any_time(self, w, here):
        with acting_in(here.id):
            found = raised(w)
            opened(found, w.daniel)
            operations.end_access(actor=actor(w.daniel), at=NOW + MINUTE, concern=fresh(found))
            assert not may_read(w.farah, found, NOW + MINUTE)

    def test_given_anew_it_takes_the_place_of_the_one_before(self, w, here):
        with acting_in(here.id):
            found = raised(w)
            opened(found, w.daniel, days=30)
            opened(found, w.daniel, days=7, at=NOW + MINUTE)
            assert not may_read(w.farah, found, NOW + WEEK + MINUTE)
            assert ConcernAccess.objects.count() == 2

    @pytest.mark.parametrize("days", [0, 8, 365])
    def test_for_other_than_7_14_or_30_days_it_is_refused(self, w, here, days):
        with acting_in(here.id):
            found = raised(w)
            with pytest.raises(operations.UnableToGiveAccess):
                opened(found, w.daniel, days=days)

    def test_it_ends_when_the_concern_is_closed(self, w, here):
        with acting_in(here.id):
            found = raised(w)
            opened(found, w.daniel)
            closed(found, w.farah)
            assert not may_read(w.farah, found)

    def test_it_ends_when_who_gave_it_takes_part_no_more(self, w, here):
        with acting_in(here.id):
            found = raised(w)
            opened(found, w.daniel)
            Participant.objects.filter(person=w.daniel).update(left_at=NOW)
            assert not may_read(w.farah, found)
            with pytest.raises(Forbidden):
                opened(found, w.daniel)


class TestWho:
    def test_nobody_else_reads_by_it(self, w, here):
        with acting_in(here.id):
            found = raised(w)
            opened(found, w.daniel)
            assert may_read(w.farah, found)
            for someone in (omar(here), w.daniel, w.priya, w.grace):
                assert not may_read(someone, found)

    def test_only_who_raised_it_gives_it(self, w, here):
        with acting_in(here.id):
            found = raised(w)
            for someone in (w.farah, w.grace, w.priya):
                with pytest.raises(Forbidden):
                    opened(found, someone)


class TestPages:
    def test_what_is_read_is_noted_for_who_opened_it_and_the_readiness_is_never_there(self, w, here, see, clock):
        with acting_in(here.id):
            found = raised(w)
        assert see(w.farah, "read-plan", found.pk, data={}).status_code == 404
        with acting_in(here.id):
            opened(found, w.daniel)
        plan = see(w.farah, "read-plan", found.pk, data={})
        assert "Every group reads daily" in plan.content.decode()
        visits = see(w.farah, "read-visits", found.pk, data={})
        assert NOTE.done in visits.content.decode()
        mine = see(w.daniel, "concern", found.pk).content.decode()
        assert "The plan, and how each aim stands: Tuesday 3 November 2026, 10am" in mine
        assert see(w.farah, "readiness", w.engagement.pk).status_code == 404
        with acting_in(here.id):
            entries = AuditEntry.objects.filter(action="engagements.read_opened")
            assert [each.actor_person_id for each in entries] == [w.farah.pk, w.farah.pk]

    def test_from_the_next_page_on_it_is_gone(self, w, here, see, clock):
        with acting_in(here.id):
            found = raised(w)
            opened(found, w.daniel)
        assert see(w.farah, "read-plan", found.pk, data={}).status_code == 200
        see(w.daniel, "end-access", found.pk, data={})
        assert see(w.farah, "read-plan", found.pk, data={}).status_code == 404

    def test_a_note_that_is_not_sent_stays_its_writers(self, w, here, see, clock):
        with acting_in(here.id):
            Visit.objects.update(status="planned", done="A draft of mine")
            found = raised(w)
            opened(found, w.daniel)
        shown = see(w.farah, "read-visits", found.pk, data={})
        assert shown.status_code == 200
        assert "A draft of mine" not in shown.content.decode()
