"""Links as a whole, for who runs the programme: which have gone quiet, and which schools are new to each other."""

from datetime import timedelta

import pytest

from linkage.database.tenancy import acting_in
from linkage.links import presenters, queries
from linkage.links.models import Link, PastLink, Pulse
from linkage.links.tests.factories import introduced
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    here = programme(slug="ribble")
    with acting_in(here.id):
        yield introduced(here)


def quiet(ours, days, who="farah"):
    found = queries.going_quiet(actor=actor(getattr(ours, who)), at=ours.link.changed_at + timedelta(days=days))
    return [each.pk for each in found]


@pytest.mark.parametrize(("days", "is_quiet"), [(20, False), (21, True), (119, True), (121, False)])
def test_three_weeks_without_a_word(ours, days, is_quiet):
    assert bool(quiet(ours, days)) is is_quiet


def test_a_link_somebody_answered_about_or_that_went_on_is_not_quiet(ours):
    Pulse.objects.filter(link=ours.link).update(answered_at=NOW)
    assert quiet(ours, 21) == []
    Pulse.objects.filter(link=ours.link).update(answered_at=None)
    assert quiet(ours, 21) == [ours.link.pk]
    Link.objects.update(status="in_touch")
    assert quiet(ours, 21) == []


def test_the_schools_are_not_told(ours):
    assert quiet(ours, 21, "daniel") == quiet(ours, 21, "helen") == []
    assert presenters.going_quiet([]) == []


def first(ours, days_ago=30):
    since = ours.link.introduced_at.date() - timedelta(days=days_ago)
    return queries.first_introductions(actor=actor(ours.farah), since=since)


def test_two_schools_that_were_never_linked_are_new_to_each_other(ours):
    assert first(ours) == (1, 1)


def test_what_was_before_linkage_counts_either_way_round(ours):
    PastLink.objects.create(
        programme=ours.programme,
        linked_on=NOW.date() - timedelta(days=900),
        client_organisation=ours.harrowgill,
        home_organisation=ours.thistlebank,
        row_key="before",
        added_at=NOW,
    )
    assert first(ours) == (0, 1)


def test_what_was_introduced_before_is_not_counted_and_what_was_taken_back_neither(ours):
    assert first(ours, days_ago=-1) == (0, 0)
    Link.objects.update(status="undone")
    assert first(ours) == (0, 0)
