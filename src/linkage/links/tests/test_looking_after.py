"""What is left to whoever looks after a request when its link did not come about."""

from datetime import timedelta

import pytest

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.directory.models import Commitment
from linkage.kernel.errors import Forbidden
from linkage.links import operations, queries
from linkage.links.enums import LinkStatus
from linkage.links.models import Link, Pulse
from linkage.links.tests.factories import another_introduced, introduced
from linkage.messaging.models import Message
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.people.tests.factories import actor, coordinator, grant, person
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=15)


@pytest.fixture
def here():
    made = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(made.id):
        yield made


@pytest.fixture
def world(here):
    return introduced(here)


def answer(world, someone, has_met, week=2, at=LATER):
    pulse = Pulse.objects.get(week=week, person=someone)
    operations.ask(actor=Actor.system("pulses", world.programme.pk), at=at, pulse=pulse)
    operations.answer(actor=actor(someone), at=at, pulse=pulse, has_met=has_met)


def waiting(someone, at=LATER):
    return [each.title for each in queries.next_actions(actor=actor(someone), at=at)]


def undone_mails():
    return [" ".join(mail.text.split()) for mail in Message.objects.filter(template="links.undone")]


def fail(world):
    operations.fail(actor=actor(world.daniel), at=LATER, link=world.link)


class TestNotMet:
    def test_who_looks_after_it_asks_what_is_in_the_way(self, world):
        answer(world, world.priya, "not_yet")
        [action] = queries.next_actions(actor=actor(world.farah), at=LATER)
        assert action.title == "They have not met yet: Reading in Year 9"
        assert action.text == "Thistlebank School and Harrowgill High School. Ask what is in the way"
        for name in ("Priya", "Daniel"):
            assert name not in repr(action)

    def test_the_two_still_have_it_to_do(self, world):
        answer(world, world.priya, "not_yet")
        assert waiting(world.daniel) == ["Have you and Priya spoken or met?"]
        assert waiting(world.priya) == ["Have you and Daniel spoken or met?"]

    def test_no_answer_is_nobody_s_next_action(self, world):
        assert waiting(world.farah) == []

    def test_having_asked_it_comes_back_only_with_another_such_answer(self, world):
        answer(world, world.priya, "not_yet")
        operations.follow_up(actor=actor(world.farah), at=LATER + timedelta(hours=1), link=world.link)
        assert waiting(world.farah) == []
        answer(world, world.priya, "not_yet", week=6, at=NOW + timedelta(days=43))
        assert waiting(world.farah) == ["They have not met yet: Reading in Year 9"]

    def test_once_they_have_met_nothing_is_left(self, world):
        answer(world, world.priya, "not_yet")
        operations.say_met(actor=actor(world.daniel), at=LATER, link=world.link)
        assert waiting(world.farah) == []

    def test_the_two_schools_do_not_follow_themselves_up(self, world):
        with pytest.raises(Forbidden):
            operations.follow_up(actor=actor(world.daniel), at=LATER, link=world.link)


class TestNeverWill:
    def test_it_did_not_happen_and_the_place_is_free(self, world):
        answer(world, world.priya, "no")
        assert Link.objects.get().status == LinkStatus.DID_NOT_HAPPEN
        assert Commitment.objects.get().released_at == LATER
        assert waiting(world.farah) == ["It did not happen: Reading in Year 9"]

    def test_two_who_are_in_touch_stay_so(self, world):
        operations.say_met(actor=actor(world.daniel), at=LATER, link=world.link)
        answer(world, world.priya, "no")
        assert Link.objects.get().status == LinkStatus.IN_TOUCH


class TestDidNotHappen:
    def test_who_looks_after_it_chooses_again(self, world):
        fail(world)
        assert waiting(world.farah) == ["It did not happen: Reading in Year 9"]
        operations.choose_again(actor=actor(world.farah), at=LATER, link=world.link)
        assert SupportRequest.objects.get().status == RequestStatus.MATCHING
        assert waiting(world.farah) == []

    def test_or_closes_the_request(self, world):
        fail(world)
        SupportRequest.objects.update(status=RequestStatus.CLOSED)
        assert waiting(world.farah) == []

    def test_it_is_chosen_again_once(self, world):
        fail(world)
        operations.choose_again(actor=actor(world.farah), at=LATER, link=world.link)
        with pytest.raises(operations.UnableToChooseAgain, match="chosen again already"):
            operations.choose_again(actor=actor(world.farah), at=LATER, link=world.link)

    def test_a_link_that_goes_on_leaves_nothing_to_choose(self, world):
        with pytest.raises(operations.UnableToChooseAgain):
            operations.choose_again(actor=actor(world.farah), at=LATER, link=world.link)

    def test_only_its_owner_has_it_while_they_work_on_requests(self, here, world):
        amir, ruth = coordinator(here, name="Amir Noor"), person(here, name="Ruth Ames")
        grant(ruth, Role.OFFICER)
        SupportRequest.objects.update(owner=ruth)
        fail(world)
        assert waiting(ruth) == ["It did not happen: Reading in Year 9"]
        assert waiting(amir) == waiting(world.farah) == []
        RoleGrant.objects.filter(person=ruth).update(ended_at=NOW)
        assert waiting(ruth) == []
        assert waiting(amir) == waiting(world.farah) == ["It did not happen: Reading in Year 9"]

    def test_both_schools_read_what_happened(self, world):
        fail(world)
        operations.choose_again(actor=actor(world.farah), at=LATER + timedelta(hours=1), link=world.link)
        link = queries.link(actor=actor(world.priya), link_id=world.link.pk)
        told = [event.title for event in queries.history(actor=actor(world.priya), link=link)]
        assert told[:2] == [
            "Farah Siddiqui began to look for somebody else",
            "Daniel Whitlow said that it did not happen",
        ]


class TestAnotherIsIntroduced:
    """Of several people who are wanted one introduction may come to nothing while another stands."""

    @pytest.fixture
    def other(self, world):
        return another_introduced(world, NOW + timedelta(days=1))

    def test_nobody_is_asked_to_choose_again_while_another_stands(self, world, other):
        fail(world)
        assert waiting(world.farah) == []
        fact = queries.fact(actor=actor(world.farah), link_id=world.link.pk, at=LATER)
        assert not fact.waits_for_choosing
        with pytest.raises(operations.UnableToChooseAgain):
            operations.choose_again(actor=actor(world.farah), at=LATER, link=world.link)
        assert SupportRequest.objects.get().status == RequestStatus.LINKED

    def test_once_neither_happened_it_is_asked_once_whichever_came_first(self, world, other):
        for each in (other, world):
            operations.fail(actor=actor(world.daniel), at=LATER, link=each.link)
        assert waiting(world.farah) == ["It did not happen: Reading in Year 9"]
        operations.choose_again(actor=actor(world.farah), at=LATER, link=other.link)
        assert SupportRequest.objects.get().status == RequestStatus.MATCHING

    def test_one_that_is_taken_back_leaves_the_other_and_the_mail_says_so(self, world, other):
        operations.undo(actor=actor(world.farah), at=NOW + timedelta(days=1), link=other.link)
        told = undone_mails()
        assert any(
            "Somebody else was introduced to you for the same request, and that stands." in text for text in told
        )
        assert not any("is open again" in text for text in told)
        assert SupportRequest.objects.get().status == RequestStatus.LINKED

    @pytest.mark.parametrize("ended", [RequestStatus.CLOSED, RequestStatus.WITHDRAWN])
    def test_the_mail_says_nothing_of_looking_on_once_the_request_has_ended(self, world, ended):
        SupportRequest.objects.update(status=ended)
        operations.undo(actor=actor(world.farah), at=NOW + timedelta(hours=1), link=world.link)
        told = undone_mails()
        assert any("Your request has ended" in text for text in told)
        assert not any("is open again" in text for text in told)


def test_one_and_three_links_cost_the_same(here, world, django_assert_num_queries):
    fail(world)
    farah = actor(world.farah)
    with django_assert_num_queries(3):
        assert len(list(queries.next_actions(actor=farah, at=LATER))) == 1
    for _ in range(2):
        other = introduced(here)
        SupportRequest.objects.update(owner=world.farah)
        fail(other)
    with django_assert_num_queries(3):
        assert len(list(queries.next_actions(actor=farah, at=LATER))) == 3
