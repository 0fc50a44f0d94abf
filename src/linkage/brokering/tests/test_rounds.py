"""The round: planning, keeping, ruling out, going back, and sending it."""

import pytest

from linkage.access.models import AuditEntry
from linkage.access.personal_data import Subject
from linkage.accounts.tests.factories import account
from linkage.brokering import operations, personal_data, queries
from linkage.brokering.models import Decision, Plan, Ruling
from linkage.brokering.operations import UnableToPlan, UnableToSendRound
from linkage.database.tenancy import acting_in
from linkage.directory.tests.factories import area, entry
from linkage.kernel.errors import Forbidden, NotFound
from linkage.links.models import Link
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import actor, coordinator
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import RequestArea
from linkage.support_requests.tests.factories import support_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(here, ours):
    """Weirside asks as well; Priya has one place, and Marcus, farther away, could help Thistlebank only."""
    with acting_in(here.id):
        ours.entry.places = 1
        ours.entry.save()
        weirside = school(name="Weirside School", easting=384_000, northing=440_000)
        millrace = school(name="Millrace Academy", easting=402_000, northing=432_000)
        member(here, weirside)
        member(here, millrace)
        ours.second = support_request(here, weirside, status=RequestStatus.MATCHING, title="English")
        RequestArea.objects.create(programme=here, support_request=ours.second, area=area(here))
        ours.marcus = entry(here, millrace, places=1)
        yield ours


def plan(ours):
    return operations.plan(actor=actor(ours.farah), at=NOW)


def rule(ours, request, found, says):
    return operations.rule(actor=actor(ours.farah), at=NOW, support_request=request, entry=found, says=says)


def send(ours, plan, *requests, knows_of_none=True):
    ids = [each.pk for each in requests]
    return operations.approve(actor=actor(ours.farah), at=NOW, plan=plan, request_ids=ids, knows_of_none=knows_of_none)


def given(plan):
    return {row["request"]: [pair["entry"] for pair in row["asks"]] for row in plan.rows}


class TestPlanning:
    def test_everything_open_is_planned_together_and_proved(self, both):
        made = plan(both)
        assert {*given(made)} == {str(both.request.pk), str(both.second.pk)}
        assert {one for some in given(made).values() for one in some} == {str(both.entry.pk), str(both.marcus.pk)}
        assert (made.gap, made.certificate["cost"]) == (0, made.certificate["bound"])

    def test_what_is_kept_of_a_plan_names_nobody(self, both):
        made = plan(both)
        kept = f"{made.outcome} {made.certificate} {made.rulings}"
        assert not any(name in kept for name in ("Priya", "Harrowgill", "Thistlebank", "Weirside"))

    def test_what_waits_for_its_school_or_was_settled_is_not_planned(self, both):
        both.second.status = RequestStatus.WAITING_FOR_SCHOOL
        both.second.save()
        assert {*given(plan(both))} == {str(both.request.pk)}

    def test_with_nothing_open_there_is_nothing_to_plan(self, both):
        for each in (both.request, both.second):
            each.status = RequestStatus.WITHDRAWN
            each.save()
        with pytest.raises(UnableToPlan, match="nothing to plan"):
            plan(both)
        assert not Plan.objects.exists()

    def test_who_does_not_run_the_programme_plans_nothing(self, both):
        with pytest.raises(Forbidden):
            operations.plan(actor=actor(both.helen), at=NOW)

    def test_the_same_facts_give_the_same_plan_and_hash(self, both):
        one, other = plan(both), plan(both)
        assert (one.input_hash, one.outcome) == (other.input_hash, other.outcome)


class TestSayings:
    def test_who_is_ruled_out_is_not_asked_and_the_others_move(self, both):
        plan(both)
        made = rule(both, both.second, both.entry, "rule_out")
        assert str(both.entry.pk) not in given(made)[str(both.second.pk)]
        assert made.cause == "ruled_out"

    def test_who_is_ruled_out_is_not_offered_on_the_page_of_the_request_either(self, both):
        rule(both, both.request, both.entry, "rule_out")
        found = queries.choice(actor=actor(both.farah), support_request=both.request, at=NOW)
        refusal = found.ranking.refusal(str(both.entry.pk))
        assert [each.rule for each in refusal.obstacles] == ["ruled_out"]

    def test_who_is_kept_stays_and_can_be_let_go(self, both):
        kept = rule(both, both.second, both.marcus, "keep")
        assert given(kept)[str(both.second.pk)] == [str(both.marcus.pk)]
        assert rule(both, both.second, both.marcus, "").cause == "let_go"
        assert not Ruling.objects.exists()

    def test_nobody_is_kept_for_more_than_they_have_places(self, both):
        rule(both, both.request, both.entry, "keep")
        with pytest.raises(UnableToPlan, match="Let them go for another first"):
            rule(both, both.second, both.entry, "keep")

    def test_going_back_puts_back_what_was_said_and_weighed(self, both):
        first = plan(both)
        rule(both, both.second, both.entry, "rule_out")
        again = operations.go_back(actor=actor(both.farah), at=NOW)
        assert again.outcome == first.outcome
        assert not Ruling.objects.exists()

    def test_what_matters_most_stays_for_the_next_plan(self, both):
        operations.weigh(actor=actor(both.farah), at=NOW, levels={"near": "a_lot"})
        assert plan(both).levels == {"near": "a_lot"}

    def test_without_a_plan_before_there_is_no_way_back(self, both):
        plan(both)
        with pytest.raises(UnableToPlan, match="no plan before"):
            operations.go_back(actor=actor(both.farah), at=NOW)


class TestSending:
    def test_all_are_introduced_each_with_a_decision_that_knows_the_round(self, both):
        made = plan(both)
        sent = send(both, made, both.request, both.second)
        assert (len(sent.done), sent.refused) == (2, ())
        assert Link.objects.count() == Decision.objects.count() == 2
        assert Message.objects.filter(template="links.introduction").count() == 2
        assert {each.snapshot["round"]["plan"] for each in Decision.objects.all()} == {str(made.pk)}
        assert AuditEntry.objects.filter(action="brokering.link").count() == 2
        assert AuditEntry.objects.filter(action="brokering.approve").count() == 1

    def test_what_is_left_out_stays_open(self, both):
        send(both, plan(both), both.second)
        both.request.refresh_from_db()
        both.second.refresh_from_db()
        assert (both.request.state, both.second.state) == (RequestStatus.MATCHING, RequestStatus.LINKED)

    def test_who_was_taken_meanwhile_is_left_out_and_told_and_the_others_go(self, both):
        made = plan(both)
        [taken] = given(made)[str(both.request.pk)]
        found = next(each for each in (both.entry, both.marcus) if str(each.pk) == taken)
        found.status = "paused"
        found.save()
        sent = send(both, made, both.request, both.second)
        assert [each.pk for each in sent.done] == [both.second.pk]
        [(request, error)] = sent.refused
        assert (request.pk, str(error)) == (both.request.pk, "Taking a break")
        both.request.refresh_from_db()
        assert both.request.state == RequestStatus.MATCHING
        assert made.approved == [str(both.second.pk)]

    def test_a_plan_is_sent_once_and_only_the_newest(self, both):
        old, new = plan(both), plan(both)
        with pytest.raises(UnableToSendRound, match="planned again since"):
            send(both, old, both.request)
        send(both, new, both.request)
        with pytest.raises(UnableToSendRound, match="sent already"):
            send(both, new, both.second)
        assert Link.objects.count() == 1

    def test_nothing_goes_without_the_word_of_who_sends(self, both):
        with pytest.raises(UnableToSendRound, match="nothing that speaks against it"):
            send(both, plan(both), both.request, knows_of_none=False)
        assert not Link.objects.exists()

    def test_a_sent_plan_is_not_gone_back_to(self, both):
        send(both, plan(both), both.second)
        plan(both)
        assert queries.latest(actor=actor(both.farah))[1] is None


class TestReading:
    def test_a_round_that_is_behind_says_so(self, here, both):
        plan(both)
        assert not queries.brokering_round(actor=actor(both.farah)).is_behind
        support_request(here, both.thistlebank)
        assert queries.brokering_round(actor=actor(coordinator(here, account=account()))).is_behind

    def test_why_is_told_of_requests_in_the_plan_only(self, here, both):
        plan(both)
        found = queries.why(actor=actor(both.farah), at=NOW, request_id=both.request.pk)
        assert found.row["request"] == str(both.request.pk)
        other = support_request(here, both.thistlebank)
        with pytest.raises(NotFound):
            queries.why(actor=actor(both.farah), at=NOW, request_id=other.pk)

    def test_the_round_is_among_what_waits_for_coordinators_alone(self, both):
        [action] = queries.next_round(actor=actor(both.farah), at=NOW)
        assert action.text.startswith("2 open requests, planned together")
        assert [*queries.next_round(actor=actor(both.helen), at=NOW)] == []


def test_a_person_reads_what_they_ruled_and_what_was_ruled_of_them(both):
    plan(both)
    rule(both, both.second, both.entry, "rule_out")
    [ruled] = personal_data.collect(subject(both.priya))["When you were kept or ruled out"]
    assert (ruled["Request"], ruled["What was said"]) == (both.second.reference, "Rule out")
    mine = personal_data.collect(subject(both.farah))
    assert len(mine["Rounds you planned"]) == 2
    assert len(mine["People you kept or ruled out in a round"]) == 1


def subject(someone):
    return Subject(someone.programme_id, someone.pk, None, someone.name, someone.email, someone.phone)
