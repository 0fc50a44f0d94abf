"""What the Summary shows of visits, and the bar of days."""

import re
from datetime import date, timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.engagements import presenters, queries
from linkage.engagements.rules import Days
from linkage.engagements.tests import visits as made
from linkage.engagements.tests.visits import OTHER_DAY, agreed, booked, on
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    here = programme(slug="ribble")
    with acting_in(here.id):
        yield made.at_work(here)


def shown(w, someone, day):
    found = queries.visits_of(actor=actor(someone), engagement=w.engagement, at=on(day))
    return [each.title for each in presenters.visits_panel(actor(someone), w.engagement, found).rows]


class TestTheSummary:
    def test_it_shows_the_next_one_and_the_newest_that_have_been(self, w):
        for day in (4, 5, 6, 9):
            agreed(w, booked(w, day=date(2026, 11, day), about=f"Visit of {day}"))
        for week in (0, 7):
            booked(w, day=OTHER_DAY + timedelta(days=week), about=f"In {week} days")
        assert shown(w, w.daniel, OTHER_DAY - timedelta(days=1)) == [
            "Next: In 0 days",
            *["Watched three practicals"] * 3,
        ]

    def test_of_few_that_have_been_it_shows_more_to_come(self, w):
        for week in range(5):
            booked(w, day=date(2026, 12, 7 + week), about=f"Visit {week}")
        found = shown(w, w.daniel, date(2026, 11, 20))
        assert found == ["Next: Visit 0", "Visit 1", "Visit 2", "Visit 3"]

    def test_whoever_runs_the_programme_has_none_to_show(self, w):
        booked(w)
        assert shown(w, w.farah, OTHER_DAY) == []


def boxes(days):
    return re.findall(r'class="(f-\w+)" x="([\d.]+)" y="2" width="([\d.]+)"', presenters.days_shown(days).bar)


class TestTheBar:
    def test_it_has_a_box_for_each_day_and_says_them_in_words(self):
        drawn = boxes(Days(agreed=24, used=8, booked=6))
        assert [shade for shade, _, _ in drawn] == ["f-accent"] * 4 + ["f-line"] * 3 + ["f-track"] * 5
        assert 'aria-label="12 days: 4 used, 3 booked, 5 left"' in presenters.days_shown(Days(24, 8, 6)).bar

    def test_with_halves_a_box_is_half_a_day(self):
        found = presenters.days_shown(Days(agreed=6, used=1, booked=2))
        assert (found.used, found.booked, found.left, found.agreed) == ("0.5", "1", "1.5", "3")
        assert len(boxes(Days(6, 1, 2))) == 6

    def test_very_many_days_are_three_pieces(self):
        assert [shade for shade, _, _ in boxes(Days(agreed=400, used=100, booked=10))] == [
            "f-accent",
            "f-line",
            "f-track",
        ]

    def test_where_nobody_counts_there_is_none(self):
        found = presenters.days_shown(Days(agreed=0, used=3, booked=2))
        assert (found.bar, found.is_counted, found.used) == ("", False, "1.5")

    def test_more_booked_than_is_agreed_now_still_fits(self):
        *_, (_, start, width) = boxes(Days(agreed=4, used=4, booked=4))
        assert float(start) + float(width) <= 600
