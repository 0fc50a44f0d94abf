"""What the programme sees of links, and does about those that did not come about."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.links import operations
from linkage.links.models import Pulse
from linkage.links.tests.factories import another_introduced, introduced
from linkage.people.tests.factories import actor
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


class TestCounts:
    def answered(self, world, number):
        with acting_in(world.programme.id):
            for _ in range(number):
                pulse = Pulse.objects.filter(answered_at=None).order_by("week").first()
                pulse.asked_at = pulse.answered_at = NOW
                pulse.has_met, pulse.has_helped, pulse.has_taken_home = "yes", "yes", "no"
                pulse.save()

    def test_below_five_answers_it_says_why_there_are_no_figures(self, client, world):
        self.answered(world, 4)
        words = text(sign_in(client, world.farah).get(at("links")))
        assert "fewer than five answers so far" in words
        assert "one could guess who said what" in words
        assert "say that it helped" not in words

    def test_from_five_on_they_show(self, client, here, world):
        with acting_in(here.id):
            introduced(here)
        self.answered(world, 5)
        words = text(sign_in(client, world.farah).get(at("links")))
        assert "5 have spoken or met" in words
        assert "fewer than five" not in words

    def test_the_page_of_one_link_does_not_count_its_two_answers(self, client, world):
        self.answered(world, 1)
        words = text(sign_in(client, world.farah).get(at("link", world.link.pk)))
        assert "Our questions Sent after two weeks" in words
        assert "1 of" not in words


class TestLookingAfter:
    @pytest.fixture
    def over(self, world):
        with acting_in(world.programme.id):
            operations.fail(actor=actor(world.daniel), at=NOW + timedelta(days=2), link=world.link)
        return world

    def test_choosing_again_leads_to_the_request(self, client, over):
        sign_in(client, over.farah)
        words = text(client.get(at("link", over.link.pk)))
        assert "Ask Thistlebank School whether to look for somebody else." in words
        page = client.post(at("choose-again", over.link.pk), follow=True)
        assert "The request is open again" in text(page)
        assert client.post(at("choose-again", over.link.pk)).status_code == 422

    def test_the_schools_read_what_happens_next(self, client, over):
        sign_in(client, over.daniel)
        assert "It asks Thistlebank School next whether to look for somebody else" in text(
            client.get(at("link", over.link.pk))
        )
        with acting_in(over.programme.id):
            operations.choose_again(actor=actor(over.farah), at=NOW + timedelta(days=3), link=over.link)
        assert "looks for somebody else for Thistlebank School" in text(client.get(at("link", over.link.pk)))

    def test_with_another_introduced_nobody_reads_of_choosing_again(self, client, world):
        with acting_in(world.programme.id):
            other = another_introduced(world, NOW + timedelta(hours=1))
        words = text(sign_in(client, world.farah).get(at("undo", other.link.pk)))
        assert "Somebody else stays introduced to Thistlebank School for the same request" in words
        assert "is open again" not in words
        with acting_in(world.programme.id):
            operations.fail(actor=actor(world.daniel), at=NOW + timedelta(days=2), link=world.link)
        for someone in (world.daniel, world.priya):
            words = text(sign_in(client, someone).get(at("link", world.link.pk)))
            assert "Somebody else was introduced to Thistlebank School for the same request" in words
            assert "whether to look for somebody else" not in words
        sign_in(client, world.farah)
        assert "Choose again" not in text(client.get(at("link", world.link.pk)))

    def test_two_who_have_not_met_are_asked_once(self, client, world):
        with acting_in(world.programme.id):
            Pulse.objects.filter(week=2, person=world.priya).update(
                asked_at=LATER, answered_at=LATER, has_met="not_yet"
            )
        sign_in(client, world.farah)
        words = text(client.get(at("link", world.link.pk)))
        assert "The two have not met yet" in words
        assert "Priya" not in words
        with time_machine.travel(LATER + timedelta(hours=1), tick=False):
            page = client.post(at("followed-up", world.link.pk), follow=True)
        assert "It comes back to you if one of them answers so again" in text(page)
        assert "The two have not met yet" not in text(page)

    @pytest.mark.parametrize("name", ["followed-up", "choose-again"])
    @pytest.mark.parametrize("who", ["daniel", "helen"])
    def test_not_for_the_schools(self, client, over, name, who):
        assert sign_in(client, getattr(over, who)).post(at(name, over.link.pk)).status_code in (403, 404)

    @pytest.mark.parametrize("name", ["followed-up", "choose-again"])
    def test_a_bad_id_finds_nothing(self, client, world, name):
        assert sign_in(client, world.farah).post(at(name, uuid.uuid4())).status_code == 404
