"""What somebody tells the programme in confidence: who reads it, by when it is seen, and what comes of it."""

from datetime import timedelta

import pytest

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, personal_data, queries
from linkage.engagements.enums import EngagementStatus
from linkage.engagements.models import Concern, Engagement, Participant
from linkage.engagements.tests.concerns import (
    ANSWER,
    WORDS,
    closed,
    fresh,
    mails,
    omar,
    opened,
    raised,
    readers,
    written,
)
from linkage.engagements.tests.factories import set_to, world
from linkage.kernel.errors import Forbidden, NotFound
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import RoleGrant
from linkage.people.tests.factories import actor, grant, staff
from linkage.programmes.tests.factories import NOW, programme
from linkage.support_requests.models import SupportRequest

pytestmark = pytest.mark.django_db
S = EngagementStatus
DAY = timedelta(days=1)


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def w(here):
    found = world(here)
    set_to(found, S.ACTIVE)
    return found


def reads(someone, found) -> bool:
    try:
        queries.concern(actor=actor(someone), concern_id=found.pk)
    except NotFound:
        return False
    return True


def titles(someone, at=NOW):
    return [each.title for each in queries.next_actions(actor=actor(someone), at=at)]


def chase(here, at):
    return operations.chase_concerns(actor=Actor.system("concerns", here.id), at=at)


class TestWhoReadsIt:
    def test_it_goes_to_who_looks_after_the_request_and_nobody_else_reads_it(self, w, here):
        auditor = staff(here, w.thistlebank)
        grant(auditor, Role.AUDITOR)
        found = raised(w)
        assert found.handler == w.farah
        assert reads(w.daniel, found)
        assert reads(w.farah, found)
        for someone in (w.grace, w.helen, w.priya, omar(here), auditor):
            assert not reads(someone, found)
            assert queries.thread(actor=actor(someone), concern=fresh(found)) == []
            assert queries.concerns(actor=actor(someone)) == []

    def test_the_other_school_can_tell_too_and_heads_can(self, w):
        for someone in (w.priya, w.helen, w.grace):
            assert reads(w.farah, raised(w, by=someone))

    def test_who_takes_no_part_tells_nothing(self, w, here):
        with pytest.raises(Forbidden):
            raised(w, by=staff(here, w.thistlebank))

    def test_while_it_is_paused_or_once_it_is_stopped_it_can_be_told_still(self, w):
        for state in (S.PAUSED, S.STOPPED):
            set_to(w, state)
            assert raised(w).handler == w.farah

    def test_who_is_taken_off_keeps_what_they_told(self, w):
        found = raised(w)
        Participant.objects.filter(person=w.daniel).update(left_at=NOW)
        assert reads(w.daniel, found)

    def test_a_coordinator_of_one_of_the_schools_never_handles_it(self, w, here):
        grant(w.farah, Role.HEAD, w.harrowgill)
        waiting = omar(here)
        found = raised(w)
        assert found.handler is None
        assert not reads(w.farah, found)
        assert readers("to_take_up") == ["Omar Aziz"]
        assert titles(waiting) == ["Something waits to be taken up"]
        assert "Something waits to be taken up" not in titles(w.farah)

    def test_where_everybody_is_of_one_of_the_schools_it_is_refused_plainly(self, w):
        grant(w.farah, Role.HEAD, w.harrowgill)
        with pytest.raises(operations.UnableToRaise, match="Speak to your head"):
            raised(w)

    def test_who_runs_the_programme_no_more_reads_it_no_more(self, w):
        found = raised(w)
        RoleGrant.objects.filter(person=w.farah).update(ended_at=NOW)
        assert not reads(w.farah, found)


class TestMails:
    def test_no_mail_says_a_word_of_it_nor_who_or_where(self, w, here):
        found = raised(w)
        written(found, w.farah)
        written(found, w.daniel, "Thank you")
        closed(found, w.farah)
        told = mails("for_you")
        assert readers("for_you") == ["Daniel Whitlow", "Daniel Whitlow", "Farah Siddiqui", "Farah Siddiqui"]
        for each in told:
            whole = " ".join(str(value) for value in vars(each).values())
            body = whole.replace("Daniel Whitlow", "", 1) if each.recipients[0]["name"] == "Daniel Whitlow" else whole
            assert found.path in whole  # the control: what is looked at holds the mail
            for word in (WORDS, ANSWER, "Thank you", "One person gives", "Reading", "Thistlebank School", "concern"):
                assert word not in body
            assert each.about_id is None


class TestClock:
    def test_it_is_to_be_seen_within_a_working_day_and_stands_at_home_without_a_word(self, w):
        found = raised(w)
        assert found.due_on == (NOW + DAY).date()
        [mine] = [each for each in queries.next_actions(actor=actor(w.farah), at=NOW) if each.due_on]
        assert (mine.title, mine.working_days_left) == ("Something was written to you in confidence", 1)
        [theirs] = [each for each in queries.next_actions(actor=actor(w.daniel), at=NOW) if "confidence" in each.title]
        assert theirs.waiting_for
        for each in (mine, theirs):
            said = f"{each.title} {each.text} {each.waiting_for} {each.happens_next}"
            assert not [word for word in (WORDS, "Daniel", "Thistlebank", "Reading") if word in said]

    def test_once_seen_the_raiser_is_told_once(self, w):
        found = raised(w)
        for _ in range(2):
            operations.acknowledge_concern(actor=actor(w.farah), at=NOW, concern=fresh(found))
        assert fresh(found).state == "open"
        assert readers("for_you") == ["Daniel Whitlow", "Farah Siddiqui"]

    def test_what_nobody_saw_in_time_is_told_to_the_other_coordinators_once_without_a_word(self, w, here):
        other, found = omar(here), raised(w)
        assert chase(here, NOW + DAY) == 0
        assert chase(here, NOW + 2 * DAY) == 1
        assert chase(here, NOW + 2 * DAY) == 0
        assert readers("to_take_up") == ["Omar Aziz"]
        assert not reads(other, found)  # told that it waits, and no more
        taken = queries.concern_to_take(actor=actor(other), concern_id=found.pk)
        operations.take_concern(actor=actor(other), at=NOW + 2 * DAY, concern=taken)
        assert reads(other, found)
        assert not reads(w.farah, found)
        assert titles(w.daniel, NOW + 2 * DAY).count("There is something for you to read") == 1

    def test_what_was_seen_nobody_else_can_take(self, w, here):
        found = raised(w)
        operations.acknowledge_concern(actor=actor(w.farah), at=NOW, concern=fresh(found))
        chase(here, NOW + 5 * DAY)
        with pytest.raises(NotFound):
            queries.concern_to_take(actor=actor(omar(here)), concern_id=found.pk)

    def test_on_a_day_without_school_nobody_is_told(self, w, here):
        raised(w)
        assert chase(here, NOW + 4 * DAY) == 0  # a Saturday

    def test_where_its_handler_lost_their_role_it_waits_for_another(self, w, here):
        other, found = omar(here), raised(w)
        operations.acknowledge_concern(actor=actor(w.farah), at=NOW, concern=fresh(found))
        RoleGrant.objects.filter(person=w.farah).update(ended_at=NOW)
        assert chase(here, NOW) == 1
        assert fresh(found).handler is None
        assert titles(other) == ["Something waits to be taken up"]


class TestBetweenTheTwo:
    def test_they_write_to_each_other_and_it_waits_for_the_other(self, w):
        found = raised(w)
        written(found, w.farah)
        assert "There is something for you to read" in titles(w.daniel)
        assert "Something was written to you in confidence" not in titles(w.farah)
        operations.note_concern_read(actor=actor(w.daniel), at=NOW, concern=fresh(found))
        assert "There is something for you to read" not in titles(w.daniel)
        written(found, w.daniel, "One more thing", at=NOW + timedelta(minutes=1))
        assert "Your answer is waited for, in confidence" in titles(w.farah)
        said = [each.words for each in queries.thread(actor=actor(w.daniel), concern=fresh(found))]
        assert said == [ANSWER, "One more thing"]

    def test_it_is_closed_with_what_came_of_it_and_nothing_more_is_written(self, w):
        found = raised(w)
        closed(found, w.farah)
        assert fresh(found).outcome == "changed"
        assert "There is something for you to read" in titles(w.daniel)
        for someone in (w.daniel, w.farah):
            with pytest.raises(Exception, match="Closed"):
                written(found, someone)

    def test_only_who_raised_it_takes_it_back(self, w):
        found = raised(w)
        with pytest.raises(Forbidden):
            operations.withdraw_concern(actor=actor(w.farah), at=NOW, concern=fresh(found))
        operations.withdraw_concern(actor=actor(w.daniel), at=NOW, concern=fresh(found))
        assert fresh(found).state == "withdrawn"
        assert "Something was written to you in confidence" not in titles(w.farah)

    def test_it_is_handed_on_and_who_had_it_reads_it_no_more(self, w, here):
        other, found = omar(here), raised(w)
        opened(found, w.daniel)
        written(found, w.farah)
        operations.assign_concern(actor=actor(w.farah), at=NOW, concern=fresh(found), person_id=other.pk)
        assert reads(other, found)
        assert not reads(w.farah, found)
        assert "Something was written to you in confidence" in titles(other)  # anew, and to be seen in a day
        with pytest.raises(NotFound):  # what was opened to Farah is not opened to him
            queries.access(actor=actor(other), concern_id=found.pk, at=NOW)

    def test_it_is_handed_on_to_nobody_of_the_two_schools(self, w, here):
        found = raised(w)
        helen = w.helen
        grant(helen, Role.COORDINATOR)
        able = queries.other_handlers(actor=actor(w.farah), concern=fresh(found), at=NOW)
        assert able == []
        with pytest.raises(operations.UnableToAssign):
            operations.assign_concern(actor=actor(w.farah), at=NOW, concern=fresh(found), person_id=helen.pk)


class TestBesideTheEngagement:
    def beside(self, w, someone):
        whole = Engagement.objects.whole().get(pk=w.engagement.pk)
        return queries.concerns_beside(actor=actor(someone), engagement=whole)

    def test_only_the_two_find_it_there(self, w, here):
        found = raised(w)
        for someone in (w.daniel, w.farah):
            assert self.beside(w, someone) == ([found], None)
        for someone in (w.grace, w.helen, w.priya, omar(here)):
            assert self.beside(w, someone) == ([], None)

    def test_the_other_school_knows_that_there_is_one_where_that_was_allowed_and_its_own_does_not(self, w):
        found = raised(w, may_tell=True)
        assert self.beside(w, w.priya) == ([], found)
        assert self.beside(w, w.grace) == ([], None)
        closed(found, w.farah)
        assert self.beside(w, w.priya) == ([], None)

    def test_nothing_of_it_stands_in_what_has_happened(self, w):
        found = raised(w, may_tell=True)
        closed(found, w.farah)
        for someone in (w.daniel, w.priya):
            story = queries.history(actor=actor(someone), engagement=w.engagement)
            assert story
            assert not [each for each in story if "confidence" in each.title]


def test_an_officer_who_owns_the_request_handles_it(w, here):
    officer = staff(here, w.thistlebank, name="Ruth Olatunji")
    Participant.objects.filter(person=officer).delete()
    grant(officer, Role.OFFICER)
    SupportRequest.objects.filter(pk=w.request.pk).update(owner=officer)
    w.engagement.hold()
    found = raised(w)
    assert found.handler == officer
    assert reads(officer, found)
    assert not reads(w.farah, found)


def test_of_two_who_take_it_up_at_once_the_second_is_told(w, here):
    first, second, found = omar(here), omar(here, email="omar.two@ribble.example"), raised(w)
    chase(here, NOW + 2 * DAY)
    both = [queries.concern_to_take(actor=actor(each), concern_id=found.pk) for each in (first, second)]
    operations.take_concern(actor=actor(first), at=NOW + 2 * DAY, concern=both[0])
    with pytest.raises(Forbidden):
        operations.take_concern(actor=actor(second), at=NOW + 2 * DAY, concern=both[1])
    assert fresh(found).handler == first


def test_who_asks_for_a_copy_gets_their_own_words_and_never_what_another_told_of_them(w):
    found = raised(w, words="Priya Raman comes late each time")
    written(found, w.farah, "Priya Raman has been ill")
    mine = personal_data.collect(people.subject(actor=actor(w.farah), person=w.daniel))
    assert [each["What"] for each in mine["What you wrote in confidence"]] == ["Priya Raman comes late each time"]
    assert "comes late" not in str(personal_data.collect(people.subject(actor=actor(w.farah), person=w.priya)))
    personal_data.erase(people.subject(actor=actor(w.farah), person=w.priya), NOW)
    kept = Concern.objects.get(pk=found.pk)
    assert "Priya Raman" not in kept.words
    assert "comes late" in kept.words
