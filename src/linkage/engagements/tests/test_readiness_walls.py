"""What a side has not shown, or not with the other, is nobody else’s; each wall has a control that can fail."""

import pytest

from linkage.access.models import AuditEntry
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.engagements.enums import EngagementStatus, Ready, Theme
from linkage.engagements.models import ReadinessAnswer, ReadinessAsking
from linkage.engagements.tests.factories import set_to, world
from linkage.engagements.tests.ready import begun, both_shown, kept, seen_by, shown, talk, with_reds
from linkage.kernel.days import day_of
from linkage.kernel.errors import Forbidden, NotFound
from linkage.links.enums import Side
from linkage.people.tests.factories import actor, staff
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


class TestWalls:
    """What a side has not shown, or not with the other, is nobody else's: the lists below can fail, see the control."""

    def test_the_other_side_sees_neither_answers_nor_that_any_are_being_written(self, w):
        begun(w)
        kept(w, w.daniel, with_reds(Theme.TIME), time="Cover is thin")
        for someone in (w.priya, w.helen):
            found = seen_by(w, someone).current
            assert (dict(found.answers[Side.CLIENT]), Side.CLIENT in found.sheets) == ({}, False)
            assert not found.has_shown(Side.CLIENT)
        for someone in (w.daniel, w.grace):  # the control: their own side
            assert seen_by(w, someone).current.value(Side.CLIENT, Theme.TIME) == Ready.NOT_YET

    def test_once_one_side_has_shown_the_other_knows_that_and_no_more(self, w):
        begun(w)
        shown(w, w.daniel, with_reds(Theme.TIME))
        found = seen_by(w, w.priya).current
        assert (found.has_shown(Side.CLIENT), dict(found.answers[Side.CLIENT])) == (True, {})
        shown(w, w.priya)  # the control: now both have
        assert seen_by(w, w.priya).current.value(Side.CLIENT, Theme.TIME) == Ready.NOT_YET

    def test_the_second_time_is_as_private_as_the_first(self, w):
        begun(w)
        both_shown(w)
        set_to(w, S.ACTIVE)
        operations.ask_again(actor=actor(w.daniel), at=NOW, engagement=w.engagement, is_light=False)
        kept(w, w.priya, with_reds(Theme.ENDING))
        assert dict(seen_by(w, w.daniel).current.answers[Side.HOME]) == {}
        assert seen_by(w, w.daniel).shown[0].value(Side.HOME, Theme.ENDING) == Ready.FULLY

    def test_answers_to_more_questions_than_are_asked_in_the_end_are_shown_to_nobody(self, w):
        begun(w)
        kept(w, w.daniel, with_reds(Theme.ENDING, Theme.PEOPLE))
        begun(w, is_light=True)
        both_shown(w)
        found = seen_by(w, w.priya).current
        assert set(found.answers[Side.CLIENT]) == {Theme.PURPOSE, Theme.TIME, Theme.CLEAR}
        assert not found.waits_for_talk

    def test_a_coordinator_and_a_stranger_never_see_any_of_it(self, w):
        begun(w)
        both_shown(w)
        stranger = staff(w.programme, w.thistlebank)
        for someone in (w.farah, stranger):
            with pytest.raises(NotFound):
                seen_by(w, someone)
            for do in (kept, shown):
                with pytest.raises(Forbidden):
                    do(w, someone)
        assert seen_by(w, w.helen)  # the control

    def test_whoever_takes_part_no_more_sees_and_writes_nothing(self, w):
        colleague = staff(w.programme, w.thistlebank)
        joined = operations.add_person(
            actor=actor(w.daniel), at=NOW, engagement=w.engagement, person_id=colleague.pk, leads=False
        )
        w.engagement.hold()
        begun(w)
        kept(w, colleague)
        assert seen_by(w, colleague).current.value(Side.CLIENT, Theme.TIME) == Ready.FULLY  # the control
        stale = queries.engagement(actor=actor(colleague), engagement_id=w.engagement.pk)
        operations.let_go(actor=actor(w.daniel), at=NOW, engagement=w.engagement, participant=joined)
        w.engagement.hold()
        with pytest.raises(NotFound):
            seen_by(w, colleague)
        with pytest.raises(Forbidden):  # also with what they had open at that moment
            operations.keep_readiness(actor=actor(colleague), at=NOW, engagement=stale, answers={})

    def test_nothing_that_was_answered_stands_in_the_log(self, w):
        begun(w)
        kept(w, w.daniel, with_reds(Theme.TIME), time="Cover is thin")
        both_shown(w, with_reds(Theme.TIME, Theme.ENDING))
        talk(w)
        entries = AuditEntry.objects.filter(action__contains="readiness") | AuditEntry.objects.filter(
            action__contains="talk"
        )
        assert entries.count() >= 6
        for each in entries:
            assert each.target_id == w.engagement.pk
            assert set(each.changes) <= {"status", "changed_at"}

    def test_of_another_programme_nothing_exists(self, w):
        begun(w)
        kept(w, w.daniel)
        assert ReadinessAsking.objects.count() == 1  # the control
        with acting_in(programme().id):
            assert (ReadinessAsking.objects.count(), ReadinessAnswer.objects.count()) == (0, 0)
