"""What the clock does with a referral: it chases, gives up, tells the outcome in one sentence, and forgets."""

from datetime import timedelta

import pytest

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import NotFound
from linkage.messaging.models import Message
from linkage.people import operations as people_operations
from linkage.people.enums import Role
from linkage.people.models import Person
from linkage.people.tests.factories import actor, coordinator, grant, person
from linkage.programmes import queries as programmes
from linkage.programmes.models import Programme
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations, queries
from linkage.support_requests.enums import ReferralStatus
from linkage.support_requests.models import Referral, SupportRequest, UnableToMoveReferral
from linkage.support_requests.tests.factories import agreed, refer, within_an_operation

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


class TestTheClock:
    def test_it_is_chased_on_three_and_seven_and_lapses_on_ten(self, here, thistlebank, rosa):
        made = refer(actor(rosa), thistlebank)
        reminded = {}
        for number in range(1, 12):
            chase(here, NOW + working_days(here, number))
            chase(here, NOW + working_days(here, number) + timedelta(hours=1))
            made.refresh_from_db()
            reminded[number] = (len(mails("refer_reminder")), made.state)
        sent, lapsed = ReferralStatus.SENT, ReferralStatus.LAPSED
        assert [reminded[number] for number in (2, 3, 6, 7, 9, 10)] == [
            (0, sent), (1, sent), (1, sent), (2, sent), (2, sent), (2, lapsed),
        ]  # fmt: skip
        (told,) = mails("refer_outcome")
        assert "It was not taken up" in told.text
        with pytest.raises(UnableToMoveReferral):
            operations.agree(actor=actor(made.contact), at=NOW + 20 * DAY, referral=made, agreed=agreed())

    def test_however_many_were_missed_one_is_sent(self, here, thistlebank, rosa):
        refer(actor(rosa), thistlebank)
        late = NOW + working_days(here, 8)
        for hours in range(2):
            chase(here, late + timedelta(hours=hours))
        assert len(mails("refer_reminder")) == 1

    def test_a_pause_chases_nobody(self, here, thistlebank, rosa):
        refer(actor(rosa), thistlebank)
        late = NOW + working_days(here, 5)
        Programme.objects.update(paused_at=NOW)
        assert chase(here, late) == 0
        Programme.objects.update(paused_at=None)
        assert chase(here, late) == 1

    def test_words_and_names_nobody_answered_for_go_after_thirty_days(self, here, thistlebank, rosa):
        nobody, job = Actor.nobody(here.id), Actor.system("forget", here.id)
        refer(nobody, thistlebank, name="Rosa Lind", email="rosa.lind@council.example", words="Typed")
        made = refer(actor(rosa), thistlebank)
        chase(here, NOW + working_days(here, 10))
        operations.forget_referrals(actor=job, at=NOW + 29 * DAY)
        assert Referral.objects.count() == 2
        operations.forget_referrals(actor=job, at=NOW + 31 * DAY)
        people_operations.forget_unanswered(actor=Actor.system("people", here.id), at=NOW + 31 * DAY)
        (left,) = Referral.objects.all()
        assert (left.words, left.contact, left.referrer) == ("", None, rosa)
        assert not Person.objects.filter(name="Grace Okafor").exists()
        assert [each.outcome for each in queries.referred(actor=actor(rosa))] == ["It was not taken up"]
        operations.forget_referrals(actor=job, at=NOW + 500 * DAY)
        assert Referral.objects.count() == 0
        assert made.pk


class TestTheOutcome:
    @pytest.fixture
    def request_of(self, here, thistlebank, rosa):
        made = refer(actor(rosa), thistlebank)
        return operations.agree(actor=actor(made.contact), at=NOW, referral=made, agreed=agreed())

    def outcome(self, here, rosa, request, **fields):
        if fields:
            SupportRequest.objects.filter(pk=request.pk).update(**fields)
        chase(here, NOW + working_days(here, 2))
        (told,) = queries.referred(actor=actor(rosa))
        return told.outcome

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"status": "matching"}, ""),
            ({"status": "linked", "introduced_at": NOW, "stands_at": NOW + 30 * DAY}, ""),
            (
                {"status": "linked", "introduced_at": NOW, "stands_at": NOW + timedelta(hours=1)},
                "The school was helped by a link with another school",
            ),
            (
                {"status": "signposted", "signposted_at": NOW},
                "The school was pointed to something that may help",
            ),
            ({"status": "withdrawn"}, "It was not taken up"),
            ({"status": "closed", "closing_reason": "We did not hear from you."}, "It was not taken up"),
            ({"status": "closed", "introduced_at": NOW}, "The school was helped by a link with another school"),
            ({"status": "closed", "signposted_at": NOW}, "The school was pointed to something that may help"),
            ({"status": "commissioned", "helped_at": NOW}, "The school was helped in another way"),
            ({"status": "withdrawn", "helped_at": NOW}, "The school was helped in another way"),
        ],
    )
    def test_one_sentence_and_nothing_else(self, here, rosa, request_of, fields, sentence):
        assert self.outcome(here, rosa, request_of, **fields) == sentence
        found = mails("refer_outcome")
        assert len(found) == bool(sentence)
        for mail in found:
            assert sentence in mail.text
            assert request_of.words not in mail.text

    @pytest.mark.parametrize(
        "help_them",
        [
            lambda **about: operations.record_joined(**about, kind="network", name="The phonics network"),
            within_an_operation(operations.record_commissioned),
        ],
        ids=["joined a network", "got bought support"],
    )
    def test_what_was_closed_before_it_was_told_is_told_all_the_same(self, here, rosa, farah, request_of, help_them):
        about = {"actor": actor(farah), "at": NOW, "support_request": request_of}
        operations.start_choosing(**about)
        help_them(**about)
        operations.close(**about)
        assert self.outcome(here, rosa, request_of) == "The school was helped in another way"

    def test_what_was_given_up_again_did_not_help(self, here, rosa, farah, request_of):
        about = {"actor": actor(farah), "at": NOW, "support_request": request_of}
        operations.start_choosing(**about)
        operations.record_joined(**about, kind="network", name="The phonics network")
        operations.start_choosing(**about)
        operations.record_cannot_help(**about, reason="Nobody is near")
        operations.close(**about)
        assert self.outcome(here, rosa, request_of) == "It was not taken up"

    def test_it_is_told_once(self, here, rosa, request_of):
        self.outcome(here, rosa, request_of, status="signposted", signposted_at=NOW)
        chase(here, NOW + working_days(here, 3))
        assert len(mails("refer_outcome")) == 1

    def test_whoever_referred_does_not_see_the_request(self, here, thistlebank, farah):
        outsider = person(here, name="Rosa Lind", account=account())
        made = refer(actor(outsider), thistlebank, words="Others")
        request = operations.agree(actor=actor(made.contact), at=NOW, referral=made, agreed=agreed())
        with pytest.raises(NotFound):
            queries.support_request(actor=actor(outsider), request_id=request.pk)
        assert queries.support_request(actor=actor(farah), request_id=request.pk) == request
        assert queries.referred_by(actor=actor(farah), support_request=request) == "Rosa Lind, Early years team"
