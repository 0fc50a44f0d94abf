"""How it was for each side, the letter of thanks, and certificates: who writes, who reads, and when."""

from datetime import date, timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, personal_data, presenters, queries
from linkage.engagements.enums import EngagementStatus, VisitStatus
from linkage.engagements.models import Feedback, ThanksLetter
from linkage.engagements.tests.concerns import raised
from linkage.engagements.tests.ended import ENDED_ON, PLAN, close, on, pulse, ready_to_end, visited
from linkage.engagements.tests.factories import set_to
from linkage.engagements.tests.visits import mails, readers
from linkage.kernel.errors import Forbidden, NotFound
from linkage.people import queries as people
from linkage.people.tests.factories import actor, staff
from linkage.programmes import queries as programmes
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
S = EngagementStatus
HELPED = {"helped": "An hour after each lesson", "more": "A second visit in May", "again": "not_sure"}


@pytest.fixture
def ours(here):
    with acting_in(here.id):
        made = ready_to_end(here)
        visited(made)
        yield made


def write(ours, who, **fields):
    return operations.write_feedback(actor=actor(who), at=NOW, engagement=ours.engagement, **{**HELPED, **fields})


def share(found, who):
    return operations.share_feedback(actor=actor(who), at=NOW, feedback=found)


def reads(ours, who):
    return [each.helped for each in queries.feedback_read_by(actor=actor(who), engagement=ours.engagement)]


class TestHowItWas:
    def test_it_is_read_by_ones_own_side_and_by_the_other_once_its_writer_shows_it(self, ours):
        found = write(ours, ours.daniel)
        assert reads(ours, ours.grace) == [HELPED["helped"]]
        assert reads(ours, ours.priya) == reads(ours, ours.helen) == reads(ours, ours.farah) == []
        share(found, ours.daniel)
        assert reads(ours, ours.priya) == [HELPED["helped"]]
        assert reads(ours, ours.farah) == []
        [mail] = mails("feedback_shown")
        assert [each["name"] for each in mail.recipients] == ["Priya Raman"]
        assert HELPED["helped"] not in mail.text

    def test_only_its_writer_shows_it_and_twice_tells_nobody_again(self, ours):
        found = write(ours, ours.daniel)
        for who in (ours.grace, ours.priya, ours.farah):
            with pytest.raises(Forbidden):
                share(found, who)
        share(found, ours.daniel)
        share(found, ours.daniel)
        assert len(mails("feedback_shown")) == 1

    def test_it_may_be_said_anew_until_it_was_shown(self, ours):
        write(ours, ours.priya)
        found = write(ours, ours.priya, helped="The plan")
        assert Feedback.objects.get().helped == "The plan"
        share(found, ours.priya)
        with pytest.raises(operations.UnableToFeedBack, match="stays as they read it"):
            write(ours, ours.priya)

    def test_not_before_anybody_has_been_there_nor_while_it_is_paused(self, ours):
        ours.engagement.visits.update(status=VisitStatus.PLANNED)
        with pytest.raises(operations.UnableToFeedBack, match="after the first visit"):
            write(ours, ours.daniel)
        ours.engagement.visits.update(status=VisitStatus.WRITTEN)
        set_to(ours, S.PAUSED)
        with pytest.raises(operations.UnableToFeedBack, match="goes on"):
            write(ours, ours.daniel)
        set_to(ours, S.STOPPED)
        write(ours, ours.daniel)

    def test_nobody_else_writes_it(self, ours):
        for who in (ours.farah, staff(ours.programme, ours.thistlebank)):
            with pytest.raises(Forbidden):
                write(ours, who)

    def test_home_asks_whoever_takes_part_while_it_ends_and_for_a_month(self, ours):
        def waits(who, at):
            return [each.title for each in queries.next_actions(actor=actor(who), at=at)]

        title = "How was it? Reading at Thistlebank"
        assert title in waits(ours.priya, NOW)
        assert title not in waits(ours.helen, NOW)
        close(ours)
        assert title in waits(ours.daniel, on(ENDED_ON + timedelta(days=30)))
        assert title not in waits(ours.daniel, on(ENDED_ON + timedelta(days=31)))
        write(ours, ours.daniel)
        assert title not in waits(ours.daniel, on(ENDED_ON))

    def test_what_is_stopped_asks_nobody_how_it_was_not_even_where_a_worry_keeps_it_at_home(self, ours):
        raised(ours)
        operations.stop(actor=actor(ours.helen), at=NOW, engagement=ours.engagement, reason="Nobody is left")
        told = [each.title for each in queries.next_actions(actor=actor(ours.daniel), at=NOW)]
        assert not [each for each in told if each.startswith("How was it?")]


class TestThanks:
    def send(self, ours, who, text="Dear Priya,\n\nThank you."):
        return operations.send_thanks(actor=actor(who), at=NOW, engagement=ours.engagement, text=text)

    def test_it_is_written_from_what_happened_and_claims_nothing_more(self, ours):
        given = queries.days_given(actor=actor(ours.grace), engagement=ours.engagement)
        assert "for the day you gave us on" in presenters.thanks_initial(ours.engagement, [ours.priya], given, "")
        visited(ours, date(2026, 12, 1), half_days=1)
        visited(ours, date(2026, 12, 8), status=VisitStatus.WRITTEN)
        given = queries.days_given(actor=actor(ours.grace), engagement=ours.engagement)
        text = presenters.thanks_initial(ours.engagement, [ours.priya], given, "Helen Brook")
        assert text.startswith("Dear Priya,")
        assert "Thank you for the 1 and a half days you gave us between 12 November 2026 and 1 December 2026" in text
        assert "Helen Brook and everybody at Harrowgill High School" in text
        # A head who came herself is not asked to thank herself.
        own = presenters.thanks_initial(ours.engagement, [ours.helen], given, "Helen Brook")
        assert "thanks on to everybody at Harrowgill High School" in own

    def test_it_goes_to_who_gave_the_days_and_their_head_as_a_paper_and_the_step_is_done(self, ours):
        ours.engagement.marks.filter(code="thanks").delete()
        letter = self.send(ours, ours.grace)
        assert readers("thanked") == ["Helen Brook", "Priya Raman"]
        assert all(each.attachments[0]["name"] == "letter-of-thanks.pdf" for each in mails("thanked"))
        assert (letter.signed_name, letter.signed_for) == (ours.grace.name, "Head of Thistlebank School")
        done = {
            each.step.code
            for each in queries.progress(actor=actor(ours.grace), engagement=ours.engagement)
            if each.is_done
        }
        assert "thanks" in done

    def test_whoever_leads_may_write_it_for_the_school_and_it_is_sent_once(self, ours):
        assert self.send(ours, ours.daniel).signed_for == "For Thistlebank School"
        with pytest.raises(operations.UnableToThank, match="sent already"):
            self.send(ours, ours.grace)
        assert ThanksLetter.objects.count() == 1

    def test_nobody_of_the_other_school_nor_of_the_programme_writes_it(self, ours):
        for who in (ours.priya, ours.helen, ours.farah):
            with pytest.raises(Forbidden):
                self.send(ours, who)
        set_to(ours, S.PREPARING)
        with pytest.raises(operations.UnableToThank, match="under way"):
            self.send(ours, ours.grace)

    def test_the_paper_is_the_same_each_time_and_of_one_page(self, ours):
        letter, sender = self.send(ours, ours.grace), programmes.sender(actor=actor(ours.grace))
        one, two = (presenters.thanks_paper(letter, [ours.priya], sender) for _ in range(2))
        assert one == two
        assert one.startswith(b"%PDF")


class TestCertificates:
    def of(self, ours, who, person=None):
        return queries.certificate(
            actor=actor(who), engagement_id=ours.engagement.pk, person_id=(person or ours.priya).pk
        )

    def test_with_the_end_it_goes_to_who_gave_days_and_their_head_and_to_nobody_else(self, ours):
        visited(ours, date(2026, 12, 1), half_days=1)
        assert mails("certified") == []
        close(ours)
        assert readers("certified") == ["Helen Brook", "Priya Raman"]
        for who in (ours.priya, ours.helen):
            found = self.of(ours, who)
            assert (found.half_days, found.days) == (3, (date(2026, 11, 12), date(2026, 12, 1)))
        for who in (ours.daniel, ours.grace, ours.farah):
            with pytest.raises(NotFound):
                self.of(ours, who)
            assert queries.certificates(actor=actor(who), engagement=ours.engagement) == []

    def test_there_is_none_before_the_end_nor_for_days_nobody_agreed(self, ours):
        with pytest.raises(NotFound):
            self.of(ours, ours.priya)
        anna = staff(ours.programme, ours.harrowgill, name="Anna Bell")
        visited(ours, date(2026, 12, 2), visitor=anna, status=VisitStatus.WRITTEN)
        close(ours)
        with pytest.raises(NotFound):
            self.of(ours, ours.helen, anna)
        self.of(ours, ours.helen)

    def test_one_who_gave_days_does_not_take_anothers_home(self, ours):
        anna = staff(ours.programme, ours.harrowgill, name="Anna Bell")
        visited(ours, date(2026, 12, 2), visitor=anna)
        close(ours)
        with pytest.raises(NotFound):
            self.of(ours, anna, ours.priya)
        assert [each.person for each in queries.certificates(actor=actor(anna), engagement=ours.engagement)] == [anna]
        assert len(queries.certificates(actor=actor(ours.helen), engagement=ours.engagement)) == 2

    def test_the_paper_says_the_days_and_is_the_same_each_time(self, ours):
        close(ours)
        found, sender = self.of(ours, ours.priya), programmes.sender(actor=actor(ours.priya))
        one, two = (presenters.certificate_paper(found, sender) for _ in range(2))
        assert one == two
        assert presenters.certificate_name(found) == "certificate-priya-raman.pdf"


class TestForgetting:
    def test_who_is_forgotten_is_asked_no_more_and_leaves_no_word_nor_name_behind(self, ours):
        write(ours, ours.priya, helped="Priya Raman was given a room")
        operations.send_thanks(actor=actor(ours.grace), at=NOW, engagement=ours.engagement, text="Dear Priya Raman,")
        close(ours)
        subject = people.subject(actor=actor(ours.farah), person=ours.priya)
        copy = personal_data.collect(subject)
        assert [each["What helped"] for each in copy["How it was, as you said it"]] == ["Priya Raman was given a room"]
        assert len(copy["Letters of thanks that name you"]) == 1
        personal_data.erase(subject, NOW)
        assert Feedback.objects.get().helped == ""
        assert "Priya" not in ThanksLetter.objects.get().text
        asked = pulse(ours, 0, "home")
        assert queries.asked_for(actor=actor(ours.farah), pulse=asked) == ours.helen
        # The control: of the other school the same person is asked as before.
        assert queries.asked_for(actor=actor(ours.farah), pulse=pulse(ours)) == ours.daniel


def test_a_plan_that_was_written_anew_is_not_held_to_what_was_said_of_the_one_before(see, here):
    with acting_in(here.id):
        w = ready_to_end(here)
        operations.go_on(actor=actor(w.grace), at=NOW, engagement=w.engagement)
        w.engagement.reviews.create(programme=here, due_on=NOW.date(), is_half_way=True)
        [aim] = queries.objectives(actor=actor(w.daniel), engagement=w.engagement)
        said = {"ratings": {aim.pk: ("green", "")}, "carries_on": ("no", "Both have left")}
        operations.rate(actor=actor(w.daniel), at=NOW, engagement=w.engagement, **said)
    doubt, before = "It no longer holds as it was written", f"The plan was then: “{PLAN}”"
    page = see(w.priya, "ending", w.engagement.pk).content.decode()
    assert (doubt in page, before in page) == (True, False)
    with acting_in(here.id):
        anew = {"actor": actor(w.daniel), "at": NOW, "engagement": w.engagement}
        operations.say_who_carries_on(carries_on="The new head of English does.", **anew)
    page = see(w.priya, "ending", w.engagement.pk).content.decode()
    assert (doubt in page, before in page, "Both have left" in page) == (False, True, True)
