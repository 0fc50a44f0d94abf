"""Somebody leaves in the middle: what they led, were to sign, to visit and to do falls to somebody, who is told."""

from datetime import date

import pytest

from linkage.access.operation import _inside
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, policy, queries
from linkage.engagements.enums import AgreementStatus, EngagementStatus, VisitStatus
from linkage.engagements.models import Agreement, Objective, PlanAction, Visit
from linkage.engagements.tests import agreements, factories
from linkage.engagements.tests import visits as made
from linkage.engagements.tests.visits import DAY, NOTE, booked, mails, on, readers
from linkage.kernel.errors import Forbidden
from linkage.people.models import RoleGrant
from linkage.people.tests.factories import actor, head, staff
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
A = AgreementStatus
AFTER = date(2026, 11, 16)


@pytest.fixture
def w(here):
    with acting_in(here.id):
        yield made.at_work(here)


def leave(w, who, school, at=NOW):
    with _inside("test"):
        operations.leave(actor=actor(w.farah), at=at, person=who, organisation=school)
    w.engagement.hold()


def end_role(who):
    RoleGrant.objects.filter(person=who).update(ended_at=NOW, to_on=NOW.date())


def titles(someone, at):
    return [each.title for each in queries.next_actions(actor=actor(someone), at=at)]


class TestWhatTheyWereToDo:
    def test_it_falls_to_whoever_leads_and_says_whose_it_was(self, w):
        aim = factories.objective(w, home_owner=w.priya, client_owner=w.daniel)
        say = {"actor": actor(w.daniel), "at": NOW, "engagement": w.engagement, "objective": aim}
        operations.add_action(**say, text="Share the plan", owner=w.priya, due_on=DAY)
        operations.add_action(**say, text="Free the room", owner=w.daniel, due_on=DAY)
        done = operations.add_action(**say, text="Send the list", owner=w.priya, due_on=DAY)
        operations.finish_action(actor=actor(w.priya), at=NOW, action=done)
        leave(w, w.priya, w.harrowgill)
        found = dict(PlanAction.objects.values_list("text", "owner__name"))
        assert found == {
            "Share the plan": "Helen Brook",
            "Free the room": "Daniel Whitlow",
            "Send the list": "Priya Raman",
        }
        aim = Objective.objects.get()
        assert (aim.home_owner, aim.client_owner, aim.taken_over_from) == (w.helen, w.daniel, "Priya Raman")
        assert readers("taken_over") == ["Helen Brook"]

    def test_the_plan_says_it_until_the_aim_is_written_anew(self, here, see):
        with acting_in(here.id):
            w = made.at_work(here)
            aim = factories.objective(w, home_owner=w.priya)
            add = {"actor": actor(w.daniel), "at": NOW, "engagement": w.engagement, "objective": aim}
            operations.add_action(**add, text="Share the plan", owner=w.priya, due_on=DAY)
            leave(w, w.priya, w.harrowgill)
        page = " ".join(see(w.daniel, "plan", w.engagement.pk).content.decode().split())
        assert "Helen Brook, in the place of Priya Raman" in page
        assert "Helen Brook looks after it, as Priya Raman takes part no more" in page
        with acting_in(here.id):
            said = operations.Aim(text="Every group reads", home_owner_id=w.helen.pk)
            operations.save_objective(
                actor=actor(w.helen), at=NOW, engagement=w.engagement, aim=said, objective=Objective.objects.get()
            )
        assert "as Priya Raman takes part no more" not in see(w.daniel, "plan", w.engagement.pk).content.decode()

    def test_who_is_taken_off_hands_over_too(self, here, w):
        una = staff(here, w.thistlebank, name="Una Marsh")
        joined = operations.add_person(actor=actor(w.grace), at=NOW, engagement=w.engagement, person_id=una.pk)
        w.engagement.hold()
        aim = factories.objective(w)
        operations.add_action(
            actor=actor(w.daniel), at=NOW, engagement=w.engagement, objective=aim, text="Copy it", owner=una, due_on=DAY
        )
        operations.let_go(actor=actor(w.daniel), at=NOW, engagement=w.engagement, participant=joined)
        assert PlanAction.objects.get().owner == w.daniel

    def test_somebody_who_had_nothing_to_do_leaves_quietly(self, here, w):
        una = staff(here, w.thistlebank, name="Una Marsh")
        operations.add_person(actor=actor(w.grace), at=NOW, engagement=w.engagement, person_id=una.pk)
        leave(w, una, w.thistlebank)
        assert not mails("taken_over")


class TestVisits:
    def test_those_to_come_are_cancelled_and_their_days_free(self, w):
        visit = booked(w)
        leave(w, w.priya, w.harrowgill)
        found = Visit.objects.get(pk=visit.pk)
        assert (found.state, found.counts_as_given) == (VisitStatus.CANCELLED, False)
        assert found.cancel_reason == "Priya Raman has left the school"
        assert queries.promised_days(actor=actor(w.daniel), engagement=w.engagement, visitor_id=w.priya.pk) == {}

    def test_a_note_that_is_not_sent_is_for_who_leads_now_without_the_words_of_the_draft(self, w):
        visit = booked(w)
        operations.keep_note(actor=actor(w.priya), at=on(DAY), visit=visit, note=NOTE)
        leave(w, w.priya, w.harrowgill, on(AFTER))
        find = {"engagement_id": w.engagement.pk, "visit_id": visit.pk}
        assert Visit.objects.get(pk=visit.pk).done == ""
        assert "Write the note of Priya Raman’s visit on Thursday 12 November 2026" in titles(w.helen, on(AFTER))
        assert not any("note" in each for each in titles(w.daniel, on(AFTER)))
        found = queries.visit(actor=actor(w.helen), **find)
        operations.send_note(actor=actor(w.helen), at=on(AFTER), visit=found, note=NOTE)
        operations.agree_note(actor=actor(w.daniel), at=on(AFTER), visit=queries.visit(actor=actor(w.daniel), **find))
        assert Visit.objects.get(pk=visit.pk).state == VisitStatus.AGREED

    def test_while_the_visitor_is_there_nobody_else_writes_it(self, w):
        visit = booked(w)
        with pytest.raises(Forbidden):
            operations.keep_note(actor=actor(w.helen), at=on(DAY), visit=visit, note=NOTE)
        assert not any("note" in each for each in titles(w.helen, on(AFTER)))


class TestSigning:
    def test_a_text_that_says_they_give_the_days_is_taken_back(self, here):
        with acting_in(here.id):
            w = agreements.world(here)
            agreements.offered(w)
            leave(w, w.priya, w.harrowgill)
            draft = Agreement.objects.get()
            assert (draft.status, draft.text, draft.number) == (A.DRAFT, "", 2)
            assert "offer it again" in mails("taken_over")[0].text
            again = agreements.offer(w)
            assert "Helen Brook of Harrowgill High School, who gives the days" in again.text

    def test_what_some_have_signed_is_given_up_for_a_new_version(self, here):
        with acting_in(here.id):
            w = agreements.world(here)
            agreements.sign(agreements.offered(w), w.grace)
            leave(w, w.priya, w.harrowgill)
            assert list(Agreement.objects.order_by("number").values_list("status", flat=True)) == [A.AMENDED, A.DRAFT]
            again = agreements.offer(w)
            for someone in (w.grace, w.helen):
                again = agreements.sign(again, someone)
            assert again.state == A.SIGNED

    def test_who_left_cannot_sign_what_they_read_before(self, here):
        with acting_in(here.id):
            w = agreements.world(here)
            found = agreements.offered(w)
            leave(w, w.priya, w.harrowgill)
            with pytest.raises(Forbidden):
                agreements.sign(found, w.priya, seen="read before")

    def test_a_head_who_leaves_before_signing_makes_way_for_the_next(self, here):
        with acting_in(here.id):
            w = agreements.world(here)
            agreements.offered(w)
            end_role(w.grace)
            leave(w, w.grace, w.thistlebank)
            assert Agreement.objects.get().status == A.DRAFT
            nadia = head(here, w.thistlebank, name="Nadia Hart")
            again = agreements.offer(w)
            assert "Nadia Hart, its head, signs" in again.text
            assert agreements.sign(again, nadia).status == A.PARTLY_SIGNED

    def test_what_a_head_has_signed_their_school_has_signed(self, here):
        with acting_in(here.id):
            w = agreements.world(here)
            found = agreements.sign(agreements.offered(w), w.grace)
            end_role(w.grace)
            leave(w, w.grace, w.thistlebank)
            assert agreements.now(found).status == A.PARTLY_SIGNED
            for someone in (w.helen, w.priya):
                found = agreements.sign(found, someone)
            assert found.state == A.SIGNED

    def test_somebody_else_who_leads_gives_the_days_the_text_speaks_of(self, here):
        with acting_in(here.id):
            w = agreements.world(here)
            agreements.offered(w)
            una = staff(here, w.harrowgill, name="Una Marsh")
            operations.add_person(actor=actor(w.helen), at=NOW, engagement=w.engagement, person_id=una.pk, leads=True)
            w.engagement.hold()
            assert "Una Marsh of Harrowgill High School, who gives the days" in agreements.offer(w).text


class TestBothLeave:
    def test_the_heads_lead(self, w):
        leave(w, w.priya, w.harrowgill)
        leave(w, w.daniel, w.thistlebank)
        assert [w.engagement.lead(side) for side in ("client", "home")] == [w.grace, w.helen]

    def test_without_a_head_whoever_looks_after_it_is_asked_to_find_one(self, w):
        end_role(w.grace)
        assert not any("Nobody" in each for each in titles(w.farah, NOW))
        leave(w, w.daniel, w.thistlebank)
        assert not policy.is_party(actor(w.daniel), w.engagement)
        assert "Nobody of Thistlebank School takes part any more" in titles(w.farah, NOW)
        assert w.engagement.state == EngagementStatus.ACTIVE
