"""A team refers a school: the school itself agrees before it is a request, and the team hears the outcome alone."""

from datetime import timedelta

import pytest

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden, NotFound
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.people.tests.factories import actor, coordinator, grant, head, person
from linkage.programmes import queries as programmes
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations, queries
from linkage.support_requests.enums import ReferralStatus, RequestStatus, Route
from linkage.support_requests.models import Referral, SupportRequest, UnableToMoveReferral
from linkage.support_requests.tests.factories import REFERRED_FOR as WORDS
from linkage.support_requests.tests.factories import agreed, refer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def inside(here):
    with acting_in(here.id):
        yield


@pytest.fixture
def farah(here, inside):
    return coordinator(here, name="Farah Siddiqui", account=account())


@pytest.fixture
def rosa(here, farah):
    made = person(here, name="Rosa Lind", account=account())
    grant(made, Role.OFFICER)
    return made


def mails(kind):
    return list(Message.objects.filter(template=f"support_requests.{kind}").order_by("created_at"))


def chase(here, at):
    return operations.chase_referrals(actor=Actor.system("referrals", here.id), at=at)


def working_days(here, number):
    return programmes.calendar(actor=Actor.system("x", here.id)).add(NOW.date(), number) - NOW.date()


class TestReferring:
    def test_an_officer_refers_and_the_school_is_asked_first(self, here, thistlebank, rosa):
        made = refer(actor(rosa), thistlebank)
        assert made.state == ReferralStatus.SENT
        (asked,) = mails("refer_asked")
        assert [to["email"] for to in asked.recipients] == ["g.okafor@thistlebank.example"]
        assert WORDS in " ".join(asked.text.split())
        assert "Rosa Lind" in asked.text
        (receipt,) = mails("refer_receipt")
        assert [to["name"] for to in receipt.recipients] == ["Rosa Lind"]
        assert SupportRequest.objects.count() == 0, "it is no request before the school agrees"
        assert (made.contact_name, made.contact_email) == ("", "")

    def test_an_outsider_shows_first_that_the_address_is_theirs(self, here, thistlebank, farah):
        nobody = Actor.nobody(here.id)
        made = refer(nobody, thistlebank, name="Rosa Lind", email="Rosa.Lind@council.example")
        assert mails("refer_asked") == []
        (asked,) = mails("refer_confirm")
        assert WORDS not in asked.text
        assert "Grace" not in asked.text
        assert not Person.objects.filter(name="Grace Okafor").exists(), "nobody is kept of whom a stranger typed"
        operations.confirm_referral(actor=nobody, at=NOW, referral=made)
        assert len(mails("refer_asked")) == 1
        assert made.referrer.email == "rosa.lind@council.example"
        assert (made.referrer_name, made.referrer_email) == ("", "")
        with pytest.raises(operations.UnableToConfirmReferral):
            operations.disown_referral(actor=nobody, at=NOW, referral=made)

    def test_what_somebody_else_typed_is_erased(self, here, thistlebank, farah):
        nobody = Actor.nobody(here.id)
        made = refer(nobody, thistlebank, name="Rosa Lind", email="rosa.lind@council.example")
        operations.disown_referral(actor=nobody, at=NOW, referral=made)
        assert Referral.objects.count() == 0
        with pytest.raises(operations.UnableToConfirmReferral):
            operations.confirm_referral(actor=nobody, at=NOW, referral=made)

    def test_without_the_schools_knowledge_nothing_is_kept(self, thistlebank, rosa):
        with pytest.raises(operations.UnableToRefer, match="Ask it first"):
            refer(actor(rosa), thistlebank, has_consent=False)
        assert Referral.objects.count() == 0
        refer(actor(rosa), thistlebank)
        assert Referral.objects.count() == 1

    def test_nobody_agrees_to_their_own_referral(self, thistlebank, rosa):
        with pytest.raises(operations.UnableToRefer, match="Name somebody else"):
            refer(actor(rosa), thistlebank, contact_email=rosa.email.upper())

    def test_an_outsider_names_somebody_at_the_schools_own_domain(self, here, rosa):
        fell = school(name="Fell School", website="www.fell.example")
        member(here, fell)
        outside = {"name": "Rosa Lind", "email": "rosa.lind@council.example"}
        with pytest.raises(operations.UnableToRefer, match=r"ends in fell\.example"):
            refer(Actor.nobody(here.id), fell, contact_email="grace@mail.example", **outside)
        refer(Actor.nobody(here.id), fell, contact_email="grace@fell.example", **outside)
        refer(actor(rosa), fell, contact_email="grace@mail.example")
        assert Referral.objects.count() == 2

    def test_the_same_words_are_kept_once(self, thistlebank, rosa):
        first, second = refer(actor(rosa), thistlebank), refer(actor(rosa), thistlebank)
        assert first == second
        assert len(mails("refer_asked")) == 1
        assert len(mails("refer_receipt")) == 2


class TestTheSchool:
    def test_it_becomes_a_request_in_the_schools_own_words(self, here, thistlebank, rosa, farah):
        made = refer(actor(rosa), thistlebank)
        at = NOW + 2 * DAY
        request = operations.agree(actor=actor(made.contact), at=at, referral=made, agreed=agreed())
        assert (request.route, request.state) == (Route.REFERRAL, RequestStatus.SUBMITTED)
        assert (request.submitted_at, request.asked_by) == (at, made.contact)
        assert request.owner == farah
        assert request.number
        assert request.consent_text
        assert made.words == "", "what was written of the school is kept no longer"
        assert len(mails("receipt")) == 1
        assert len(mails("new")) == 1

    def test_its_head_hears_of_it_and_can_stop_it(self, here, thistlebank, rosa):
        head(here, thistlebank, name="Mary Head", account=account())
        made = refer(actor(rosa), thistlebank)
        operations.agree(actor=actor(made.contact), at=NOW, referral=made, agreed=agreed())
        (told,) = mails("head")
        assert [to["name"] for to in told.recipients] == ["Mary Head"]
        assert "Stop this request" in told.text

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"words": ""}, "Say what you need help with"),
            ({"ways": []}, "Say what would help"),
            ({"window": ""}, "Say when you would like help"),
            ({"who_for": " "}, "Say who the help is for"),
            ({"has_consent": False}, "share"),
            ({"version": 99}, "words"),
        ],
    )
    def test_what_is_missing_is_said(self, thistlebank, rosa, changes, sentence):
        made = refer(actor(rosa), thistlebank)
        with pytest.raises(operations.UnableToAgree, match=sentence):
            operations.agree(actor=actor(made.contact), at=NOW, referral=made, agreed=agreed(**changes))
        made.refresh_from_db()
        assert made.state == ReferralStatus.SENT
        assert SupportRequest.objects.count() == 0

    def test_no_is_an_answer_and_erases_the_words(self, here, thistlebank, rosa):
        made = refer(actor(rosa), thistlebank)
        operations.decline_referral(actor=actor(made.contact), at=NOW, referral=made)
        assert (made.state, made.words) == (ReferralStatus.DECLINED, "")
        with pytest.raises(UnableToMoveReferral):
            operations.agree(actor=actor(made.contact), at=NOW, referral=made, agreed=agreed())

    def test_only_whom_it_names_answers(self, here, thistlebank, rosa, daniel):
        made = refer(actor(rosa), thistlebank)
        for someone in (rosa, daniel):
            with pytest.raises(Forbidden):
                operations.decline_referral(actor=actor(someone), at=NOW, referral=made)
            with pytest.raises(NotFound):
                queries.referral_to_answer(actor=actor(someone), referral_id=made.pk)
        assert queries.referral_to_answer(actor=actor(made.contact), referral_id=made.pk) == made

    def test_whom_it_names_finds_it_among_their_next_actions(self, thistlebank, rosa):
        made = refer(actor(rosa), thistlebank)
        found = queries.next_actions(actor=actor(made.contact), at=NOW)
        assert [each.title for each in found] == ["Rosa Lind would like us to help Thistlebank School"]
        operations.decline_referral(actor=actor(made.contact), at=NOW, referral=made)
        assert queries.next_actions(actor=actor(made.contact), at=NOW) == []
