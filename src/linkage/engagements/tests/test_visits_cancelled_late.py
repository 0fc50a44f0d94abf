"""A visit that the school it is for cancels too late: its time counts as given, and the visitor's day is free."""

from datetime import date

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries, rules
from linkage.engagements.enums import AgreementStatus, ClauseUse, EngagementStatus
from linkage.engagements.models import Agreement, AgreementClause, Engagement, Visit
from linkage.engagements.tests import agreements, factories
from linkage.engagements.tests import visits as made
from linkage.engagements.tests.visits import DAY, booked, mails, on
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
# The visit is on a Thursday.
TUESDAY, WEDNESDAY = date(2026, 11, 10), date(2026, 11, 11)


@pytest.fixture
def w(here):
    with acting_in(here.id):
        yield made.at_work(here)


def cancel(w, visit, by=None, day=WEDNESDAY):
    found = queries.visit(actor=actor(by or w.daniel), engagement_id=w.engagement.pk, visit_id=visit.pk)
    return operations.cancel_visit(actor=actor(by or w.daniel), at=on(day), visit=found, reason="An inspection")


def days(w):
    found = queries.days_of(actor=actor(w.daniel), engagement=w.engagement)
    return found.used, found.booked


class TestWhoLosesTime:
    @pytest.mark.parametrize(("day", "counts"), [(TUESDAY, False), (WEDNESDAY, True), (DAY, True)])
    def test_the_school_that_is_helped_does_with_less_than_two_working_days(self, w, day, counts):
        assert cancel(w, booked(w), day=day).counts_as_given == counts
        assert days(w) == ((2 if counts else 0), 0)

    def test_neither_the_visitor_nor_their_school_does(self, w):
        for by in (w.priya, w.helen):
            assert not cancel(w, booked(w), by=by, day=DAY).counts_as_given
        assert days(w) == (0, 0)

    def test_a_weekend_is_no_notice(self, w):
        visit = booked(w, day=date(2026, 11, 16))
        assert cancel(w, visit, day=date(2026, 11, 13)).counts_as_given

    def test_the_visitor_can_give_the_day_to_somebody_else(self, w):
        visit = cancel(w, booked(w))
        assert queries.promised_days(actor=actor(w.daniel), engagement=w.engagement, visitor_id=w.priya.pk) == {}
        assert not queries.is_taken(actor=actor(w.daniel), visitor_id=w.priya.pk, on=visit.visits_on)

    def test_nobody_does_where_no_days_were_agreed(self, here):
        with acting_in(here.id):
            w = made.at_work(here, half_days=0)
            assert not cancel(w, booked(w)).counts_as_given

    def test_moving_it_loses_nothing(self, w):
        visit = booked(w)
        operations.move_visit(
            actor=actor(w.daniel), at=on(WEDNESDAY), visit=visit, visits_on=date(2026, 12, 1), reason="x"
        )
        assert days(w) == (0, 2)


def signed_without(w, use):
    """An agreement from whose clauses this one was left out, or is in none of the programme's."""
    clause = rules.ClauseText("cancelling", "When one visit cannot take place", "As the two heads settle it.", use)
    operations.save_clause(actor=actor(w.farah), at=NOW, clause=clause)
    factories.set_to(w, EngagementStatus.READY)
    factories.objective(w)
    agreements.signed(w)
    factories.set_to(w, EngagementStatus.ACTIVE)


class TestWhatWasAgreed:
    def test_the_version_that_was_signed_says_it(self, w):
        signed_without(w, ClauseUse.OPTIONAL)
        # The helper left it out, as it chose which of the optional clauses are in.
        assert Agreement.objects.get().status == AgreementStatus.SIGNED
        assert not cancel(w, booked(w)).counts_as_given
        AgreementClause.objects.filter(code="cancelling").update(is_in=True)
        assert cancel(w, booked(w)).counts_as_given

    def test_a_clause_that_is_in_no_agreement_says_nothing(self, w):
        signed_without(w, ClauseUse.UNUSED)
        assert not cancel(w, booked(w)).counts_as_given


class TestWhatIsOwed:
    def test_it_is_owed_when_it_is_stopped(self, here):
        with acting_in(here.id):
            w = agreements.bought(here)
            factories.set_to(w, EngagementStatus.ACTIVE)
            Engagement.objects.update(starts_on=NOW.date())
            w.engagement.hold()
            Visit.objects.create(
                programme=here,
                engagement=w.engagement,
                visitor=w.priya,
                visits_on=DAY,
                about="Planning",
                booked_by=w.daniel,
                booked_at=NOW,
                changed_at=NOW,
            )
            assert cancel(w, Visit.objects.get()).counts_as_given
            found = queries.bought_until_now(actor=actor(w.grace), engagement=w.engagement, today=DAY)
            assert found.given_half_days == 2

    def test_what_was_booked_within_the_notice_counts_once_who_is_helped_stops_it(self, w):
        near, far = booked(w), booked(w, day=date(2026, 12, 10))
        operations.stop(actor=actor(w.grace), at=on(date(2026, 11, 9)), engagement=w.engagement, reason="No time")
        assert [Visit.objects.get(pk=each.pk).counts_as_given for each in (near, far)] == [True, False]

    def test_nothing_counts_where_who_helps_stops_it(self, w):
        visit = booked(w)
        operations.stop(actor=actor(w.helen), at=on(date(2026, 11, 9)), engagement=w.engagement, reason="No time")
        assert not Visit.objects.get(pk=visit.pk).counts_as_given


def test_it_is_said_before_and_after(here, see, time_machine):
    with acting_in(here.id):
        w = made.at_work(here)
        visit = booked(w)
    time_machine.move_to(on(WEDNESDAY))
    where = w.engagement.pk, visit.pk
    assert "1 day counts as given" in see(w.daniel, "cancel-visit", *where).content.decode()
    assert "counts as given" not in see(w.priya, "cancel-visit", *where).content.decode()
    page = see(w.daniel, "cancel-visit", *where, data={"reason": "An inspection"}, follow=True).content.decode()
    assert "Cancelled, counts as given" in page
    assert "1 day used. Thistlebank School cancelled it" in page
    assert "Cancelled, counts as given" in see(w.priya, "visits", w.engagement.pk).content.decode()


def test_the_mail_says_it(w):
    cancel(w, booked(w))
    (mail,) = mails("visit_cancelled")
    assert "so 1 day counts as given" in " ".join(mail.text.split())
    assert "is free again" not in mail.text
