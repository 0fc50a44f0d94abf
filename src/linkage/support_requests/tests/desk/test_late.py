"""Nothing waits in somebody's inbox: every open state has an owner, an age limit and a next action; late is seen."""

from datetime import timedelta

import pytest
import time_machine

from linkage.access.actor import Actor
from linkage.accounts.tests.factories import account
from linkage.messaging.models import Message
from linkage.people import operations as people_operations
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.people.tests.factories import actor, grant, person
from linkage.programmes.models import Programme, ProgrammeSettings
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations, queries
from linkage.support_requests.enums import ENDED, OPEN, RequestStatus
from linkage.support_requests.queries import elsewhere
from linkage.support_requests.tests.factories import support_request
from linkage.support_requests.tests.waiting import asked, on, waiting_for

pytestmark = pytest.mark.django_db
S = RequestStatus


@pytest.fixture
def ben(here):
    made = person(here, name="Ben Yarrow", account=account())
    grant(made, Role.OFFICER)
    return made


# Whoever asks people shows for whom it waits; that app has the age limit of what it asks.
ASKED_OUTSIDE = {S.APPROACHING}
# So have those that introduce, point to something, and buy: what came of it waits for somebody there.
LED_OUTSIDE = {S.LINKED, S.SIGNPOSTED, S.COMMISSIONED}
# A new state is walked unless it says here who else has it.
WALKED = sorted(set(S) - {S.DRAFT, *ENDED, *ASKED_OUTSIDE, *LED_OUTSIDE})


@pytest.mark.parametrize("state", WALKED)
def test_every_state_that_is_not_over_has_somebody_an_age_limit_and_a_next_action(
    here, thistlebank, farah, daniel, state
):
    fields = {"joined_name": "The network", "joined_kind": "network", "helped_at": NOW} if state == S.JOINED else {}
    made = asked(here, thistlebank, daniel, farah, state, **fields)
    found = [each for someone in (farah, daniel) for each in waiting_for(someone) if str(made.pk) in each.url]
    # For somebody it is theirs to do, or they read for whom it waits and what happens next.
    assert [each for each in found if not each.waiting_for or each.happens_next]
    assert [each for each in found if each.due_on or each.working_days_left is not None], "no age limit"
    if state != S.CANNOT_HELP_YET:
        later = NOW + timedelta(days=60)
        late = [each for someone in (farah, daniel) for each in waiting_for(someone, later) if not each.waiting_for]
        assert [each for each in late if each.working_days_left is not None and each.working_days_left < 0]


def test_a_question_of_an_owner_who_is_gone_waits_for_whoever_takes_it(here, thistlebank, farah, amy, daniel):
    asked(here, thistlebank, daniel, farah, S.WAITING_FOR_SCHOOL, title="Phonics")
    assert waiting_for(amy) == []
    RoleGrant.objects.filter(person=farah).delete()
    [action] = waiting_for(amy)
    assert (action.title, action.button) == ("Nobody looks after this request: Phonics", "Take it")


@pytest.mark.parametrize("state", [each for each in OPEN if each not in (*ASKED_OUTSIDE, S.WAITING_FOR_SCHOOL)])
def test_without_an_owner_every_coordinator_has_it(here, thistlebank, farah, amy, daniel, state):
    made = asked(here, thistlebank, daniel, None, state)
    for someone in (farah, amy):
        assert [each for each in waiting_for(someone) if str(made.pk) in each.url and not each.waiting_for]


@pytest.mark.parametrize("state", OPEN)
def test_the_queue_says_for_whom_each_waits(here, thistlebank, farah, daniel, state):
    made = asked(here, thistlebank, daniel, farah, state)
    found = queries.Steps(actor(farah), NOW, [made]).waits_for(made)
    assert found is not None
    assert found.who
    assert found.what.startswith("to ")


def test_a_state_that_nobody_waits_for_would_be_seen(here, thistlebank, farah, daniel, monkeypatch):
    """The control: where another app says that it shows them and does not, the walk above finds nothing."""
    made = asked(here, thistlebank, daniel, farah)
    monkeypatch.setattr(elsewhere, "registered", [lambda actor, ids: ids])
    assert not [each for each in waiting_for(farah) if str(made.pk) in each.url]


class TestLongLate:
    """Due on Tuesday 10 November, five working days after asking; five days late on Tuesday 17."""

    BEFORE, LATE = on(16), on(17)

    @pytest.fixture
    def late(self, here, thistlebank, daniel, farah):
        return asked(here, thistlebank, daniel, farah, title="Reading")

    def tick(self, here, at):
        return operations.tick(actor=Actor.system("tick", here.pk), at=at)

    def told(self):
        rows = Message.objects.filter(template="support_requests.late").order_by("pk")
        return sorted(each.recipients[0]["name"] for each in rows)

    def test_the_other_coordinators_hear_of_it_once(self, here, late, farah, amy):
        assert (self.tick(here, self.BEFORE), self.told()) == (0, [])
        self.tick(here, self.LATE)
        assert self.told() == ["Amy Lund"]
        self.tick(here, self.LATE + timedelta(hours=1))
        self.tick(here, on(24))
        assert self.told() == ["Amy Lund"]

    def test_one_mail_about_several(self, here, thistlebank, daniel, late, farah, amy):
        asked(here, thistlebank, daniel, farah, title="Phonics")
        self.tick(here, self.LATE)
        [mail] = Message.objects.filter(template="support_requests.late")
        assert "2 requests have been late" in mail.subject
        for expected in ("Reading", "Phonics", "Farah Siddiqui looks after it", "Introduce: 5 working days late"):
            assert expected in " ".join(mail.text.split())

    def test_they_see_one_line_in_their_list_and_the_owner_the_thing_itself(self, late, farah, amy):
        assert waiting_for(amy, self.BEFORE) == []
        [line] = waiting_for(amy, self.LATE)
        assert line.title == "1 request of your colleagues is long late"
        assert line.url.endswith("/ribble/requests/?clock=late&is=open")
        [own] = waiting_for(farah, self.LATE)
        assert own.title == "A school asked: Reading"

    def test_the_programme_says_how_many_days(self, here, late, amy):
        ProgrammeSettings.objects.update(late_told_days=7)
        assert self.tick(here, self.LATE) == 0
        self.tick(here, on(19))
        assert self.told() == ["Amy Lund"]

    def test_what_is_stopped_or_paused_is_not_late(self, here, thistlebank, daniel, farah, amy):
        asked(here, thistlebank, daniel, farah, S.WAITING_FOR_SCHOOL)
        self.tick(here, self.LATE)
        assert self.told() == []
        Programme.objects.filter(pk=here.pk).update(paused_at=NOW, paused_reason="Snow")
        assert self.tick(here, on(24)) == 0

    def test_an_officer_is_not_told_of_others(self, here, late, ben):
        self.tick(here, self.LATE)
        assert self.told() == []
        assert waiting_for(ben, self.LATE) == []


class TestAway:
    @pytest.fixture
    def cover(self, farah, ben):
        return people_operations.arrange_cover(
            actor=actor(farah),
            at=NOW,
            person=farah,
            looks_after=ben,
            from_on=on(4).date(),
            to_on=on(6).date(),
        )

    def at(self, day):
        return time_machine.travel(on(day), tick=False)

    def test_who_covers_sees_the_list_and_acts_on_those_days_only(self, here, thistlebank, daniel, farah, ben, cover):
        made = asked(here, thistlebank, daniel, farah, S.SUBMITTED, title="Reading")
        for day, sees in ((3, False), (4, True), (6, True), (7, False)):
            with self.at(day):
                found = [each.title for each in queries.next_actions(actor=actor(ben), at=on(day))]
                assert found == (["A school asked: Reading"] if sees else [])
                assert (made in queries.visible(actor=actor(ben))) is sees
        with self.at(5):
            [action] = queries.next_actions(actor=actor(ben), at=on(5))
            assert action.text.startswith("For Farah Siddiqui, who is away. Thistlebank School")
            operations.ask_question(actor=actor(ben), at=on(5), support_request=made, words="Which year?")
        made.refresh_from_db()
        assert made.owner == farah

    def test_without_the_cover_the_officer_may_not(self, here, thistlebank, daniel, farah, ben):
        """The control."""
        made = asked(here, thistlebank, daniel, farah, S.SUBMITTED)
        with self.at(5):
            assert made not in queries.visible(actor=actor(ben))

    def test_mails_of_those_days_go_to_who_covers(self, here, thistlebank, daniel, farah, ben, cover):
        made = asked(here, thistlebank, daniel, farah, S.MATCHING)
        with self.at(5):
            operations.withdraw(actor=actor(daniel), at=on(5), support_request=made)
        told = [each.recipients[0]["name"] for each in Message.objects.filter(template="support_requests.withdrawn")]
        assert told == ["Ben Yarrow"]

    def test_who_works_here_no_more_hears_nothing_though_the_days_run_on(
        self, here, thistlebank, daniel, farah, ben, cover
    ):
        made = asked(here, thistlebank, daniel, farah, S.MATCHING)
        RoleGrant.objects.filter(person=ben).delete()
        with self.at(5):
            operations.withdraw(actor=actor(daniel), at=on(5), support_request=made)
        told = [each.recipients[0]["name"] for each in Message.objects.filter(template="support_requests.withdrawn")]
        assert told == ["Farah Siddiqui"]

    def test_a_new_request_goes_to_somebody_who_is_here(self, here, thistlebank, daniel, farah, amy, cover):
        for _ in range(2):
            asked(here, thistlebank, daniel, amy)
        new = support_request(here, thistlebank, asked_by=daniel)
        owner = queries.owner_for(actor=actor(daniel), support_request=new, at=on(5))
        assert owner == amy
        # The control: on a day on which she is here, who has fewer gets it.
        assert queries.owner_for(actor=actor(daniel), support_request=new, at=NOW) == farah

    def test_the_record_says_so(self, client, here, thistlebank, daniel, farah, cover):
        made = asked(here, thistlebank, daniel, farah)
        client.force_login(daniel.account)
        with self.at(5):
            page = client.get(f"/ribble/requests/{made.pk}/").content.decode()
        assert "Farah is away: Ben Yarrow looks after it meanwhile." in page
