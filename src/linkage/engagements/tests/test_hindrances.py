"""What is in the way: whose it is, until when, and what came of it; both schools see it."""

from datetime import timedelta

import pytest
import time_machine

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, presenters, queries
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Engagement, Participant, UnableToMove
from linkage.engagements.tests.concerns import readers
from linkage.engagements.tests.factories import ENDS_ON, objective, set_to, world
from linkage.kernel import words
from linkage.kernel.days import day_of
from linkage.kernel.errors import Forbidden
from linkage.people.tests.factories import actor, staff
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
S = EngagementStatus
TODAY = day_of(NOW)
COVER = "Cover for Tuesdays is not found yet"


@pytest.fixture
def w(here):
    with acting_in(here.id):
        made = world(here)
        set_to(made, S.ACTIVE)
        return made


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def noted(w, by=None, owner=None, due_on=TODAY + timedelta(days=3), text=COVER, kind="block"):
    return operations.note_hindrance(
        actor=actor(by or w.daniel),
        at=NOW,
        engagement=w.engagement,
        kind=kind,
        text=text,
        owner=owner or w.priya,
        due_on=due_on,
    )


def found(w, someone, one):
    whole = Engagement.objects.whole().get(pk=w.engagement.pk)
    return queries.hindrance(actor=actor(someone), engagement=whole, hindrance_id=one.pk)


def settled(w, someone, one, outcome="Two colleagues share the cover"):
    what = found(w, someone, one)
    return operations.settle_hindrance(actor=actor(someone), at=NOW, hindrance=what, outcome=outcome)


def way(w, someone, today=TODAY):
    whole = Engagement.objects.whole().get(pk=w.engagement.pk)
    rows = queries.hindrances(actor=actor(someone), engagement=whole)
    return presenters.way(actor=actor(someone), engagement=whole, rows=rows, today=today)


def test_both_schools_see_it_and_who_looks_after_it_is_told_and_has_it_at_home(w, here):
    with acting_in(here.id):
        noted(w)
        for someone in (w.daniel, w.priya, w.grace):
            assert [each["text"] for each in way(w, someone).still] == [COVER]
        assert way(w, w.farah).still == []
        assert readers("given") == ["Priya Raman"]
        waiting = {each.title: each for each in queries.next_actions(actor=actor(w.priya), at=NOW)}
        assert waiting[COVER].due_on == TODAY + timedelta(days=3)
        assert COVER not in {each.title for each in queries.next_actions(actor=actor(w.daniel), at=NOW)}


def test_what_one_takes_on_oneself_is_told_to_nobody(w, here):
    with acting_in(here.id):
        noted(w, owner=w.daniel)
        assert readers("given") == []


def test_it_is_settled_with_what_came_of_it_and_may_come_back(w, here):
    with acting_in(here.id):
        one = noted(w)
        settled(w, w.priya, one)
        assert [each["outcome"] for each in way(w, w.daniel).settled] == ["Two colleagues share the cover"]
        assert COVER not in [each.title for each in queries.next_actions(actor=actor(w.priya), at=NOW)]
        with pytest.raises(operations.UnableToSettle, match="settled already"):
            settled(w, w.daniel, one)
        again = found(w, w.grace, one)
        operations.reopen_hindrance(actor=actor(w.grace), at=NOW, hindrance=again, due_on=TODAY + timedelta(days=9))
        [still] = way(w, w.daniel).still
        assert still["before"] == "Two colleagues share the cover"
        with pytest.raises(operations.UnableToSettle, match="in the way still"):
            operations.reopen_hindrance(actor=actor(w.grace), at=NOW, hindrance=again, due_on=TODAY)


def test_where_who_looked_after_it_has_left_whoever_says_it_is_back_looks_after_it(w, here):
    with acting_in(here.id):
        one = noted(w)
        settled(w, w.priya, one)
        Participant.objects.filter(person=w.priya).update(left_at=NOW)
        operations.reopen_hindrance(actor=actor(w.daniel), at=NOW, hindrance=found(w, w.daniel, one), due_on=TODAY)
        assert way(w, w.daniel).still[0]["who"] == "Daniel Whitlow"
        assert readers("given") == ["Priya Raman"]  # once, when it was given to her


def test_who_neither_looks_after_it_nor_noted_it_nor_leads_changes_nothing(w, here):
    with acting_in(here.id):
        one = noted(w)
        colleague = staff(here, w.thistlebank)
        Participant.objects.create(
            programme=here,
            engagement=w.engagement,
            person=colleague,
            organisation=w.thistlebank,
            side="client",
            joined_at=NOW,
        )
        assert way(w, colleague).still[0]["may"] is False
        with pytest.raises(Forbidden):
            settled(w, colleague, one)
        assert way(w, w.priya).still[0]["may"] is True
        settled(w, w.priya, one)


def test_who_was_let_go_meanwhile_changes_nothing(w, here):
    with acting_in(here.id):
        one = noted(w)
        what = found(w, w.priya, one)
        Participant.objects.filter(person=w.priya).update(left_at=NOW)
        with pytest.raises(Forbidden):
            operations.settle_hindrance(actor=actor(w.priya), at=NOW, hindrance=what, outcome="Done")


def test_a_day_after_the_last_one_and_somebody_who_takes_no_part_are_refused_plainly(w, here):
    with acting_in(here.id):
        with pytest.raises(operations.UnableToPlan, match="which is the last day"):
            noted(w, due_on=ENDS_ON + timedelta(days=1))
        assert noted(w, due_on=ENDS_ON)  # the control
        with pytest.raises(operations.UnableToPlan, match="who takes part"):
            noted(w, owner=staff(here, w.thistlebank))


def test_while_it_is_paused_nothing_is_noted(w, here):
    with acting_in(here.id):
        one = noted(w)
        set_to(w, S.PAUSED)
        with pytest.raises(UnableToMove):
            noted(w)
        with pytest.raises(UnableToMove):
            settled(w, w.priya, one)
        assert not way(w, w.daniel).can_add


def test_what_is_past_its_day_is_said_on_the_plan_at_the_look_and_at_the_end(w, here, see):
    with acting_in(here.id):
        objective(w)
        noted(w, due_on=TODAY - timedelta(days=2))
        noted(w, text="Who pays for books?", kind="question")
        operations.open_review(actor=actor(w.daniel), at=NOW, engagement=w.engagement, due_on=TODAY)
        assert way(w, w.daniel).warning == "2 things are in the way, 1 of them past the day"
    for page in ("plan", "rate", "finish-review", "ending"):
        shown = see(w.daniel, page, w.engagement.pk).content.decode()
        assert COVER in shown, page
        day = words.day(TODAY - timedelta(days=2))
        assert f"as due {day}" in shown, page


def test_pages_note_change_settle_and_say_it_is_back(w, here, see):
    given = {"kind": "setback", "text": COVER, "owner_id": str(w.daniel.pk), "due_on_day": "6"}
    day = {"due_on-day": "6", "due_on-month": "11", "due_on-year": "2026"}
    assert see(w.daniel, "add-hindrance", w.engagement.pk, data=given | day).status_code == 302
    with acting_in(here.id):
        [one] = queries.hindrances(actor=actor(w.daniel), engagement=w.engagement)
    args = [w.engagement.pk, one.pk]
    changed = given | day | {"text": "Cover is half found"}
    assert see(w.daniel, "hindrance", *args, data=changed).status_code == 302
    assert see(w.daniel, "settle-hindrance", *args, data={"outcome": ""}).status_code == 422
    assert see(w.daniel, "settle-hindrance", *args, data={"outcome": "We share it"}).status_code == 302
    assert "We share it" in see(w.priya, "plan", w.engagement.pk).content.decode()
    assert see(w.priya, "reopen-hindrance", *args, data=day).status_code == 302
    assert "Said before" in see(w.daniel, "plan", w.engagement.pk).content.decode()
    assert see(w.farah, "plan", w.engagement.pk).status_code == 404
