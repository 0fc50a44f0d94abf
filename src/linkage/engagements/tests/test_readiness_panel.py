"""What the summary says about being ready, to each side its own."""

import re

import pytest
import time_machine
from django.template.loader import render_to_string
from django.urls import reverse

from linkage.database.tenancy import acting_in
from linkage.engagements import presenters, queries
from linkage.engagements.enums import EngagementStatus, Ready, Theme
from linkage.engagements.tests.factories import world
from linkage.engagements.tests.ready import FULLY, begun, both_shown
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
S = EngagementStatus


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def w(here):
    with acting_in(here.id):
        return world(here)


def at(w, name):
    return reverse(f"engagements:{name}", args=["ribble", w.engagement.pk])


def as_(client, someone):
    client.force_login(someone.account)
    return client


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def inside(w, make, *args, **kwargs):
    with acting_in(w.programme.id):
        return make(w, *args, **kwargs)


class TestThePanel:
    def panel(self, w, someone):
        with acting_in(w.programme.id):
            found = queries.engagement(actor=actor(someone), engagement_id=w.engagement.pk)
            known = queries.readiness_of(actor=actor(someone), engagement=found)
            return presenters.readiness_panel(actor=actor(someone), found=known)

    def test_it_asks_the_reader_or_shows_both_sides_from_theirs(self, w):
        assert self.panel(w, w.daniel).ask.button == "Begin"
        inside(w, begun)
        assert self.panel(w, w.priya).ask.button == "Answer"
        inside(w, both_shown, {**FULLY, Theme.CLEAR: Ready.PARTLY})
        mine, theirs = self.panel(w, w.daniel), self.panel(w, w.priya)
        assert (mine.ask, theirs.ask) == (None, None)
        words = {each.title: (each.words, each.is_to_talk) for each in mine.rows}
        assert words["Clear about what was agreed"] == ("You: only partly. They: fully", True)
        assert words["Ending well"] == ("Both: fully", False)
        [row] = [each for each in theirs.rows if each.is_to_talk]
        assert row.words == "You: fully. They: only partly"

    def test_the_dot_is_the_readers_and_a_wide_gap_is_amber(self, w):
        inside(w, begun)
        inside(w, both_shown, {**FULLY, Theme.CLEAR: Ready.PARTLY, Theme.TIME: Ready.NEARLY})
        drawn = {each.title: each.picture for each in self.panel(w, w.daniel).rows}
        wide = drawn["Clear about what was agreed"]
        assert 's-amber w6" d="M58 14H146"' in wide
        assert '<circle class="f-accent" cx="58"' in wide
        assert "s-amber" not in drawn["Time we can give"]
        assert '<circle class="f-accent" cx="146" cy="14" r="9"/>' in drawn["Ending well"]

    def test_the_summary_draws_it(self, client, w):
        inside(w, begun)
        request = as_(client, w.daniel).get(at(w, "readiness")).wsgi_request
        drawn = _drawn(request, self.panel(w, w.daniel))
        assert f'href="{at(w, "readiness-answer")}"' in drawn
        assert "<table" not in drawn
        inside(w, both_shown, {**FULLY, Theme.CLEAR: Ready.PARTLY})
        drawn = _drawn(request, self.panel(w, w.daniel))
        assert drawn.count("<tr>") == 1 + len(Theme)
        assert "Talk about this one" in drawn


def _drawn(request, panel):
    return render_to_string("engagements/readiness_panel.html", {"readiness": panel}, request=request)
