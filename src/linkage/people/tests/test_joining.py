import re
from datetime import timedelta

import pytest
from django.test import Client

from linkage.access.actor import Actor
from linkage.accounts.tests import factories as accounts
from linkage.organisations.tests import factories as organisations
from linkage.people import operations, queries
from linkage.people.enums import AffiliationRole
from linkage.people.models import Affiliation, Person
from linkage.people.tests import factories
from linkage.people.tests.joining import ANSWERS, YES, link_of
from linkage.programmes.tests.factories import NOW


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
        assert b"Was this you?" in client.get(path).content
        assert mails("people.claimed") == []
        client.post(path, YES)
        [told] = mails("people.claimed")
        assert told.recipients[0]["email"] == "ruth@hope.lancs.sch.uk"
        assert b"We have told the head of Hope High" in client.get(path).content

    def test_a_second_click_tells_nobody_again(self, client, joined, mails):
        path = link_of(mails()[0])
        client.post(path, YES)
        client.post(path, YES)
        assert len(mails("people.claimed")) == 1

    def test_it_was_not_me_erases_all_that_was_typed_and_tells_nobody(self, client, joined, mails):
        path = link_of(mails()[0])
        answer = client.post(path, {"answer": "no"}, follow=True)
        assert b"What was typed with your address is erased, and nobody has been told" in answer.content
        assert not Person.objects.filter(email="ben@hope.lancs.sch.uk").exists()
        assert mails("people.claimed") == []
        assert client.get(path).status_code in {403, 404}

    def test_joining_again_asks_about_what_was_said_last(self, client, joined, school, mails):
        first = link_of(mails()[0])
        client.post(f"/ribble/people/join/{school.pk}/", {**ANSWERS, "job_title": "Year 6 teacher"})
        assert b"Year 6 teacher" in client.get(first).content
        assert Affiliation.objects.filter(person=joined.person).count() == 1

    def test_the_mail_carries_nothing_that_a_visitor_typed(self, client, school, head, mails):
        client.post(
            f"/ribble/people/join/{school.pk}/", {**ANSWERS, "name": "evil.example/buy", "job_title": "buy-now"}
        )
        [mail] = mails()
        assert not re.search("evil|buy", mail.subject + mail.text + mail.html)

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
        assert mails()[0].template == "people.joined_already"
        assert "You are on its list already" in " ".join(mails()[0].text.split())

    def test_who_says_they_speak_for_a_school_is_settled_by_the_coordinators(
        self, client, head, coordinator, school, mails
    ):
        client.post(f"/ribble/people/join/{school.pk}/", {**ANSWERS, "role": "chair"})
        path = link_of(mails()[0])
        assert b"we tell the coordinator of Ribble Linkage" in client.get(path).content
        client.post(path, YES)
        [told] = mails("people.claimed_to_speak")
        assert told.recipients[0]["email"] == "farah@ribble.example"
        assert told.subject == "Ben Adler says they are chair of governors of Hope High"
        assert f"/ribble/people/heads/{school.pk}/" in told.text

    def test_who_joined_sees_for_whom_they_wait(self, client, joined, head, mails, act):
        client.post(link_of(mails()[0]), YES)
        joined.person.refresh_from_db()
        [action] = queries.next_actions(actor=act(joined.person), at=NOW)
        assert (action.title, action.waiting_for) == ("Hope High has yet to confirm you", "Ruth Okafor")

    def test_where_no_head_is_proved_the_coordinators_hear(self, client, coordinator, school, mails):
        client.post(f"/ribble/people/join/{school.pk}/", ANSWERS)
        client.post(link_of(mails()[0]), YES)
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


class TestJoiningAsSomebodyElse:
    """A stranger types the address of somebody known here, at a school where they do not work."""

    @pytest.fixture
    def ruth(self, programme):
        home = organisations.member(programme).organisation
        return factories.head(programme, home, name="Ruth Okafor", email="ruth@faith.lancs.sch.uk", answered_at=NOW)

    @pytest.fixture
    def typed(self, client, ruth, head, school):
        client.post(f"/ribble/people/join/{school.pk}/", {**ANSWERS, "email": ruth.email})
        return Affiliation.objects.get(person=ruth, organisation=school)

    @pytest.fixture
    def head(self, programme, school):
        return factories.head(programme, school, name="Hal Owen", email="hal@hope.lancs.sch.uk", answered_at=NOW)

    def test_it_shows_to_nobody(self, typed, ruth, head, coordinator, school, sign_in, act, mails):
        browser = sign_in(head)
        assert "Ruth" not in browser.get(f"/ribble/people/staff/{school.pk}/").content.decode()
        assert browser.post(f"/ribble/people/staff/{typed.pk}/confirm/").status_code == 404
        assert browser.get(f"/ribble/people/staff/{typed.pk}/end/").status_code == 404
        browser = sign_in(coordinator)
        [row] = [row for row in queries.everybody(actor=act(coordinator), on=NOW.date()) if row.id == ruth.pk]
        assert school.name not in row.works
        assert school.name not in browser.get(f"/ribble/people/{ruth.pk}/").content.decode()
        assert browser.post(f"/ribble/people/staff/{typed.pk}/confirm/").status_code == 404
        for reader in (head, coordinator):
            assert queries.next_actions(actor=act(reader), at=NOW) == []
        assert mails("people.claimed") == []

    def test_who_would_speak_for_the_school_shows_to_no_coordinator(self, client, ruth, coordinator, school, act):
        client.post(f"/ribble/people/join/{school.pk}/", {**ANSWERS, "email": ruth.email, "role": "head"})
        assert queries.proof(actor=act(coordinator), on=NOW.date(), organisation_id=school.pk).claims == []
        assert queries.next_actions(actor=act(coordinator), at=NOW) == []

    def test_somebody_nobody_knew_is_on_no_list_until_they_answer(self, client, school, coordinator, act, mails):
        def listed():
            return "Ben Adler" in [row.name for row in queries.everybody(actor=act(coordinator), on=NOW.date())]

        client.post(f"/ribble/people/join/{school.pk}/", ANSWERS)
        assert not listed()
        client.post(link_of(mails()[0]), YES)
        assert listed()

    def test_the_typist_sees_the_same_for_known_and_unknown_addresses(self, client, ruth, head, school, mails):
        answers, texts = [], []
        for email in (ruth.email, "nobody@faith.lancs.sch.uk"):
            sent = Client().post(f"/ribble/people/join/{school.pk}/", {**ANSWERS, "email": email})
            shown = Client().get(sent.url)
            answers.append((sent.status_code, sent.url, re.sub(r'value="[^"]*"', "", shown.content.decode())))
            texts.append((mails()[-1].subject, re.sub(r"joining/\S+", "", mails()[-1].text)))
        assert answers[0] == answers[1]
        assert texts[0] == texts[1]

    def test_by_the_link_they_say_that_it_was_they(self, client, typed, ruth, head, school, mails, act):
        path = link_of(mails()[0])
        assert b"Was this you?" in client.get(path).content
        client.post(path, YES)
        assert mails("people.claimed")[0].recipients[0]["email"] == head.email
        assert [a.title for a in queries.next_actions(actor=act(head), at=NOW)] == [
            "Does Ruth Okafor work at Hope High?"
        ]

    def test_signed_in_they_are_asked_and_say_that_it_was_they(self, typed, ruth, head, sign_in, mails, act):
        [action] = [a for a in queries.next_actions(actor=act(ruth), at=NOW) if "Did you ask" in a.title]
        browser = sign_in(ruth)
        assert b"Was this you?" in browser.get(action.url).content
        assert browser.post(action.url, YES).url == action.url
        assert b"Go to your home page" in browser.get(action.url).content
        assert len(mails("people.claimed")) == 1

    def test_signed_in_they_say_that_it_was_not(self, typed, ruth, sign_in):
        sign_in(ruth).post(f"/ribble/people/joining/{typed.pk}/answer/", {"answer": "no"})
        assert not Affiliation.objects.filter(pk=typed.pk).exists()
        assert Person.objects.filter(pk=ruth.pk).exists()

    def test_nobody_else_answers_for_them(self, typed, head, coordinator, sign_in):
        for other in (head, coordinator):
            assert sign_in(other).post(f"/ribble/people/joining/{typed.pk}/answer/", YES).status_code == 404

    def test_joining_themselves_they_take_it_over(self, typed, ruth, school, sign_in, mails):
        sign_in(ruth).post(f"/ribble/people/join/{school.pk}/", {"name": "Ruth", "role": "governor"})
        typed.refresh_from_db()
        assert (typed.role, typed.job_title) == (AffiliationRole.GOVERNOR, "")
        assert len(mails("people.claimed")) == 1

    def test_their_own_copy_tells_them(self, typed, ruth, programme):
        held = queries.everything_about(actor=Actor.system("subject-access", programme.id), person=ruth)
        [work] = [row for row in held["You"]["Where you work"] if row["School"] == "Hope High"]
        assert "shown to nobody until you say that it was you" in work["State"]

    @pytest.mark.parametrize(("days", "stands"), [(29, True), (30, False)])
    def test_without_an_answer_it_is_forgotten(self, typed, ruth, programme, days, stands):
        typed.refresh_from_db()
        at = typed.claimed_at + timedelta(days=days)
        operations.forget_unanswered(actor=Actor.system("forget", programme.id), at=at)
        assert Affiliation.objects.filter(pk=typed.pk).exists() is stands
        assert Person.objects.filter(pk=ruth.pk).exists()

    def test_an_invitation_is_not_held_up_by_it(self, client, ruth, school, coordinator, act):
        client.post(f"/ribble/people/join/{school.pk}/", {**ANSWERS, "email": ruth.email, "role": "head"})
        one = operations.Invite(organisation=school, name="Ruth", email=ruth.email)
        operations.confirm_by_hand(actor=act(coordinator), at=NOW, one=one, reason="Rang the school on Tuesday")
        assert act(ruth).acts_for(school.pk, "head")


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
