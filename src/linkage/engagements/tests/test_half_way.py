"""Both sides are asked again how ready they are by itself: once, a week before the look half-way."""

from datetime import date, datetime, time, timedelta

import pytest
from procrastinate.contrib.django import app

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, presenters, queries
from linkage.engagements.enums import EngagementStatus, Kind, Ready, Theme
from linkage.engagements.models import ReadinessAsking
from linkage.engagements.tests.concerns import mails, readers
from linkage.engagements.tests.factories import set_to, world
from linkage.engagements.tests.ready import FULLY, begun, both_shown, seen_by, shown, talk, with_reds
from linkage.kernel.days import LONDON, local
from linkage.kernel.errors import Forbidden
from linkage.links.enums import Side
from linkage.messaging.models import Message
from linkage.people.tests.factories import actor
from linkage.programmes.models import Closure
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S = EngagementStatus
A_DAY = timedelta(days=1)
# A Friday, in a term without a holiday in the week before it.
LOOK_ON = date(2026, 12, 11)
FIRST_ASKED = LOOK_ON - 7 * A_DAY
EVERYBODY = ["Daniel Whitlow", "Grace Okafor", "Helen Brook", "Priya Raman"]


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def w(here):
    return under_way(here)


def under_way(here, *, is_light=False, **fields):
    """Both have said how ready they are; it has started, and the day half-way is set."""
    made = world(here, **fields)
    begun(made, is_light=is_light)
    both_shown(made, {**FULLY, Theme.TIME: Ready.PARTLY})
    set_to(made, S.ACTIVE)
    made.engagement.reviews.create(programme=here, due_on=LOOK_ON, is_half_way=True)
    return made


def on(day, hour=10):
    return datetime.combine(day, time(hour, 45), tzinfo=LONDON)


def run(w, day, hour=10):
    """The job of one hour; return how many it asked in."""
    return operations.ask_half_way_due(actor=Actor.system("readiness", w.programme.pk), at=on(day, hour))


def askings():
    return ReadinessAsking.objects.count()


class TestByTheClock:
    def test_both_are_asked_on_the_first_school_day_of_the_week_before_and_never_again(self, w):
        asked = []
        day = LOOK_ON - 30 * A_DAY
        while day < LOOK_ON + 30 * A_DAY:
            asked += [day for hour in (9, 10, 15) if run(w, day, hour)]
            day += A_DAY
        assert asked == [FIRST_ASKED]
        assert readers("readiness_again") == EVERYBODY
        assert {local(each.created_at).date() for each in mails("readiness_again")} == {FIRST_ASKED}

    def test_on_a_weekend_it_waits_for_monday(self, w):
        w.engagement.reviews.update(due_on=date(2026, 12, 12))
        assert [run(w, date(2026, 12, day)) for day in (4, 5, 6, 7)] == [0, 0, 0, 1]

    def test_a_look_that_is_moved_near_is_asked_about_on_the_next_day(self, w):
        assert run(w, date(2026, 11, 20)) == 0
        who, moved_to = actor(w.daniel), date(2026, 11, 25)
        operations.open_review(actor=who, at=on(date(2026, 11, 20)), engagement=w.engagement, due_on=moved_to)
        assert run(w, date(2026, 11, 23)) == 1

    def test_the_job_of_the_programme_asks(self, w, time_machine):
        time_machine.move_to(on(FIRST_ASKED), tick=False)
        app.tasks["engagements.readiness-in-programme"].func(programme_id=str(w.programme.pk))
        assert askings() == 2

    def test_the_hourly_job_has_each_programme_do_it(self, w, monkeypatch):
        deferred = []
        monkeypatch.setattr(
            "linkage.programmes.operations.jobs.defer", lambda job, **given: deferred.append((job, given))
        )
        operations.have_half_way_asked(actor=Actor.system("readiness"), at=on(FIRST_ASKED))
        assert [(job, given["programme_id"]) for job, given in deferred] == [
            ("engagements.readiness-in-programme", w.programme.pk)
        ]


class TestWhatIsAsked:
    def test_what_has_changed_is_shown_once_both_have_answered(self, w):
        run(w, FIRST_ASKED)
        both_shown(w, at=on(FIRST_ASKED, 11))
        first, second = seen_by(w, w.daniel).shown
        assert (first.value(Side.CLIENT, Theme.TIME), second.value(Side.CLIENT, Theme.TIME)) == (2, 4)
        panel = presenters.readiness_panel(actor=actor(w.daniel), found=seen_by(w, w.daniel))
        changed = {each.title: each.since for each in panel.rows}
        assert changed["Time we can give"] == "Since the first time: you two steps up, they the same"

    @pytest.mark.parametrize("is_light", [True, False])
    def test_as_many_questions_as_last_time(self, here, is_light):
        w = under_way(here, is_light=is_light)
        run(w, FIRST_ASKED)
        assert len(seen_by(w, w.priya).current.themes) == (3 if is_light else 7)

    def test_between_equals_both_read_both_questions(self, here):
        w = under_way(here, kind=Kind.PEER, is_light=True)
        run(w, FIRST_ASKED)
        assert seen_by(w, w.priya).current.asking.is_shared

    def test_it_waits_for_both_at_home_and_stands_in_what_happened(self, w):
        run(w, FIRST_ASKED)
        for someone in (w.daniel, w.priya, w.grace):
            found = [
                each
                for each in queries.next_actions(actor=actor(someone), at=on(FIRST_ASKED, 11))
                if each.title == "Say how ready you are now: Reading at Thistlebank"
            ]
            assert [each.button for each in found] == ["Answer"]
            assert "Seven questions" in found[0].text
        told = [each.title for each in queries.history(actor=actor(w.daniel), engagement=w.engagement)]
        assert "Both sides were asked again, half-way, how ready they are" in told

    def test_once_it_has_ended_nobody_is_asked_at_home_any_more(self, w):
        run(w, FIRST_ASKED)
        set_to(w, S.CLOSED)
        titles = [each.title for each in queries.next_actions(actor=actor(w.daniel), at=on(FIRST_ASKED, 11))]
        assert not [each for each in titles if "how ready" in each]


class TestWhoIsNotAsked:
    @pytest.mark.parametrize("status", [each for each in S if each != S.ACTIVE])
    def test_where_it_is_not_under_way(self, w, status):
        set_to(w, status)
        assert (run(w, FIRST_ASKED), askings()) == (0, 1)

    def test_after_a_pause_the_look_comes_later_and_so_does_this(self, w):
        operations.pause(actor=actor(w.daniel), at=on(date(2026, 12, 1)), engagement=w.engagement, reason="Ill")
        assert run(w, FIRST_ASKED) == 0
        operations.resume(actor=actor(w.daniel), at=on(date(2027, 1, 12)), engagement=w.engagement)
        due_on = w.engagement.reviews.get().due_on
        assert (run(w, date(2027, 1, 12)), due_on) == (0, date(2027, 1, 22))
        assert run(w, date(2027, 1, 15)) == 1

    def test_who_never_said_how_ready_they_are(self, here):
        w = world(here, kind=Kind.PEER)
        set_to(w, S.ACTIVE)
        w.engagement.reviews.create(programme=here, due_on=LOOK_ON, is_half_way=True)
        assert run(w, FIRST_ASKED) == 0
        begun(w)
        shown(w, w.daniel)
        assert run(w, FIRST_ASKED) == 0
        shown(w, w.priya)
        assert run(w, FIRST_ASKED) == 1  # the control

    def test_who_has_still_to_talk_about_the_first_answers(self, here):
        w = world(here)
        begun(w)
        both_shown(w, with_reds(Theme.TIME, Theme.ENDING))
        set_to(w, S.ACTIVE)
        w.engagement.reviews.create(programme=here, due_on=LOOK_ON, is_half_way=True)
        assert run(w, FIRST_ASKED) == 0
        talk(w)
        assert run(w, FIRST_ASKED) == 1

    def test_who_was_asked_again_by_somebody(self, w):
        operations.ask_again(actor=actor(w.daniel), at=NOW, engagement=w.engagement, is_light=True)
        both_shown(w)
        assert (run(w, FIRST_ASKED), askings()) == (0, 2)

    def test_where_the_look_half_way_is_over_or_the_one_set_is_another(self, w):
        w.engagement.reviews.update(closed_at=NOW)
        w.engagement.reviews.create(programme=w.programme, due_on=LOOK_ON)
        assert run(w, FIRST_ASKED) == 0

    def test_while_the_programme_rests(self, w):
        Closure.objects.create(programme=w.programme, name="Rest", starts_on=FIRST_ASKED, ends_on=FIRST_ASKED)
        assert run(w, FIRST_ASKED) == 0

    def test_who_was_paused_since_it_was_found_due(self, w):
        found = w.engagement
        operations.pause(actor=actor(w.daniel), at=on(date(2026, 12, 1)), engagement=found, reason="Ill")
        operations.ask_half_way(actor=Actor.system("readiness", w.programme.pk), at=on(FIRST_ASKED), engagement=found)
        assert (askings(), Message.objects.filter(template="engagements.readiness_again").count()) == (1, 0)

    def test_only_the_house_does_it(self, w):
        with pytest.raises(Forbidden):
            operations.ask_half_way(actor=actor(w.daniel), at=on(FIRST_ASKED), engagement=w.engagement)
        assert askings() == 1
