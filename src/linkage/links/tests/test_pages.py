"""The pages of links, as each side meets them."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from linkage.access import links as action_links
from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.links import operations, policy
from linkage.links.enums import LinkStatus
from linkage.links.models import Link, Pulse
from linkage.links.tests.factories import introduced
from linkage.messaging.models import Message
from linkage.people.enums import Role
from linkage.people.tests.factories import actor, coordinator, grant, person
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def world(here):
    with acting_in(here.id):
        return introduced(here)


def at(name, *args):
    return reverse(f"links:{name}", args=["ribble", *args])


def sign_in(client, someone):
    client.force_login(someone.account)
    return client


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def two_days_later(world):
    """The day in which it can be taken back is over."""
    with acting_in(world.programme.id):
        Link.objects.update(undo_by_at=NOW)


def now(world):
    with acting_in(world.programme.id):
        return Link.objects.get(pk=world.link.pk)


class TestLinkPage:
    @pytest.mark.parametrize(("who", "said"), [("daniel", "Your school, asking"), ("priya", "Your school, helping")])
    def test_the_two_see_the_same_page_with_each_other(self, client, world, who, said):
        page = sign_in(client, getattr(world, who)).get(at("link", world.link.pk))
        words = text(page)
        for expected in (said, "8 miles away", world.priya.email, world.daniel.email, "spoken or met?"):
            assert expected in words

    def test_the_coordinator_sees_that_it_happened_and_nobody(self, client, world):
        words = text(sign_in(client, world.farah).get(at("link", world.link.pk)))
        assert "Thistlebank School" in words
        for hidden in ("Priya", "Daniel", world.priya.email, "What has happened"):
            assert hidden not in words

    def test_a_person_of_the_programme_who_is_no_party_finds_nothing(self, client, here, world):
        with acting_in(here.id):
            stranger = person(here, account=account())
        assert sign_in(client, stranger).get(at("link", world.link.pk)).status_code == 404

    def test_another_programme_finds_nothing(self, client, world):
        other = programme(slug="other")
        with acting_in(other.id):
            farah = coordinator(other, account=account())
        sign_in(client, farah)
        assert client.get(at("link", world.link.pk)).status_code in (403, 404)
        assert client.get(reverse("links:link", args=["other", world.link.pk])).status_code == 404

    def test_a_bad_id_finds_nothing(self, client, world):
        assert sign_in(client, world.daniel).get(at("link", uuid.uuid4())).status_code == 404

    def test_yes_and_not_yet(self, client, world):
        sign_in(client, world.daniel)
        client.post(at("not-yet", world.link.pk))
        assert now(world).status == LinkStatus.INTRODUCED
        page = client.post(at("met", world.link.pk), follow=True)
        assert "Daniel Whitlow said that they are in touch" in text(page)

    @pytest.mark.parametrize("name", ["met", "not-yet", "done", "did-not-happen"])
    def test_the_coordinator_does_not_answer_for_them(self, client, world, name):
        assert sign_in(client, world.farah).post(at(name, world.link.pk), {"note": ""}).status_code == 404

    def test_a_note_that_is_too_long_comes_back(self, client, world):
        page = sign_in(client, world.daniel).post(at("done", world.link.pk), {"note": "x" * 301})
        assert page.status_code == 422
        assert "Write at most 300 characters" in text(page)
        assert "x" * 301 in page.content.decode()

    def test_did_not_happen_then_nothing_more(self, client, world):
        sign_in(client, world.priya)
        two_days_later(world)
        client.post(at("did-not-happen", world.link.pk), {"note": "We never found a time."})
        assert now(world).status == LinkStatus.DID_NOT_HAPPEN
        assert "This link has ended" in text(client.get(at("done", world.link.pk)))
        assert client.post(at("met", world.link.pk)).status_code == 422

    def test_on_the_first_day_it_is_stopped_and_not_ended(self, client, world):
        sign_in(client, world.priya)
        words = text(client.get(at("link", world.link.pk)))
        assert "This is not right: please stop it Until 10am on Wednesday 4 November 2026" in words
        for missing in ("We are done", "It did not happen"):
            assert missing not in words
        assert "the introduction can still be taken back" in text(client.get(at("done", world.link.pk)))
        refused = client.post(at("done", world.link.pk), {"note": "A word of mine"})
        assert refused.status_code == 422
        assert "the introduction can still be taken back" in text(refused)
        assert "A word of mine" in refused.content.decode()

    def test_this_is_not_for_me_in_the_first_mail_leads_to_the_stop(self, client, world):
        sign_in(client, world.priya)
        page = client.get(at("did-not-happen", world.link.pk), follow=True)
        assert "Ask us to stop this?" in text(page)
        assert "You decide who of your staff is released" not in text(page)
        client.post(at("stop", world.link.pk))
        assert now(world).stop_asked_by_id == world.priya.pk
        assert "You asked us to stop this" in text(client.get(at("link", world.link.pk)))

    def test_after_that_day_it_is_ended(self, client, world):
        two_days_later(world)
        words = text(sign_in(client, world.priya).get(at("link", world.link.pk)))
        for expected in ("We are done", "It did not happen"):
            assert expected in words
        assert "please stop it" not in words

    def test_papers(self, client, world):
        sign_in(client, world.daniel)
        guide = client.get(at("guide"))
        assert (guide["Content-Type"], guide["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
        assert guide["Content-Disposition"] == 'attachment; filename="first-conversation.pdf"'
        date_file = client.get(at("first-conversation", world.link.pk))
        assert b"TZID=Europe/London:20261110T154500" in date_file.content


class TestList:
    def test_a_party_sees_their_own_with_the_people(self, client, world):
        words = text(sign_in(client, world.daniel).get(at("links")))
        assert "Our links" in words
        assert "Priya Raman" in words

    def test_the_coordinator_sees_facts_and_can_take_them_away(self, client, world):
        sign_in(client, world.farah)
        assert "Priya" not in text(client.get(at("links")))
        file = client.get(at("links") + "?export=csv").content.decode()
        assert "Thistlebank School" in file
        assert "Priya" not in file

    def test_without_any_it_says_why(self, client, here):
        with acting_in(here.id):
            someone = person(here, account=account())
        assert "No links of yours yet" in text(sign_in(client, someone).get(at("links")))

    def test_one_and_three_rows_cost_the_same(self, client, here, django_assert_num_queries):
        def world_again():
            with acting_in(here.id):
                return introduced(here)

        first = world_again()
        sign_in(client, first.farah)
        client.get(at("links"))
        with django_assert_num_queries(11) as one:
            client.get(at("links"))
        world_again()
        world_again()
        with django_assert_num_queries(len(one.captured_queries)):
            client.get(at("links"))


class TestUndo:
    def test_after_asking_once(self, client, world):
        sign_in(client, world.farah)
        assert "Take this introduction back?" in text(client.get(at("undo", world.link.pk)))
        page = client.post(at("undo", world.link.pk))
        assert page.url == reverse("support_requests:request", args=["ribble", world.request.pk])
        assert now(world).status == LinkStatus.UNDONE

    def test_the_two_then_read_it_and_lose_the_addresses(self, client, world):
        with acting_in(world.programme.id):
            operations.undo(actor=actor(world.farah), at=NOW, link=world.link)
        words = text(sign_in(client, world.daniel).get(at("link", world.link.pk)))
        assert "The programme took this introduction back" in words
        assert world.priya.email not in words

    def test_after_a_day_it_is_refused_plainly(self, client, world):
        sign_in(client, world.farah)
        with time_machine.travel(NOW + timedelta(days=2), tick=False):
            page = client.post(at("undo", world.link.pk))
        assert page.status_code == 422
        assert "That day has passed" in text(page)
        assert now(world).status == LinkStatus.INTRODUCED

    def test_not_by_the_two(self, client, world):
        assert sign_in(client, world.daniel).post(at("undo", world.link.pk)).status_code in (403, 404)


class TestStop:
    def token(self, world):
        [mail] = Message.objects.filter(template="links.release")
        return re.search(r"/ribble/links/stop/(\S+)/", mail.text)[1]

    def test_from_the_mail_without_an_account(self, client, world):
        with acting_in(world.programme.id):
            address = at("stop-by-link", self.token(world))
        assert "Ask us to stop this?" in text(client.get(address))
        assert now(world).stop_asked_at is None
        assert "The programme knows" in text(client.post(address, follow=True))
        assert now(world).stop_asked_by_id == world.helen.pk

    def test_a_link_made_for_somebody_else_opens_nothing(self, client, here, world):
        with acting_in(here.id):
            stranger = person(here)
        token = action_links.make(
            policy.STOP_LINK,
            programme_id=world.programme.pk,
            record_id=world.link.pk,
            person_id=stranger.pk,
            state="introduced",
        )
        assert client.get(at("stop-by-link", token)).status_code == 404
        assert client.get(at("stop-by-link", "rubbish")).status_code == 404

    def test_the_coordinator_decides(self, client, world):
        with acting_in(world.programme.id):
            operations.stop(actor=actor(world.helen), at=NOW, link=world.link)
        sign_in(client, world.farah)
        assert "Helen Brook asks us to stop this" in text(client.get(at("link", world.link.pk)))
        client.post(at("let-stand", world.link.pk))
        assert now(world).stop_settled_at is not None


class TestPulse:
    @pytest.fixture
    def address(self, world):
        with acting_in(world.programme.id):
            pulse = Pulse.objects.get(week=2, person=world.daniel)
            pulse.asked_at = NOW
            pulse.save()
        token = action_links.make(
            policy.PULSE_LINK,
            programme_id=world.programme.pk,
            record_id=pulse.pk,
            person_id=world.daniel.pk,
            state="asked",
        )
        return at("pulse-by-link", token)

    def test_opening_it_answers_nothing_and_sending_it_answers_once(self, client, world, address):
        assert "How is it going with Priya?" in text(client.get(address))
        with acting_in(world.programme.id):
            assert Pulse.objects.filter(answered_at__isnull=False).count() == 0
        page = client.post(address, {"has_met": "not_yet"}, follow=True)
        assert "Thank you, this is answered" in text(page)
        client.post(address, {"has_met": "yes", "has_helped": "yes", "has_taken_home": "yes"})
        assert now(world).status == LinkStatus.INTRODUCED

    def test_what_is_missing_is_said_at_its_question(self, client, address):
        page = client.post(address, {"has_met": "yes", "has_helped": "yes"})
        assert page.status_code == 422
        assert "Say whether you took something home" in text(page)

    def test_over_when_it_did_not_happen(self, client, world, address):
        with acting_in(world.programme.id):
            operations.fail(actor=actor(world.priya), at=NOW + timedelta(days=2), link=world.link)
        assert "There is nothing left to answer" in text(client.get(address))


def test_the_way_to_a_request_is_shown_to_who_may_read_it(client, here, world):
    with acting_in(here.id):
        farah, ruth = coordinator(here, account=account()), person(here, account=account())
        grant(ruth, Role.OFFICER)
    request = reverse("support_requests:request", args=["ribble", world.link.support_request_id])
    assert request in sign_in(client, farah).get(at("link", world.link.pk)).content.decode()
    assert request not in sign_in(client, ruth).get(at("link", world.link.pk)).content.decode()
    assert client.get(request).status_code == 404
