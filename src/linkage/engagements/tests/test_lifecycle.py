"""From getting ready to the end: what comes first, what follows by itself, and what is refused."""

from datetime import timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.engagements.enums import OPEN, EngagementStatus
from linkage.engagements.models import Engagement, UnableToMove
from linkage.engagements.tests.factories import STARTS_ON, mark, objective, set_to, terms, world
from linkage.kernel.days import day_of
from linkage.kernel.errors import Forbidden
from linkage.links import queries as links
from linkage.links.enums import LinkStatus
from linkage.links.models import Link
from linkage.links.tests.factories import introduced
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor, staff
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S = EngagementStatus
CHECK, DONE_ON = "conflict", day_of(NOW)


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def ours(here):
    return world(here)


def state(ours):
    ours.engagement.hold()
    return ours.engagement.state


def finish_before(ours, *gates):
    """Tick whatever these gates want, by whoever does it."""
    who = {"client": ours.daniel, "home": ours.priya, "both": ours.daniel, "programme": ours.farah}
    for each in queries.progress(actor=actor(ours.farah), engagement=ours.engagement):
        if each.step.gate in gates and each.step.is_required and not each.is_done and not each.is_by_itself:
            mark(ours, who[each.step.doer], each.step.code)


def waits_for(who):
    """What is next for somebody at home, without the name of it."""
    return [each.title.partition(":")[0] for each in queries.next_actions(actor=actor(who), at=NOW)]


def told(kind):
    """Who has a mail of this kind."""
    return {one["email"] for each in Message.objects.filter(template=kind) for one in each.recipients}


class TestBeginning:
    def test_what_the_school_hoped_for_is_its_first_aim_and_both_heads_are_told(self, here):
        made = introduced(here, outcomes="Every tutor group reads daily")
        begun = operations.begin(actor=actor(made.daniel), at=NOW, link=made.link, terms=terms())
        assert [each.text for each in queries.objectives(actor=actor(made.farah), engagement=begun)] == [
            "Every tutor group reads daily"
        ]
        assert {(each.side, each.person.name, each.is_lead) for each in begun.participants.all()} == {
            ("client", "Daniel Whitlow", True),
            ("home", "Priya Raman", True),
        }
        assert told("engagements.begun") == {made.priya.email, made.grace.email, made.helen.email}

    def test_who_plans_together_is_in_touch(self, here):
        made = introduced(here)
        assert links.going_on(actor=actor(made.daniel), at=NOW)[0][0].state == LinkStatus.INTRODUCED  # the control
        operations.begin(actor=actor(made.daniel), at=NOW, link=made.link, terms=terms())
        assert Link.objects.get(pk=made.link.pk).state == LinkStatus.IN_TOUCH

    def test_it_begins_once_and_only_by_the_two_and_their_heads(self, ours):
        begin = {"at": NOW, "link": ours.link, "terms": terms()}
        with pytest.raises(operations.UnableToBegin, match="begun this already"):
            operations.begin(actor=actor(ours.helen), **begin)
        for stranger in (ours.farah, staff(ours.programme, ours.thistlebank, name="Una Marsh")):
            with pytest.raises(Forbidden):
                operations.begin(actor=actor(stranger), **begin)
        assert Engagement.objects.count() == 1

    def test_the_last_day_is_not_before_the_first(self, here):
        made = introduced(here)
        wrong = terms(ends_on=STARTS_ON - timedelta(days=1))
        with pytest.raises(operations.UnableToBegin, match="not before the first"):
            operations.begin(actor=actor(made.daniel), at=NOW, link=made.link, terms=wrong)
        assert not Engagement.objects.exists()


class TestGettingReady:
    def test_it_is_ready_once_everything_before_agreeing_is_done_and_not_before(self, ours):
        assert state(ours) == S.PREPARING
        objective(ours)
        finish_before(ours, "agree")
        assert state(ours) == (S.READY if not missing(ours, "agree") else S.PREPARING)

    def test_what_is_taken_back_takes_it_back(self, ours):
        set_to(ours, S.READY)
        operations.take_mark_back(actor=actor(ours.farah), at=NOW, engagement=ours.engagement, code=CHECK)
        assert state(ours) == S.PREPARING

    def test_only_whoever_does_a_step_ticks_it(self, ours):
        with pytest.raises(Forbidden):
            mark(ours, ours.daniel, CHECK)
        mark(ours, ours.farah, CHECK)
        with pytest.raises(Forbidden):
            operations.take_mark_back(actor=actor(ours.priya), at=NOW, engagement=ours.engagement, code=CHECK)

    def test_what_is_written_here_is_not_ticked_by_hand(self, ours):
        with pytest.raises(operations.UnableToMark, match="by itself"):
            mark(ours, ours.daniel, "objectives")

    def test_a_day_to_come_is_refused(self, ours):
        with pytest.raises(operations.UnableToMark, match="has come"):
            operations.mark(
                actor=actor(ours.farah),
                at=NOW,
                engagement=ours.engagement,
                code=CHECK,
                done_on=DONE_ON + timedelta(days=1),
            )

    def test_the_next_step_is_kept_for_lists(self, ours):
        assert (ours.engagement.next_code, ours.engagement.next_doer) == (CHECK, "programme")
        mark(ours, ours.farah, CHECK)
        assert ours.engagement.next_code != CHECK


def missing(ours, gate):
    steps = queries.standings(actor=actor(ours.farah), engagement=ours.engagement)
    return [each.code for each in steps if each.gate == gate and each.is_required and not each.is_done]


class TestStarting:
    def test_it_starts_once_all_that_comes_first_is_done_and_the_day_half_way_sets_itself(self, ours):
        set_to(ours, S.AGREED)
        with pytest.raises(operations.UnableToStart, match="First: "):
            operations.start(actor=actor(ours.helen), at=NOW, engagement=ours.engagement)
        ready(ours)
        operations.start(actor=actor(ours.helen), at=NOW, engagement=ours.engagement)
        review = queries.open_review(actor=actor(ours.farah), engagement=ours.engagement)
        assert (state(ours), review.is_half_way) == (S.ACTIVE, True)
        assert ours.engagement.starts_on < review.due_on < ours.engagement.ends_on

    def test_who_only_takes_part_does_not_start_it(self, ours):
        set_to(ours, S.AGREED)
        other = staff(ours.programme, ours.thistlebank, name="Una Marsh")
        operations.add_person(actor=actor(ours.grace), at=NOW, engagement=ours.engagement, person_id=other.pk)
        ours.engagement.hold()
        with pytest.raises(Forbidden):
            operations.start(actor=actor(other), at=NOW, engagement=ours.engagement)


def ready(ours):
    """Everything before the start is done, whatever steps the programme has."""
    from linkage.engagements.models import Step  # noqa: PLC0415

    Step.objects.filter(gate__in=("agree", "start")).update(is_required=False)


class TestHalting:
    def test_while_it_is_paused_it_can_be_read_and_nothing_changed(self, ours):
        set_to(ours, S.ACTIVE)
        operations.pause(actor=actor(ours.grace), at=NOW, engagement=ours.engagement, reason="Our lead is away")
        aim = operations.Aim("Something new")
        for do in (
            lambda: operations.save_objective(actor=actor(ours.daniel), at=NOW, engagement=ours.engagement, aim=aim),
            lambda: mark(ours, ours.daniel, "thanks"),
            lambda: operations.begin_end(actor=actor(ours.grace), at=NOW, engagement=ours.engagement),
        ):
            with pytest.raises((UnableToMove, operations.UnableToMark), match="Paused"):
                do()
        assert told("engagements.paused") == {ours.daniel.email, ours.priya.email, ours.helen.email}
        operations.resume(actor=actor(ours.helen), at=NOW + timedelta(days=10), engagement=ours.engagement)
        # The control: once it goes on, the same may be done.
        operations.save_objective(actor=actor(ours.daniel), at=NOW, engagement=ours.engagement, aim=aim)

    def test_the_last_day_moves_by_as_long_as_it_was_paused(self, ours):
        set_to(ours, S.ACTIVE)
        before = ours.engagement.ends_on
        operations.pause(actor=actor(ours.grace), at=NOW, engagement=ours.engagement, reason="Our lead is away")
        operations.resume(actor=actor(ours.grace), at=NOW + timedelta(days=14), engagement=ours.engagement)
        assert ours.engagement.ends_on == before + timedelta(days=14)

    def test_the_look_that_is_set_moves_with_it_to_a_school_day(self, ours):
        set_to(ours, S.ACTIVE)
        # A Friday: ten days on it is a Monday.
        friday = day_of(NOW) + timedelta(days=(4 - NOW.weekday()) % 7 + 28)
        look = ours.engagement.reviews.create(programme=ours.programme, due_on=friday, is_half_way=True)
        operations.pause(actor=actor(ours.grace), at=NOW, engagement=ours.engagement, reason="Our lead is away")
        operations.resume(actor=actor(ours.helen), at=NOW + timedelta(days=8), engagement=ours.engagement)
        look.refresh_from_db()
        assert look.due_on == friday + timedelta(days=10)

    def test_who_stops_what_has_started_owes_ten_working_days_of_notice(self, ours):
        set_to(ours, S.ACTIVE)
        operations.stop(actor=actor(ours.helen), at=NOW, engagement=ours.engagement, reason="We have lost our lead")
        assert state(ours) == S.STOPPED
        assert ours.engagement.halt_on >= day_of(NOW) + timedelta(days=14)
        assert ours.engagement.halt_side == "home"

    def test_before_it_starts_nothing_is_owed(self, ours):
        operations.stop(actor=actor(ours.helen), at=NOW, engagement=ours.engagement, reason="Not now after all")
        assert ours.engagement.halt_on == day_of(NOW)

    def test_of_two_who_halt_at_once_the_second_reads_why_not(self, ours):
        set_to(ours, S.ACTIVE)
        second = queries.engagement(actor=actor(ours.helen), engagement_id=ours.engagement.pk)
        operations.stop(actor=actor(ours.grace), at=NOW, engagement=ours.engagement, reason="We cannot go on")
        with pytest.raises(UnableToMove, match="Stopped"):
            operations.pause(actor=actor(ours.helen), at=NOW, engagement=second, reason="Half-term")

    @pytest.mark.parametrize("status", [each for each in S if each not in OPEN])
    def test_what_is_over_stays_as_it_is(self, ours, status):
        set_to(ours, status)
        for do in (operations.pause, operations.stop):
            with pytest.raises(UnableToMove):
                do(actor=actor(ours.grace), at=NOW, engagement=ours.engagement, reason="Too late")


class TestEnding:
    def test_it_ends_once_all_that_comes_before_is_done_and_is_looked_back_on_a_term_later(self, ours):
        set_to(ours, S.ACTIVE)
        operations.begin_end(actor=actor(ours.grace), at=NOW, engagement=ours.engagement)
        with pytest.raises(operations.UnableToClose, match="First: "):
            operations.close(actor=actor(ours.grace), at=NOW, engagement=ours.engagement)
        ready(ours)
        objective(ours)
        operations.say_who_carries_on(
            actor=actor(ours.daniel), at=NOW, engagement=ours.engagement, carries_on="Daniel, with two tutors"
        )
        queries.open_review(actor=actor(ours.farah), engagement=ours.engagement) or look(ours)
        operations.close(actor=actor(ours.grace), at=NOW, engagement=ours.engagement)
        assert state(ours) == S.CLOSED
        mark(ours, ours.daniel, "lasted")
        assert state(ours) == S.FOLLOWED_UP

    def test_it_can_go_on_after_all(self, ours):
        set_to(ours, S.EXITING)
        operations.go_on(actor=actor(ours.helen), at=NOW, engagement=ours.engagement)
        assert state(ours) == S.ACTIVE


def look(ours):
    """Both schools have looked at it half-way."""
    review = operations.open_review(
        actor=actor(ours.grace), at=NOW, engagement=ours.engagement, due_on=day_of(NOW) + timedelta(days=1)
    )
    review.is_half_way = True
    review.save()
    for who in (ours.daniel, ours.priya):
        said = {
            each.pk: ("green", "") for each in queries.objectives(actor=actor(ours.farah), engagement=ours.engagement)
        }
        operations.rate(actor=actor(who), at=NOW, engagement=ours.engagement, ratings=said)
    operations.close_review(actor=actor(ours.grace), at=NOW, engagement=ours.engagement, next_steps="We go on")
