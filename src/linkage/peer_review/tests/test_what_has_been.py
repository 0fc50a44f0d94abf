"""Visits that have been stay as they were and count, whoever leaves the round afterwards."""

from collections import Counter
from datetime import datetime, time, timedelta
from uuid import UUID

import pytest

from linkage.database.tenancy import acting_in
from linkage.kernel.days import LONDON
from linkage.messaging.models import Message
from linkage.peer_review import operations, problem, queries
from linkage.peer_review.enums import GOES
from linkage.peer_review.models import RotaPlan, Visit, Visiting
from linkage.peer_review.rules.weeks import number_of
from linkage.peer_review.tests.factories import job, place, publish, published, world
from linkage.people.tests.factories import actor

pytestmark = pytest.mark.django_db
BEEN = 4


@pytest.fixture
def w(here):
    with acting_in(here.pk):
        yield world(here, 12)


def standing(w, made):
    return queries.visits(actor=actor(w.ivy), review_round=made)


def week_after(visits):
    """The Monday morning after the first few visits have been, and those."""
    last = visits[BEEN - 1].week_on
    monday = datetime.combine(last + timedelta(days=7), time(9), tzinfo=LONDON)
    return monday, [each for each in visits if each.week_on <= last]


def teams(visits):
    return {each.host_id: {one.organisation_id for one in each.going} for each in visits}


def leaves(w, made, number, at):
    """A school drops out, and the change is published."""
    operations.tick(actor=job(w, "peer_review.tick"), at=at)
    school = place(made, w.schools[number])
    operations.drop_out(actor=actor(w.head(number)), at=at, school=school)
    return queries.latest(actor=actor(w.ivy), review_round=made)


def number_of_school(w, key):
    return next(at for at, each in enumerate(w.schools) if each.pk == UUID(str(key)))


def test_a_school_leaves_after_it_was_visited_and_whoever_went_has_been_out(w):
    made = published(w)
    at, been = week_after(standing(w, made))
    gone = number_of_school(w, been[0].host_id)
    before = teams(been)
    plan = leaves(w, made, gone, at)
    assert plan.is_possible, plan.outcome
    kept = {UUID(each["host"]): {UUID(one) for one in each["visitors"]} for each in plan.visits}
    assert {host: kept[host] for host in before} == before
    publish(w, made, at=at)
    visits = standing(w, made)
    assert {host: team for host, team in teams(visits).items() if host in before} == before
    assert set(Visit.objects.filter(pk__in=[each.pk for each in been]).values_list("status", flat=True)) == {"happened"}
    out = Counter(goer for team in teams(visits).values() for goer in team)
    assert all(2 <= out[each.pk] <= 4 for at_, each in enumerate(w.schools) if at_ != gone)
    assert all(len(team) == 3 for team in teams(visits).values())
    assert len(visits) == 12
    to_come = [each for each in visits if each.host_id not in before]
    assert not any(w.schools[gone].pk in {each.host_id, *team} for each in to_come for team in teams([each]).values())
    assert all(each.week_on >= at.date() for each in to_come)
    busy = Counter((one, each.week_on) for each in visits for one in (each.host_id, *teams([each])[each.host_id]))
    assert set(busy.values()) == {1}


def test_whoever_was_a_visitor_and_leaves_stays_named_in_what_has_been(w):
    made = published(w)
    at, been = week_after(standing(w, made))
    visitor = been[0].going[0].organisation_id
    plan = leaves(w, made, number_of_school(w, visitor), at)
    assert plan.is_possible, plan.outcome
    row = next(each for each in plan.visits if each["host"] == str(been[0].host_id))
    assert str(visitor) in row["visitors"]
    publish(w, made, at=at)
    assert Visiting.objects.filter(visit=been[0], organisation_id=visitor, status__in=GOES).exists()
    told = {each["name"] for mail in Message.objects.filter(template="peer_review.changed") for each in mail.recipients}
    assert len(told) < len(w.heads)


def test_nothing_is_planned_into_weeks_that_are_over(w):
    made = published(w)
    at, been = week_after(standing(w, made))
    hosts = {str(each.host_id) for each in been}
    gone = next(n for n, each in enumerate(w.schools) if str(each.pk) not in hosts)
    plan = leaves(w, made, gone, at)
    assert all(each["week"] >= number_of(at.date()) for each in plan.visits if each["host"] not in hosts)
    asked = problem.problem(actor=actor(w.ivy), review_round=made, today=at.date())
    assert all(week >= number_of(at.date()) for each in asked.schools for week in each.host_weeks | each.visit_weeks)


def test_of_what_has_been_nothing_is_said_by_hand(w):
    made = published(w)
    at, been = week_after(standing(w, made))
    visitor = been[0].going[0].organisation_id
    with pytest.raises(operations.UnableToAdjust, match="has been: it stays as it was"):
        operations.rule_out(actor=actor(w.ivy), at=at, review_round=made, host_id=been[0].host_id, visitor_id=visitor)
    with pytest.raises(operations.UnableToAdjust, match="has been: it stays as it was"):
        operations.move_week(actor=actor(w.ivy), at=at, review_round=made, host_id=been[0].host_id, week=at.date())
    assert RotaPlan.objects.count() == 1


def test_two_who_met_already_may_be_kept_apart_from_now_on(w):
    made = published(w)
    at, been = week_after(standing(w, made))
    both = {"one_id": been[0].host_id, "other_id": been[0].going[0].organisation_id}
    operations.keep_apart(actor=actor(w.ivy), at=at, review_round=made, **both)
    plan = queries.latest(actor=actor(w.ivy), review_round=made)
    assert plan.is_possible
    assert plan.number == 2
