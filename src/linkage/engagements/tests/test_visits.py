"""A visit is booked by either school, goes to the ledger and into calendars, and moves or ends with a reason."""

from datetime import date, timedelta

import pytest

from linkage.access.operation import _inside
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory import operations as directory
from linkage.directory.models import Allowance, Commitment, SchoolAllowance
from linkage.directory.tests.factories import entry
from linkage.engagements import operations, queries
from linkage.engagements.enums import EngagementStatus, VisitStatus
from linkage.engagements.models import Engagement, Participant, UnableToMoveVisit, Visit
from linkage.engagements.operations import UnableToBookVisit
from linkage.engagements.tests import visits as made
from linkage.engagements.tests.factories import set_to
from linkage.engagements.tests.visits import DAY, NEXT_TERM, OTHER_DAY, booked, mails, on, readers
from linkage.kernel.errors import Forbidden
from linkage.people.tests.factories import actor, coordinator, staff
from linkage.programmes import operations as programmes
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S, V = EngagementStatus, VisitStatus


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def w(here):
    return made.at_work(here)


def promised(w):
    standing = Commitment.objects.filter(source_id=w.engagement.pk, released_at=None)
    return {each.period_starts_on: (each.person.name, each.kind, each.days) for each in standing}


def move(w, visit, day=OTHER_DAY, by=None, **fields):
    return operations.move_visit(
        actor=actor(by or w.priya), at=NOW, visit=visit, visits_on=day, reason="We have inspectors", **fields
    )


def cancel(w, visit, by=None):
    return operations.cancel_visit(actor=actor(by or w.daniel), at=NOW, visit=visit, reason="The hall is flooded")


def ceiling(w, days_limit, *, is_stopped=False):
    directory.set_ceiling(
        actor=actor(w.helen), at=NOW, organisation=w.harrowgill, days_limit=days_limit, is_stopped=is_stopped
    )


class TestBooking:
    @pytest.mark.parametrize("who", ["daniel", "grace", "priya", "helen"])
    def test_either_school_books_and_who_did_not_is_told(self, w, who):
        visit = booked(w, by=getattr(w, who))
        assert (visit.state, visit.visitor, visit.half_days) == (V.PLANNED, w.priya, 2)
        told = {"daniel": ["Priya Raman"], "priya": ["Daniel Whitlow"]}.get(who, ["Daniel Whitlow", "Priya Raman"])
        assert readers("visit_booked") == told

    def test_whoever_runs_the_programme_and_a_stranger_do_not(self, here, w):
        for someone in (w.farah, staff(here, w.harrowgill), staff(here, w.thistlebank), coordinator(here)):
            with pytest.raises(Forbidden):
                booked(w, by=someone)
        assert not Visit.objects.exists()

    def test_who_visits_takes_part_for_the_school_that_helps(self, here, w):
        for someone in (w.daniel, w.helen, staff(here, w.harrowgill)):
            with pytest.raises(UnableToBookVisit, match="Choose somebody of Harrowgill High School who takes part"):
                booked(w, visitor=someone)

    @pytest.mark.parametrize(
        ("status", "said"),
        [
            (S.PREPARING, "Agree it in writing first"),
            (S.READY, "Agree it in writing first"),
            (S.PAUSED, "This is paused. Go on with it first"),
            (S.CLOSED, "“Ended”, so no visit can be booked any more"),
            (S.STOPPED, "“Stopped”, so no visit can be booked any more"),
        ],
    )
    def test_only_what_is_agreed_or_under_way_has_visits(self, w, status, said):
        set_to(w, status)
        with pytest.raises(UnableToBookVisit, match=said):
            booked(w)

    def test_once_it_is_agreed_visits_are_booked_from_its_first_day_on(self, w):
        Engagement.objects.update(starts_on=DAY)
        set_to(w, S.AGREED)
        with pytest.raises(UnableToBookVisit, match="Choose Thursday 12 November 2026 or a day after it"):
            booked(w, day=DAY - timedelta(days=1))
        assert booked(w).state == V.PLANNED

    def test_while_it_comes_to_an_end_until_its_last_day(self, w):
        set_to(w, S.EXITING)
        last = w.engagement.ends_on
        booked(w)
        with pytest.raises(UnableToBookVisit, match="or change the last day first"):
            booked(w, day=last + timedelta(days=1))

    def test_not_while_the_school_is_closed(self, w):
        farah = actor(w.farah)
        for kind, name, day in (("holiday", "Christmas", date(2026, 12, 21)), ("inset", "INSET", DAY)):
            programmes.add_closure(actor=farah, at=NOW, kind=kind, name=name, starts_on=day, ends_on=day)
        for day in (date(2026, 11, 14), date(2026, 12, 21), DAY):
            with pytest.raises(UnableToBookVisit, match=r"is no school day\. Choose another day"):
                booked(w, day=day)
        # The control: the day before the INSET day is one.
        assert booked(w, day=DAY - timedelta(days=1)).state == V.PLANNED

    def test_nobody_visits_twice_on_one_day(self, w):
        first = booked(w, half_days=1)
        with pytest.raises(UnableToBookVisit, match="Priya Raman has a visit on Thursday 12 November 2026 already"):
            booked(w, half_days=1, is_afternoon=True)
        cancel(w, first)
        assert booked(w).state == V.PLANNED

    def test_nor_at_two_schools_whoever_asks_first(self, w, monkeypatch):
        booked(w)
        monkeypatch.setattr(queries, "is_taken", lambda **_: False)
        with pytest.raises(UnableToBookVisit, match="has a visit on"):
            booked(w)
        assert Visit.objects.count() == 1

    def test_never_more_days_than_were_agreed(self, here):
        w = made.at_work(here, half_days=3)
        booked(w)
        with pytest.raises(UnableToBookVisit, match=r"Only 0\.5 days are left of those agreed"):
            booked(w, day=OTHER_DAY)
        booked(w, day=OTHER_DAY, half_days=1)
        days = queries.days_of(actor=actor(w.daniel), engagement=w.engagement)
        assert (days.agreed, days.used, days.booked, days.left) == (3, 0, 3, 0)

    def test_where_nobody_counts_days_there_is_no_such_limit(self, here):
        w = made.at_work(here, half_days=0)
        for day in (DAY, OTHER_DAY, NEXT_TERM):
            booked(w, day=day)
        assert queries.days_of(actor=actor(w.daniel), engagement=w.engagement).left == 0


class TestTheLedger:
    def test_a_half_term_is_one_promise_of_whole_days(self, w):
        booked(w, half_days=1)
        assert promised(w) == {date(2026, 11, 1): ("Priya Raman", "engagement", 1)}
        booked(w, day=OTHER_DAY, half_days=1)
        assert promised(w)[date(2026, 11, 1)][2] == 1
        booked(w, day=date(2026, 12, 2), half_days=1)
        booked(w, day=NEXT_TERM)
        assert {period: each[2] for period, each in promised(w).items()} == {date(2026, 11, 1): 2, date(2027, 1, 1): 1}
        assert Allowance.objects.get(person=w.priya, period_starts_on=date(2026, 11, 1)).days_promised == 2

    def test_the_days_of_the_visitor_are_the_limit(self, here):
        w = made.at_work(here, days=1)
        booked(w)
        with pytest.raises(UnableToBookVisit, match="They have promised all the days they can give this half-term"):
            booked(w, day=OTHER_DAY)
        assert Visit.objects.count() == 1
        # The control: the next half-term has days of its own.
        booked(w, day=NEXT_TERM)

    def test_the_ceiling_of_the_home_school_refuses(self, here, w):
        second = staff(here, w.harrowgill, name="Omar Aziz", account=account())
        entry(here, w.harrowgill, person=second, nominated_by=w.helen, days=5)
        Participant.objects.create(
            programme=here,
            engagement=w.engagement,
            person=second,
            organisation=w.harrowgill,
            side="home",
            joined_at=NOW,
        )
        ceiling(w, 1)
        booked(w)
        with pytest.raises(UnableToBookVisit, match="Their school has promised all the days it can give"):
            booked(w, day=OTHER_DAY, visitor=second)
        assert Visit.objects.count() == 1
        assert SchoolAllowance.objects.get(organisation=w.harrowgill).days_promised == 1
        # The control: with a day more it is booked.
        ceiling(w, 2)
        booked(w, day=OTHER_DAY, visitor=second)

    def test_a_school_that_takes_nothing_new_refuses_more_days_and_gives_back_fewer(self, w):
        first = booked(w)
        ceiling(w, None, is_stopped=True)
        with pytest.raises(UnableToBookVisit, match="taking no new requests"):
            booked(w, day=OTHER_DAY)
        assert promised(w)[date(2026, 11, 1)][2] == 1
        cancel(w, first)
        assert promised(w) == {}


class TestMoving:
    def test_it_is_told_why_and_its_days_move(self, w):
        visit = move(w, booked(w), day=NEXT_TERM, half_days=1, is_afternoon=True)
        assert (visit.visits_on, visit.half_days, visit.is_afternoon, visit.sequence) == (NEXT_TERM, 1, True, 1)
        assert list(promised(w)) == [date(2027, 1, 1)]
        assert readers("visit_moved") == ["Daniel Whitlow"]
        [mail] = mails("visit_moved")
        assert "We have inspectors" in mail.text
        assert "Thursday 14 January 2027, half a day, in the afternoon" in " ".join(mail.text.split())

    def test_to_the_same_day_it_is_not_moved(self, w):
        visit = booked(w)
        with pytest.raises(UnableToBookVisit, match="Choose another day"):
            move(w, visit, day=DAY)

    def test_the_rules_of_booking_hold(self, w):
        visit = booked(w)
        booked(w, day=OTHER_DAY)
        for day, said in ((OTHER_DAY, "already"), (date(2026, 11, 14), "no school day"), (date(2026, 10, 1), "starts")):
            with pytest.raises(UnableToBookVisit, match=said):
                move(w, visit, day=day)
        set_to(w, S.PAUSED)
        with pytest.raises(UnableToBookVisit, match="paused"):
            move(w, visit, day=NEXT_TERM)

    def test_a_full_diary_leaves_it_where_it_was(self, here):
        w = made.at_work(here, days=1, half_days=0)
        booked(w, day=NEXT_TERM)
        visit = booked(w)
        with pytest.raises(UnableToBookVisit, match="all the days they can give"):
            move(w, visit, day=NEXT_TERM + timedelta(days=1))
        assert Visit.objects.get(pk=visit.pk).visits_on == DAY
        assert {period: each[2] for period, each in promised(w).items()} == {date(2026, 11, 1): 1, date(2027, 1, 1): 1}

    def test_the_visitor_and_who_leads_arrange_it_and_nobody_else(self, here, w):
        visit = booked(w)
        for someone in (w.farah, staff(here, w.harrowgill)):
            with pytest.raises(Forbidden):
                move(w, visit, by=someone)
            with pytest.raises(Forbidden):
                cancel(w, visit, by=someone)


class TestCancelling:
    def test_both_are_told_and_the_day_is_free(self, w):
        visit = cancel(w, booked(w), by=w.helen)
        assert (visit.state, visit.sequence, visit.cancel_reason) == (V.CANCELLED, 1, "The hall is flooded")
        assert readers("visit_cancelled") == ["Daniel Whitlow", "Priya Raman"]
        assert promised(w) == {}
        assert queries.days_of(actor=actor(w.daniel), engagement=w.engagement).booked == 0

    def test_twice_at_once_cancels_once(self, w):
        visit = booked(w)
        other = queries.visit(actor=actor(w.priya), engagement_id=w.engagement.pk, visit_id=visit.pk)
        cancel(w, visit)
        with pytest.raises(UnableToMoveVisit, match="“Cancelled”"):
            cancel(w, other, by=w.priya)
        with pytest.raises(UnableToMoveVisit, match="“Cancelled”"):
            move(w, other)

    def test_not_while_it_is_paused(self, w):
        visit = booked(w)
        set_to(w, S.PAUSED)
        with pytest.raises(UnableToBookVisit, match="paused"):
            cancel(w, visit)


def test_what_is_stopped_has_no_visit_to_come(w):
    past, ahead = booked(w), booked(w, day=NEXT_TERM)
    with _inside("test"):
        found = operations.cancel_planned(
            actor=actor(w.helen), at=on(OTHER_DAY), engagement=w.engagement, reason="It was stopped"
        )
    assert found == 1
    assert [Visit.objects.get(pk=each.pk).state for each in (past, ahead)] == [V.PLANNED, V.CANCELLED]
    assert list(promised(w)) == [date(2026, 11, 1)]
