from datetime import date, timedelta

import pytest

from linkage.kernel.errors import Forbidden
from linkage.organisations.tests import factories as organisations
from linkage.people import operations, queries
from linkage.people.enums import AffiliationRole, AffiliationStatus
from linkage.people.models import Affiliation, Person, RoleGrant
from linkage.people.tests import factories
from linkage.people.tests.joining import ANSWERS, YES, link_of
from linkage.programmes.tests.factories import NOW


class TestConfirming:
    def test_the_head_confirms_on_their_page_and_the_person_is_told(self, client, joined, mails, sign_in, head, school):
        client.post(link_of(mails()[0]), YES)
        page = sign_in(head).get(f"/ribble/people/staff/{school.pk}/")
        assert b"Does Ben Adler work here?" in page.content
        client.post(f"/ribble/people/staff/{joined.pk}/confirm/")
        assert queries.of_person(joined.person).is_staff_of(school.pk)
        assert mails("people.confirmed")[0].recipients[0]["email"] == "ben@hope.lancs.sch.uk"

    def test_a_claim_nobody_proved_is_not_shown(self, client, joined, sign_in, head, school):
        assert b"Ben Adler" not in sign_in(head).get(f"/ribble/people/staff/{school.pk}/").content

    def test_saying_no_to_a_claim_erases_who_is_needed_for_nothing_else(self, joined, head, act):
        operations.end_affiliation(actor=act(head), at=NOW, affiliation=joined)
        assert not Person.objects.filter(email="ben@hope.lancs.sch.uk").exists()

    def test_confirming_twice_is_refused(self, joined, head, act):
        operations.confirm_staff(actor=act(head), at=NOW, affiliation=joined)
        with pytest.raises(operations.UnableToSettle):
            operations.confirm_staff(actor=act(head), at=NOW, affiliation=joined)

    @pytest.mark.parametrize("role", [AffiliationRole.HEAD, AffiliationRole.CHAIR, AffiliationRole.TRUST_CHIEF])
    def test_who_would_speak_for_the_school_is_confirmed_by_no_colleague(self, programme, head, school, act, role):
        claim = factories.staff(programme, school, role).affiliations.get()
        Affiliation.objects.update(status=AffiliationStatus.CLAIMED)
        claim.refresh_from_db()
        with pytest.raises(Forbidden):
            operations.confirm_staff(actor=act(head), at=NOW, affiliation=claim)

    def test_another_schools_head_does_not_get_in(self, programme, joined, school, sign_in):
        client = sign_in(factories.head(programme, organisations.school()))
        assert client.get(f"/ribble/people/staff/{school.pk}/").status_code == 404
        assert client.post(f"/ribble/people/staff/{joined.pk}/confirm/").status_code == 404
        assert client.get(f"/ribble/people/staff/{joined.pk}/end/").status_code == 404

    def test_staff_do_not_get_in(self, programme, joined, school, sign_in):
        client = sign_in(factories.staff(programme, school))
        assert client.get(f"/ribble/people/staff/{school.pk}/").status_code == 403
        assert client.post(f"/ribble/people/staff/{joined.pk}/confirm/").status_code == 403


class TestDeputies:
    @pytest.fixture
    def colleague(self, programme, school):
        return factories.staff(programme, school, AffiliationRole.DEPUTY, name="Nia Price").affiliations.get()

    def test_a_deputy_may_do_what_the_head_may_until_the_day(self, head, colleague, school, act, mails):
        operations.name_deputy(actor=act(head), at=NOW, affiliation=colleague, until=date(2030, 7, 19))
        assert act(colleague.person).acts_for(school.pk, "head")
        assert "until Friday 19 July 2030" in " ".join(mails("people.deputy")[0].text.split())
        assert queries.head_of(actor=act(head), organisation_id=school.pk) == head

    def test_a_deputy_names_no_deputies(self, programme, head, colleague, school, act):
        operations.name_deputy(actor=act(head), at=NOW, affiliation=colleague)
        other = factories.staff(programme, school).affiliations.get()
        with pytest.raises(operations.UnableToNameDeputy, match="Only the head"):
            operations.name_deputy(actor=act(colleague.person), at=NOW, affiliation=other)

    def test_the_head_ends_it_and_it_ends_at_once(self, head, colleague, school, act, sign_in):
        grant = operations.name_deputy(actor=act(head), at=NOW, affiliation=colleague)
        client = sign_in(head)
        assert client.get(f"/ribble/people/roles/{grant.pk}/end/").status_code == 200
        assert client.post(f"/ribble/people/roles/{grant.pk}/end/").url == f"/ribble/people/staff/{school.pk}/"
        assert not act(colleague.person).acts_for(school.pk, "head")

    def test_when_the_head_goes_their_deputies_end_too(self, coordinator, head, colleague, school, act):
        operations.name_deputy(actor=act(head), at=NOW, affiliation=colleague)
        grant = RoleGrant.objects.get(person=head)
        operations.end_role(actor=act(coordinator), at=NOW, grant=grant)
        assert not act(colleague.person).acts_for(school.pk, "head")
        assert not act(head).acts_for(school.pk, "head")

    def test_taking_somebody_off_the_list_ends_what_they_may_do(self, head, colleague, school, act):
        operations.name_deputy(actor=act(head), at=NOW, affiliation=colleague)
        operations.end_affiliation(actor=act(head), at=NOW, affiliation=colleague)
        actor = act(colleague.person)
        assert (actor.acts_for(school.pk, "head"), actor.is_staff_of(school.pk)) == (False, False)

    def test_a_day_that_is_past_comes_back_with_a_sentence(self, head, colleague, sign_in):
        answer = sign_in(head).post(
            f"/ribble/people/staff/{colleague.pk}/deputy/", {"until-day": "1", "until-month": "1", "until-year": "2020"}
        )
        assert answer.status_code == 422
        assert "Choose a day that is still to come" in answer.content.decode()


class TestWaiting:
    def titles(self, actor):
        return [action.title for action in queries.next_actions(actor=actor, at=NOW)]

    def test_a_claim_waits_for_the_head_alone(self, client, joined, mails, head, coordinator, act):
        assert self.titles(act(head)) == []
        client.post(link_of(mails()[0]), YES)
        assert self.titles(act(head)) == ["Does Ben Adler work at Hope High?"]
        assert self.titles(act(coordinator)) == []

    def test_who_would_speak_for_a_school_waits_for_the_coordinator(self, client, coordinator, school, mails, act):
        client.post(f"/ribble/people/join/{school.pk}/", {**ANSWERS, "role": "head"})
        client.post(link_of(mails()[0]), YES)
        [title] = self.titles(act(coordinator))
        assert title == "Ben Adler says they are headteacher of Hope High"

    def test_an_invitation_nobody_answers_waits_after_ten_working_days(self, coordinator, school, act):
        invite = operations.Invite(organisation=school, name="Ruth", email="ruth@hope.lancs.sch.uk")
        operations.invite(actor=act(coordinator), at=NOW, invites=[invite])
        at = [NOW + timedelta(days=days) for days in (13, 14)]
        found = [[a.title for a in queries.next_actions(actor=act(coordinator), at=when)] for when in at]
        assert found == [[], ["1 invitation without an answer for 10 working days"]]

    def test_a_letter_waits_for_whom_it_went_to(self, coordinator, school, act):
        one = operations.Invite(organisation=school, name="Ruth", email="ruth@home.example")
        letter = operations.print_letter(actor=act(coordinator), at=NOW, one=one)
        assert self.titles(act(letter.invitation.person)) == ["Type the code of your letter to Hope High"]
