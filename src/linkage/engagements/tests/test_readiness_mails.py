"""Who is told that they are asked how ready they are, and that there is something to read: each once."""

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import operations
from linkage.engagements.enums import EngagementStatus, Theme
from linkage.engagements.tests.concerns import mails, readers
from linkage.engagements.tests.factories import set_to, world
from linkage.engagements.tests.ready import FULLY, begun, both_shown, kept, shown, with_reds
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
BOTH_HEADS_AND_PRIYA = ["Grace Okafor", "Helen Brook", "Priya Raman"]


@pytest.fixture
def w():
    here = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(here.id):
        yield world(here)


def test_both_sides_are_asked_once_however_often_the_way_is_chosen_anew(w):
    begun(w)
    begun(w, is_light=True)
    assert readers("readiness_asked") == BOTH_HEADS_AND_PRIYA


def test_a_draft_tells_nobody_and_the_first_to_show_tells_the_other_side(w):
    begun(w)
    kept(w, w.daniel)
    assert readers("readiness_other_shown") == []
    shown(w, w.daniel, with_reds(Theme.TIME), note="Tuesdays never work")
    assert readers("readiness_other_shown") == ["Helen Brook", "Priya Raman"]
    assert not [each for each in mails("readiness_other_shown") if "Tuesdays" in str(vars(each))]


def test_the_second_to_show_tells_both_that_they_can_read(w):
    begun(w)
    both_shown(w)
    assert readers("readiness_both_shown") == ["Daniel Whitlow", "Grace Okafor", "Helen Brook"]
    assert readers("readiness_talk") == []


def test_where_a_conversation_is_wanted_that_is_what_they_are_told(w):
    begun(w)
    both_shown(w, client=with_reds(Theme.TIME, Theme.PEOPLE))
    assert readers("readiness_talk") == ["Daniel Whitlow", "Grace Okafor", "Helen Brook"]
    assert readers("readiness_both_shown") == []


def test_asked_again_they_are_told_again(w):
    begun(w)
    both_shown(w, FULLY)
    set_to(w, EngagementStatus.ACTIVE)
    operations.ask_again(actor=actor(w.daniel), at=NOW, engagement=w.engagement, is_light=True)
    assert readers("readiness_again") == BOTH_HEADS_AND_PRIYA
    assert readers("readiness_asked") == BOTH_HEADS_AND_PRIYA
