"""The pages of support over time, as each side meets them."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.areas.tests.factories import area
from linkage.database.tenancy import acting_in
from linkage.engagements.enums import EngagementStatus, Kind
from linkage.engagements.models import Engagement, Objective, Participant, PlanAction, Review
from linkage.engagements.tests.factories import objective, set_to, world
from linkage.kernel.days import day_of
from linkage.links.tests import buying
from linkage.links.tests.factories import introduced
from linkage.organisations.tests.factories import member, school
from linkage.people.tests.factories import head, staff
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.models import RequestArea

pytestmark = pytest.mark.django_db
S = EngagementStatus
SECRET = "Our Year 9 boys do not read"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        yield


@pytest.fixture
def ours(here):
    with acting_in(here.id):
        made = world(here)
        made.aim = objective(made, "Every tutor group reads daily", baseline="2 of 8", target="8 of 8")
        return made


def sign_in(client, someone):
    client.force_login(someone.account)
    return client


def address(name, *args):
    return reverse(f"engagements:{name}", args=["ribble", *args])


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def days(name, day):
    return {f"{name}-{part}": getattr(day, part) for part in ("day", "month", "year")}


def asked_about(support_request, areas):
    for each in areas:
        RequestArea.objects.create(programme=support_request.programme, support_request=support_request, area=each)


PARTY_PAGES = ("engagement", "plan", "ending", "change", "add-person", "pause", "stop", "carries-on", "add-objective")


class TestWhoReads:
    @pytest.mark.parametrize("who", ["daniel", "grace", "priya", "helen"])
    def test_both_schools_read_one_and_the_same_page(self, client, ours, who):
        response = sign_in(client, getattr(ours, who)).get(address("engagement", ours.engagement.pk))
        assert response.status_code == 200
        assert "Every tutor group reads daily" in text(response)
        assert "Your next action" in text(response) or who in ("priya", "helen")

    def test_whoever_runs_the_programme_sees_days_and_steps_and_nothing_that_was_written(self, client, ours):
        shown = text(sign_in(client, ours.farah).get(address("engagement", ours.engagement.pk)))
        assert "12 days" in shown
        assert "Check that nobody has a conflict of interest" in shown
        for written in ("Every tutor group reads daily", "Reading at Thistlebank", SECRET):
            assert written not in shown
        for name in ("plan", "ending", "change", "pause", "stop", "carries-on", "add-objective"):
            assert client.get(address(name, ours.engagement.pk)).status_code in (403, 404)

    def test_another_school_finds_nothing(self, client, ours):
        with acting_in(ours.programme.id):
            other = school(name="Otherside School")
            member(ours.programme, other)
            stranger = head(ours.programme, other, name="Ira Quill", account=account())
        sign_in(client, stranger)
        for name in PARTY_PAGES:
            assert client.get(address(name, ours.engagement.pk)).status_code == 404
        assert "Reading at Thistlebank" not in text(client.get(address("engagements")))

    def test_who_was_taken_off_finds_nothing_from_the_next_page_on(self, client, ours):
        with acting_in(ours.programme.id):
            una = staff(ours.programme, ours.thistlebank, name="Una Marsh", account=account())
        sign_in(client, ours.grace).post(address("add-person", ours.engagement.pk), {"person_id": str(una.pk)})
        assert sign_in(client, una).get(address("engagement", ours.engagement.pk)).status_code == 200
        with acting_in(ours.programme.id):
            taking_part = Participant.objects.get(person=una)
        sign_in(client, ours.grace).post(address("let-go", ours.engagement.pk, taking_part.pk))
        assert sign_in(client, una).get(address("engagement", ours.engagement.pk)).status_code == 404

    def test_the_list_names_it_to_its_schools_and_says_only_what_it_is_to_the_programme(self, client, ours):
        assert "Reading at Thistlebank" in text(sign_in(client, ours.helen).get(address("engagements")))
        shown = text(sign_in(client, ours.farah).get(address("engagements")))
        assert "Reading at Thistlebank" not in shown
        assert "Days of support" in shown


class TestBeginning:
    def test_it_begins_on_the_page_of_the_introduction(self, client, here):
        with acting_in(here.id):
            made = introduced(here)
        sign_in(client, made.daniel)
        link_page = reverse("links:link", args=["ribble", made.link.pk])
        assert "Plan more than a conversation" in text(client.get(link_page))
        today = day_of(NOW)
        given = {
            "kind": "peer",
            "title": "Reading together",
            "need": "We learn from each other",
            "half_days": "",
            **days("starts_on", today),
            **days("ends_on", today + timedelta(days=90)),
        }
        response = client.post(address("begin", made.link.pk), given, follow=True)
        assert "Reading together" in text(response)
        assert "Open what you do together" in text(client.get(link_page))
        # It is begun once: the page leads to what is there.
        assert client.get(address("begin", made.link.pk)).status_code == 302

    def test_a_mentor_and_a_new_head_begin_with_one_way(self, client, here):
        with acting_in(here.id):
            made = introduced(here)
        today = day_of(NOW)
        given = {"kind": "one_way", "title": "A first year", "need": "Somebody to ring"}
        given |= {**days("starts_on", today), **days("ends_on", today + timedelta(days=90)), "half_days": ""}
        shown = text(sign_in(client, made.daniel).post(address("begin", made.link.pk), given, follow=True))
        assert "One colleague helping another" in shown
        assert "learn from each other" not in shown
        with acting_in(here.id):
            begun = Engagement.objects.get(title="A first year")
            assert (begun.kind, begun.is_one_way) == (Kind.PEER, True)

    def test_wrong_days_are_told_and_nothing_typed_is_lost(self, client, here):
        with acting_in(here.id):
            made = introduced(here)
        today = day_of(NOW)
        given = {
            "kind": "peer",
            "title": "Reading together",
            "need": "We learn from each other",
            **days("starts_on", today),
            **days("ends_on", today - timedelta(days=1)),
        }
        response = sign_in(client, made.daniel).post(address("begin", made.link.pk), given)
        assert response.status_code == 422
        assert "not before the first" in text(response)
        assert "Reading together" in response.content.decode()

    def test_what_was_ordered_brings_the_two_schools_together(self, client, here):
        with acting_in(here.id):
            b = buying.buying(here)
            commission = buying.ordered(b)
        sign_in(client, b.world.farah)
        page = reverse("commissions:commission", args=["ribble", commission.pk])
        assert "Bring the two schools together" in text(client.get(page))
        given = {
            "kind": "deployment",
            "entry": str(b.world.entry.pk),
            "title": commission.title,
            "need": commission.need,
            "half_days": "3",
            **days("starts_on", commission.starts_on),
            **days("ends_on", commission.ends_on),
        }
        response = client.post(address("begin-bought", commission.pk), given, follow=True)
        assert response.status_code == 200
        with acting_in(here.id):
            made = Engagement.objects.get(commission=commission)
            commission.refresh_from_db()
            assert (commission.status, made.half_days, made.kind) == ("engaged", 6, Kind.DEPLOYMENT)
            assert made.objectives.count() == commission.outcomes.count() > 0


class TestPlanning:
    def test_an_aim_is_written_changed_and_taken_off(self, client, ours):
        sign_in(client, ours.priya)
        key = ours.engagement.pk
        client.post(address("add-objective", key), {"text": "A second aim", "target": "By Easter"})
        with acting_in(ours.programme.id):
            aim = Objective.objects.get(text="A second aim")
        changed = client.post(address("objective", key, aim.pk), {"text": "A better aim"}, follow=True)
        assert "A better aim" in text(changed)
        assert client.post(address("drop-objective", key, aim.pk)).status_code == 302
        assert "A better aim" not in text(client.get(address("plan", key)))

    def test_aims_stand_under_the_areas_of_the_request_where_there_are_several(self, client, ours):
        sign_in(client, ours.daniel)
        key, asked = ours.engagement.pk, "What is it about?"
        with acting_in(ours.programme.id):
            areas = [area(ours.programme, code=each, name=each.title()) for each in ("writing", "phonics")]
            asked_about(ours.engagement.support_request, areas[:1])
        assert asked not in text(client.get(address("add-objective", key)))
        with acting_in(ours.programme.id):
            asked_about(ours.engagement.support_request, areas[1:])
        assert asked in text(client.get(address("add-objective", key)))
        assert client.post(address("add-objective", key), {"text": "One", "area": "maths"}).status_code == 422
        for aim, code in (("They write daily", "writing"), ("They blend sounds", "phonics")):
            client.post(address("add-objective", key), {"text": aim, "area": code})
        page = text(client.get(address("plan", key)))
        assert page.index("They blend sounds Phonics") < page.index("They write daily Writing")

    def test_what_is_to_be_done_waits_at_home_and_is_said_to_be_done(self, client, ours):
        sign_in(client, ours.daniel)
        key = ours.engagement.pk
        given = {"text": "Buy the books", "owner_id": str(ours.priya.pk), **days("due_on", day_of(NOW) + timedelta(9))}
        client.post(address("add-action", key, ours.aim.pk), given)
        with acting_in(ours.programme.id):
            action = PlanAction.objects.get()
        home = reverse("programmes:home", args=["ribble"])
        assert "Buy the books" in text(sign_in(client, ours.priya).get(home))
        client.post(address("finish-action", key, action.pk))
        assert "Buy the books" not in text(client.get(home))

    def test_a_pupil_is_not_named(self, client, ours):
        sign_in(client, ours.daniel)
        response = client.post(address("add-objective", ours.engagement.pk), {"text": "Jordan Smith in 9B reads daily"})
        assert response.status_code == 422

    def test_each_side_says_how_it_stands_and_both_see_where_they_differ(self, client, ours):
        with acting_in(ours.programme.id):
            set_to(ours, S.ACTIVE)
            Review.objects.create(
                programme=ours.programme, engagement=ours.engagement, due_on=day_of(NOW), is_half_way=True
            )
        key = ours.engagement.pk
        for who, colour in ((ours.daniel, "green"), (ours.priya, "amber")):
            sign_in(client, who).post(address("rate", key), {"colour_1": colour, "note_1": "We need a second room"})
        shown = text(client.get(address("plan", key)))
        assert "You see this differently" in shown
        assert "Amber: slipping" in shown
        finish = address("finish-review", key)
        response = client.post(finish, {"next_steps": "We book the hall"}, follow=True)
        assert "We book the hall" in text(response)
        with acting_in(ours.programme.id):
            assert Review.objects.get().closed_at is not None

    def test_nothing_follows_before_both_have_said_it(self, client, ours):
        with acting_in(ours.programme.id):
            set_to(ours, S.ACTIVE)
            Review.objects.create(programme=ours.programme, engagement=ours.engagement, due_on=day_of(NOW))
        key = ours.engagement.pk
        sign_in(client, ours.daniel).post(address("rate", key), {"colour_1": "green", "note_1": ""})
        response = client.post(address("finish-review", key), {"next_steps": "We go on"})
        assert response.status_code == 422
        assert "Harrowgill High School has still to say" in text(response)


class TestMoving:
    def test_it_is_paused_and_goes_on(self, client, ours):
        with acting_in(ours.programme.id):
            set_to(ours, S.ACTIVE)
        sign_in(client, ours.grace)
        key = ours.engagement.pk
        response = client.post(address("pause", key), {"reason": "Our lead is away"}, follow=True)
        assert "Thistlebank School paused it: “Our lead is away”" in text(response)
        response = client.post(address("resume", key), follow=True)
        assert "It goes on" in text(response)

    def test_without_a_reason_nothing_stops(self, client, ours):
        response = sign_in(client, ours.grace).post(address("stop", ours.engagement.pk), {"reason": ""})
        assert response.status_code == 422
        assert "Say why you stop it" in text(response)

    def test_what_cannot_be_done_is_said_on_the_page(self, client, ours):
        response = sign_in(client, ours.grace).post(address("start", ours.engagement.pk), follow=True)
        assert "cannot be done any more" in text(response)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_no_more_for_more_rows(client, ours, number, django_assert_num_queries):
    with acting_in(ours.programme.id):
        for n in range(1, number):
            copy = Engagement.objects.get(pk=ours.engagement.pk)
            copy.pk, copy.title, copy.status = None, f"Reading {n}", S.STOPPED
            copy.save(force_insert=True)
    sign_in(client, ours.farah)
    client.get(address("engagements"))
    with django_assert_num_queries(11):
        client.get(address("engagements"))
