"""The note of a visit: a draft of its writer's alone, agreed by the host for good; and what waits at home."""

import base64
from datetime import date, timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.engagements.enums import EngagementStatus, VisitStatus
from linkage.engagements.models import UnableToMoveVisit, Visit
from linkage.engagements.operations import Note, UnableToAgreeNote, UnableToWriteNote
from linkage.engagements.queries.waiting import WAITING
from linkage.engagements.tests import visits as made
from linkage.engagements.tests.factories import set_to
from linkage.engagements.tests.visits import DAY, NOTE, OTHER_DAY, agreed, booked, mails, on, readers, written
from linkage.kernel.errors import Forbidden, NotFound
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor, staff
from linkage.programmes.tests.factories import programme
from linkage.ui.sources import told

pytestmark = pytest.mark.django_db
S, V = EngagementStatus, VisitStatus


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def w(here):
    return made.at_work(here)


def again(someone, visit):
    return queries.visit(actor=actor(someone), engagement_id=visit.engagement_id, visit_id=visit.pk)


def kept(w, visit, by=None, at=None, note=NOTE):
    return operations.keep_note(actor=actor(by or w.priya), at=at or on(DAY), visit=visit, note=note)


def back(w, visit, by=None):
    return operations.send_note_back(
        actor=actor(by or w.daniel), at=on(DAY, 18), visit=visit, sent_back="We were five, not four"
    )


def agree(w, visit, by=None):
    return operations.agree_note(actor=actor(by or w.daniel), at=on(DAY, 18), visit=visit)


def shown(someone, visit, at=None):
    found = queries.seen(actor=actor(someone), visit=again(someone, visit), at=at or on(DAY))
    return found.done, found.so_far, found.next_step


def waits(someone, at):
    return [each.title for each in told(WAITING, actor=actor(someone), at=at)]


class TestWriting:
    def test_a_draft_is_seen_by_its_writer_alone(self, w):
        visit = kept(w, booked(w))
        assert shown(w.priya, visit) == (NOTE.done, NOTE.so_far, NOTE.next_step)
        for someone in (w.daniel, w.grace, w.helen):
            assert shown(someone, visit) == ("", "", "")
        # The control: once it is sent, both schools read it.
        written(w, visit)
        for someone in (w.priya, w.daniel, w.grace, w.helen):
            assert shown(someone, visit) == (NOTE.done, NOTE.so_far, NOTE.next_step)

    def test_the_programme_and_a_stranger_find_no_visit(self, here, w):
        visit = written(w)
        for someone in (w.farah, staff(here, w.harrowgill), staff(here, w.thistlebank)):
            with pytest.raises(NotFound):
                again(someone, visit)
            assert queries.visits_of(actor=actor(someone), engagement=w.engagement, at=on(DAY)) == []
        assert len(queries.visits_of(actor=actor(w.grace), engagement=w.engagement, at=on(DAY))) == 1

    def test_nobody_else_writes_it(self, w):
        visit = booked(w)
        for someone in (w.daniel, w.grace, w.helen, w.farah):
            with pytest.raises(Forbidden):
                kept(w, visit, by=someone)
            with pytest.raises(Forbidden):
                operations.send_note(actor=actor(someone), at=on(DAY), visit=visit, note=NOTE)

    def test_not_before_the_day(self, w):
        visit = booked(w)
        with pytest.raises(UnableToWriteNote, match="The visit is on Thursday 12 November 2026"):
            kept(w, visit, at=on(DAY - timedelta(days=1)))
        assert kept(w, visit).done == NOTE.done

    def test_a_draft_may_be_half_and_what_is_sent_is_whole(self, w):
        visit = kept(w, booked(w), note=Note(done="Watched three practicals"))
        with pytest.raises(UnableToWriteNote, match="Too early to say") as refused:
            written(w, visit, note=Note(done="Watched three practicals"))
        assert [each.field for each in refused.value.violations] == ["so_far", "next_step"]
        assert Visit.objects.get().state == V.PLANNED

    def test_while_it_is_paused_or_over_nothing_is_written_or_agreed(self, w):
        visit, sent = booked(w, day=OTHER_DAY), written(w)
        for status, said in ((S.PAUSED, "paused"), (S.CLOSED, "“Ended”"), (S.STOPPED, "“Stopped”")):
            set_to(w, status)
            with pytest.raises(UnableToWriteNote, match=said):
                kept(w, visit, at=on(OTHER_DAY))
            with pytest.raises(UnableToWriteNote, match=said):
                written(w, visit)
            with pytest.raises(UnableToAgreeNote, match=said):
                agree(w, sent)
            with pytest.raises(UnableToAgreeNote, match=said):
                back(w, sent)
        set_to(w, S.EXITING)
        assert agree(w, sent).state == V.AGREED

    def test_a_visit_cancelled_while_the_note_is_sent(self, w):
        visit = booked(w)
        hers = again(w.priya, visit)
        operations.cancel_visit(actor=actor(w.daniel), at=on(DAY), visit=visit, reason="Nobody came")
        with pytest.raises(UnableToMoveVisit, match="“Cancelled”"):
            written(w, hers)
        assert mails("note_to_agree") == []

    def test_a_note_sent_while_the_visit_is_cancelled(self, w):
        visit = booked(w)
        his = again(w.daniel, visit)
        written(w, visit)
        with pytest.raises(UnableToMoveVisit, match="“Waiting to be agreed”"):
            operations.cancel_visit(actor=actor(w.daniel), at=on(DAY), visit=his, reason="Nobody came")
        assert Visit.objects.get().state == V.WRITTEN


class TestAgreeing:
    def test_who_leads_at_the_host_and_its_head_are_asked(self, w):
        written(w)
        assert readers("note_to_agree") == ["Daniel Whitlow", "Grace Okafor"]

    def test_no_mail_says_a_word_of_what_a_visit_is_about_or_of_its_note(self, w):
        operations.say_visitor_rules(
            actor=actor(w.daniel), at=on(DAY), engagement=w.engagement, visitor_rules="Park in Mill Lane"
        )
        visit = back(w, written(w))
        written(w, again(w.priya, visit))
        found = Message.objects.filter(about_id=visit.pk)
        assert {each.template for each in found} == {
            "engagements.visit_booked",
            "engagements.note_to_agree",
            "engagements.note_sent_back",
        }
        for each in found:
            files = "".join(base64.b64decode(file["base64"]).decode() for file in each.attachments)
            for words in ("practicals", "Four more", "Topic 4", "five", "Planning topics", "Mill Lane"):
                assert words not in each.text + each.html + each.subject + files
            # The control: it does say of whom it tells.
            assert "Priya Raman" in each.text or "12 November" in each.text

    def test_only_the_host_agrees_or_sends_back(self, w):
        visit = written(w)
        for someone in (w.priya, w.helen, w.farah):
            with pytest.raises(Forbidden):
                agree(w, visit, by=someone)
            with pytest.raises(Forbidden):
                back(w, visit, by=someone)
        assert agree(w, visit, by=w.grace).agreed_by == w.grace

    def test_agreed_twice_at_once_agrees_once(self, w):
        visit = written(w)
        hers = again(w.grace, visit)
        agree(w, visit)
        with pytest.raises(UnableToMoveVisit, match="“Agreed”"):
            agree(w, hers, by=w.grace)
        assert Visit.objects.get().agreed_by == w.daniel

    def test_what_is_agreed_is_final(self, w):
        visit = agreed(w)
        for attempt in (kept, written):
            with pytest.raises(UnableToMoveVisit, match="“Agreed”"):
                attempt(w, visit, note=Note("Otherwise", "Otherwise", "Otherwise"))
        with pytest.raises(UnableToMoveVisit, match="“Agreed”"):
            back(w, visit)
        assert Visit.objects.get().done == NOTE.done

    def test_what_is_sent_waits_and_is_not_changed(self, w):
        visit = written(w)
        with pytest.raises(UnableToMoveVisit, match="“Waiting to be agreed”"):
            kept(w, visit, note=Note("Otherwise"))

    def test_sent_back_it_is_a_draft_again_until_it_is_sent_anew(self, w):
        visit = back(w, written(w))
        assert (visit.state, visit.sent_back, visit.written_at) == (V.PLANNED, "We were five, not four", None)
        assert readers("note_sent_back") == ["Priya Raman"]
        assert "five" not in mails("note_sent_back")[0].text
        assert shown(w.daniel, visit) == ("", "", "")
        visit = written(w, again(w.priya, visit))
        assert (visit.state, visit.sent_back) == (V.WRITTEN, "")

    def test_days_are_used_once_the_note_is_sent(self, w):
        def days():
            found = queries.days_of(actor=actor(w.daniel), engagement=w.engagement)
            return found.used, found.booked, found.left

        visit = booked(w)
        booked(w, day=OTHER_DAY, half_days=1)
        assert days() == (0, 3, 21)
        written(w, visit)
        assert days() == (2, 1, 21)
        agree(w, visit)
        assert days() == (2, 1, 21)


class TestAtHome:
    def test_the_visitor_is_asked_on_the_day_and_is_late_after_five_school_days(self, w):
        booked(w)
        assert waits(w.priya, on(DAY - timedelta(days=1))) == []
        assert waits(w.priya, on(DAY)) == ["Write the note of your visit on Thursday 12 November 2026"]
        for day, left in ((DAY, 5), (date(2026, 11, 19), 0), (date(2026, 11, 20), -1)):
            [action] = told(WAITING, actor=actor(w.priya), at=on(day))
            assert (action.due_on, action.working_days_left) == (date(2026, 11, 19), left)
        for someone in (w.daniel, w.grace, w.helen, w.farah):
            assert waits(someone, on(DAY)) == []

    def test_who_leads_at_the_host_and_its_head_agree(self, w):
        visit = written(w)
        for someone in (w.daniel, w.grace):
            assert waits(someone, on(DAY)) == ["Agree the note of the visit on Thursday 12 November 2026"]
        for someone in (w.priya, w.helen, w.farah):
            assert waits(someone, on(DAY)) == []
        back(w, visit)
        assert waits(w.daniel, on(DAY)) == []
        assert waits(w.priya, on(DAY)) == ["Thistlebank School sent your note back"]

    def test_nothing_waits_while_it_is_paused(self, w):
        booked(w)
        written(w, booked(w, day=date(2026, 11, 10)))
        set_to(w, S.PAUSED)
        for someone in (w.priya, w.daniel):
            assert waits(someone, on(DAY)) == []
