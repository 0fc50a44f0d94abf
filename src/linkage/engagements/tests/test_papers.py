"""Papers: who adds, reads, replaces and takes off which, how many there may be; evidence; and the days of steps."""

from datetime import timedelta

import pytest

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.documents.enums import FileState
from linkage.documents.models import FileContent, StoredFile
from linkage.engagements import operations, queries, rules
from linkage.engagements.enums import EngagementStatus, Kind, Theme
from linkage.engagements.models import Engagement, Paper, PaperVersion, StepDay
from linkage.engagements.operations import UnableToKeepPaper, UnableToPlanStep
from linkage.engagements.rules import papers as limits
from linkage.engagements.tests import ready
from linkage.engagements.tests.factories import set_to, world
from linkage.engagements.tests.papers import added, checked, found, seen_by
from linkage.engagements.tests.ready import TODAY
from linkage.engagements.tests.visits import mails, readers
from linkage.kernel.errors import Forbidden, NotFound
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
S = EngagementStatus
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def w(here):
    with acting_in(here.id):
        yield world(here, kind=Kind.SPONSORSHIP)


def replaced(w, someone, paper, text="The final minutes", based_on=1):
    return operations.replace_paper(actor=actor(someone), at=LATER, paper=paper, file=checked(text), based_on=based_on)


def taken_off(w, someone, paper):
    return operations.take_paper_off(actor=actor(someone), at=LATER, paper=paper)


class TestWhoReads:
    def test_both_schools_read_what_either_added(self, w):
        added(w, w.daniel, "Budget")
        added(w, w.priya, "Diligence", code="diligence")
        for someone in (w.daniel, w.priya, w.grace, w.helen):
            assert seen_by(w, someone) == ["Budget", "Diligence"]

    def test_whoever_runs_the_programme_reads_only_what_they_added(self, w):
        added(w, w.daniel, "Budget")
        added(w, w.daniel, "For the order", code="order")
        added(w, w.farah, "The order", code="order")
        assert seen_by(w, w.farah) == ["The order"]
        assert seen_by(w, w.daniel) == ["Budget", "For the order", "The order"]

    def test_the_programme_adds_to_its_own_steps_alone(self, w):
        for code in ("", "diligence", "no-such-step"):
            with pytest.raises(Forbidden):
                added(w, w.farah, code=code)
        assert added(w, w.farah, code="conflict").side == ""

    def test_a_step_that_is_not_there_takes_no_paper(self, w):
        with pytest.raises(UnableToKeepPaper, match="not there any more"):
            added(w, w.daniel, code="no-such-step")

    def test_who_left_reads_nothing_more(self, w):
        made = added(w, w.daniel)
        w.engagement.participants.filter(person=w.priya).update(left_at=NOW)
        with pytest.raises(NotFound):
            found(w, w.priya, made)


class TestChanging:
    def test_a_newer_version_takes_its_place_and_the_earlier_stay(self, w):
        made = added(w, w.daniel)
        replaced(w, w.daniel, made)
        now = found(w, w.priya, made)
        assert [(each.number, each.added_by_id) for each in now.trail] == [(2, w.daniel.pk), (1, w.daniel.pk)]
        assert StoredFile.objects.count() == 2

    def test_of_two_who_replace_the_second_reads_first(self, w):
        made = added(w, w.daniel)
        replaced(w, w.daniel, made)
        with pytest.raises(UnableToKeepPaper, match="quicker"):
            replaced(w, w.daniel, made, "Another text")

    def test_the_same_file_is_no_newer_version(self, w):
        made = added(w, w.daniel)
        with pytest.raises(UnableToKeepPaper, match="is there already"):
            replaced(w, w.daniel, made, "Minutes of the meeting")

    def test_who_added_it_and_who_leads_there_change_it_and_nobody_else(self, w):
        made = added(w, w.daniel)
        for other in (w.priya, w.helen):
            with pytest.raises(Forbidden):
                replaced(w, other, made)
            with pytest.raises(Forbidden):
                taken_off(w, other, made)
        # Its head leads there.
        replaced(w, w.grace, made)
        taken_off(w, w.grace, found(w, w.daniel, made))

    def test_taken_off_its_files_are_gone_and_the_fact_stays(self, w):
        made = added(w, w.daniel, "Budget")
        replaced(w, w.daniel, made)
        taken_off(w, w.daniel, found(w, w.daniel, made))
        assert (StoredFile.objects.count(), FileContent.objects.count(), PaperVersion.objects.count()) == (0, 0, 0)
        assert seen_by(w, w.daniel) == []
        said = [each.title for each in queries.history(actor=actor(w.priya), engagement=w.engagement)]
        assert f"{w.daniel.name} added a paper: Budget" in said
        assert f"{w.daniel.name} took a paper off: Budget" in said

    def test_taken_off_twice_the_second_is_told(self, w):
        made = added(w, w.daniel)
        taken_off(w, w.daniel, made)
        with pytest.raises(UnableToKeepPaper, match="taken off"):
            taken_off(w, w.daniel, made)
        with pytest.raises(UnableToKeepPaper, match="taken off"):
            replaced(w, w.daniel, made)

    @pytest.mark.parametrize("state", [S.PAUSED, S.CLOSED, S.STOPPED])
    def test_while_paused_and_once_over_it_can_be_read_only(self, w, state):
        made = added(w, w.daniel)
        set_to(w, state)
        made.engagement.hold()
        ways = (lambda: added(w, w.daniel), lambda: replaced(w, w.daniel, made), lambda: taken_off(w, w.daniel, made))
        for do in ways:
            with pytest.raises(UnableToKeepPaper, match="can be read"):
                do()
        assert seen_by(w, w.priya) == ["Minutes"]


class TestRoom:
    def test_a_hundred_files_and_no_more(self, w, monkeypatch):
        monkeypatch.setattr(limits, "MOST_FILES", 2)
        made = added(w, w.daniel)
        replaced(w, w.daniel, made)
        with pytest.raises(UnableToKeepPaper, match="2 files, counted with earlier versions"):
            added(w, w.daniel, "Third")
        taken_off(w, w.daniel, found(w, w.daniel, made))
        added(w, w.daniel, "Third")

    def test_two_hundred_megabytes_and_no_more(self):
        assert rules.there_is_room(3, rules.MOST_BYTES - 5, 5) == []
        assert "200 MB" in rules.there_is_room(3, rules.MOST_BYTES - 5, 6)[0].sentence


class TestEvidence:
    def test_it_is_seen_by_its_side_alone_until_both_have_shown(self, w):
        ready.begun(w)
        added(w, w.daniel, "Cover plan", theme=Theme.TIME)
        assert seen_by(w, w.grace) == ["Cover plan"]
        assert seen_by(w, w.priya) == seen_by(w, w.helen) == seen_by(w, w.farah) == []
        ready.both_shown(w)
        assert seen_by(w, w.priya) == ["Cover plan"]
        assert seen_by(w, w.farah) == []

    def test_the_timeline_of_the_other_side_says_nothing_of_it(self, w):
        ready.begun(w)
        added(w, w.daniel, "Cover plan", theme=Theme.TIME)
        mine, theirs = (
            [each.title for each in queries.history(actor=actor(someone), engagement=w.engagement)]
            for someone in (w.daniel, w.priya)
        )
        assert any("Cover plan" in each for each in mine)
        assert not any("paper" in each for each in theirs)

    def test_once_a_side_has_shown_what_belongs_to_its_answers_stays(self, w):
        ready.begun(w)
        made = added(w, w.daniel, theme=Theme.TIME)
        ready.shown(w, w.daniel)
        for do in (lambda: replaced(w, w.daniel, made), lambda: taken_off(w, w.daniel, made)):
            with pytest.raises(UnableToKeepPaper, match="has shown"):
                do()
        with pytest.raises(UnableToKeepPaper, match="has shown"):
            added(w, w.daniel, theme=Theme.TIME)
        # The other side has not.
        added(w, w.priya, theme=Theme.TIME)

    def test_where_nothing_is_asked_there_is_nothing_to_show_for(self, w):
        with pytest.raises(UnableToKeepPaper, match="Nothing is asked"):
            added(w, w.daniel, theme=Theme.TIME)
        ready.begun(w, is_light=True)
        with pytest.raises(UnableToKeepPaper, match="Nothing is asked"):
            added(w, w.daniel, theme=Theme.ENDING)
        assert Paper.objects.count() == 0


class TestFoundLater:
    """A scanner finds something in a paper after it was added."""

    def refused(self, w, someone):
        made = added(w, someone)
        StoredFile.objects.filter(pk=made.newest.file_id).update(state=FileState.REFUSED)
        return made

    def tell(self, w):
        return operations.tell_refused(actor=Actor.system("papers", w.programme.pk), at=LATER)

    def test_whoever_added_it_is_told_once_and_nobody_else(self, w):
        added(w, w.priya, "Nothing was found in this one", file=checked("Other minutes"))
        assert self.tell(w) == 0
        self.refused(w, w.daniel)
        assert (self.tell(w), self.tell(w)) == (1, 0)
        assert readers("paper_refused") == [w.daniel.name]

    def test_the_mail_names_no_paper_for_it_may_be_private_still(self, w):
        self.refused(w, w.daniel)
        self.tell(w)
        [mail] = mails("paper_refused")
        assert w.engagement.title in " ".join(mail.text.split())
        assert "Minutes" not in mail.text + mail.subject


class TestDaysOfSteps:
    def plan(self, w, someone, code="diligence", planned_on=TODAY + timedelta(days=9)):
        return operations.plan_step(
            actor=actor(someone), at=NOW, engagement=w.engagement, code=code, planned_on=planned_on
        )

    def planned(self, w):
        steps = queries.progress(actor=actor(w.daniel), engagement=w.engagement)
        return {each.step.code: each.planned_on for each in steps if each.planned_on}

    def test_who_leads_plans_moves_and_takes_a_day_away(self, w):
        self.plan(w, w.daniel)
        assert self.planned(w) == {"diligence": TODAY + timedelta(days=9)}
        self.plan(w, w.helen, planned_on=TODAY)
        assert self.planned(w) == {"diligence": TODAY}
        self.plan(w, w.helen, planned_on=None)
        assert self.planned(w) == {}

    def test_nobody_else_does(self, w):
        with pytest.raises(Forbidden):
            self.plan(w, w.farah)

    def test_a_step_that_is_not_there_and_what_is_paused_has_no_day(self, w):
        with pytest.raises(UnableToPlanStep, match="not there"):
            self.plan(w, w.daniel, code="no-such-step")
        set_to(w, S.PAUSED)
        with pytest.raises(UnableToPlanStep, match="Paused"):
            self.plan(w, w.daniel)
        assert StepDay.objects.count() == 0

    def test_a_day_outlives_a_change_of_kind(self, w):
        self.plan(w, w.daniel, code="conflict")
        operations.change_kind(actor=actor(w.daniel), at=NOW, engagement=w.engagement, kind=Kind.DEPLOYMENT)
        w.engagement = Engagement.objects.whole().get(pk=w.engagement.pk)
        assert self.planned(w) == {"conflict": TODAY + timedelta(days=9)}

    def test_a_step_is_late_when_its_day_has_passed_and_it_is_not_done(self):
        assert rules.is_late(TODAY - timedelta(days=1), TODAY, is_done=False)
        assert not rules.is_late(TODAY, TODAY, is_done=False)
        assert not rules.is_late(TODAY - timedelta(days=1), TODAY, is_done=True)
        assert not rules.is_late(None, TODAY, is_done=False)


class TestAtHome:
    def waits(self, who, at=NOW):
        found = queries.next_actions(actor=actor(who), at=at)
        return {each.title.split(":")[0]: each for each in found if not each.waiting_for}

    def plan(self, w, code, planned_on):
        operations.plan_step(actor=actor(w.daniel), at=NOW, engagement=w.engagement, code=code, planned_on=planned_on)

    def test_a_step_whose_day_comes_near_is_told_to_who_does_it_and_is_late_after_it(self, w):
        self.plan(w, "diligence", TODAY + timedelta(days=6))
        title = "Look into finances, staff and buildings"
        assert title not in self.waits(w.daniel)
        assert self.waits(w.priya)[title].due_on == TODAY + timedelta(days=6)
        late = self.waits(w.priya, NOW + timedelta(days=8))[title]
        assert late.clock.state == "late"
        operations.mark(actor=actor(w.priya), at=NOW, engagement=w.engagement, code="diligence", done_on=TODAY)
        assert title not in self.waits(w.priya)

    def test_a_day_far_away_is_not_told_yet(self, w):
        self.plan(w, "diligence", TODAY + timedelta(days=8))
        assert "Look into finances, staff and buildings" not in self.waits(w.priya)

    def test_the_programme_is_told_of_its_own_steps_and_reads_no_title(self, w):
        set_to(w, S.ACTIVE)
        self.plan(w, "order", TODAY - timedelta(days=1))
        told = self.waits(w.farah)["The order is made"]
        assert "Reading" not in told.title
        self.plan(w, "diligence", TODAY)
        assert set(self.waits(w.farah)) == {"The order is made"}

    def test_the_step_that_comes_next_is_told_once_with_its_day(self, w):
        self.plan(w, "conflict", TODAY)
        [told] = [each for each in queries.next_actions(actor=actor(w.farah), at=NOW) if "conflict" in each.title]
        assert told.due_on == TODAY
