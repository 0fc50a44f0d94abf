"""Money is approved by somebody who had no part in asking for it; whoever approves is asked and reminded."""

from datetime import timedelta

import pytest

from linkage.access import links as action_links
from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden
from linkage.links import operations, policy, queries
from linkage.links.enums import CommissionStatus
from linkage.links.models import CommissionDecision
from linkage.links.models.commissions import UnableToMoveCommission
from linkage.links.operations import UnableToBuy, UnableToDecide
from linkage.links.queries.buying import buying_actions
from linkage.links.tests import buying as made
from linkage.links.tests.buying import farah, job, mails, readers, request_state, taken
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.people.tests.factories import actor, grant, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations as support_requests
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db
S = CommissionStatus


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def b(here):
    return made.buying(here)


class TestSending:
    def test_whoever_approves_is_asked_by_a_link_of_their_own_and_the_promise_runs_on(self, b):
        b.world.request.status, b.world.request.routed_at = RequestStatus.ACKNOWLEDGED, None
        b.world.request.save()
        found = made.sent(b)
        assert (found.state, taken(b)) == (S.AWAITING_APPROVAL, 0)
        assert request_state(b) == RequestStatus.MATCHING
        assert b.world.request.routed_at == NOW
        [mail] = mails("approval")
        assert mail.recipients[0]["email"] == b.alan.email
        assert "£1,750.00" in mail.text
        assert "/commissions/decide/" in mail.text

    def test_without_anybody_else_who_approves_nothing_is_sent(self, b):
        grant(b.world.farah, Role.COMMISSIONER)
        found = made.draft(b)
        assert queries.approvers(actor=farah(b), commission=found) == [b.alan]
        RoleGrant.objects.filter(person=b.alan).delete()
        with pytest.raises(UnableToBuy, match="Nobody else here approves money"):
            operations.send_for_approval(actor=farah(b), at=NOW, commission=found)

    def test_a_request_that_was_closed_meanwhile_stops_it(self, b):
        found = made.draft(b)
        support_requests.withdraw(actor=actor(b.world.daniel), at=NOW, support_request=b.world.request)
        with pytest.raises(UnableToMoveCommission, match="Withdrawn"):
            operations.send_for_approval(actor=farah(b), at=NOW, commission=found)

    def test_whoever_sends_it_is_not_among_those_who_could_approve_it(self, b):
        amy = made.commissioner(b.world.programme, name="Amy Lund")
        grant(amy, Role.COORDINATOR)
        found = made.draft(b)
        assert queries.approvers(actor=actor(amy), commission=found) == [b.alan]
        operations.send_for_approval(actor=actor(amy), at=NOW, commission=found)
        assert readers("approval") == [b.alan.email]

    def test_one_and_four_who_approve_are_found_at_one_cost(self, b, django_assert_num_queries):
        found, asking = made.draft(b), farah(b)
        with django_assert_num_queries(2):
            assert len(queries.approvers(actor=asking, commission=found)) == 1
        for _ in range(3):
            made.commissioner(b.world.programme)
        with django_assert_num_queries(2):
            assert len(queries.approvers(actor=asking, commission=found)) == 4

    def test_a_school_that_is_not_named_is_not_named_in_the_mail_either(self, b):
        b.world.request.is_name_hidden = True
        b.world.request.save()
        made.sent(b)
        [mail] = mails("approval")
        school = b.world.request.organisation.name
        assert school not in mail.text
        assert school not in mail.html


class TestDeciding:
    def test_an_approval_sets_the_money_aside_settles_the_request_and_is_told(self, b):
        found = made.approved(b)
        assert (found.state, taken(b)) == (S.APPROVED, 175_000)
        assert request_state(b) == RequestStatus.COMMISSIONED
        assert readers("approved") == [b.world.farah.email]
        [kept] = CommissionDecision.objects.all()
        assert (kept.is_approved, kept.amount_pence, kept.decided_by) == (True, 175_000, b.alan)

    def test_a_refusal_needs_a_reason_leaves_the_request_and_can_be_sent_again_with_its_trail(self, b):
        found = made.sent(b)
        with pytest.raises(UnableToDecide, match="Say why"):
            made.decided(b, found, is_approved=False, reason=" ")
        made.decided(b, found, is_approved=False, reason="Three days are enough")
        assert (found.state, taken(b), request_state(b)) == (S.REFUSED, 0, RequestStatus.MATCHING)
        [mail] = mails("refused")
        assert "Three days are enough" in mail.text
        less = made.plan(b, half_days=6)
        operations.change_buying(actor=farah(b), at=NOW, commission=found, plan=less)
        operations.send_for_approval(actor=farah(b), at=NOW, commission=found)
        made.decided(b, found, NOW + timedelta(hours=1))
        decisions = queries.decisions_of(actor=farah(b), commission=found)
        assert [(each.is_approved, each.amount_pence) for each in decisions] == [(True, 150_000), (False, 175_000)]
        titles = [each.title for each in queries.commission_history(actor=farah(b), commission=found)]
        assert "Alan Fielding refused £1,750.00" in titles
        assert titles.count("Farah Siddiqui sent it for approval") == 2

    def test_it_is_decided_once(self, b):
        found = made.approved(b)
        with pytest.raises(UnableToDecide, match="quicker"):
            made.decided(b, found)
        assert taken(b) == 175_000

    def test_nothing_is_approved_beyond_the_fund(self, b):
        made.approved(b)
        other = support_request(
            b.world.programme, b.world.thistlebank, asked_by=b.world.daniel, status=RequestStatus.MATCHING
        )
        more = made.sent(b, support_request=other, half_days=14)
        with pytest.raises(UnableToDecide, match=r"£3,250\.00 is left of School improvement fund"):
            made.decided(b, more)
        more.refresh_from_db()
        assert (more.state, taken(b)) == (S.AWAITING_APPROVAL, 175_000)

    @pytest.mark.parametrize("who", ["farah", "daniel", "grace", "colleague", "priya"])
    def test_who_asked_prepared_or_belongs_to_the_school_does_not_approve(self, b, who):
        found = made.sent(b)
        colleague = staff(b.world.programme, b.world.thistlebank)
        someone = colleague if who == "colleague" else getattr(b.world, who)
        grant(someone, Role.COMMISSIONER)
        allowed = who == "priya"  # the control: a commissioner of another school
        assert policy.DECIDE.allows(actor(someone), found) is allowed
        if not allowed:
            with pytest.raises(Forbidden):
                operations.decide(actor=actor(someone), at=NOW, commission=found, is_approved=True)
            assert taken(b) == 0

    def test_who_changed_or_sent_it_last_does_not_approve_it_either(self, b):
        amy = made.commissioner(b.world.programme, name="Amy Lund")
        grant(amy, Role.COORDINATOR)
        found = made.draft(b)
        assert policy.DECIDE.allows(actor(amy), found)
        operations.change_buying(actor=actor(amy), at=NOW, commission=found, plan=made.plan(b, half_days=20))
        assert not policy.DECIDE.allows(actor(amy), found)
        operations.send_for_approval(actor=farah(b), at=NOW, commission=found)
        with pytest.raises(Forbidden):
            operations.decide(actor=actor(amy), at=NOW, commission=found, is_approved=True)

    def test_a_link_of_an_earlier_sending_answers_nothing(self, b):
        found = made.sent(b)
        first = _by_link(b, found)
        assert queries.is_to_decide(actor=first, commission=found)
        made.decided(b, found, is_approved=False, reason="No")
        operations.send_for_approval(actor=farah(b), at=NOW, commission=found)
        assert not queries.is_to_decide(actor=first, commission=found)
        assert queries.is_to_decide(actor=_by_link(b, found), commission=found)


class TestReminding:
    def test_whoever_approves_is_reminded_on_the_third_and_seventh_working_day_and_no_more(self, b):
        made.sent(b)
        sent = []
        for days in range(20):
            before = len(mails("approval_reminder"))
            operations.remind_due(actor=job(b), at=NOW + timedelta(days=days))
            operations.remind_due(actor=job(b), at=NOW + timedelta(days=days, hours=1))
            sent += [days] * (len(mails("approval_reminder")) - before)
        # Sent on Tuesday 3 November: Friday, and Thursday of the week after.
        assert sent == [3, 9]

    def test_it_shows_late_after_ten_working_days_and_counts_no_pause(self, b):
        made.sent(b)
        [waits] = buying_actions(actor=actor(b.alan), at=NOW + timedelta(days=15))
        assert (waits.title, waits.working_days_left) == ("Approve money: Reading in Year 9", -1)
        [told] = buying_actions(actor=farah(b), at=NOW)
        assert (told.waiting_for, told.working_days_left) == ("whoever approves money", 10)

    def test_however_many_were_missed_one_is_sent(self, b):
        made.sent(b)
        for hours in range(2):
            operations.remind_due(actor=job(b), at=NOW + timedelta(days=9, hours=hours))
        assert len(mails("approval_reminder")) == 1

    def test_nothing_goes_while_the_programme_is_paused(self, b):
        made.sent(b)
        b.world.programme.paused_at = NOW
        b.world.programme.save()
        assert operations.remind_due(actor=job(b), at=NOW + timedelta(days=3)) == 0

    def test_a_new_sending_is_reminded_anew(self, b):
        found = made.sent(b)
        operations.remind_due(actor=job(b), at=NOW + timedelta(days=3))
        made.decided(b, found, NOW + timedelta(days=3), is_approved=False, reason="No")
        operations.send_for_approval(actor=farah(b), at=NOW + timedelta(days=3), commission=found)
        assert operations.remind_due(actor=job(b), at=NOW + timedelta(days=3, hours=1)) == 0
        assert operations.remind_due(actor=job(b), at=NOW + timedelta(days=8)) == 1


class TestNextActions:
    def test_each_step_has_one_next_action_for_the_right_person(self, b):
        def waits(someone):
            return [each.title for each in buying_actions(actor=actor(someone), at=NOW)]

        b.world.request.owner = b.world.farah
        b.world.request.save()
        found = made.draft(b)
        assert (waits(b.world.farah), waits(b.alan)) == (["Send for approval: Reading in Year 9"], [])
        operations.send_for_approval(actor=farah(b), at=NOW, commission=found)
        made.decided(b, found, is_approved=False, reason="No")
        assert (waits(b.world.farah), waits(b.alan)) == (["The money was refused: Reading in Year 9"], [])
        operations.send_for_approval(actor=farah(b), at=NOW, commission=found)
        made.decided(b, found)
        assert waits(b.world.farah) == ["Order it: Reading in Year 9"]
        operations.order(actor=farah(b), at=NOW, commission=found, purchase_reference="PO 1")
        assert waits(b.world.farah) == []
        support_requests.withdraw(actor=actor(b.world.daniel), at=NOW, support_request=b.world.request)
        assert waits(b.world.farah) == ["Settle what was ordered: Reading in Year 9"]
        assert waits(b.world.grace) == waits(b.world.daniel) == []


def _by_link(b, found) -> Actor:
    token = action_links.make(
        policy.DECIDE_LINK,
        programme_id=found.programme_id,
        record_id=found.pk,
        person_id=b.alan.pk,
        state=found.link_state,
    )
    return people.build_actor(None, b.world.programme, action_links.read(token, policy.DECIDE_LINK))
