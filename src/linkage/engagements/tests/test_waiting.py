"""What waits at home because of support over time: for whom, and until when."""

from datetime import timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import operations, queries
from linkage.engagements.enums import EngagementStatus, Theme
from linkage.engagements.models import Agreement, ClauseLibrary, Engagement, PlanAction, Review, Visit
from linkage.engagements.queries.at_home import engagement_facts
from linkage.engagements.tests.factories import objective, set_to, world
from linkage.engagements.tests.ready import begun, both_shown, shown, talk, with_reds
from linkage.kernel.days import day_of
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
S = EngagementStatus
TODAY = day_of(NOW)
TITLE = "Reading at Thistlebank"


@pytest.fixture
def here():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield found


@pytest.fixture
def ours(here):
    return world(here)


def waits(who, at=NOW):
    return [each.title for each in queries.next_actions(actor=actor(who), at=at) if not each.waiting_for]


def step_done(ours, code="conflict"):
    operations.mark(actor=actor(ours.farah), at=NOW, engagement=ours.engagement, code=code, done_on=TODAY)


class TestBeforeItStarts:
    def test_what_the_programme_does_waits_for_whoever_looks_after_the_request_and_names_no_title(self, ours):
        titles = waits(ours.farah)
        assert titles == [
            "Check that nobody has a conflict of interest: Harrowgill High School helps Thistlebank School"
        ]
        step_done(ours)
        assert waits(ours.farah) == []

    def test_each_side_is_asked_how_ready_it_is_until_it_has_shown(self, ours):
        step_done(ours)
        ask = f"Say how ready you are: {TITLE}"
        assert waits(ours.daniel) == waits(ours.helen) == [ask]
        begun(ours)
        shown(ours, ours.daniel, with_reds(Theme.TIME))
        assert waits(ours.daniel) == []
        [told] = queries.next_actions(actor=actor(ours.daniel), at=NOW)
        assert told.waiting_for == "Harrowgill High School"
        shown(ours, ours.priya, with_reds(Theme.ENDING))
        assert f"Talk about how ready you are: {TITLE}" in waits(ours.grace)
        talk(ours)
        assert f"Talk about how ready you are: {TITLE}" not in waits(ours.grace)

    def test_what_should_change_waits_for_the_school_that_is_helped_alone(self, ours):
        step_done(ours)
        begun(ours)
        both_shown(ours)
        assert waits(ours.daniel) == [f"Write what should change: {TITLE}"]
        assert waits(ours.priya) == []

    def test_it_is_started_by_who_leads_once_nothing_comes_first(self, ours):
        set_to(ours, S.AGREED)
        Engagement.objects.update(next_doer="", next_title="", next_code="")
        assert waits(ours.grace) == waits(ours.helen) == [f"Start it: {TITLE}"]

    def test_an_agreement_is_signed_by_each_party_that_has_not(self, ours):
        set_to(ours, S.READY)
        Engagement.objects.update(next_doer="both", next_title="Agree it in writing", next_code="agreement")
        assert waits(ours.grace) == [f"Agree it in writing: {TITLE}"]
        offered(ours)
        sign = f"Sign the agreement: {TITLE}"
        assert [waits(who) for who in (ours.grace, ours.helen, ours.priya)] == [[sign]] * 3
        # Daniel leads for his school, and its head signs for it.
        assert waits(ours.daniel) == []


def offered(ours):
    library = ClauseLibrary.objects.create(programme=ours.programme, number=1, saved_at=NOW)
    return Agreement.objects.create(
        programme=ours.programme,
        engagement=ours.engagement,
        number=1,
        status="offered",
        library=library,
        text="Text",
        text_hash="0" * 64,
        saved_by=ours.daniel,
        saved_at=NOW,
        offered_by=ours.daniel,
        offered_at=NOW,
    )


class TestUnderWay:
    @pytest.fixture(autouse=True)
    def started(self, ours):
        set_to(ours, S.ACTIVE)
        Engagement.objects.update(next_doer="", next_title="", next_code="")

    def test_a_look_waits_a_week_before_its_day_for_who_leads(self, ours):
        objective(ours)
        Review.objects.create(programme=ours.programme, engagement=ours.engagement, due_on=TODAY + timedelta(days=8))
        assert waits(ours.daniel) == []
        tomorrow = NOW + timedelta(days=1)
        assert waits(ours.daniel, tomorrow) == waits(ours.helen, tomorrow) == [f"Say how each aim stands: {TITLE}"]
        said = {
            each.pk: ("green", "") for each in queries.objectives(actor=actor(ours.farah), engagement=ours.engagement)
        }
        operations.rate(actor=actor(ours.daniel), at=NOW, engagement=ours.engagement, ratings=said)
        assert waits(ours.daniel, tomorrow) == []
        assert waits(ours.helen, tomorrow) != []

    def test_what_somebody_said_they_would_do_waits_for_them_with_its_day(self, ours):
        PlanAction.objects.create(
            programme=ours.programme,
            objective=objective(ours),
            text="Buy the books",
            owner=ours.priya,
            due_on=TODAY - timedelta(days=1),
            added_at=NOW - timedelta(days=9),
        )
        [told] = queries.next_actions(actor=actor(ours.priya), at=NOW)
        assert (told.title, told.working_days_left) == ("Buy the books", -1)
        assert waits(ours.daniel) == []

    def test_a_note_is_written_by_the_visitor_and_agreed_by_the_host(self, ours):
        visit = Visit.objects.create(
            programme=ours.programme,
            engagement=ours.engagement,
            visitor=ours.priya,
            visits_on=TODAY,
            about="Looking at books",
            booked_by=ours.priya,
            booked_at=NOW,
            changed_at=NOW,
        )
        assert [waits(who) for who in (ours.priya, ours.daniel)] == [
            ["Write the note of your visit on Tuesday 3 November 2026"],
            [],
        ]
        Visit.objects.filter(pk=visit.pk).update(status="written", written_at=NOW)
        assert waits(ours.priya) == []
        assert waits(ours.daniel) == waits(ours.grace) == ["Agree the note of the visit on Tuesday 3 November 2026"]

    def test_while_it_is_paused_or_over_nothing_waits(self, ours):
        Review.objects.create(programme=ours.programme, engagement=ours.engagement, due_on=TODAY)
        assert waits(ours.daniel) != []
        for status in (S.PAUSED, S.STOPPED, S.FOLLOWED_UP):
            set_to(ours, status)
            assert waits(ours.daniel) == []

    def test_a_pause_ends_in_a_question_on_its_day_and_without_a_day_after_four_weeks(self, ours):
        set_to(ours, S.ACTIVE)
        named = TODAY + timedelta(days=14)
        operations.pause(actor=actor(ours.helen), at=NOW, engagement=ours.engagement, reason="Away", resume_on=named)
        asked = [f"Does it go on? {ours.engagement.title}"]
        for days, found in ((13, []), (14, asked), (40, asked)):
            assert [waits(who, NOW + timedelta(days=days)) for who in (ours.daniel, ours.helen)] == [found, found]
        Engagement.objects.filter(pk=ours.engagement.pk).update(resume_on=None)
        assert [waits(ours.daniel, NOW + timedelta(days=days)) for days in (27, 28)] == [[], asked]


def test_nothing_of_it_waits_for_a_stranger(ours):
    other = world(ours.programme)
    for made in (ours, other):
        step_done(made)
    assert len(waits(ours.grace)) == len(waits(other.grace)) == 1
    assert queries.next_actions(actor=actor(other.grace), at=NOW)[0].url != (
        queries.next_actions(actor=actor(ours.grace), at=NOW)[0].url
    )


@pytest.mark.parametrize("number", [1, 3])
def test_one_and_three_are_asked_for_in_one_statement(ours, number, django_assert_num_queries):
    step_done(ours)
    for _ in range(1, number):
        made = world(ours.programme)
        step_done(made)
        made.engagement.participants.filter(side="client").update(person=ours.daniel)
    daniel = actor(ours.daniel)
    with django_assert_num_queries(1):
        assert len(queries.next_actions(actor=daniel, at=NOW)) == number


def test_the_register_is_looked_up_by_its_keys_and_joined_with_nothing(ours):
    # A minute after the register was loaded, one join of it with itself kept a head waiting for a quarter of an hour.
    asked = str(engagement_facts(actor=actor(ours.helen), at=NOW).query)
    assert '"organisations_organisation"' in asked
    assert 'JOIN "organisations_organisation"' not in asked
