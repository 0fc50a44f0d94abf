"""What it changed: who is asked when, what may be answered, and what follows from an answer and from none."""

from datetime import UTC, date, datetime, timedelta

import pytest

from linkage.access.actor import Actor
from linkage.access.operation import _inside
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, presenters, queries, rules
from linkage.engagements.enums import Change, EngagementStatus, Holds, Level
from linkage.engagements.models import AimReading, CarryOnCheck, ImpactPulse, LevelAnswer
from linkage.engagements.tests.ended import ENDED_ON, PLAN, answer, close, ended, on, pulse, ready_to_end, state, words
from linkage.engagements.tests.visits import mails, readers
from linkage.kernel.errors import Forbidden
from linkage.people.tests.factories import actor, staff
from linkage.programmes import queries as programmes
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
S = EngagementStatus
DAY = timedelta(days=1)


@pytest.fixture
def ours(here):
    with acting_in(here.id):
        yield ended(here)


def run(ours, at):
    system = Actor.system("impact", ours.programme.id)
    return operations.ask_impact_due(actor=system, at=at)


def first_school_day(ours, day):
    calendar = programmes.calendar(actor=actor(ours.farah))
    while not calendar.is_open(day):
        day += DAY
    return day


class TestWhenItIsAsked:
    def test_both_sides_are_asked_five_times_in_a_year_each_once_whatever_the_clocks_do(self, ours):
        due = [each.due_on for each in ImpactPulse.objects.filter(side="home").order_by("days")]
        assert due == [
            date(2027, 3, 1), date(2027, 3, 31), date(2027, 5, 30), date(2027, 8, 28), date(2028, 2, 29),
        ]  # fmt: skip
        for day in due:
            first = first_school_day(ours, day)
            # From the day before to some days after, twice a day: on one of them both are asked, and on no other.
            asked = {
                each: run(ours, on(each, hour))
                for each in (first + n * DAY for n in range(-1, 4))
                for hour in (9, 15)
                if each >= ENDED_ON
            }
            assert {each for each in asked if ImpactPulse.objects.filter(asked_at__date=each).exists()} == {first}
        assert len(mails("impact_asked")) == 2 * len(due)
        assert readers("impact_asked") == ["Daniel Whitlow"] * 5 + ["Priya Raman"] * 5

    def test_late_on_a_summer_evening_it_ends_on_the_day_that_it_is_in_school(self, here):
        with acting_in(here.id):
            w = close(ready_to_end(here), at=datetime(2027, 6, 30, 23, 30, tzinfo=UTC))
            assert pulse(w, 0).due_on == date(2027, 7, 1)
            assert pulse(w, 30).due_on == date(2027, 7, 31)

    def test_who_has_not_answered_is_reminded_once_and_then_left_alone(self, ours):
        run(ours, on(ENDED_ON))
        answer(ours, side="home", after=1)
        for n in (8, 9, 10, 11, 14, 28):
            run(ours, on(ENDED_ON + n * DAY))
        assert readers("impact_reminder") == ["Daniel Whitlow"]

    def test_nobody_is_asked_at_a_weekend(self, ours):
        saturday = ENDED_ON + 5 * DAY
        assert run(ours, on(saturday)) == 0
        assert run(ours, on(saturday + 2 * DAY)) == 2

    def test_the_head_is_asked_where_nobody_leads_and_who_has_left_is_not(self, ours):
        with _inside("test"):
            operations.leave(actor=actor(ours.farah), at=on(ENDED_ON), person=ours.priya, organisation=ours.harrowgill)
        run(ours, on(ENDED_ON))
        assert readers("impact_asked") == ["Daniel Whitlow", "Helen Brook"]
        with pytest.raises(Forbidden):
            answer(ours, side="home", who=ours.priya)

    def test_before_it_ends_nobody_is_asked(self, here):
        with acting_in(here.id):
            w = ready_to_end(here)
            assert not ImpactPulse.objects.exists()
            assert run(w, on(ENDED_ON)) == 0


class TestWhatIsAsked:
    def test_only_what_can_be_known_by_then(self):
        assert [rules.levels_at(days) for days in rules.ASKED_AFTER] == [
            (Level.REACTION, Level.LEARNING),
            (Level.SUPPORT, Level.USE),
            (Level.SUPPORT, Level.USE, Level.OUTCOME),
            (Level.USE, Level.OUTCOME),
            (Level.USE, Level.OUTCOME),
        ]

    def test_no_change_is_kept_as_any_other_answer_with_where_it_can_be_seen_and_each_aim(self, ours):
        [aim] = queries.objectives(actor=actor(ours.daniel), engagement=ours.engagement)
        answer(ours, answer=Change.NO_CHANGE, readings={aim.pk: "3 of 8"})
        assert {(each.level, each.answer, each.evidence) for each in LevelAnswer.objects.all()} == {
            ("reaction", "no_change", "Folder reaction"),
            ("learning", "no_change", "Folder learning"),
        }
        assert AimReading.objects.get().standing == "3 of 8"

    @pytest.mark.parametrize("said", [words(30), operations.Said(levels={"reaction": ("yes", "")})])
    def test_an_answer_with_a_hole_or_to_something_else_is_refused(self, ours, said):
        with pytest.raises(operations.UnableToAnswerImpact, match="Answer each question"):
            operations.answer_impact(actor=actor(ours.daniel), at=on(ENDED_ON), pulse=pulse(ours), said=said)
        assert not LevelAnswer.objects.exists()

    def test_an_aim_of_other_work_is_not_read(self, ours, here):
        other = ready_to_end(here)
        [aim] = queries.objectives(actor=actor(other.daniel), engagement=other.engagement)
        answer(ours, readings={aim.pk: "3 of 8"})
        assert not AimReading.objects.exists()

    def test_a_term_later_it_is_asked_whether_who_carries_on_holds(self, ours):
        asked = pulse(ours, 90)
        without = words(90)
        with pytest.raises(operations.UnableToAnswerImpact, match="carries on"):
            operations.answer_impact(actor=actor(ours.daniel), at=on(asked.due_on), pulse=asked, said=without)
        answer(ours, 90, holds=Holds.PARTLY, holds_note="One of the two has left")
        check = CarryOnCheck.objects.get()
        assert (check.side, check.holds, check.note) == ("client", "partly", "One of the two has left")
        assert ours.engagement.carries_on == PLAN


class TestWhoAnswers:
    @pytest.mark.parametrize(
        ("side", "who"), [("client", "daniel"), ("client", "grace"), ("home", "priya"), ("home", "helen")]
    )
    def test_whoever_leads_for_a_side_and_its_head(self, ours, side, who):
        answer(ours, side=side, who=getattr(ours, who))
        assert pulse(ours, 0, side).answered_by == getattr(ours, who)

    @pytest.mark.parametrize("who", ["priya", "helen", "farah", "colleague"])
    def test_nobody_else(self, ours, who):
        someone = staff(ours.programme, ours.thistlebank) if who == "colleague" else getattr(ours, who)
        with pytest.raises(Forbidden):
            answer(ours, who=someone)

    def test_once_and_not_after_the_next_is_due(self, ours):
        answer(ours)
        with pytest.raises(operations.UnableToAnswerImpact, match="has been answered"):
            answer(ours, who=ours.grace)
        with pytest.raises(operations.UnableToAnswerImpact, match="next question"):
            answer(ours, side="home", after=30)
        with pytest.raises(operations.UnableToAnswerImpact):
            answer(ours, days=30, after=-1)


class TestWhatFollows:
    def test_the_first_answer_after_a_term_says_what_lasted_and_it_is_looked_back_on(self, ours):
        answer(ours)
        answer(ours, 30, side="home")
        assert state(ours) == S.CLOSED
        answer(ours, 90, side="home", answer=Change.NO_CHANGE)
        assert state(ours) == S.FOLLOWED_UP
        # It goes on being asked for the year.
        answer(ours, 365)

    def test_it_may_still_be_ticked_by_hand(self, ours):
        operations.mark(
            actor=actor(ours.daniel), at=on(ENDED_ON), engagement=ours.engagement, code="lasted", done_on=ENDED_ON
        )
        assert state(ours) == S.FOLLOWED_UP

    def test_a_year_of_silence_is_looked_back_on_too_and_counts_as_no_answer(self, ours):
        over = pulse(ours, 365).lapses_on
        run(ours, on(first_school_day(ours, over - 7 * DAY)))
        assert state(ours) == S.CLOSED
        run(ours, on(first_school_day(ours, over)))
        assert state(ours) == S.FOLLOWED_UP
        assert not LevelAnswer.objects.exists()
        assert {each.answered for each in queries.occasions(actor=actor(ours.daniel), engagement=ours.engagement)} == {
            0
        }


class TestTheTwoSidesBesideEachOther:
    def shown(self, ours, who, day):
        found = queries.occasions(actor=actor(who), engagement=ours.engagement)
        return presenters.changed_page(
            actor=actor(who),
            engagement=ours.engagement,
            occasions=found,
            objectives=queries.objectives(actor=actor(who), engagement=ours.engagement),
            waits=queries.open_impact(actor=actor(who), engagement=ours.engagement, at=on(day)),
            today=day,
        )

    def test_it_says_how_many_answered_and_nothing_beyond_what_was_said(self, ours):
        [aim] = queries.objectives(actor=actor(ours.daniel), engagement=ours.engagement)
        answer(ours, readings={aim.pk: "5 of 8"})
        answer(ours, side="home", answer=Change.YES)
        answer(ours, 30, side="home", answer=Change.TOO_EARLY)
        page = self.shown(ours, ours.daniel, pulse(ours, 90).due_on)
        assert [each["note"] for each in page.heads] == [
            "2 of 2 schools answered", "1 of 2 schools answered", "None of 2 schools answered",
        ]  # fmt: skip
        by_level = {each["text"]: each["cells"] for each in page.levels}
        assert by_level[Level.LEARNING.label] == [["You: partly", "They: yes"], [], []]
        assert by_level[Level.USE.label] == [
            [], ["You: no answer", "They: too early to say"], ["Both: not answered yet"],
        ]  # fmt: skip
        [told] = page.aims
        assert told["rows"][:2] == [
            ["At the start", "2 of 8", "2 of 8"],
            [{"text": "At the end", "sub": "2 of 2 schools answered"}, "5 of 8", "Nothing said of it"],
        ]
        assert page.ask is not None

    def test_the_other_school_reads_the_same_from_its_side(self, ours):
        answer(ours)
        page = self.shown(ours, ours.helen, ENDED_ON + DAY)
        assert page.levels[0]["cells"] == [["You: not answered yet", "They: partly"]]
        assert page.evidence[0]["who"] == "Thistlebank School, at the end"

    def test_whoever_runs_the_programme_reads_nothing_and_counts_from_five_on(self, ours):
        answer(ours)
        assert queries.occasions(actor=actor(ours.farah), engagement=ours.engagement) == []
        assert presenters.counted(queries.said_counts(actor=actor(ours.farah))) == []
        assert queries.said_counts(actor=actor(ours.daniel)) is None
        assert presenters.counted(queries.SaidCounts(asked=6, answered=4, feedbacks=3, would_again=2)) == [
            "4 of 6 schools said 90 days after the end what has lasted"
        ]


class TestAtHome:
    def waits(self, who, at):
        return [each.title for each in queries.next_actions(actor=actor(who), at=at)]

    def test_it_waits_for_who_leads_on_that_side_until_it_is_answered(self, ours):
        title = "What did it change? Reading at Thistlebank"
        for who in (ours.daniel, ours.grace, ours.priya, ours.helen):
            assert title in self.waits(who, on(ENDED_ON))
        assert title not in self.waits(ours.farah, on(ENDED_ON))
        answer(ours)
        assert title not in self.waits(ours.grace, on(ENDED_ON))
        assert title in self.waits(ours.helen, on(ENDED_ON))

    def test_also_once_it_is_looked_back_on_and_not_between_two_questions(self, ours):
        answer(ours, 90)
        answer(ours, 90, side="home")
        assert self.waits(ours.grace, on(pulse(ours, 90).due_on + 5 * DAY)) == []
        assert self.waits(ours.grace, on(pulse(ours, 180).due_on)) == ["What did it change? Reading at Thistlebank"]


def test_half_way_both_are_asked_whether_who_carries_on_holds(here):
    with acting_in(here.id):
        w = ready_to_end(here)
        operations.go_on(actor=actor(w.grace), at=NOW, engagement=w.engagement)
        review = w.engagement.reviews.create(programme=here, due_on=NOW.date(), is_half_way=True)
        [aim] = queries.objectives(actor=actor(w.daniel), engagement=w.engagement)
        rate = {"at": NOW, "engagement": w.engagement, "ratings": {aim.pk: ("green", "")}}
        operations.rate(actor=actor(w.daniel), carries_on=("yes", ""), **rate)
        operations.rate(actor=actor(w.daniel), carries_on=("no", "Both have left"), **rate)
        operations.rate(actor=actor(w.priya), carries_on=("yes", ""), **rate)
        found = queries.carry_on_checks(actor=actor(w.priya), engagement=w.engagement)
        assert {(each.side, each.holds, each.plan, each.review) for each in found} == {
            ("client", "no", PLAN, review),
            ("home", "yes", PLAN, review),
        }
        assert queries.carry_on_checks(actor=actor(w.farah), engagement=w.engagement) == []
