"""The introduction, the pulses, the stop and the undoing, as operations."""

import base64
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.directory.models import Allowance, Commitment
from linkage.kernel.errors import Forbidden, NotFound
from linkage.links import operations, queries
from linkage.links.enums import LinkStatus
from linkage.links.models import Link, Pulse
from linkage.links.tests.factories import introduced
from linkage.messaging.models import Message
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.people.tests.factories import actor, coordinator, grant, person
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def here():
    made = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(made.id):
        yield made


@pytest.fixture
def world(here):
    return introduced(here)


def officer(here):
    ruth = person(here, name="Ruth Ames")
    grant(ruth, Role.OFFICER)
    return ruth


def mails(kind):
    return list(Message.objects.filter(template=kind).order_by("created_at", "subject"))


class TestIntroduction:
    def test_one_mail_to_both_with_how_to_reach_each_other(self, world):
        [mail] = mails("links.introduction")
        assert [to["name"] for to in mail.recipients] == ["Daniel Whitlow", "Priya Raman"]
        assert mail.subject == "Daniel, meet Priya: reading in Year 9"
        for words in ("Daniel, please ring or write first", "Tuesday 10 November", world.priya.email, "01632 960 551"):
            assert words in mail.text

    def test_with_the_guide_and_a_date(self, world):
        [mail] = mails("links.introduction")
        guide, date_file = mail.attachments
        assert guide["name"] == "first-conversation.pdf"
        assert base64.b64decode(guide["base64"]).startswith(b"%PDF-")
        event = next(iter(Calendar.from_ical(base64.b64decode(date_file["base64"])).walk("VEVENT")))
        assert str(event["UID"]) == f"first-conversation-{world.link.pk}@linkage"
        assert event.decoded("dtstart").astimezone(UTC) == datetime(2026, 11, 10, 15, 45, tzinfo=UTC)

    def test_each_head_is_told_apart_and_only_the_helpers_can_stop_it(self, world):
        [release], [told] = mails("links.release"), mails("links.told")
        assert [to["name"] for to in release.recipients] == ["Helen Brook"]
        assert "Please stop this" in release.text
        assert "10am on Wednesday 4 November 2026" in " ".join(release.text.split())
        assert [to["name"] for to in told.recipients] == ["Grace Okafor"]
        assert "stop" not in told.text

    def test_both_are_asked_after_two_and_six_weeks(self, world):
        rows = Pulse.objects.order_by("week", "side").values_list("week", "side", "due_on")
        assert list(rows) == [
            (2, "client", date(2026, 11, 17)),
            (2, "home", date(2026, 11, 17)),
            (6, "client", date(2026, 12, 15)),
            (6, "home", date(2026, 12, 15)),
        ]

    def test_the_schools_count_as_linked_either_way_round(self, world):
        one, other = world.thistlebank.pk, world.harrowgill.pk
        linked = queries.between(actor=actor(world.farah), organisation_ids=[one, other])
        assert linked == {one: {other: NOW.date()}, other: {one: NOW.date()}}


class TestWhoSees:
    @pytest.mark.parametrize("who", ["daniel", "priya", "grace", "helen"])
    def test_the_two_and_their_heads_see_it_whole(self, world, who):
        assert queries.link(actor=actor(getattr(world, who)), link_id=world.link.pk) == world.link

    def test_the_coordinator_sees_the_fact_and_no_person(self, world):
        farah = actor(world.farah)
        with pytest.raises(NotFound):
            queries.link(actor=farah, link_id=world.link.pk)
        fact = queries.link_or_fact(actor=farah, link_id=world.link.pk, at=NOW)
        assert (fact.client_school, fact.home_school) == ("Thistlebank School", "Harrowgill High School")
        assert "Priya" not in repr(fact)
        assert "Daniel" not in repr(fact)

    def test_a_stranger_finds_nothing(self, here, world):
        stranger = actor(person(here))
        with pytest.raises(NotFound):
            queries.link_or_fact(actor=stranger, link_id=world.link.pk, at=NOW)
        assert queries.rows(actor=stranger) == []


class TestUndoing:
    def test_the_place_is_free_the_request_open_and_both_sides_told(self, world):
        operations.undo(actor=actor(world.farah), at=NOW + timedelta(hours=2), link=world.link)
        world.request.refresh_from_db()
        assert world.request.status == RequestStatus.MATCHING
        assert Allowance.objects.get(person=world.priya).places_promised == 0
        assert [[to["name"] for to in mail.recipients] for mail in mails("links.undone")] == [
            ["Priya Raman", "Helen Brook"],
            ["Daniel Whitlow", "Grace Okafor"],
        ]

    @pytest.mark.parametrize("ended", [RequestStatus.CLOSED, RequestStatus.WITHDRAWN])
    def test_a_request_that_has_ended_stays_so_and_the_place_is_free(self, world, ended):
        SupportRequest.objects.filter(pk=world.request.pk).update(status=ended)
        operations.undo(actor=actor(world.farah), at=NOW, link=world.link)
        world.request.refresh_from_db()
        assert world.request.status == ended
        assert Link.objects.get().status == LinkStatus.UNDONE
        assert Allowance.objects.get(person=world.priya).places_promised == 0

    def test_it_does_not_count_as_a_connection_any_more(self, world):
        operations.undo(actor=actor(world.farah), at=NOW, link=world.link)
        found = queries.between(actor=actor(world.farah), organisation_ids=[world.thistlebank.pk])
        assert found == {world.thistlebank.pk: {}}

    def test_after_a_working_day_it_is_refused_and_nothing_changes(self, world):
        with pytest.raises(operations.UnableToUndo, match="That day has passed"):
            operations.undo(actor=actor(world.farah), at=NOW + DAY + timedelta(minutes=1), link=world.link)
        assert Link.objects.get().status == LinkStatus.INTRODUCED
        assert Commitment.objects.get().released_at is None

    def test_twice_is_refused_the_second_time(self, world):
        operations.undo(actor=actor(world.farah), at=NOW, link=world.link)
        with pytest.raises(operations.UnableToUndo):
            operations.undo(actor=actor(world.farah), at=NOW, link=world.link)
        assert len(mails("links.undone")) == 2

    def test_the_two_schools_cannot(self, world):
        with pytest.raises(Forbidden):
            operations.undo(actor=actor(world.daniel), at=NOW, link=world.link)


class TestStopping:
    def test_the_helpers_head_asks_and_the_coordinator_has_it_next(self, world):
        operations.stop(actor=actor(world.helen), at=NOW + timedelta(hours=1), link=world.link)
        [waiting] = queries.next_actions(actor=actor(world.farah), at=NOW + timedelta(hours=1))
        assert waiting.title == "Helen Brook asks us to stop an introduction"
        assert [to["name"] for to in mails("links.stopping")[0].recipients] == ["Farah Siddiqui"]

    def test_then_it_can_be_taken_back_after_the_day(self, world):
        operations.stop(actor=actor(world.helen), at=NOW, link=world.link)
        operations.undo(actor=actor(world.farah), at=NOW + 3 * DAY, link=world.link)
        assert queries.next_actions(actor=actor(world.farah), at=NOW + 3 * DAY) == []

    def test_or_let_stand(self, world):
        operations.stop(actor=actor(world.helen), at=NOW, link=world.link)
        operations.let_stand(actor=actor(world.farah), at=NOW + DAY, link=world.link)
        assert queries.next_actions(actor=actor(world.farah), at=NOW + DAY) == []

    def test_asking_again_after_it_stands_is_refused(self, world):
        operations.stop(actor=actor(world.helen), at=NOW, link=world.link)
        operations.let_stand(actor=actor(world.farah), at=NOW, link=world.link)
        with pytest.raises(operations.UnableToStop, match="the introduction stands"):
            operations.stop(actor=actor(world.helen), at=NOW, link=world.link)
        assert len(mails("links.stopping")) == 1

    def test_a_day_late_is_too_late(self, world):
        with pytest.raises(operations.UnableToStop, match="That day has passed"):
            operations.stop(actor=actor(world.helen), at=NOW + 2 * DAY, link=world.link)

    def test_the_programme_does_not_ask_itself(self, world):
        with pytest.raises(Forbidden):
            operations.stop(actor=actor(world.farah), at=NOW, link=world.link)

    @pytest.mark.parametrize("who", ["daniel", "grace", "priya"])
    def test_the_two_and_the_askers_head_can_ask_too(self, world, who):
        someone = getattr(world, who)
        operations.stop(actor=actor(someone), at=NOW, link=world.link)
        [waiting] = queries.next_actions(actor=actor(world.farah), at=NOW)
        assert waiting.title == f"{someone.name} asks us to stop an introduction"
        assert "releases their staff" not in mails("links.stopping")[0].text

    def test_that_one_was_answered_takes_nothing_from_the_head_who_releases(self, world):
        operations.stop(actor=actor(world.priya), at=NOW, link=world.link)
        operations.let_stand(actor=actor(world.farah), at=NOW, link=world.link)
        operations.stop(actor=actor(world.helen), at=NOW, link=world.link)
        asked = {mail.subject.split(" asks")[0] for mail in mails("links.stopping")}
        assert asked == {"Priya Raman", "Helen Brook"}

    def test_the_mail_goes_to_whoever_looks_after_the_request_now(self, here, world):
        ruth = officer(here)
        SupportRequest.objects.filter(pk=world.request.pk).update(owner=ruth)
        world.link.support_request.refresh_from_db()
        operations.stop(actor=actor(world.helen), at=NOW, link=world.link)
        assert [to["name"] for mail in mails("links.stopping") for to in mail.recipients] == ["Ruth Ames"]

    def test_and_to_the_coordinators_when_its_owner_has_gone(self, here, world):
        coordinator(here, name="Amir Noor")
        ruth = officer(here)
        SupportRequest.objects.filter(pk=world.request.pk).update(owner=ruth)
        RoleGrant.objects.filter(person=ruth).update(ended_at=NOW)
        world.link.support_request.refresh_from_db()
        operations.stop(actor=actor(world.helen), at=NOW, link=world.link)
        names = sorted(to["name"] for mail in mails("links.stopping") for to in mail.recipients)
        assert names == ["Amir Noor", "Farah Siddiqui"]


class TestFollowing:
    def test_both_have_one_thing_to_do_until_they_have_spoken(self, world):
        for someone, other in ((world.daniel, "Priya"), (world.priya, "Daniel")):
            [waiting] = queries.next_actions(actor=actor(someone), at=NOW)
            assert waiting.title == f"Have you and {other} spoken or met?"
            assert waiting.working_days_left == 5
        operations.say_met(actor=actor(world.daniel), at=NOW + DAY, link=world.link)
        assert queries.next_actions(actor=actor(world.priya), at=NOW + DAY) == []

    def test_done_keeps_the_place_and_did_not_happen_gives_it_back(self, world):
        operations.finish(actor=actor(world.priya), at=NOW + 2 * DAY, link=world.link, note="Thank you both")
        assert Commitment.objects.get().released_at is None
        with pytest.raises(operations.UnableToClose, match="has ended already"):
            operations.fail(actor=actor(world.daniel), at=NOW + 2 * DAY, link=world.link)

    def test_did_not_happen(self, world):
        operations.fail(actor=actor(world.daniel), at=NOW + 2 * DAY, link=world.link)
        assert Commitment.objects.get().released_at == NOW + 2 * DAY

    @pytest.mark.parametrize("end", [operations.finish, operations.fail])
    def test_while_it_can_be_taken_back_it_is_not_ended(self, world, end):
        with pytest.raises(operations.UnableToClose, match="the introduction can still be taken back"):
            end(actor=actor(world.daniel), at=NOW + timedelta(hours=2), link=world.link)
        assert Link.objects.get().status == LinkStatus.INTRODUCED

    def test_whoever_has_spoken_may_be_done_on_the_first_day(self, world):
        operations.say_met(actor=actor(world.daniel), at=NOW, link=world.link)
        operations.finish(actor=actor(world.daniel), at=NOW, link=world.link)
        assert Link.objects.get().status == LinkStatus.DONE

    def test_the_story_reads_as_sentences(self, world):
        operations.say_not_yet(actor=actor(world.daniel), at=NOW + DAY, link=world.link)
        operations.say_met(actor=actor(world.priya), at=NOW + 2 * DAY, link=world.link)
        link = queries.link(actor=actor(world.grace), link_id=world.link.pk)
        story = [event.title for event in queries.history(actor=actor(world.grace), link=link)]
        assert story == [
            "Priya Raman said that they are in touch",
            "Daniel Whitlow said that they have not spoken yet",
            "The programme introduced Daniel and Priya, and stepped out",
            "Daniel Whitlow asked for support",
        ]


class TestPulses:
    @pytest.fixture
    def asked(self, world):
        pulse = Pulse.objects.get(week=2, person=world.daniel)
        job = Actor.system("pulses", world.programme.pk)
        return operations.ask(actor=job, at=NOW + 14 * DAY, pulse=pulse)

    def test_one_mail_however_often_the_job_runs(self, world, asked):
        operations.ask(actor=Actor.system("pulses", world.programme.pk), at=NOW + 15 * DAY, pulse=asked)
        [mail] = mails("links.pulse")
        assert "Two weeks ago we introduced you to Priya Raman" in mail.text

    def test_answered_once_and_then_over(self, world, asked):
        daniel = actor(world.daniel)
        answers = {"has_met": "yes", "has_helped": "yes", "has_taken_home": "no"}
        operations.answer(actor=daniel, at=NOW + 15 * DAY, pulse=asked, **answers)
        assert Link.objects.get().status == LinkStatus.IN_TOUCH
        with pytest.raises(operations.UnableToAnswer):
            operations.answer(actor=daniel, at=NOW + 16 * DAY, pulse=asked, has_met="no")
        counts = queries.pulse_counts(actor=actor(world.farah))
        assert (counts.asked, counts.answered, counts.have_been_helped, counts.took_home) == (1, 1, 1, 0)

    def test_nobody_answers_for_another(self, world, asked):
        with pytest.raises(NotFound):
            queries.pulse(actor=actor(world.priya), pulse_id=asked.pk)
        with pytest.raises(Forbidden):
            operations.answer(actor=actor(world.priya), at=NOW, pulse=asked, has_met="no")

    def test_a_link_that_came_to_nothing_is_not_asked_about(self, world):
        operations.fail(actor=actor(world.daniel), at=NOW + 2 * DAY, link=world.link)
        assert queries.due_pulses(actor=Actor.system("pulses", world.programme.pk), on=date(2027, 1, 8)) == []

    def test_one_question_waits_instead_of_the_first(self, world, asked):
        [waiting] = queries.next_actions(actor=actor(world.daniel), at=NOW + 14 * DAY)
        assert waiting.title == "How is it going with Priya?"
