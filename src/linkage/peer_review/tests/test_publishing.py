"""From a plan to the next round: published, gone to, ended, proposed again."""

from datetime import date, datetime

import pytest

from linkage.kernel.errors import Forbidden, NotFound
from linkage.messaging.models import Message
from linkage.peer_review import operations, queries
from linkage.peer_review.enums import RoundStatus, VisitStatus
from linkage.peer_review.models import RotaPlan, Round, Visit, Visiting
from linkage.peer_review.tests.factories import (
    BY,
    FIRST,
    job,
    opened,
    part,
    place,
    proposed,
    published,
    says_yes,
    solved,
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


class TestPublishing:
    def test_everybody_gets_their_own_weeks_and_one_file_for_each(self, w):
        made = published(w)
        assert made.state == S.PUBLISHED
        assert mails("published") == sorted(each.name for each in w.heads)
        assert (Visit.objects.count(), Visiting.objects.count()) == (8, 24)
        assert Visiting.objects.filter(is_writer=True).count() == 8
        visits = queries.visits_of(actor=actor(w.head(0)), school=place(made, w.schools[0]))
        mail = Message.objects.get(template="peer_review.published", recipients__0__name=w.head(0).name)
        assert len(mail.attachments) == len(visits)

    def test_nobody_knows_of_a_visit_before(self, w):
        made = proposed(w)
        assert Visit.objects.count() == 0
        assert queries.visits_of(actor=actor(w.head(0)), school=place(made, w.schools[0])) == []

    def test_a_plan_that_is_not_the_latest_is_refused(self, w):
        made = proposed(w)
        old = queries.latest(actor=actor(w.ivy), review_round=made)
        solved(w, made)
        with pytest.raises(operations.UnableToPublish):
            operations.publish(actor=actor(w.ivy), at=NOW, review_round=made, plan=old)

    def test_published_twice_is_refused(self, w):
        made = published(w)
        with pytest.raises(operations.UnableToPublish):
            operations.publish(
                actor=actor(w.ivy),
                at=NOW,
                review_round=made,
                plan=queries.latest(actor=actor(w.ivy), review_round=made),
            )

    def test_a_head_does_not_publish(self, w):
        made = proposed(w)
        with pytest.raises(Forbidden):
            operations.publish(actor=actor(w.head(0)), at=NOW, review_round=made, plan=RotaPlan.objects.get(round=made))


class TestEnding:
    def test_time_lets_it_run_notes_what_has_been_and_ends_it(self, w):
        made = published(w)
        operations.tick(actor=job(w, "peer_review.tick"), at=on(FIRST))
        made.hold()
        assert made.state == S.RUNNING
        operations.tick(actor=job(w, "peer_review.tick"), at=on(date(2027, 4, 29)))
        made.hold()
        assert made.state == S.CLOSED
        assert set(Visit.objects.values_list("status", flat=True)) == {VisitStatus.HAPPENED}

    def test_the_next_round_proposes_itself_with_the_last_settings_and_lets_no_pair_meet_again(self, w):
        made = published(w)
        operations.close(actor=actor(w.ivy), at=NOW, review_round=made)
        following = Round.objects.whole().get(follows=made)
        assert (following.name, following.state, following.visitors) == ("Spring visits 2028", S.DRAFT, 3)
        assert (following.first_week_on, following.avoids_earlier) == (date(2028, 1, 10), True)
        assert following.is_run_by(w.ivy.pk)
        assert "Begin Spring visits 2028" in [each.title for each in queries.next_actions(actor=actor(w.ivy), at=NOW)]

    def test_visits_to_come_leave_the_calendars(self, w):
        made = published(w)
        operations.close(actor=actor(w.ivy), at=NOW, review_round=made)
        assert set(Visit.objects.values_list("status", flat=True)) == {VisitStatus.CANCELLED}
        assert len(mails("cancelled")) == 8 * 4

    def test_one_that_was_never_published_proposes_nothing(self, w):
        made = opened(w)
        operations.close(actor=actor(w.ivy), at=NOW, review_round=made)
        assert not Round.objects.filter(follows=made).exists()

    def test_a_stranger_finds_nothing_of_it(self, w):
        made = published(w)
        with pytest.raises(NotFound):
            queries.round_run(actor=actor(w.outsider), round_id=made.pk)
        with pytest.raises(NotFound):
            queries.visit(actor=actor(w.outsider), peer_visit_id=Visit.objects.first().pk)
        assert queries.listed(actor=actor(w.outsider)) == queries.Listed([], [])


def test_what_waits_for_whom(w):
    made = opened(w)
    [asked] = queries.next_actions(actor=actor(w.head(0)), at=NOW)
    assert (asked.title, asked.due_on) == ("Does Harrowgill High School take part in Spring visits 2027?", BY)
    for number in range(8):
        says_yes(w, made, number)
    assert queries.next_actions(actor=actor(w.head(0)), at=NOW) == []
    assert [each.title for each in queries.next_actions(actor=actor(w.ivy), at=NOW)] == ["Plan Spring visits 2027"]
    solved(w, made)
    assert [each.title for each in queries.next_actions(actor=actor(w.ivy), at=NOW)] == ["Publish Spring visits 2027"]


def test_the_answer_of_another_is_not_mine_to_take(w):
    made = opened(w)
    theirs = place(made, w.schools[1])
    with pytest.raises(Forbidden):
        operations.take_part(actor=actor(w.head(0)), at=NOW, school=theirs, part=part(w.head(0), made))
