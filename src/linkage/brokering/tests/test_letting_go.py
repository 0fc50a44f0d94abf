"""Who is let go and told: enough have said yes, the school needs nobody, we stop, they take a break."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linkage.brokering import operations, problem, queries
from linkage.brokering.models import Approach
from linkage.brokering.tests.factories import ask, mails, say, to
from linkage.directory import operations as directory
from linkage.directory.models import Commitment
from linkage.directory.tests.factories import area, entry
from linkage.links import operations as links
from linkage.links.models import Link
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations as support_requests
from linkage.support_requests import queries as requests
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import RequestArea
from linkage.support_requests.tests.factories import support_request, within_an_operation

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def introduced(world, request):
    """Priya is introduced for one more request."""
    return Link.objects.create(
        programme=request.programme,
        support_request=request,
        entry=world.entry,
        title=request.title,
        asker=world.daniel,
        helper=world.priya,
        client_organisation=world.thistlebank,
        home_organisation=world.harrowgill,
        introduced_by=world.farah,
        introduced_at=NOW,
        first_contact_by_on=NOW.date(),
        undo_by_at=NOW,
        changed_at=NOW,
    )


class TestSeveralWanted:
    @pytest.fixture
    def two(self, asking):
        asking.request.people_wanted = 2
        asking.request.save()
        return asking

    def test_as_many_are_asked_at_once_as_are_wanted(self, here_in, two):
        ask(two, alternates=[two.joys.pk])
        assert set(Approach.objects.values_list("status", flat=True)) == {"sent"}
        assert sorted(name for mail in mails("ask_head") for name in to(mail)) == ["Helen Brook", "Owen Pritchard"]

    @pytest.mark.parametrize(("is_apart", "schools"), [(True, 2), (False, 1)])
    def test_a_colleague_of_who_is_asked_is_passed_over_where_people_of_different_schools_are_wanted(
        self, here_in, two, is_apart, schools
    ):
        two.request.from_different_schools = is_apart
        two.request.save()
        colleague = entry(here_in, two.harrowgill, nominated_by=two.helen, places=1)
        ask(two, alternates=[colleague.pk, two.joys.pk])
        asked = Approach.objects.filter(status="sent").values_list("entry__organisation", flat=True)
        assert (len(asked), len(set(asked))) == (2, schools)

    def test_which_schools_help_already_is_asked_once_however_many_requests_want_to_know(self, here_in, two):
        def statements(number):
            asked = [
                support_request(here_in, two.thistlebank, status="linked", people_wanted=2, from_different_schools=True)
                for _ in range(number)
            ]
            for each in asked:
                introduced(two, each)
                RequestArea.objects.create(programme=here_in, support_request=each, area=area(here_in))
            with CaptureQueriesContext(connection) as found:
                known = problem.assemble_all(actor=actor(two.farah), support_requests=asked, at=NOW)
            assert [each.need.taken_schools for each in known] == [frozenset({str(two.harrowgill.pk)})] * number
            return len(found)

        assert statements(1) == statements(4)

    def test_each_is_introduced_with_their_yes_and_the_request_stays_introduced(self, here_in, two):
        ask(two, alternates=[two.joys.pk])
        for head_of, person in ((two.helen, two.priya), (two.owen, two.joy)):
            say(here_in, head_of)
            say(here_in, person)
            two.request.refresh_from_db()
            assert two.request.status == RequestStatus.LINKED
        assert Link.objects.count() == 2
        assert not queries.is_looking(actor=actor(two.farah), support_request=two.request)

    def test_undoing_one_of_two_leaves_the_other_and_somebody_is_wanted_again(self, here_in, two):
        ask(two, alternates=[two.joys.pk])
        for person in (two.helen, two.priya, two.owen, two.joy):
            say(here_in, person)
        undone = Link.objects.get(helper=two.priya)
        links.undo(actor=actor(two.farah), at=NOW, link=undone)
        two.request.refresh_from_db()
        assert two.request.status == RequestStatus.LINKED
        assert queries.is_looking(actor=actor(two.farah), support_request=two.request)

    def test_the_coordinator_reads_that_another_person_is_wanted(self, here_in, two):
        ask(two)
        for person in (two.helen, two.priya):
            say(here_in, person)
        [action] = queries.next_actions(actor=actor(two.farah), at=NOW)
        assert (action.title, action.button) == ("Another person is wanted for Reading in Year 9", "Choose")
        ask(two, entry=two.joys)
        [waits] = queries.next_actions(actor=actor(two.farah), at=NOW)
        assert waits.waiting_for == "Owen Pritchard"

    def test_undoing_the_only_one_sends_the_request_back_to_choosing(self, here_in, asking):
        ask(asking)
        for person in (asking.helen, asking.priya):
            say(here_in, person)
        links.undo(actor=actor(asking.farah), at=NOW, link=Link.objects.get())
        asking.request.refresh_from_db()
        assert asking.request.status == RequestStatus.MATCHING
        assert ask(asking, entry=asking.joys).status == "sent"

    def test_those_too_many_are_let_go_at_once_and_told(self, here_in, asking):
        ask(asking)
        ask(asking, entry=asking.joys)
        say(here_in, asking.owen)
        for person in (asking.helen, asking.priya):
            say(here_in, person)
        assert Approach.objects.get(entry=asking.joys).status == "released"
        assert sorted(name for mail in mails("released") for name in to(mail)) == ["Joy Marsh", "Owen Pritchard"]
        assert Commitment.objects.get(released_at=None).person_id == asking.priya.pk
        with pytest.raises(operations.UnableToAnswer, match="not asked any more"):
            say(here_in, asking.joy)


class TestEnding:
    def test_a_request_withdrawn_while_somebody_is_asked(self, here_in, asking):
        ask(asking, alternates=[asking.joys.pk])
        say(here_in, asking.helen)
        support_requests.withdraw(actor=actor(asking.daniel), at=NOW, support_request=asking.request)
        assert set(Approach.objects.values_list("status", flat=True)) == {"released"}
        assert sorted(name for mail in mails("released") for name in to(mail)) == ["Helen Brook", "Priya Raman"]
        assert "The school no longer looks for somebody" in mails("released")[0].text
        assert Commitment.objects.filter(released_at=None).count() == 0
        with pytest.raises(operations.UnableToAnswer, match="not asked any more"):
            say(here_in, asking.priya)
        assert Link.objects.count() == 0

    def test_nobody_yet_lets_everybody_go_too(self, here_in, asking):
        ask(asking)
        support_requests.record_cannot_help(
            actor=actor(asking.farah), at=NOW, support_request=asking.request, reason="Everybody is full"
        )
        assert Approach.objects.get().status == "released"

    @pytest.mark.parametrize(
        "settle",
        [
            lambda **about: support_requests.record_joined(**about, kind="network", name="Reading network"),
            within_an_operation(support_requests.record_signposted),
            within_an_operation(support_requests.record_commissioned),
        ],
        ids=["joined", "signposted", "commissioned"],
    )
    def test_whatever_else_comes_of_it_lets_everybody_go(self, here_in, asking, settle):
        ask(asking, alternates=[asking.joys.pk])
        settle(actor=actor(asking.farah), at=NOW, support_request=asking.request)
        assert set(Approach.objects.values_list("status", flat=True)) == {"released"}
        assert sorted(name for mail in mails("released") for name in to(mail)) == ["Helen Brook"]
        assert Commitment.objects.filter(released_at=None).count() == 0

    def test_stop_asking(self, here_in, asking):
        made = ask(asking, alternates=[asking.joys.pk])
        operations.stop_asking(actor=actor(asking.farah), at=NOW, approach=made)
        asking.request.refresh_from_db()
        assert (made.status, asking.request.status) == ("released", RequestStatus.APPROACHING)
        assert [to(mail) for mail in mails("released")] == [["Helen Brook"]]
        operations.stop_asking(actor=actor(asking.farah), at=NOW, approach=Approach.objects.get(entry=asking.joys))
        asking.request.refresh_from_db()
        assert asking.request.status == RequestStatus.MATCHING
        with pytest.raises(operations.UnableToStopAsking, match="nothing left to stop"):
            operations.stop_asking(actor=actor(asking.farah), at=NOW, approach=made)

    def test_the_person_takes_a_break_while_their_head_is_asked(self, here_in, asking):
        ask(asking, alternates=[asking.joys.pk])
        directory.pause(actor=actor(asking.priya), at=NOW, entry=asking.entry)
        say(here_in, asking.helen)
        assert Approach.objects.get(entry=asking.entry).status == "released"
        assert mails("ask_person") == []
        assert "taken a break or left" in mails("fell_out")[0].text

    def test_who_takes_a_break_while_asked_can_still_say_yes(self, here_in, asking):
        ask(asking)
        say(here_in, asking.helen)
        directory.pause(actor=actor(asking.priya), at=NOW, entry=asking.entry)
        say(here_in, asking.priya)
        assert Link.objects.count() == 1

    def test_the_request_is_not_late_while_somebody_is_asked(self, here_in, asking):
        ask(asking)
        asking.request.refresh_from_db()
        late = NOW + timedelta(days=30)
        assert requests.clock_of(actor=actor(asking.farah), support_request=asking.request, at=late) is None
        say(here_in, asking.helen, "no", reason="no_time")
        asking.request.refresh_from_db()
        clock = requests.clock_of(actor=actor(asking.farah), support_request=asking.request, at=late)
        assert clock.standing == "late"
