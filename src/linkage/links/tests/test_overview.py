"""Links as a whole, for who runs the programme: which have gone quiet, and which schools are new to each other."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from linkage.accounts.tests.factories import account
from linkage.database.tenancy import acting_in
from linkage.links import queries
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
    Link.objects.update(stop_asked_at=NOW)
    assert quiet(ours, 21) == []
    Link.objects.update(status="in_touch", stop_asked_at=None)
    assert quiet(ours, 21) == []


def test_the_schools_are_not_told(ours):
    assert quiet(ours, 21, "daniel") == quiet(ours, 21, "helen") == []


def test_whoever_runs_the_programme_reads_beside_the_list_which_links_say_nothing(ours, client):
    ours.farah.account = account()
    ours.farah.save()
    for days, says in ((20, False), (22, True)):
        with time_machine.travel(ours.link.changed_at + timedelta(days=days), tick=False):
            client.logout()
            client.force_login(ours.farah.account)
            page = client.get(f"/{ours.programme.slug}/home/").content.decode()
        assert ("Going quiet" in page) is says
    assert f"{ours.thistlebank.name} and {ours.harrowgill.name}</a>, {ours.link.title}" in page
    assert reverse("links:link", args=[ours.programme.slug, ours.link.pk]) in page
    assert "Schools linked for the first time" in page


def first(ours, days_ago=30, who="farah"):
    since = ours.link.introduced_at.date() - timedelta(days=days_ago)
    return list(queries.first_introductions(actor=actor(getattr(ours, who)), since=since))


def test_two_schools_that_were_never_linked_are_new_to_each_other(ours):
    assert first(ours) == [{"new": 1, "of": 1}]


def test_only_who_coordinates_is_told_how_many_are_new(ours):
    assert first(ours, who="daniel") == []


def test_what_was_before_linkage_counts_either_way_round(ours):
    PastLink.objects.create(
        programme=ours.programme,
        linked_on=NOW.date() - timedelta(days=900),
        client_organisation=ours.harrowgill,
        home_organisation=ours.thistlebank,
        row_key="before",
        added_at=NOW,
    )
    assert first(ours) == [{"new": 0, "of": 1}]


def test_what_was_introduced_before_is_not_counted_and_what_was_taken_back_neither(ours):
    assert first(ours, days_ago=-1) == [{"new": 0, "of": 0}]
    Link.objects.update(status="undone")
    assert first(ours) == [{"new": 0, "of": 0}]
