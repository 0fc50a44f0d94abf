"""The beginning of a round: prepared, asked, answered, planned."""

from datetime import date, datetime, timedelta

import pytest

from linkage.kernel.errors import Forbidden
from linkage.messaging.models import Message
from linkage.organisations.tests.factories import member, school
from linkage.peer_review import operations, queries
from linkage.peer_review.enums import Answer, RoundStatus
from linkage.peer_review.models import RoundSchool
from linkage.peer_review.tests.factories import (
    answered,
    job,
    opened,
    outline,
    place,
    prepared,
    proposed,
    says_yes,
)
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db

S = RoundStatus


def mails(kind):
    """Who reads the mails of one kind."""
    found = Message.objects.filter(template=f"peer_review.{kind}")
    return sorted(one["name"] for each in found for one in each.recipients)


def on(day: date) -> datetime:
    """Ten in the morning of a day."""
    return NOW + (day - NOW.date())


class TestPreparing:
    def test_whoever_prepares_it_runs_it_with_the_usual_numbers_and_nobody_is_asked(self, w):
        made = prepared(w)
        assert (made.state, made.visitors, made.at_least, made.at_most) == (S.DRAFT, 3, 2, 4)
        assert made.is_run_by(w.ivy.pk)
        assert Message.objects.count() == 0

    def test_another_kind_brings_its_numbers(self, w):
        made = prepared(w)
        operations.change(actor=actor(w.ivy), at=NOW, review_round=made, outline=outline(preset="pairs"))
        assert (made.visitors, made.at_most, made.allows_mutual) == (1, 1, True)

    def test_a_head_prepares_none(self, w):
        with pytest.raises(Forbidden):
            operations.prepare(actor=actor(w.head(0)), at=NOW, outline=outline())

    @pytest.mark.parametrize(
        ("field", "value"),
        [("answers_by_on", date(2027, 1, 12)), ("answers_by_on", NOW.date()), ("last_week_on", date(2026, 12, 1))],
    )
    def test_dates_that_cannot_be_are_refused(self, w, field, value):
        with pytest.raises(operations.UnableToChangeRound) as refused:
            prepared(w, **{field: value})
        assert field in {each.field for each in refused.value.violations}

    def test_a_second_organiser_is_told_and_runs_it_too(self, w):
        made = prepared(w)
        operations.add_organiser(actor=actor(w.ivy), at=NOW, review_round=made, person=w.head(0))
        assert mails("organises") == [w.head(0).name]
        assert queries.round_run(actor=actor(w.head(0)), round_id=made.pk) == made

    def test_without_an_organiser_whoever_runs_the_programme_is_told_once(self, w):
        made = prepared(w)
        operations.remove_organiser(actor=actor(w.ivy), at=NOW, review_round=made, person=w.ivy)
        operations.tick(actor=job(w, "peer_review.tick"), at=NOW)
        assert mails("vacant") == ["Farah Siddiqui"]
        titles = [each.title for each in queries.next_actions(actor=actor(w.farah), at=NOW)]
        assert "Nobody runs Spring visits 2027" in titles


class TestAsking:
    def test_the_heads_are_asked_by_a_mail_with_a_button(self, w):
        made = opened(w)
        assert made.state == S.OPEN
        assert mails("asked") == sorted(each.name for each in w.heads)

    def test_a_school_without_a_head_is_asked_once_it_has_one(self, w):
        member(w.programme, school(name="Headless School"))
        made = prepared(w)
        ids = [each.pk for each in queries.to_be_asked(actor=actor(w.ivy), review_round=made)]
        operations.invite(actor=actor(w.ivy), at=NOW, review_round=made, organisation_ids=ids)
        assert len(mails("asked")) == len(w.heads)
        assert RoundSchool.objects.filter(asked_at=None).count() == 1

    def test_only_who_has_not_answered_is_reminded_and_twice_at_most(self, w):
        made = opened(w)
        says_yes(w, made, 0)
        operations.decline(actor=actor(w.head(1)), at=NOW, school=place(made, w.schools[1]))
        for days in range(1, 18):
            operations.tick(actor=job(w, "peer_review.tick"), at=NOW + timedelta(days=days))
        asked = mails("reminder")
        assert len(asked) == 2 * (len(w.heads) - 2)
        assert w.head(0).name not in asked
        assert w.head(1).name not in asked


class TestAnswering:
    def test_a_head_says_yes_and_the_areas_are_read_from_the_focus(self, w):
        made = opened(w)
        said = says_yes(w, made, 0)
        assert (said.answer, said.person, said.answered_by) == (Answer.YES, w.head(0), w.head(0))
        assert said.area_codes == ["literacy"]

    def test_a_no_takes_away_what_was_written(self, w):
        made = opened(w)
        said = says_yes(w, made, 0)
        operations.decline(actor=actor(w.head(0)), at=NOW, school=said)
        assert (said.answer, said.focus, said.person, said.host_weeks) == (Answer.NO, "", None, [])

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"focus": " "}, "focus"),
            ({"host_weeks": []}, "host_weeks"),
            ({"visit_weeks": [date(2027, 7, 5)]}, "visit_weeks"),
        ],
    )
    def test_what_is_missing_is_said_at_its_question(self, w, fields, field):
        made = opened(w)
        with pytest.raises(operations.UnableToAnswer) as refused:
            says_yes(w, made, 0, **fields)
        assert [each.field for each in refused.value.violations] == [field]

    def test_a_worry_about_a_child_is_never_kept(self, w):
        made = opened(w)
        with pytest.raises(operations.UnableToAnswer):
            says_yes(w, made, 0, focus="A girl in Year 4 told us that her stepfather hits her at home")

    def test_somebody_of_another_school_does_not_go(self, w):
        made = opened(w)
        with pytest.raises(operations.UnableToAnswer):
            says_yes(w, made, 0, person=w.head(1))

    def test_nobody_answers_for_another_school(self, w):
        made = opened(w)
        with pytest.raises(Forbidden):
            operations.decline(actor=actor(w.head(1)), at=NOW, school=place(made, w.schools[0]))

    def test_once_it_is_planned_it_is_too_late(self, w):
        made = proposed(w)
        school = place(made, w.schools[0])
        with pytest.raises(Forbidden):
            operations.decline(actor=actor(w.head(0)), at=NOW, school=school)


class TestPlanning:
    def test_the_job_plans_it_and_the_organiser_is_told(self, w):
        made = answered(w)
        operations.plan(actor=actor(w.ivy), at=NOW, review_round=made)
        assert made.state == S.SOLVING
        plan = operations.solve(actor=job(w), at=NOW, review_round=made)
        assert (made.state, plan.number, len(plan.visits)) == (S.PROPOSED, 1, 8)
        assert mails("planned") == ["Ivy Sandys"]
        assert operations.solve(actor=job(w), at=NOW, review_round=made) is None

    def test_each_school_is_visited_by_three_and_no_two_visit_each_other(self, w):
        plan = queries.latest(actor=actor(w.ivy), review_round=proposed(w))
        journeys = {(visitor, each["host"]) for each in plan.visits for visitor in each["visitors"]}
        assert len(journeys) == 24
        assert not any((host, visitor) in journeys for visitor, host in journeys)

    def test_too_few_schools_are_said_at_once(self, w):
        made = opened(w)
        for number in range(6):
            says_yes(w, made, number)
        with pytest.raises(operations.UnableToPlan) as refused:
            operations.plan(actor=actor(w.ivy), at=NOW, review_round=made)
        assert "These rules need at least 7" in str(refused.value)

    def test_rules_that_cannot_all_be_kept_open_it_again_and_are_named(self, w):
        made = opened(w)
        weeks = queries.weeks_of(actor=actor(w.ivy), review_round=made)
        for number in range(8):
            # Everybody can host in the one week in which nobody can go out.
            says_yes(w, made, number, host_weeks=weeks[:1], visit_weeks=weeks[1:2])
        operations.plan(actor=actor(w.ivy), at=NOW, review_round=made)
        plan = operations.solve(actor=job(w), at=NOW, review_round=made)
        assert not plan.is_possible
        assert plan.outcome["said"]
        assert made.state == S.OPEN

    def test_a_plan_that_was_lost_is_asked_for_again(self, w):
        made = answered(w)
        operations.plan(actor=actor(w.ivy), at=NOW, review_round=made)
        operations.tick(actor=job(w, "peer_review.tick"), at=NOW + timedelta(hours=1))
        made.hold()
        assert made.state == S.SOLVING
