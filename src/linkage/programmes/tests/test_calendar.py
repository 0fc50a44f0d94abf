from datetime import date
from uuid import uuid4

import pytest

from linkage.access.actor import Actor
from linkage.database.tenancy import acting_in
from linkage.programmes import queries
from linkage.programmes.enums import ClosureKind
from linkage.programmes.models import Closure
from linkage.programmes.tests import factories

pytestmark = pytest.mark.django_db
LIVERPOOL, MANCHESTER = "341", "352"
OCTOBER_IN_MANCHESTER = (date(2023, 10, 23), date(2023, 10, 27))
OCTOBER_IN_LIVERPOOL = (date(2023, 10, 30), date(2023, 11, 3))


@pytest.fixture
def actor():
    made = factories.programme()
    with acting_in(made.id):
        yield Actor.system("test", made.id)


def close(actor, days, name="Half-term", **fields):
    return Closure.objects.create(
        programme_id=actor.programme_id, name=name, starts_on=days[0], ends_on=days[1], **fields
    )


def test_without_dates_every_weekday_but_a_bank_holiday_is_a_school_day(actor):
    days = queries.calendar(actor=actor)
    assert days.is_open(date(2026, 11, 3))
    assert not days.is_open(date(2026, 11, 7))
    assert not days.is_open(date(2026, 12, 25))
    assert not days.is_open(date(2026, 4, 6))


def test_two_authorities_with_different_half_terms_keep_their_own(actor):
    close(actor, OCTOBER_IN_LIVERPOOL)
    close(actor, OCTOBER_IN_MANCHESTER, authority_code=MANCHESTER)
    liverpool = queries.calendar(actor=actor, authority_code=LIVERPOOL)
    manchester = queries.calendar(actor=actor, authority_code=MANCHESTER)
    assert (liverpool.is_open(date(2023, 10, 25)), liverpool.is_open(date(2023, 11, 1))) == (True, False)
    assert (manchester.is_open(date(2023, 10, 25)), manchester.is_open(date(2023, 11, 1))) == (False, True)
    friday = date(2023, 10, 20)
    assert manchester.add(friday, 1) == date(2023, 10, 30)
    assert liverpool.add(friday, 1) == date(2023, 10, 23)


def test_a_school_with_holidays_of_its_own_follows_those_in_that_school_year_only(actor):
    school = uuid4()
    close(actor, OCTOBER_IN_LIVERPOOL)
    close(actor, (date(2024, 10, 28), date(2024, 11, 1)))
    close(actor, OCTOBER_IN_MANCHESTER, organisation_id=school)
    own = queries.calendar(actor=actor, authority_code=LIVERPOOL, organisation_id=school)
    assert not own.is_open(date(2023, 10, 25))
    assert own.is_open(date(2023, 11, 1))
    assert not own.is_open(date(2024, 10, 30))
    assert queries.calendar(actor=actor, organisation_id=uuid4()).is_open(date(2023, 10, 25))


def test_an_inset_day_of_one_school_is_added_to_its_authoritys_holidays(actor):
    school, day = uuid4(), date(2023, 12, 1)
    close(actor, OCTOBER_IN_MANCHESTER, authority_code=MANCHESTER)
    close(actor, (day, day), "INSET day", kind=ClosureKind.INSET, authority_code=MANCHESTER, organisation_id=school)
    own = queries.calendar(actor=actor, authority_code=MANCHESTER, organisation_id=school)
    assert not own.is_open(day)
    assert not own.is_open(date(2023, 10, 25))
    assert queries.calendar(actor=actor, authority_code=MANCHESTER).is_open(day)


def test_a_half_term_lies_between_two_breaks(actor):
    close(actor, (date(2026, 10, 26), date(2026, 10, 30)))
    close(actor, (date(2026, 12, 19), date(2027, 1, 3)), "Christmas holiday")
    close(actor, (date(2027, 2, 15), date(2027, 2, 19)))
    found = queries.half_term(actor=actor, on=date(2026, 11, 3))
    assert (found.starts_on, found.ends_on, found.name) == (
        date(2026, 11, 2), date(2026, 12, 18), "November and December",
    )  # fmt: skip
    assert queries.half_term(actor=actor, on=date(2026, 10, 28)) == found
    following = queries.next_half_term(actor=actor, on=date(2026, 11, 3))
    assert (following.starts_on, following.ends_on, following.name) == (
        date(2027, 1, 4), date(2027, 2, 12), "January and February",
    )  # fmt: skip


def test_single_closed_days_do_not_part_a_half_term(actor):
    close(actor, (date(2026, 10, 26), date(2026, 10, 30)))
    close(actor, (date(2026, 11, 27), date(2026, 11, 27)), "Feast day")
    close(actor, (date(2026, 12, 19), date(2027, 1, 3)), "Christmas holiday")
    assert queries.half_term(actor=actor, on=date(2026, 11, 30)).starts_on == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 9, 1), "September and October"),
        (date(2026, 11, 3), "November and December"),
        (date(2027, 1, 5), "January and February"),
        (date(2027, 3, 1), "February to April"),
        (date(2027, 5, 4), "April and May"),
        (date(2027, 7, 1), "June and July"),
        (date(2027, 8, 9), "September and October"),
    ],
)
def test_without_dates_half_terms_have_plain_limits(actor, day, name):
    assert queries.half_term(actor=actor, on=day).name == name


def test_the_half_terms_of_a_year_follow_each_other_without_dates(actor):
    day, names = date(2026, 9, 1), []
    for _ in range(6):
        found = queries.next_half_term(actor=actor, on=day)
        names.append(found.name)
        day = found.starts_on
    assert names[0] == "November and December"
    assert names[-1] == "September and October"
    assert day == date(2027, 9, 1)


def test_another_programme_does_not_see_our_closures(actor):
    close(actor, OCTOBER_IN_LIVERPOOL)
    other = factories.programme()
    with acting_in(other.id):
        theirs = Actor.system("test", other.id)
        assert queries.calendar(actor=theirs).is_open(date(2023, 11, 1))
        assert not queries.closures(actor=theirs).exists()
    assert not queries.calendar(actor=actor).is_open(date(2023, 11, 1))
