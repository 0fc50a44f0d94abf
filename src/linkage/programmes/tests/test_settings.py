from datetime import date, timedelta

import pytest

from linkage.access.actor import Actor, Grant
from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden
from linkage.programmes import operations, queries
from linkage.programmes.enums import ClosureKind
from linkage.programmes.models import Closure
from linkage.programmes.tests import factories
from linkage.programmes.tests.factories import NOW

pytestmark = pytest.mark.django_db
LEVELS = {
    "acknowledge_days": 1,
    "route_days": 2,
    "introduce_days": 5,
    "first_reminder_days": 3,
    "second_reminder_days": 7,
    "lapse_days": 10,
    "late_told_days": 5,
}


@pytest.fixture
def programme():
    made = factories.programme()
    with acting_in(made.id):
        yield made


@pytest.fixture
def coordinator(programme):
    grant = Grant("coordinator", "programme", programme.id)
    return Actor(kind="person", name="Farah", programme_id=programme.id, grants=frozenset({grant}))


def test_days_of_a_pause_count_in_no_clock(programme, coordinator):
    asked, monday = date(2026, 11, 3), NOW + timedelta(days=6)
    before = queries.calendar(actor=coordinator).between(asked, date(2026, 11, 13))
    operations.pause(actor=coordinator, at=NOW, programme=programme, reason="Snow")
    assert queries.settings(actor=coordinator).paused_at == NOW
    operations.resume(actor=coordinator, at=monday, programme=programme)
    # Tuesday to Friday were paused; the day of the request itself never counts.
    assert queries.calendar(actor=coordinator).between(asked, date(2026, 11, 13)) == before - 3
    assert queries.settings(actor=coordinator).paused_at is None


def test_a_pause_taken_back_on_the_same_day_leaves_no_trace(programme, coordinator):
    operations.pause(actor=coordinator, at=NOW, programme=programme, reason="By mistake")
    operations.resume(actor=coordinator, at=NOW + timedelta(minutes=5), programme=programme)
    assert not Closure.objects.exists()


def test_a_pause_needs_a_reason_and_a_running_programme(programme, coordinator):
    with pytest.raises(operations.UnableToChangeSettings, match="Say why"):
        operations.pause(actor=coordinator, at=NOW, programme=programme, reason=" ")
    with pytest.raises(operations.UnableToChangeSettings, match="not paused"):
        operations.resume(actor=coordinator, at=NOW, programme=programme)
    operations.pause(actor=coordinator, at=NOW, programme=programme, reason="Snow")
    with pytest.raises(operations.UnableToChangeSettings, match="paused already"):
        operations.pause(actor=coordinator, at=NOW, programme=programme, reason="Snow")


def test_a_coordinator_of_another_programme_changes_nothing_here(programme, coordinator):
    other = factories.programme()
    with pytest.raises(Forbidden):
        operations.choose_colour(actor=coordinator, at=NOW, programme=other, colour="#112233")
    operations.choose_colour(actor=coordinator, at=NOW, programme=programme, colour="#112233")
    assert queries.find(programme.slug).colour == "#112233"


def test_people_without_the_role_change_nothing(programme):
    with pytest.raises(Forbidden):
        operations.pause(
            actor=Actor(kind="person", name="Sam", programme_id=programme.id), at=NOW, programme=programme, reason="x"
        )


def test_promises_come_in_their_order(coordinator):
    settings = queries.settings(actor=coordinator)
    operations.set_service_levels(actor=coordinator, at=NOW, settings=settings, **{**LEVELS, "introduce_days": 8})
    assert queries.settings(actor=coordinator).introduce_days == 8
    with pytest.raises(operations.UnableToChangeSettings) as refused:
        operations.set_service_levels(
            actor=coordinator, at=NOW, settings=settings, **{**LEVELS, "route_days": 6, "lapse_days": 0}
        )
    assert [v.field for v in refused.value.violations] == ["lapse_days", "introduce_days", "lapse_days"]


def test_shipped_dates_are_copied_and_may_be_changed_for_others(coordinator):
    operations.follow_calendar(actor=coordinator, at=NOW, calendar="sheffield")
    mine = operations.add_closure(
        actor=coordinator, at=NOW, kind=ClosureKind.INSET, name="INSET", starts_on=date(2026, 11, 27)
    )
    assert queries.half_term(actor=coordinator, on=date(2026, 11, 3)).ends_on == date(2026, 12, 18)
    operations.follow_calendar(actor=coordinator, at=NOW, calendar="lancashire")
    assert queries.settings(actor=coordinator).calendar == "lancashire"
    kept = queries.closures(actor=coordinator)
    assert {c.source for c in kept} == {"lancashire", ""}
    assert mine in kept
    operations.follow_calendar(actor=coordinator, at=NOW, calendar="")
    assert list(queries.closures(actor=coordinator)) == [mine]


def test_one_authority_may_follow_other_dates_than_the_programme(coordinator):
    operations.follow_calendar(actor=coordinator, at=NOW, calendar="liverpool")
    operations.follow_calendar(actor=coordinator, at=NOW, calendar="manchester", authority_code="352")
    manchester = queries.calendar(actor=coordinator, authority_code="352")
    assert not manchester.is_open(date(2023, 10, 25))
    assert manchester.is_open(date(2023, 10, 31))
    # Manchester's dates of 2024/25 are not known: its schools follow the programme's.
    assert not manchester.is_open(date(2024, 10, 30))


def test_a_calendar_nobody_ships_is_refused(coordinator):
    with pytest.raises(operations.UnableToChangeCalendar, match="Choose one of the calendars"):
        operations.follow_calendar(actor=coordinator, at=NOW, calendar="atlantis")


@pytest.mark.parametrize(
    ("ends_on", "sentence"),
    [(date(2026, 11, 26), "same as or after"), (date(2027, 11, 26), "more than 60 days")],
)
def test_a_holiday_with_odd_dates_is_refused(coordinator, ends_on, sentence):
    with pytest.raises(operations.UnableToChangeCalendar, match=sentence):
        operations.add_closure(
            actor=coordinator,
            at=NOW,
            kind=ClosureKind.HOLIDAY,
            name="Eid",
            starts_on=date(2026, 11, 27),
            ends_on=ends_on,
        )


def test_a_removed_closure_counts_again(coordinator):
    day = date(2026, 11, 27)
    made = operations.add_closure(actor=coordinator, at=NOW, kind=ClosureKind.INSET, name="INSET", starts_on=day)
    assert not queries.calendar(actor=coordinator).is_open(day)
    operations.remove_closure(actor=coordinator, at=NOW, closure=made)
    assert queries.calendar(actor=coordinator).is_open(day)


def test_every_shipped_calendar_keeps_half_terms_apart(coordinator):
    for each in queries.shipped_calendars(actor=coordinator):
        operations.follow_calendar(actor=coordinator, at=NOW, calendar=each.key)
        days = queries.calendar(actor=coordinator)
        assert each.note
        assert all(start <= end and not days.is_open(start) for _, start, end in each.closures)
        first = int(each.years[0][:4])
        term = queries.half_term(actor=coordinator, on=date(first, 9, 15))
        assert term.name == "September and October"
        assert days.is_open(term.starts_on)
