"""Who reads an agreement, who is reminded, for whom it waits, and what is owed when it ends early."""

from datetime import timedelta

import pytest

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, policy, queries
from linkage.engagements.enums import AgreementStatus, EngagementStatus
from linkage.engagements.tests import agreements as made
from linkage.engagements.tests.agreements import mails, readers, sign
from linkage.engagements.tests.factories import set_to
from linkage.kernel.errors import NotFound
from linkage.people.tests.factories import actor, coordinator, staff
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S, E = AgreementStatus, EngagementStatus
LATER = NOW + timedelta(days=1)


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def w(here):
    return made.world(here)


class TestWhoReads:
    @pytest.mark.parametrize("who", ["daniel", "grace", "helen", "priya"])
    def test_both_schools_read_it(self, w, who):
        made.offered(w)
        assert queries.versions(actor=actor(getattr(w, who)), engagement=w.engagement).opened

    def test_whoever_runs_the_programme_knows_that_it_is_signed_and_never_what_it_says(self, w):
        assert queries.agreement_fact(actor=actor(w.farah), engagement=w.engagement).state is None
        made.signed(w)
        fact = queries.agreement_fact(actor=actor(w.farah), engagement=w.engagement)
        assert (fact.state, fact.signed_on) == (S.SIGNED, NOW.date())
        for read in (
            lambda: queries.versions(actor=actor(w.farah), engagement=w.engagement),
            lambda: queries.version(actor=actor(w.farah), engagement=w.engagement, number=1),
        ):
            with pytest.raises(NotFound):
                read()

    def test_where_days_were_bought_who_signs_for_the_programme_reads_it(self, here):
        w = made.bought(here)
        made.offered(w)
        assert queries.versions(actor=actor(w.farah), engagement=w.engagement).opened
        assert not policy.reads_agreement(actor(staff(here, w.thistlebank)), w.engagement)

    def test_a_text_that_was_taken_back_is_nobodys_to_read(self, w):
        made.offered(w)
        operations.take_offer_back(actor=actor(w.daniel), at=NOW, engagement=w.engagement)
        with pytest.raises(NotFound):
            queries.version(actor=actor(w.daniel), engagement=w.engagement, number=1)


class TestReminding:
    def job(self, w):
        return Actor.system("agreements", w.programme.pk)

    def test_who_has_not_signed_is_reminded_on_the_third_and_seventh_working_day_and_no_more(self, w):
        found = made.offered(w)
        sign(found, w.grace)
        sent = []
        for days in range(20):
            before = len(mails("agreement_reminder"))
            operations.remind_unsigned(actor=self.job(w), at=NOW + timedelta(days=days))
            operations.remind_unsigned(actor=self.job(w), at=NOW + timedelta(days=days, hours=1))
            sent += [days] * (len(mails("agreement_reminder")) - before)
        assert sent == [3, 3, 9, 9]
        assert set(readers("agreement_reminder")) == {w.helen.email, w.priya.email}

    def test_nobody_is_reminded_once_all_have_signed_or_while_it_is_paused(self, w):
        found = made.offered(w)
        set_to(w, E.PAUSED)
        assert operations.remind_unsigned(actor=self.job(w), at=NOW + timedelta(days=3)) == 0
        set_to(w, E.READY)
        for someone in (w.grace, w.helen, w.priya):
            sign(found, someone)
        assert operations.remind_unsigned(actor=self.job(w), at=NOW + timedelta(days=3)) == 0

    def test_a_new_offer_is_reminded_anew(self, w):
        made.offered(w)
        operations.remind_unsigned(actor=self.job(w), at=NOW + timedelta(days=3))
        operations.take_offer_back(actor=actor(w.daniel), at=NOW + timedelta(days=3), engagement=w.engagement)
        made.offer(w, NOW + timedelta(days=3))
        assert operations.remind_unsigned(actor=self.job(w), at=NOW + timedelta(days=3, hours=1)) == 0
        assert operations.remind_unsigned(actor=self.job(w), at=NOW + timedelta(days=8)) == 1


class TestNextActions:
    def waits(self, someone):
        return [
            each.title
            for each in queries.next_actions(actor=actor(someone), at=NOW)
            if "agreement" in each.title and not each.waiting_for
        ]

    def test_each_step_waits_for_the_right_people(self, w):
        made.written(w)
        offer = "Offer the agreement: Reading at Thistlebank"
        signing = "Sign the agreement: Reading at Thistlebank"
        assert [self.waits(each) for each in (w.daniel, w.grace, w.helen, w.priya, w.farah)] == [
            [offer],
            [offer],
            [offer],
            [offer],
            [],
        ]
        found = made.offer(w)
        assert [self.waits(each) for each in (w.daniel, w.grace, w.helen, w.priya, w.farah)] == [
            [],
            [signing],
            [signing],
            [signing],
            [],
        ]
        sign(found, w.grace)
        assert (self.waits(w.grace), self.waits(w.helen)) == ([], [signing])
        set_to(w, E.PAUSED)
        assert self.waits(w.helen) == []

    def test_where_days_were_bought_it_waits_for_who_looks_after_the_request_alone(self, here):
        w = made.bought(here)
        made.offered(w)
        other = coordinator(here, account=account())
        assert [len(self.waits(each)) for each in (w.farah, other)] == [1, 0]


class TestWhatIsOwed:
    def test_visits_given_and_booked_within_the_notice_are_counted(self, here):
        w = made.bought(here)
        today = NOW.date()
        for day, status, halves in (
            (today - timedelta(days=7), "agreed", 2),
            (today - timedelta(days=1), "planned", 1),
            (today + timedelta(days=3), "planned", 2),
            (today + timedelta(days=60), "planned", 2),
            (today + timedelta(days=4), "cancelled", 2),
        ):
            w.engagement.visits.create(
                programme=here,
                visitor=w.priya,
                status=status,
                visits_on=day,
                half_days=halves,
                about="Reading",
                booked_by=w.priya,
                booked_at=NOW,
                changed_at=NOW,
            )
        found = queries.bought_until_now(actor=actor(w.grace), engagement=w.engagement, today=today)
        owed = queries.owed_when_stopped(
            actor=actor(w.grace), engagement=w.engagement, stopped_by="client", today=today
        )
        assert owed.total_pence == 125_000
        assert (found.given_half_days, found.in_notice_half_days, found.half_days) == (3, 2, 7)

    def test_where_nothing_was_bought_nothing_is_counted(self, w):
        assert queries.bought_until_now(actor=actor(w.grace), engagement=w.engagement, today=NOW.date()) is None
