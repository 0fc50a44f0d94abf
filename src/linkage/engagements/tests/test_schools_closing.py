"""A school closes while two schools work together: whoever runs the programme is told, and it goes on or stops."""

from datetime import date

import pytest

from linkage.access.operation import _inside
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.directory.models import Commitment
from linkage.engagements import operations, policy, queries
from linkage.engagements.enums import AgreementStatus, EngagementStatus, VisitStatus
from linkage.engagements.models import Agreement, Assurance, Engagement, SchoolChange, Visit
from linkage.engagements.tests import agreements, factories
from linkage.engagements.tests import visits as made
from linkage.engagements.tests.closing import LATER, academy, closes, find, move, register, waiting
from linkage.engagements.tests.visits import DAY, NEXT_TERM, booked, readers
from linkage.kernel.errors import Forbidden
from linkage.organisations.enums import SchoolStatus
from linkage.organisations.models import Organisation
from linkage.organisations.tests.factories import school
from linkage.people.models import Affiliation
from linkage.people.tests.factories import actor, head
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
S = EngagementStatus


def asked_of(someone):
    return [each.title for each in queries.next_actions(actor=actor(someone), at=LATER) if "closed" in each.title]


@pytest.fixture
def w(here):
    with acting_in(here.id):
        yield made.at_work(here)


class TestBeingTold:
    def test_whoever_looks_after_it_is_told_once(self, here, w):
        closes(w.thistlebank)
        assert (find(here), find(here)) == (1, 0)
        assert readers("school_closed") == ["Farah Siddiqui"]
        assert asked_of(w.farah) == ["Thistlebank School has closed: say how its support goes on"]
        assert asked_of(w.grace) == asked_of(w.priya) == []

    def test_an_open_school_is_no_news(self, here, w):
        assert find(here) == 0
        register(w.thistlebank, status=SchoolStatus.CLOSING)
        assert find(here) == 0

    def test_what_is_paused_is_told_of_too(self, here, w):
        factories.set_to(w, S.PAUSED)
        closes(w.harrowgill)
        assert find(here) == 1
        assert len(asked_of(w.farah)) == 1

    def test_what_is_over_is_not(self, here, w):
        factories.set_to(w, S.CLOSED)
        closes(w.harrowgill)
        assert find(here) == 0

    def test_one_that_is_open_after_all_waits_for_nobody(self, here, w):
        closes(w.thistlebank)
        find(here)
        register(w.thistlebank, status=SchoolStatus.OPEN)
        assert find(here) == 0
        assert not SchoolChange.objects.exists()
        assert asked_of(w.farah) == []

    def test_a_paused_programme_says_nothing(self, here, w):
        here.paused_at = NOW
        here.save()
        closes(w.thistlebank)
        assert find(here) == 0


STATES = [S.PREPARING, S.READY, S.AGREED, S.ACTIVE, S.PAUSED, S.EXITING]


class TestGoingOnWithAnother:
    @pytest.mark.parametrize("status", STATES)
    @pytest.mark.parametrize("side", ["client", "home"])
    def test_either_side_in_every_state_moves_and_access_with_it(self, here, w, side, status):
        factories.set_to(w, status)
        old, person, old_head = (
            (w.thistlebank, w.daniel, w.grace) if side == "client" else (w.harrowgill, w.priya, w.helen)
        )
        new = academy(here, "Ribble Academy", person)
        new_head = head(here, new, name="Nadia Hart", account=account())
        closes(old, new)
        find(here)
        move(w, new)
        w.engagement.hold()
        assert getattr(w.engagement, f"{side}_organisation") == new
        assert w.engagement.lead(side) == person
        assert policy.is_party(actor(new_head), w.engagement)
        assert queries.engagement(actor=actor(new_head), engagement_id=w.engagement.pk)
        assert not policy.is_party(actor(old_head), w.engagement)
        assert policy.is_party(actor(person), w.engagement)
        assert not asked_of(w.farah)

    def test_who_is_not_of_its_staff_takes_part_no_more_and_its_head_leads(self, here, w):
        visit = booked(w)
        new = academy(here, "Ribble Academy")
        nadia = head(here, new, name="Nadia Hart")
        closes(w.harrowgill, new)
        find(here)
        move(w, new)
        w.engagement.hold()
        assert w.engagement.lead("home") == nadia
        assert not policy.is_party(actor(w.priya), w.engagement)
        assert Visit.objects.get(pk=visit.pk).state == VisitStatus.CANCELLED

    def test_everybody_is_told(self, here, w):
        new = academy(here, "Ribble Academy", w.daniel)
        head(here, new, name="Nadia Hart")
        closes(w.thistlebank, new)
        find(here)
        move(w, new)
        assert readers("school_moved") == ["Daniel Whitlow", "Helen Brook", "Nadia Hart", "Priya Raman"]

    def test_promised_days_and_the_checks_are_the_new_home_schools(self, here, w):
        booked(w), booked(w, day=NEXT_TERM)
        operations.assure(actor=actor(w.helen), at=NOW, engagement=w.engagement)
        new = academy(here, "Ribble Academy", w.priya)
        head(here, new)
        closes(w.harrowgill, new)
        find(here)
        move(w, new)
        standing = Commitment.objects.filter(source_id=w.engagement.pk, released_at=None)
        assert {each.organisation_id for each in standing} == {new.pk}
        assert sum(each.days for each in standing) == 2
        assert not Assurance.objects.exists()

    def test_it_is_settled_once_of_two_at_once(self, here, w):
        new = academy(here, "Ribble Academy", w.daniel)
        head(here, new)
        closes(w.thistlebank, new)
        find(here)
        mine, theirs = waiting(w), waiting(w)
        operations.move_school(actor=actor(w.farah), at=LATER, change=mine, school_id=new.pk)
        with pytest.raises(operations.UnableToMoveSchool, match="goes on with Ribble Academy already"):
            operations.stop_closed(actor=actor(w.farah), at=LATER, change=theirs)

    def test_what_cannot_take_its_place_is_said(self, here, w):
        unknown = academy(here, "Not Here", is_known=False)
        headless = academy(here, "No Head")
        other = school(name="Somewhere Else")
        closes(w.thistlebank, unknown, headless, w.harrowgill)
        find(here)
        for new, said in (
            (unknown, "does not take part in Ribble Linkage yet"),
            (headless, "Nobody is known here yet as the head"),
            (w.harrowgill, "nobody is left to work with"),
            (other, "that the register says followed it"),
        ):
            with pytest.raises(operations.UnableToMoveSchool, match=said):
                move(w, new)
        assert Engagement.objects.get().client_organisation == w.thistlebank

    def test_the_two_schools_do_not_say_it(self, here, w):
        new = academy(here, "Ribble Academy", w.daniel)
        head(here, new)
        closes(w.thistlebank, new)
        find(here)
        for someone in (w.grace, w.daniel, w.helen):
            with pytest.raises(Forbidden):
                operations.move_school(actor=actor(someone), at=LATER, change=waiting(w), school_id=new.pk)

    def test_whoever_ends_their_work_at_the_old_school_stays(self, here, w):
        new = academy(here, "Ribble Academy", w.daniel)
        closes(w.thistlebank, new)
        with _inside("test"):
            old = Organisation.objects.get(pk=w.thistlebank.pk)
            assert operations.leave(actor=actor(w.farah), at=LATER, person=w.daniel, organisation=old) == 0
            # The control: who goes nowhere leaves.
            Affiliation.objects.filter(organisation=new).delete()
            assert operations.leave(actor=actor(w.farah), at=LATER, person=w.daniel, organisation=old) == 1


class TestWhatIsSigned:
    def followed(self, here, w):
        new = academy(here, "Ribble Academy", w.daniel)
        head(here, new, name="Nadia Hart")
        closes(w.thistlebank, new)
        find(here)
        move(w, new)
        return list(Agreement.objects.order_by("number"))

    def test_it_keeps_the_old_name_and_a_new_version_says_who_is_party_now(self, here):
        with acting_in(here.id):
            w = agreements.world(here)
            agreements.signed(w)
            factories.set_to(w, S.ACTIVE)
            first, second = self.followed(here, w)
            assert (first.status, second.status) == (AgreementStatus.SIGNED, AgreementStatus.DRAFT)
            assert "Thistlebank School" in first.text
            assert "Ribble Academy" not in first.text
            assert second.change.startswith("Thistlebank School is now Ribble Academy (URN ")
            w.engagement.hold()
            text = agreements.offer(w).text
            assert "Thistlebank School is now Ribble Academy" in text
            assert "Nadia Hart, its head, signs" in text
            assert w.engagement.state == S.ACTIVE

    @pytest.mark.parametrize("is_begun", [False, True])
    def test_what_waited_to_be_signed_is_written_anew(self, here, is_begun):
        with acting_in(here.id):
            w = agreements.world(here)
            found = agreements.offered(w)
            if is_begun:
                agreements.sign(found, w.helen)
            versions = self.followed(here, w)
            assert versions[-1].status == AgreementStatus.DRAFT
            assert versions[-1].text == ""
            assert len(versions) == (2 if is_begun else 1)


class TestNobodyCarriesOn:
    @pytest.mark.parametrize("status", STATES)
    def test_it_is_stopped_and_both_are_told(self, here, w, status):
        factories.set_to(w, status)
        closes(w.harrowgill)
        find(here)
        operations.stop_closed(actor=actor(w.farah), at=LATER, change=waiting(w))
        found = Engagement.objects.get()
        assert (found.status, found.halt_side) == (S.STOPPED, "home")
        assert found.halt_reason == "Harrowgill High School has closed, and no school took its place"
        assert {"Daniel Whitlow", "Grace Okafor", "Priya Raman"} <= set(readers("stopped"))
        assert asked_of(w.farah) == []

    def test_what_the_closed_school_had_booked_is_owed_as_if_it_stopped(self, here, w):
        visit = booked(w)
        closes(w.thistlebank)
        find(here)
        operations.stop_closed(actor=actor(w.farah), at=made.on(date(2026, 11, 9)), change=waiting(w))
        assert Visit.objects.get(pk=visit.pk).counts_as_given
        assert visit.visits_on == DAY
