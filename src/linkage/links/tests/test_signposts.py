"""A school is pointed to something that may help, asked whether it did, and somebody chooses again where it did not."""

from datetime import timedelta

import pytest

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden, NotFound
from linkage.links import operations, queries
from linkage.links.enums import SignpostStatus
from linkage.links.models import Signpost
from linkage.links.tests.factories import destination, pointed, world
from linkage.messaging.models import Message
from linkage.people.enums import Role
from linkage.people.tests.factories import actor, grant, person
from linkage.programmes.models import Programme
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests import operations as support_requests
from linkage.support_requests import queries as requests
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest, UnableToMoveRequest
from linkage.support_requests.presenters import desk

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def here():
    made = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(made.id):
        yield made


@pytest.fixture
def people(here):
    return world(here)


def system(here):
    return Actor.system("signposts", here.id)


def mails(kind):
    return list(Message.objects.filter(template=kind).order_by("created_at"))


def ask(here, at):
    """As the job does on a working school day from then on."""
    day = at
    while not operations.ask_helped_due(actor=system(here), at=day) and day < at + 5 * DAY:
        day += DAY
    return day


class TestPointing:
    def test_one_mail_says_all_of_it_and_the_request_is_met(self, here, people):
        films = destination(here, people.farah, title="Six films", website="https://films.example/")
        made = operations.point_to(
            actor=actor(people.farah), at=NOW, support_request=people.request, chosen=[films], note="Begin with two"
        )
        (mail,) = mails("links.pointed")
        assert [to["name"] for to in mail.recipients] == ["Daniel Whitlow"]
        for said in ("Six films", "https://films.example/", "Begin with two", "Farah Siddiqui"):
            assert said in mail.text
        people.request.refresh_from_db()
        assert people.request.state == RequestStatus.SIGNPOSTED
        assert people.request.signposted_at == NOW
        assert made.next_on >= TODAY + 14 * DAY

    def test_it_counts_as_a_need_that_is_met_until_it_did_not_help(self, here, people):
        assert self.met(people, NOW) is None
        made = pointed(here, people)
        assert self.met(people, NOW + DAY) == "1"
        made.times_asked = 1
        made.save()
        operations.say_helped(actor=actor(people.daniel), at=NOW + DAY, signpost=made, has_helped=False)
        assert self.met(people, NOW + DAY) is None

    def met(self, people, at):
        figures = requests.figures(actor=actor(people.farah), at=at)
        (aside,) = desk.home_aside(figures, {"new": 0, "of": 0}, "ribble")
        return dict(aside.facts).get("Needs met")

    def test_a_request_nobody_has_looked_at_is_looked_at_by_it(self, here, people):
        SupportRequest.objects.filter(pk=people.request.pk).update(status=RequestStatus.SUBMITTED)
        people.request.refresh_from_db()
        pointed(here, people)
        people.request.refresh_from_db()
        assert (people.request.acknowledged_at, people.request.routed_at) == (NOW, NOW)

    @pytest.mark.parametrize("fields", [{"review_on": TODAY - DAY}, {"retired_at": NOW}])
    def test_nobody_is_pointed_to_what_is_out_of_date_or_gone(self, here, people, fields):
        films = destination(here, people.farah, title="Six films", **fields)
        with pytest.raises(operations.UnableToPoint, match="“Six films” is no longer on the list"):
            operations.point_to(actor=actor(people.farah), at=NOW, support_request=people.request, chosen=[films])
        people.request.refresh_from_db()
        assert people.request.state == RequestStatus.MATCHING
        assert mails("links.pointed") == []

    @pytest.mark.parametrize("number", [0, 4])
    def test_it_is_one_to_three_things(self, here, people, number):
        chosen = [destination(here, people.farah) for _ in range(number)]
        with pytest.raises(operations.UnableToPoint):
            operations.point_to(actor=actor(people.farah), at=NOW, support_request=people.request, chosen=chosen)

    @pytest.mark.parametrize("status", [RequestStatus.WITHDRAWN, RequestStatus.CLOSED, RequestStatus.SIGNPOSTED])
    def test_whoever_comes_second_is_told(self, here, people, status):
        SupportRequest.objects.filter(pk=people.request.pk).update(status=status)
        with pytest.raises(UnableToMoveRequest):
            pointed(here, people)
        assert Signpost.objects.count() == 0

    def test_only_who_works_on_the_request_points(self, here, people):
        stranger = person(here)
        grant(stranger, Role.OFFICER, people.harrowgill)
        films = destination(here, people.farah)
        for someone in (stranger, people.daniel, people.helen):
            with pytest.raises(Forbidden):
                operations.point_to(actor=actor(someone), at=NOW, support_request=people.request, chosen=[films])
        officer = person(here)
        grant(officer, Role.OFFICER, people.thistlebank)
        operations.point_to(actor=actor(officer), at=NOW, support_request=people.request, chosen=[films])


class TestDidItHelp:
    def test_it_is_asked_after_two_weeks_and_once_more_after_two(self, here, people):
        made = pointed(here, people)
        assert operations.ask_helped_due(actor=system(here), at=NOW + 13 * DAY) == 0
        first = ask(here, NOW + 14 * DAY)
        assert len(mails("links.did_it_help")) == 1
        assert operations.ask_helped_due(actor=system(here), at=first) == 0, "the job repeated asks nobody twice"
        second = ask(here, first + 14 * DAY)
        assert len(mails("links.did_it_help")) == 2
        made.refresh_from_db()
        assert made.state == SignpostStatus.SENT
        ask(here, second + 14 * DAY)
        made.refresh_from_db()
        assert made.state == SignpostStatus.NO_ANSWER
        assert len(mails("links.did_it_help")) == 2
        people.request.refresh_from_db()
        assert people.request.signposted_at is not None, "silence does not take the help back"

    def test_nobody_is_asked_in_a_pause_or_once_the_request_is_withdrawn(self, here, people):
        pointed(here, people)
        Programme.objects.update(paused_at=NOW)
        assert operations.ask_helped_due(actor=system(here), at=NOW + 16 * DAY) == 0
        Programme.objects.update(paused_at=None)
        SupportRequest.objects.filter(pk=people.request.pk).update(status=RequestStatus.WITHDRAWN)
        assert operations.ask_helped_due(actor=system(here), at=NOW + 16 * DAY) == 0
        SupportRequest.objects.filter(pk=people.request.pk).update(status=RequestStatus.SIGNPOSTED)
        assert ask(here, NOW + 16 * DAY)
        assert len(mails("links.did_it_help")) == 1

    @pytest.mark.parametrize("status", [RequestStatus.CLOSED, RequestStatus.WITHDRAWN])
    def test_once_its_request_has_ended_nobody_is_asked_and_a_late_no_is_not_taken(self, here, people, status):
        made = pointed(here, people)
        SupportRequest.objects.filter(pk=people.request.pk).update(status=status)
        assert operations.ask_helped_due(actor=system(here), at=NOW + 16 * DAY) == 0
        assert mails("links.did_it_help") == []
        # Who was asked just before it ended, and answers after.
        Signpost.objects.update(times_asked=1, asked_at=NOW)
        made = queries.signpost(actor=actor(people.daniel), signpost_id=made.pk)
        assert not made.is_asked
        assert queries.next_actions(actor=actor(people.daniel), at=NOW + 16 * DAY) == []
        with pytest.raises(operations.UnableToSayHelped):
            operations.say_helped(actor=actor(people.daniel), at=NOW + 16 * DAY, signpost=made, has_helped=False)

    def test_what_did_not_help_twice_waits_for_its_owner_once(self, here, people):
        first = pointed(here, people)
        second = self.points_again_after(people, first, here)
        self.says_no(people, second)
        titles = [each.title for each in queries.next_actions(actor=actor(people.farah), at=NOW + 17 * DAY)]
        assert titles == ["It did not help: Reading in Year 9"]
        shown = queries.signposts_of(actor=actor(people.farah), support_request=people.request)
        assert [(each.pk, each.waits_for_another) for each in shown] == [(second.pk, True), (first.pk, False)]

    def says_no(self, people, made):
        Signpost.objects.filter(pk=made.pk).update(times_asked=1)
        made.refresh_from_db()
        operations.say_helped(actor=actor(people.daniel), at=NOW + 16 * DAY, signpost=made, has_helped=False)

    def points_again_after(self, people, first, here):
        self.says_no(people, first)
        operations.point_again(actor=actor(people.farah), at=NOW + 16 * DAY, signpost=first)
        return pointed(here, people, at=NOW + 16 * DAY)

    def test_no_brings_it_back_to_its_owner_who_chooses_again(self, here, people):
        made = pointed(here, people)
        ask(here, NOW + 14 * DAY)
        made.refresh_from_db()
        at = NOW + 17 * DAY
        operations.say_helped(
            actor=actor(people.daniel), at=at, signpost=made, has_helped=False, missing="It is for Year 2"
        )
        titles = [each.title for each in queries.next_actions(actor=actor(people.farah), at=at)]
        assert "It did not help: Reading in Year 9" in titles
        operations.point_again(actor=actor(people.farah), at=at, signpost=made)
        people.request.refresh_from_db()
        assert people.request.state == RequestStatus.MATCHING
        titles = [each.title for each in queries.next_actions(actor=actor(people.farah), at=at)]
        assert "It did not help: Reading in Year 9" not in titles
        with pytest.raises(operations.UnableToPointAgain):
            operations.point_again(actor=actor(people.farah), at=at, signpost=made)
        pointed(here, people, at=at)
        assert Signpost.objects.count() == 2
        titles = [each.title for each in queries.next_actions(actor=actor(people.farah), at=at)]
        assert "It did not help: Reading in Year 9" not in titles

    def test_yes_is_the_end_of_it(self, here, people):
        made = pointed(here, people)
        ask(here, NOW + 14 * DAY)
        made.refresh_from_db()
        waiting = [each.title for each in queries.next_actions(actor=actor(people.daniel), at=NOW + 17 * DAY)]
        assert waiting == ["Did it help? Reading in Year 9"]
        operations.say_helped(actor=actor(people.daniel), at=NOW + 17 * DAY, signpost=made, has_helped=True)
        assert queries.next_actions(actor=actor(people.daniel), at=NOW + 17 * DAY) == []
        with pytest.raises(operations.UnableToSayHelped):
            operations.say_helped(actor=actor(people.daniel), at=NOW + 17 * DAY, signpost=made, has_helped=False)
        people.request.refresh_from_db()
        support_requests.close(actor=actor(people.farah), at=NOW + 18 * DAY, support_request=people.request)

    def test_only_the_school_says_whether_it_helped(self, here, people):
        made = pointed(here, people)
        for someone in (people.farah, people.helen):
            with pytest.raises(Forbidden):
                operations.say_helped(actor=actor(someone), at=NOW, signpost=made, has_helped=True)
        operations.say_helped(actor=actor(people.grace), at=NOW, signpost=made, has_helped=True)

    def test_a_stranger_reads_nothing_of_it(self, here, people):
        made = pointed(here, people)
        assert queries.signpost(actor=actor(people.daniel), signpost_id=made.pk) == made
        with pytest.raises(NotFound):
            queries.signpost(actor=actor(people.helen), signpost_id=made.pk)
