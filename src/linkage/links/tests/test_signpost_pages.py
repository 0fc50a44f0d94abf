"""Pointing a school to something in two clicks, and the question after it."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from linkage.access import links as action_links
from linkage.accounts.tests.factories import account
from linkage.areas.models import Area
from linkage.database.tenancy import acting_in
from linkage.links import policy
from linkage.links.models import Destination, Signpost
from linkage.links.tests.factories import destination, pointed, world
from linkage.people.enums import Role
from linkage.people.tests.factories import grant, person, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import RequestArea, SupportRequest

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def here():
    return programme(slug="ribble", name="Ribble Linkage")


@pytest.fixture
def people(here):
    with acting_in(here.id):
        return world(here, words="Our Year 9 boys do not read in tutor time")


@pytest.fixture
def reading(here):
    with acting_in(here.id):
        return Area.objects.create(programme=here, code="reading-literacy", name="Reading")


def at(name, *args):
    return reverse(f"signposts:{name}", args=["ribble", *args])


def sign_in(client, someone):
    client.force_login(someone.account)
    return client


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


class TestPointing:
    def test_two_clicks_send_what_fits(self, client, here, people, reading):
        with acting_in(here.id):
            RequestArea.objects.create(programme=here, support_request=people.request, area=reading)
            destination(here, people.farah, title="A payroll guide", about="Pay slips")
            films = destination(here, people.farah, title="Six films", areas=[reading])
            destination(here, people.farah, title="Too old", areas=[reading], review_on=TODAY - DAY)
        sign_in(client, people.farah)
        page = client.get(at("point", people.request.pk))
        words = text(page)
        assert "About Reading. Also says" in words
        assert words.index("Six films") < words.index("A payroll guide")
        assert "Too old" not in words
        check = client.post(at("point", people.request.pk), {"chosen": [str(films.pk)], "note": "Begin with two"})
        assert "Send this to Daniel Whitlow?" in text(check)
        with acting_in(here.id):
            assert Signpost.objects.count() == 0
        sent = client.post(
            at("point", people.request.pk),
            {"chosen": [str(films.pk)], "note": "Begin with two", "then": "send"},
            follow=True,
        )
        words = text(sent)
        assert "It is sent. In two weeks we ask whether it helped" in words
        assert "What the school was pointed to" in words
        assert "Farah Siddiqui added: “Begin with two”" in words
        assert "Pointed to something" in words
        assert "Point to a resource" not in words
        sign_in(client, people.daniel)
        assert "Six films" in text(client.get(reverse("support_requests:request", args=["ribble", people.request.pk])))

    def test_nothing_or_four_things_are_too_little_and_too_much(self, client, here, people):
        with acting_in(here.id):
            made = [str(destination(here, people.farah).pk) for _ in range(4)]
        sign_in(client, people.farah)
        page = client.post(at("point", people.request.pk), {"chosen": []})
        assert page.status_code == 422
        assert "Choose what the school should look at" in text(page)
        page = client.post(at("point", people.request.pk), {"chosen": made})
        assert page.status_code == 422
        assert "Choose three at most" in text(page)

    def test_what_was_taken_off_meanwhile_is_not_sent(self, client, here, people):
        with acting_in(here.id):
            made = destination(here, people.farah)
        sign_in(client, people.farah)
        assert client.post(at("point", people.request.pk), {"chosen": [str(made.pk)]}).status_code == 200
        with acting_in(here.id):
            Destination.objects.update(retired_at=NOW)
        answer = client.post(at("point", people.request.pk), {"chosen": [str(made.pk)], "then": "send"})
        assert answer.status_code == 422
        with acting_in(here.id):
            assert Signpost.objects.count() == 0

    def test_a_request_closed_meanwhile_says_so(self, client, here, people):
        with acting_in(here.id):
            made = destination(here, people.farah)
            SupportRequest.objects.update(status=RequestStatus.WITHDRAWN)
        sign_in(client, people.farah)
        answer = client.post(at("point", people.request.pk), {"chosen": [str(made.pk)], "then": "send"})
        assert answer.status_code == 422
        assert "The request is now “Withdrawn”" in text(answer)

    def test_a_line_with_a_pupils_name_is_asked_about(self, client, here, people):
        with acting_in(here.id):
            made = destination(here, people.farah)
        sign_in(client, people.farah)
        page = client.post(
            at("point", people.request.pk), {"chosen": [str(made.pk)], "note": "A boy called Jake Smith in Year 9"}
        )
        assert page.status_code == 422
        assert "Take out what could name a pupil" in text(page)

    def test_with_an_empty_list_it_says_what_to_do(self, client, people):
        sign_in(client, people.farah)
        assert "holds nothing that is up to date" in text(client.get(at("point", people.request.pk)))

    def test_the_wrong_role_and_the_wrong_school(self, client, here, people):
        with acting_in(here.id):
            officer = person(here, account=account())
            grant(officer, Role.OFFICER, people.harrowgill)
        assert sign_in(client, officer).get(at("point", people.request.pk)).status_code == 404
        assert sign_in(client, people.daniel).get(at("point", people.request.pk)).status_code == 403
        assert sign_in(client, people.farah).get(at("point", uuid.uuid4())).status_code == 404

    @pytest.mark.parametrize("rows", [1, 3])
    def test_choosing_asks_as_often_for_one_as_for_three(
        self, client, here, people, reading, rows, django_assert_num_queries
    ):
        with acting_in(here.id):
            RequestArea.objects.create(programme=here, support_request=people.request, area=reading)
            for _ in range(rows):
                destination(here, people.farah, areas=[reading])
        sign_in(client, people.farah)
        client.get(at("point", people.request.pk))
        with django_assert_num_queries(15):
            assert client.get(at("point", people.request.pk)).status_code == 200


class TestTheQuestion:
    @pytest.fixture
    def asked(self, here, people):
        with acting_in(here.id):
            made = pointed(here, people)
            made.times_asked, made.asked_at = 1, NOW
            made.save()
        return made

    def link(self, here, asked, someone):
        return at(
            "answer-by-link",
            action_links.make(
                policy.HELPED_LINK, programme_id=here.pk, record_id=asked.pk, person_id=someone.pk, state="asked"
            ),
        )

    def test_looking_answers_nothing_and_one_click_answers_once(self, client, here, people, asked):
        address = self.link(here, asked, people.daniel)
        assert "Did it help?" in text(client.get(address))
        with acting_in(here.id):
            asked.refresh_from_db()
            assert asked.answered_at is None
        done = client.post(address, {"has_helped": "yes"}, follow=True)
        assert "Thank you, this is answered" in text(done)
        client.post(address, {"has_helped": "no"})
        with acting_in(here.id):
            asked.refresh_from_db()
            assert asked.status == "helped"

    def test_a_link_of_somebody_else_answers_nothing(self, client, here, people, asked):
        assert client.get(self.link(here, asked, people.helen)).status_code == 404
        assert client.get(self.link(here, asked, people.daniel)).status_code == 200

    def test_no_says_what_is_missing_and_the_owner_chooses_again(self, client, here, people, asked):
        sign_in(client, people.daniel)
        page = client.post(at("sent", asked.pk), {"has_helped": "no", "missing": "It is for Year 2"}, follow=True)
        assert "Thank you. Your answer is kept" in text(page)
        sign_in(client, people.farah)
        home = text(client.get(reverse("programmes:home", args=["ribble"])))
        assert "It did not help: Reading in Year 9" in home
        assert "“It is for Year 2”" in text(client.get(at("sent", asked.pk)))
        request = client.get(reverse("support_requests:request", args=["ribble", people.request.pk]))
        assert f'action="{at("again", asked.pk)}"' in request.text
        again = client.post(at("again", asked.pk), follow=True)
        assert "The request is open again" in text(again)
        assert "Point to a resource" in text(again)
        assert "Somebody has chosen again already" in text(client.post(at("again", asked.pk), follow=True))

    def test_a_link_opened_after_the_request_was_closed_says_how_to_ask_again(self, client, here, people, asked):
        with acting_in(here.id):
            SupportRequest.objects.update(status=RequestStatus.CLOSED)
        page = client.post(self.link(here, asked, people.daniel), {"has_helped": "no"})
        assert "There is nothing left to answer" in text(page)
        assert "If you still need help, ask again" in text(page)
        sign_in(client, people.daniel)
        words = text(client.get(reverse("support_requests:request", args=["ribble", people.request.pk])))
        assert "Say whether it helped" not in words
        assert "have asked whether it helped" not in words
        with acting_in(here.id):
            asked.refresh_from_db()
            assert asked.answered_at is None

    def test_a_worry_about_a_child_is_kept_nowhere(self, client, here, people, asked):
        sign_in(client, people.daniel)
        worry = "A child told me that her stepfather hits her and she is afraid to go home"
        page = client.post(at("sent", asked.pk), {"has_helped": "no", "missing": worry})
        assert "Tell your safeguarding lead, not us" in text(page)
        with acting_in(here.id):
            asked.refresh_from_db()
            assert (asked.missing, asked.answered_at) == ("", None)

    def test_without_an_answer_it_says_what_to_do(self, client, people, asked):
        sign_in(client, people.daniel)
        page = client.post(at("sent", asked.pk), {})
        assert page.status_code == 422
        assert "Say whether it helped" in text(page)

    def test_strangers_and_colleagues_do_not_find_it(self, client, here, people, asked):
        with acting_in(here.id):
            colleague = staff(here, people.thistlebank, account=account())
        for someone in (people.helen, colleague):
            assert sign_in(client, someone).get(at("sent", asked.pk)).status_code == 404
        assert sign_in(client, people.grace).get(at("sent", asked.pk)).status_code == 200
        assert client.post(at("again", asked.pk)).status_code == 403
