"""Each side says in private how ready it is; both show, talk where two things are not ready, and are asked again."""

from datetime import timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, rules
from linkage.engagements.enums import EngagementStatus, Kind, Ready, Theme
from linkage.engagements.models import ReadinessAnswer, UnableToMove
from linkage.engagements.operations import (
    UnableToAnswerReadiness,
    UnableToAskReadiness,
    UnableToNoteGovernors,
    UnableToNoteTalk,
)
from linkage.engagements.tests.factories import set_to, world
from linkage.engagements.tests.ready import (
    FULLY,
    begun,
    both_shown,
    is_done,
    kept,
    seen_by,
    shown,
    signed,
    talk,
    with_reds,
)
from linkage.kernel.days import day_of
from linkage.kernel.errors import Forbidden
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


class TestBeginning:
    def test_whoever_leads_asks_both_sides_all_seven_questions_or_three(self, w):
        asking = begun(w)
        assert seen_by(w, w.priya).current.themes == tuple(Theme)
        again = begun(w, is_light=True, someone=w.helen)
        assert again.pk == asking.pk
        assert seen_by(w, w.priya).current.themes == (Theme.PURPOSE, Theme.TIME, Theme.CLEAR)

    def test_whoever_only_takes_part_does_not_begin_it_and_does_not_show(self, w):
        colleague = staff(w.programme, w.thistlebank)
        operations.add_person(
            actor=actor(w.daniel), at=NOW, engagement=w.engagement, person_id=colleague.pk, leads=False
        )
        w.engagement.hold()
        with pytest.raises(Forbidden):
            begun(w, someone=colleague)
        begun(w)
        kept(w, colleague)
        with pytest.raises(Forbidden):
            operations.show_readiness(actor=actor(colleague), at=NOW, engagement=w.engagement)

    def test_once_a_side_has_shown_the_number_of_questions_stays(self, w):
        begun(w)
        shown(w, w.daniel)
        with pytest.raises(UnableToAskReadiness, match="has shown its answers already"):
            begun(w, is_light=True)

    def test_between_equals_both_read_both_questions(self, here):
        assert begun(world(here, kind=Kind.PEER)).is_shared

    def test_nobody_is_asked_while_it_is_paused_or_over(self, w):
        for status in (S.PAUSED, S.CLOSED, S.STOPPED):
            set_to(w, status)
            with pytest.raises(UnableToMove):
                begun(w)
        set_to(w, S.ACTIVE)
        assert begun(w)  # the control


class TestAnswering:
    def test_a_draft_is_saved_again_and_again_also_by_a_colleague(self, w):
        begun(w)
        kept(w, w.daniel, {Theme.TIME: Ready.PARTLY}, time="Cover is thin")
        kept(w, w.grace, {Theme.TIME: Ready.NEARLY})
        found = seen_by(w, w.daniel).current
        assert (found.value(Side.CLIENT, Theme.TIME), found.value(Side.CLIENT, Theme.ENDING)) == (Ready.NEARLY, None)
        assert found.sheets[Side.CLIENT].saved_by == w.grace

    def test_nothing_is_shown_before_every_question_is_answered(self, w):
        begun(w)
        kept(w, w.daniel, {**FULLY, Theme.ENDING: None, Theme.TIME: None})
        with pytest.raises(UnableToAnswerReadiness, match="Answer “Time we can give” and “Ending well” first"):
            operations.show_readiness(actor=actor(w.daniel), at=NOW, engagement=w.engagement)

    def test_the_lighter_look_asks_for_three_answers_and_keeps_no_others(self, w):
        begun(w, is_light=True)
        shown(w, w.daniel, {Theme.PURPOSE: 4, Theme.TIME: 4, Theme.CLEAR: 4, Theme.ENDING: 1})
        assert set(ReadinessAnswer.objects.values_list("theme", flat=True)) == {"purpose", "time", "clear"}

    def test_what_a_side_has_shown_stays_as_it_is(self, w):
        begun(w)
        shown(w, w.daniel)
        with pytest.raises(UnableToAnswerReadiness, match="stay as they are"):
            kept(w, w.grace, with_reds(Theme.TIME))
        with pytest.raises(UnableToAnswerReadiness, match="already"):
            operations.show_readiness(actor=actor(w.grace), at=NOW, engagement=w.engagement)
        kept(w, w.priya)  # the control: the other side may still write

    def test_after_both_have_shown_neither_writes(self, w):
        begun(w)
        both_shown(w)
        for someone in (w.daniel, w.priya):
            with pytest.raises(UnableToAnswerReadiness, match="Both sides have shown"):
                kept(w, someone)

    def test_without_being_asked_nobody_answers(self, w):
        with pytest.raises(UnableToAnswerReadiness, match="Nobody is asked yet"):
            kept(w, w.daniel)

    def test_while_it_is_paused_neither_writes_nor_shows(self, w):
        begun(w)
        kept(w, w.daniel)
        set_to(w, S.PAUSED)
        with pytest.raises(UnableToMove):
            kept(w, w.daniel)
        with pytest.raises(UnableToMove):
            operations.show_readiness(actor=actor(w.daniel), at=NOW, engagement=w.engagement)


class TestTalking:
    def test_one_not_yet_asks_for_nothing_and_wide_gaps_never_do(self, w):
        begun(w)
        both_shown(w, with_reds(Theme.TIME))
        assert (seen_by(w, w.daniel).current.waits_for_talk, is_done(w)) == (False, True)

    @pytest.mark.parametrize(
        ("client", "home"),
        [((Theme.TIME, Theme.ENDING), ()), ((Theme.TIME,), (Theme.ENDING,)), ((Theme.TIME,), (Theme.TIME,))],
    )
    def test_two_not_yets_of_anybody_ask_for_a_conversation_before_it_is_done(self, w, client, home):
        begun(w)
        both_shown(w, with_reds(*client), with_reds(*home))
        assert (seen_by(w, w.priya).current.waits_for_talk, is_done(w)) == (True, False)
        talk(w, w.priya)
        assert (seen_by(w, w.daniel).current.waits_for_talk, is_done(w)) == (False, True)
        asking = seen_by(w, w.daniel).current.asking
        assert (asking.talk_outcome, asking.talk_noted_by) == ("Cover is settled", w.priya)

    def test_a_conversation_is_noted_once_on_a_day_that_can_be(self, w):
        begun(w)
        with pytest.raises(UnableToNoteTalk, match="show their answers first"):
            talk(w)
        both_shown(w, with_reds(Theme.TIME, Theme.ENDING))
        with pytest.raises(UnableToNoteTalk, match="not to come"):
            talk(w, talked_on=TODAY + timedelta(days=1))
        with pytest.raises(UnableToNoteTalk, match="after both sides had shown"):
            talk(w, talked_on=TODAY - timedelta(days=1))
        talk(w)
        with pytest.raises(UnableToNoteTalk, match="quicker"):
            talk(w, w.priya)


class TestBeingDone:
    def test_the_step_says_by_itself_that_it_is_done(self, w):
        begun(w)
        shown(w, w.daniel)
        assert not is_done(w)
        shown(w, w.priya)
        assert is_done(w)

    def test_it_has_to_be_done_for_days_and_sponsors_and_may_be_done_between_equals(self):
        found = {kind: {each.code: each for each in rules.DEFAULTS[kind]}[rules.READINESS] for kind in Kind}
        assert {kind: each.is_required for kind, each in found.items()} == {
            Kind.PEER: False,
            Kind.DEPLOYMENT: True,
            Kind.SPONSORSHIP: True,
        }
        assert rules.READINESS in rules.BY_ITSELF

    def test_a_sponsorship_is_signed_off_by_the_governors_of_both(self, here):
        w = world(here, kind=Kind.SPONSORSHIP)
        begun(w)
        both_shown(w)
        signed(w, w.grace)
        assert not is_done(w)
        signed(w, w.helen, meeting="Trust board")
        assert is_done(w)
        signed(w, w.helen, meeting="Board of trustees")
        assert seen_by(w, w.daniel).governors[Side.HOME].meeting == "Board of trustees"

    def test_governors_sign_off_only_a_sponsorship_in_a_meeting_that_was_held(self, here):
        w = world(here, kind=Kind.SPONSORSHIP)
        with pytest.raises(UnableToNoteGovernors, match="has been held"):
            signed(w, w.grace, decided_on=TODAY + timedelta(days=1))
        w.engagement.kind = Kind.DEPLOYMENT
        w.engagement.save()
        with pytest.raises(UnableToNoteGovernors, match="no such thing"):
            signed(w, w.grace)


class TestAskingAgain:
    @pytest.fixture
    def under_way(self, w):
        begun(w)
        both_shown(w, {**FULLY, Theme.TIME: Ready.PARTLY})
        set_to(w, S.ACTIVE)
        return w

    def again(self, w, someone=None, **fields):
        who = actor(someone or w.priya)
        said = {"is_light": False, **fields}
        return operations.ask_again(actor=who, at=NOW + timedelta(days=60), engagement=w.engagement, **said)

    def test_both_are_asked_again_and_the_first_answers_stay(self, under_way):
        w = under_way
        assert self.again(w).number == 2
        assert is_done(w)
        assert [each.is_shown for each in seen_by(w, w.daniel).askings] == [True, False]
        both_shown(w)
        first, second = seen_by(w, w.daniel).shown
        assert (first.value(Side.CLIENT, Theme.TIME), second.value(Side.CLIENT, Theme.TIME)) == (2, 4)

    def test_only_while_it_is_under_way_and_only_after_the_last_is_finished(self, w):
        begun(w)
        with pytest.raises(UnableToMove):
            self.again(w)
        set_to(w, S.ACTIVE)
        with pytest.raises(UnableToAskReadiness, match="Both sides show"):
            self.again(w)
        both_shown(w, with_reds(Theme.TIME, Theme.ENDING))
        with pytest.raises(UnableToAskReadiness, match="Note the conversation"):
            self.again(w)
        talk(w)
        assert self.again(w)

    def test_before_the_first_time_there_is_no_again(self, w):
        set_to(w, S.ACTIVE)
        with pytest.raises(UnableToAskReadiness, match="Begin it first"):
            self.again(w)
