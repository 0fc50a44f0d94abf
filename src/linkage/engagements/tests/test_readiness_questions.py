"""The questions are worded by coordinators in versions; whoever has begun keeps the ones they began with."""

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries, rules
from linkage.engagements.enums import EngagementStatus, Theme
from linkage.engagements.models import ReadinessQuestions
from linkage.engagements.operations import (
    UnableToSaveQuestions,
)
from linkage.engagements.tests.factories import set_to, world
from linkage.engagements.tests.ready import begun, both_shown, seen_by
from linkage.kernel.days import day_of
from linkage.kernel.errors import Forbidden
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S = EngagementStatus
TODAY = day_of(NOW)


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def w(here):
    return world(here)


class TestQuestions:
    def save(self, w, someone, title="Purpose", based_on=None):
        version, asked = queries.questions_now(actor=actor(someone))
        changed = [asked[0]._replace(title=title), *asked[1:]]
        return operations.save_questions(
            actor=actor(someone), at=NOW, questions=changed, based_on=version if based_on is None else based_on
        )

    def test_saving_makes_a_new_version_and_who_has_begun_keeps_theirs(self, w):
        begun(w)
        assert self.save(w, w.farah).version == 2
        assert seen_by(w, w.daniel).questions == rules.QUESTIONS
        set_to(w, S.ACTIVE)
        both_shown(w)
        operations.ask_again(actor=actor(w.daniel), at=NOW, engagement=w.engagement, is_light=False)
        assert seen_by(w, w.daniel).questions == rules.QUESTIONS
        assert queries.questions_now(actor=actor(w.farah))[1][0].title == "Purpose"

    def test_who_begins_after_that_is_asked_the_new_ones(self, w):
        self.save(w, w.farah)
        begun(w)
        assert seen_by(w, w.daniel).questions[0].title == "Purpose"
        assert list(ReadinessQuestions.objects.order_by("version").values_list("saved_by", flat=True)) == [
            None,
            w.farah.pk,
        ]

    def test_what_somebody_else_saved_meanwhile_is_not_overwritten(self, w):
        self.save(w, w.farah)
        with pytest.raises(UnableToSaveQuestions, match="Somebody else has saved"):
            self.save(w, w.farah, title="Trust", based_on=1)

    def test_without_a_change_there_is_no_new_version(self, w):
        with pytest.raises(UnableToSaveQuestions, match="Nothing is different"):
            self.save(w, w.farah, title=rules.QUESTIONS[0].title)

    def test_only_coordinators_word_them(self, w):
        with pytest.raises(Forbidden):
            self.save(w, w.grace)

    def test_every_theme_has_two_questions_that_fit_where_they_are_kept(self):
        assert [each.theme for each in rules.QUESTIONS] == list(Theme)
        for each in rules.QUESTIONS:
            assert all(20 < len(text) <= 300 for text in (each.home, each.client))
            assert len(each.title) <= 60
