import re

import pytest

from linkage.access.models import AuditEntry
from linkage.accounts.models import Account
from linkage.kernel.errors import Forbidden
from linkage.organisations.tests import factories as organisations
from linkage.people import operations, queries
from linkage.people.enums import InvitationStatus, Role
from linkage.people.models import Invitation, Person
from linkage.people.operations import Invite
from linkage.people.tests import factories
from linkage.programmes.tests.factories import NOW

WEBSITE = "http://www.faith.lancs.sch.uk"


def ruth(school, **fields):
    return Invite(**{"organisation": school, "name": "Ruth Okafor", "email": "ruth@hope.lancs.sch.uk", **fields})


def link_of(mail):
    return re.search(r"http://linkage\.test(/ribble/people/invitation/\S+)", mail.text)[1]


@pytest.fixture
def invited(coordinator, school, act):
    [made] = operations.invite(actor=act(coordinator), at=NOW, invites=[ruth(school)])
    return made


class TestByEmail:
    def test_the_first_message_says_who_why_what_is_kept_and_how_to_say_no(self, invited, mails):
        [mail] = mails("people.invitation")
        assert mail.recipients[0]["email"] == "ruth@hope.lancs.sch.uk"
        said = " ".join(mail.text.split())
        for words in ("Farah Siddiqui invites Hope High", "We keep your name", "If you say no we erase them at once"):
            assert words in said
        assert "This is not for me" in said

    def test_an_address_elsewhere_is_refused_and_nothing_is_done(self, coordinator, school, act, mails):
        other = organisations.school(name="Faith", website=WEBSITE)
        invites = [ruth(school, row="-0"), ruth(other, email="head@gmail.com", row="-1")]
        with pytest.raises(operations.UnableToInvite) as refusal:
            operations.invite(actor=act(coordinator), at=NOW, invites=invites)
        assert [v.field for v in refusal.value.violations] == ["email-1"]
        assert (Invitation.objects.count(), mails()) == (0, [])

    def test_many_are_invited_at_once_with_one_entry(self, coordinator, school, act, mails):
        other = organisations.school(name="Faith", website=WEBSITE)
        operations.invite(
            actor=act(coordinator), at=NOW, invites=[ruth(school), ruth(other, email="jo@faith.lancs.sch.uk")]
        )
        assert len(mails("people.invitation")) == 2
        assert AuditEntry.objects.filter(action="people.invite").count() == 1

    def test_only_a_coordinator_invites(self, programme, school, act):
        with pytest.raises(Forbidden):
            operations.invite(actor=act(factories.head(programme, school)), at=NOW, invites=[ruth(school)])

    def test_opening_the_link_changes_nothing_and_yes_proves_the_head(self, client, invited, mails, school, act):
        path = link_of(mails("people.invitation")[0])
        assert b"Will you act for Hope High?" in client.get(path).content
        invited.refresh_from_db()
        assert invited.status == InvitationStatus.SENT
        assert client.post(path, {"answer": "yes"}).url == path
        assert b"You act for Hope High" in client.get(path).content
        person = Person.objects.get(email="ruth@hope.lancs.sch.uk")
        actor = act(person)
        assert (actor.acts_for(school.pk, "head"), actor.is_staff_of(school.pk)) == (True, True)
        assert queries.head_of(actor=actor, organisation_id=school.pk) == person
        assert Account.objects.filter(email=person.email).exists()

    def test_a_second_answer_changes_nothing(self, client, invited, mails):
        path = link_of(mails("people.invitation")[0])
        client.post(path, {"answer": "yes"})
        assert client.post(path, {"answer": "no"}).status_code == 200
        invited.refresh_from_db()
        assert invited.status == InvitationStatus.ACCEPTED

    def test_no_erases_the_person_and_tells_the_coordinator_without_a_name(self, client, invited, mails):
        path = link_of(mails("people.invitation")[0])
        answer = client.post(path, {"answer": "no"})
        assert answer.url == "/ribble/people/declined/"
        assert b"erased your name" in client.get(answer.url).content
        assert not Person.objects.filter(email="ruth@hope.lancs.sch.uk").exists()
        assert not Account.objects.filter(email="ruth@hope.lancs.sch.uk").exists()
        [told] = mails("people.declined")
        assert told.recipients[0]["email"] == "farah@ribble.example"
        assert "Ruth" not in told.text + told.html
        assert "We have erased their name and address." in " ".join(told.text.split())

    def test_no_leaves_somebody_known_here_otherwise(self, client, programme, coordinator, school, act, mails):
        factories.staff(programme, school, email="ruth@hope.lancs.sch.uk", name="Ruth Okafor")
        operations.invite(actor=act(coordinator), at=NOW, invites=[ruth(school)])
        client.post(link_of(mails("people.invitation")[0]), {"answer": "no"})
        assert Person.objects.filter(email="ruth@hope.lancs.sch.uk").exists()
        [told] = mails("people.declined")
        said = " ".join(told.text.split())
        assert "Their name and address stay, as they take part in Ribble Linkage in another way." in said
        assert "erased" not in said

    def test_whom_we_wrote_to_before_is_promised_only_what_we_do(self, programme, coordinator, school, act, mails):
        factories.staff(programme, school, email="ruth@hope.lancs.sch.uk", name="Ruth Okafor", told_at=NOW)
        operations.invite(actor=act(coordinator), at=NOW, invites=[ruth(school)])
        said = " ".join(mails("people.invitation")[0].text.split())
        assert "If you say no we erase them at once, unless you take part here in another way." in said
        assert "30 days" not in said

    def test_an_invitation_taken_back_can_no_longer_be_answered(self, client, invited, coordinator, act, mails):
        path = link_of(mails("people.invitation")[0])
        assert operations.withdraw(actor=act(coordinator), at=NOW, invitation=invited) is True
        assert client.post(path, {"answer": "yes"}).status_code in {403, 404}
        assert not Person.objects.filter(email="ruth@hope.lancs.sch.uk").exists()

    def test_a_link_of_another_kind_or_a_changed_one_is_not_found(self, client, invited, mails):
        path = link_of(mails("people.invitation")[0])
        assert client.get(path.replace("/invitation/", "/joining/")).status_code == 404
        assert client.get(path[:-4] + "xyz/").status_code == 404


class TestByLetter:
    @pytest.fixture
    def letter(self, coordinator, school, act):
        return operations.print_letter(actor=act(coordinator), at=NOW, one=ruth(school, email="ruth@home.example"))

    def test_the_code_is_kept_as_a_hash_only(self, letter):
        assert re.fullmatch(r"([A-Z2-9]{4}-){2}[A-Z2-9]{4}", letter.code)
        assert letter.code.replace("-", "") not in letter.invitation.code_hash

    def test_the_person_it_went_to_types_it_and_is_proved(self, letter, school, sign_in, act):
        client = sign_in(letter.invitation.person)
        wrong = client.post("/ribble/people/letter/", {"code": "AAAA-AAAA-AAAA"})
        assert (wrong.status_code, wrong.content.count(b"That is not the code of a letter to you")) == (422, 2)
        assert client.post("/ribble/people/letter/", {"code": letter.code.lower()}).status_code == 302
        assert act(letter.invitation.person).acts_for(school.pk, "head")

    def test_it_works_once(self, letter, act):
        actor = act(letter.invitation.person)
        letters = queries.own_letters(actor=actor)
        operations.use_letter(actor=actor, at=NOW, letters=letters, code=letter.code)
        assert queries.own_letters(actor=actor) == []

    def test_nobody_else_can_use_it(self, programme, letter, act):
        stranger = act(factories.person(programme))
        with pytest.raises(operations.UnableToProve):
            operations.use_letter(actor=stranger, at=NOW, letters=[letter.invitation], code=letter.code)

    def test_printing_again_makes_the_first_code_useless(self, letter, coordinator, school, act):
        again = operations.print_letter(actor=act(coordinator), at=NOW, one=ruth(school, email="ruth@home.example"))
        actor = act(again.invitation.person)
        letters = queries.own_letters(actor=actor)
        with pytest.raises(operations.UnableToProve):
            operations.use_letter(actor=actor, at=NOW, letters=letters, code=letter.code)
        assert operations.use_letter(actor=actor, at=NOW, letters=letters, code=again.code)

    def test_it_is_shown_to_print_with_where_to_type_it(self, coordinator, school, sign_in):
        client = sign_in(coordinator)
        answer = client.post(
            f"/ribble/people/heads/{school.pk}/",
            {"method": "letter", "role": "head", "name": "Ruth Okafor", "email": "ruth@home.example"},
        )
        assert answer.status_code == 200
        assert b"http://linkage.test/ribble/people/letter/" in answer.content
        assert b"Ruth Okafor" in answer.content


class TestByHand:
    def test_it_needs_a_reason(self, coordinator, school, act):
        with pytest.raises(operations.UnableToInvite) as refusal:
            operations.confirm_by_hand(actor=act(coordinator), at=NOW, one=ruth(school), reason="yes")
        assert [v.field for v in refusal.value.violations] == ["reason"]

    def test_it_proves_keeps_the_reason_and_tells_them(self, coordinator, school, act, mails):
        made = operations.confirm_by_hand(
            actor=act(coordinator), at=NOW, one=ruth(school, role=Role.CHAIR), reason="Rang the school on Tuesday"
        )
        assert (made.reason, made.status) == ("Rang the school on Tuesday", InvitationStatus.ACCEPTED)
        assert act(made.person).acts_for(school.pk, "chair")
        assert "Farah Siddiqui confirmed you" in mails("people.confirmed_by_hand")[0].text


class TestPages:
    def test_the_list_of_heads_says_how_each_stands(self, coordinator, school, invited, sign_in):
        content = sign_in(coordinator).get("/ribble/people/heads/").content
        assert b"Hope High" in content
        assert b"Asked, no answer yet" in content

    @pytest.mark.parametrize("schools", [1, 3])
    def test_the_list_costs_the_same_for_any_number_of_schools(
        self, programme, coordinator, sign_in, schools, django_assert_num_queries
    ):
        for _ in range(schools):
            factories.head(programme, organisations.member(programme).organisation)
        client = sign_in(coordinator)
        client.get("/ribble/people/heads/")
        with django_assert_num_queries(HEADS_QUERIES):
            client.get("/ribble/people/heads/")

    def test_many_heads_are_invited_from_one_page(self, coordinator, school, sign_in, mails):
        client = sign_in(coordinator)
        assert b"Hope High" in client.get("/ribble/people/heads/invite/").content
        answer = client.post(
            "/ribble/people/heads/invite/", {"name-0": "Ruth Okafor", "email-0": "ruth@hope.lancs.sch.uk"}
        )
        assert answer.url == "/ribble/people/heads/"
        assert len(mails("people.invitation")) == 1

    @pytest.mark.parametrize(
        ("answers", "sentence"),
        [
            ({"name-0": "Ruth Okafor", "email-0": "ruth@gmail.com"}, "not an address at hope.lancs.sch.uk"),
            ({"name-0": "Ruth Okafor"}, "enter the head&#39;s e-mail address"),
            ({"email-0": "ruth@hope.lancs.sch.uk"}, "enter the head&#39;s name"),
            ({}, "at least one school"),
        ],
    )
    def test_a_wrong_row_comes_back_filled(self, coordinator, school, sign_in, answers, sentence, mails):
        answer = sign_in(coordinator).post("/ribble/people/heads/invite/", answers)
        assert (answer.status_code, mails()) == (422, [])
        content = answer.content.decode()
        assert sentence in content
        assert all(value in content for value in answers.values())

    def test_others_do_not_get_in(self, programme, school, sign_in, client):
        paths = ("heads/", "heads/invite/", f"heads/{school.pk}/", "", "add/")
        assert {client.get(f"/ribble/people/{path}").status_code for path in paths} == {302}
        client = sign_in(factories.head(programme, school))
        assert {client.get(f"/ribble/people/{path}").status_code for path in paths} == {403}

    def test_a_school_that_does_not_take_part_is_not_found(self, coordinator, sign_in):
        client = sign_in(coordinator)
        assert client.get(f"/ribble/people/heads/{organisations.school().pk}/").status_code == 404
        assert client.get("/ribble/people/heads/not-an-id/").status_code == 404


HEADS_QUERIES = 12
