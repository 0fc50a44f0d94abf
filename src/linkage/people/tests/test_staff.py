import re
from datetime import date, timedelta

import pytest
from django.test import Client

from linkage.accounts.tests import factories as accounts
from linkage.kernel.errors import Forbidden
from linkage.organisations.tests import factories as organisations
from linkage.people import operations, queries
from linkage.people.enums import AffiliationRole, AffiliationStatus
from linkage.people.models import Affiliation, Person, RoleGrant
from linkage.people.tests import factories
from linkage.programmes.tests.factories import NOW

ANSWERS = {"name": "Ben Adler", "email": "ben@hope.lancs.sch.uk", "role": "teacher", "job_title": "Year 5 teacher"}


@pytest.fixture
def head(programme, school):
    return factories.head(programme, school, name="Ruth Okafor", email="ruth@hope.lancs.sch.uk")


@pytest.fixture
def joined(client, school, head, mails):
    client.post(f"/ribble/people/join/{school.pk}/", ANSWERS)
    return Affiliation.objects.get(person__email="ben@hope.lancs.sch.uk")


def link_of(mail):
    return re.search(r"http://linkage\.test(/ribble/people/joining/\S+)", mail.text)[1]


class TestJoining:
    def test_a_school_is_found_by_part_of_its_name_or_postcode(self, client, school):
        organisations.school(name="Hope elsewhere")
        for text in ("hope", "PR1 1AA", "high preston"):
            content = client.get("/ribble/people/join/", {"q": text}).content.decode()
            assert "Hope High" in content
            assert "Hope elsewhere" not in content

    def test_the_head_hears_of_it_only_once_the_address_is_proved(self, client, joined, mails):
        assert [mail.template for mail in mails()] == ["people.prove_address"]
        path = link_of(mails()[0])
        assert b"Is this you?" in client.get(path).content
        assert mails("people.claimed") == []
        client.post(path)
        [told] = mails("people.claimed")
        assert told.recipients[0]["email"] == "ruth@hope.lancs.sch.uk"
        assert b"Your address is confirmed" in client.get(path).content

    def test_a_second_click_tells_nobody_again(self, client, joined, mails):
        path = link_of(mails()[0])
        client.post(path)
        client.post(path)
        assert len(mails("people.claimed")) == 1

    def test_somebody_signed_in_joins_with_the_address_they_signed_in_with(self, client, head, school, mails):
        client.force_login(accounts.account(email="mo@hope.lancs.sch.uk"))
        answer = client.post(
            f"/ribble/people/join/{school.pk}/", {"name": "Mo", "role": "teacher", "email": "other@evil.example"}
        )
        assert answer.url == "/ribble/people/joined/"
        assert Person.objects.filter(email="mo@hope.lancs.sch.uk").exists()
        assert not Person.objects.filter(email="other@evil.example").exists()
        assert len(mails("people.claimed")) == 1

    def test_joining_as_somebody_known_changes_nothing_about_them(self, client, head, school, mails):
        client.post(f"/ribble/people/join/{school.pk}/", {**ANSWERS, "name": "Mallory", "email": head.email})
        head.refresh_from_db()
        assert head.name == "Ruth Okafor"
        assert mails()[0].template == "people.prove_address"
        assert "on the list of Hope High already" in mails()[0].subject

    def test_where_no_head_is_proved_the_coordinators_hear(self, client, coordinator, school, mails):
        client.post(f"/ribble/people/join/{school.pk}/", ANSWERS)
        client.post(link_of(mails()[0]))
        assert mails("people.claimed")[0].recipients[0]["email"] == "farah@ribble.example"

    @pytest.mark.parametrize(
        ("field", "sentence"),
        [("name", "Enter your name"), ("email", "Enter your work e-mail"), ("role", "Choose what you are")],
    )
    def test_what_is_missing_comes_back_with_a_sentence(self, client, school, field, sentence):
        answer = client.post(f"/ribble/people/join/{school.pk}/", {**ANSWERS, field: ""})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert Person.objects.count() == 0


class TestLimits:
    """Joining has us write to an address anybody may type: as often as signing in does, and no more."""

    def join(self, school, email="ben@hope.lancs.sch.uk", place="10.0.0.1"):
        return Client(REMOTE_ADDR=place).post(f"/ribble/people/join/{school.pk}/", {**ANSWERS, "email": email})

    def test_one_address_from_one_place(self, school, mails):
        answers = [self.join(school) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [302] * 5 + [422]
        assert "Wait an hour, then ask again" in answers[-1].content.decode()
        assert "Ben Adler" in answers[-1].content.decode()
        assert len(mails()) == 5

    def test_who_wears_it_out_elsewhere_does_not_shut_out_its_holder(self, school):
        for _ in range(6):
            self.join(school)
        assert self.join(school, place="10.0.0.2").status_code == 302

    def test_one_address_from_everywhere(self, school, mails):
        answers = [self.join(school, place=f"10.0.0.{n}") for n in range(11)]
        assert [answer.status_code for answer in answers] == [302] * 10 + [422]
        assert len(mails()) == 10

    def test_one_place_for_all_addresses(self, school, mails):
        answers = [self.join(school, f"someone{n}@hope.example") for n in range(101)]
        assert [answer.status_code for answer in answers[99:]] == [302, 422]
        assert len(mails()) == 100

    def test_what_was_refused_for_another_reason_does_not_count(self, school):
        for _ in range(9):
            assert self.join(school, email="").status_code == 422
        assert self.join(school).status_code == 302

    def test_somebody_signed_in_is_limited_too(self, programme, client, mails):
        client.force_login(accounts.account(email="mo@hope.lancs.sch.uk"))
        schools = [organisations.member(programme).organisation for _ in range(6)]
        answers = [
            client.post(f"/ribble/people/join/{each.pk}/", {"name": "Mo", "role": "teacher"}) for each in schools
        ]
        assert [answer.status_code for answer in answers] == [302] * 5 + [422]
        assert "Wait an hour, then ask again" in answers[-1].content.decode()


class TestConfirming:
    def test_the_head_confirms_on_their_page_and_the_person_is_told(self, client, joined, mails, sign_in, head, school):
        client.post(link_of(mails()[0]))
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
        client.post(link_of(mails()[0]))
        assert self.titles(act(head)) == ["Does Ben Adler work at Hope High?"]
        assert self.titles(act(coordinator)) == []

    def test_who_would_speak_for_a_school_waits_for_the_coordinator(self, client, coordinator, school, mails, act):
        client.post(f"/ribble/people/join/{school.pk}/", {**ANSWERS, "role": "head"})
        client.post(link_of(mails()[0]))
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
