"""Its day comes: asked by mail, reminded twice, then it lapses where its school sees it; or nobody shows it now."""

from datetime import timedelta

import pytest
from django.urls import reverse

from linkage.access import links
from linkage.access.actor import Actor
from linkage.access.operation import _inside
from linkage.kernel.days import day_of
from linkage.messaging.models import Message
from linkage.organisations.models import Member
from linkage.people import operations as people_operations
from linkage.people.tests.factories import actor
from linkage.practice import operations, policy, queries
from linkage.practice.enums import PracticeStatus
from linkage.practice.tests.factories import TODAY, set_to, shared, written
from linkage.programmes import queries as programmes
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db

S = PracticeStatus


def tick(w, at):
    operations.tick(actor=Actor.system("practice.tick", w.programme.pk), at=at)


def working_days_on(w, days):
    calendar = programmes.calendar(actor=actor(w.farah))
    on = calendar.add(TODAY, days)
    return NOW + (on - TODAY)


def due(w):
    made = shared(w)
    return set_to(made, S.SHARED, review_on=TODAY)


def kinds():
    return [each.template for each in Message.objects.order_by("created_at", "template")]


def token(made):
    return links.make(
        policy.RIGHT_LINK,
        programme_id=made.programme_id,
        record_id=made.pk,
        person_id=made.owner_id,
        state=made.question,
    )


def test_on_its_day_whoever_shows_it_is_asked_once_and_others_still_find_it(w):
    made = due(w)
    tick(w, NOW)
    tick(w, NOW)
    made.hold()
    assert (made.state, made.asked) == (S.DUE, 1)
    assert kinds()[1:] == ["practice.still_right"]
    assert len(queries.search(actor=actor(w.daniel)).found) == 1


def test_without_an_answer_it_is_asked_twice_more_and_then_lapses_visibly(w):
    made = due(w)
    for days in (0, 3, 7, 10, 12):
        tick(w, working_days_on(w, days))
    made.hold()
    assert made.state == S.LAPSED
    assert kinds()[1:] == [*["practice.still_right"] * 3, "practice.lapsed", "practice.lapsed_at_school"]
    assert queries.search(actor=actor(w.daniel)).found == ()
    assert [each.practice for each in queries.search(actor=actor(w.farah)).found] == [made]
    told = [each.title for each in queries.next_actions(actor=actor(w.helen), at=NOW)]
    assert told == ["Is “Daily reading in every tutor group” still right?"]


def test_one_click_says_that_it_is_still_right(w, client):
    made = due(w)
    tick(w, NOW)
    made.hold()
    where = reverse("practice:right", args=["ribble", token(made)])
    assert "Yes, it is still right" in client.get(where).content.decode()
    made.hold()
    assert made.state == S.DUE, "looking answers nothing"
    client.post(where)
    made.hold()
    assert made.state == S.SHARED
    assert made.review_on > TODAY + timedelta(days=300)
    assert "Thank you" in client.get(where).content.decode()
    assert "Yes" not in client.get(where).content.decode()


def test_a_link_brings_back_what_has_lapsed(w, client):
    made = set_to(shared(w), S.LAPSED, asked=1, asked_at=NOW, lapsed_at=NOW)
    client.post(reverse("practice:right", args=["ribble", token(made)]))
    made.hold()
    assert (made.state, made.lapsed_at) == (S.SHARED, None)


def test_an_older_link_answers_nothing(w, client):
    made = set_to(shared(w), S.DUE, asked=1, asked_at=NOW)
    old = token(made)
    set_to(made, S.DUE, asked=2)
    assert "This link is over" in client.post(reverse("practice:right", args=["ribble", old])).content.decode()
    made.hold()
    assert made.state == S.DUE


def test_nobody_is_asked_while_the_programme_is_paused_nor_on_a_day_off(w):
    made = due(w)
    saturday = NOW + timedelta(days=(5 - day_of(NOW).weekday()) % 7)
    tick(w, saturday)
    made.hold()
    assert made.state == S.SHARED
    type(w.programme).objects.filter(pk=w.programme.pk).update(paused_at=NOW)
    tick(w, NOW)
    made.hold()
    assert made.state == S.SHARED


def test_whoever_shows_it_leaves_and_nobody_finds_it_until_the_head_names_somebody(w):
    made = shared(w)
    with _inside("test"):
        people_operations.end_work(actor=actor(w.helen), at=NOW, person=w.priya, organisation=w.harrowgill)
    made.hold()
    assert (made.state, made.owner) == (S.HIDDEN, None)
    assert kinds() == ["practice.ownerless", "practice.shown_by"]
    assert queries.search(actor=actor(w.daniel)).found == ()
    told = [each.title for each in queries.next_actions(actor=actor(w.helen), at=NOW)]
    assert told == ["Who shows “Daily reading in every tutor group” now?"]
    operations.change(actor=actor(w.helen), at=NOW, practice=made, written=written(w.helen), sends=True)
    assert made.state == S.SHARED


def test_nothing_of_a_school_that_left_is_found(w):
    shared(w)
    Member.objects.filter(organisation=w.harrowgill).update(status="left")
    assert queries.search(actor=actor(w.daniel)).found == ()
