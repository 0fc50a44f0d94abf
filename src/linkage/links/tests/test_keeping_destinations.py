"""What schools can be pointed to is kept right: by whom, until when, and taken off and put back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from linkage.database.tenancy import acting_in
from linkage.kernel.errors import Forbidden
from linkage.links import operations, queries
from linkage.links.models import Destination
from linkage.links.tests.factories import world
from linkage.people.enums import Role
from linkage.people.tests.factories import actor, grant, person
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def here():
    made = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(made.id):
        yield made


@pytest.fixture
def people(here):
    return world(here)


class TestKeepingTheList:
    def described(self, people, **changes):
        said = {
            "kind": "resource",
            "title": "Six films",
            "about": "Films about reading aloud",
            "website": "https://films.example/",
            "contact": "",
            "phases": ["primary"],
            "happens_on": None,
            "review_on": TODAY + 90 * DAY,
            "owner": people.farah,
            "areas": [],
        }
        return operations.Described(**{**said, **changes})

    def add(self, people, **changes):
        return operations.add_destination(
            actor=actor(people.farah), at=NOW, described=self.described(people, **changes)
        )

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"website": ""}, "Give a web address"),
            ({"kind": "event"}, "Enter the date of the event"),
            ({"kind": "event", "happens_on": TODAY - DAY}, "must not be in the past"),
            ({"review_on": TODAY}, "within the next year"),
            ({"review_on": TODAY + 400 * DAY}, "within the next year"),
        ],
    )
    def test_what_nobody_could_use_is_refused(self, here, people, changes, sentence):
        with pytest.raises(operations.UnableToKeepDestination, match=sentence):
            self.add(people, **changes)
        assert self.add(people).title == "Six films"

    def test_its_keeper_is_reminded_two_weeks_before_and_one_click_is_enough(self, here, people):
        made = self.add(people)
        due = made.review_on
        early, near = NOW + 75 * DAY, NOW + 77 * DAY
        assert self.reminders(people.farah, early) == []
        assert self.reminders(people.farah, near) == ["Still right? Six films"]
        operations.confirm_destination(actor=actor(people.farah), at=near, destination=made)
        assert self.reminders(people.farah, near) == []
        made.refresh_from_db()
        assert made.review_on > due

    def test_another_keeper_is_not_reminded_unless_the_first_has_gone(self, here, people):
        other = person(here)
        grant(other, Role.OFFICER)
        made = self.add(people)
        near = NOW + 80 * DAY
        assert self.reminders(other, near) == []
        Destination.objects.filter(pk=made.pk).update(owner=person(here))
        assert self.reminders(other, near) == ["Still right? Six films"]

    def test_whoever_covers_for_its_keeper_is_reminded(self, here, people):
        cover = person(here, name="Ruth Ames")
        grant(cover, Role.OFFICER)
        self.add(people)
        near = NOW + 80 * DAY
        found = queries.next_actions(actor=replace(actor(cover), covers_for=frozenset({people.farah.pk})), at=near)
        assert [each.title for each in found] == ["Still right? Six films"]
        assert self.reminders(cover, near) == []

    def reminders(self, someone, at):
        found = queries.next_actions(actor=actor(someone), at=at)
        return [each.title for each in found if each.title.startswith("Still right?")]

    def test_an_event_that_is_over_is_not_still_right(self, here, people):
        made = self.add(people, kind="event", happens_on=TODAY + 3 * DAY)
        with pytest.raises(operations.UnableToKeepDestination, match="over"):
            operations.confirm_destination(actor=actor(people.farah), at=NOW + 5 * DAY, destination=made)

    def test_taken_off_and_put_back(self, here, people):
        made = self.add(people)
        operations.retire_destination(actor=actor(people.farah), at=NOW, destination=made)
        assert queries.to_point_to(actor=actor(people.farah), on=TODAY) == []
        operations.restore_destination(actor=actor(people.farah), at=NOW, destination=made)
        assert queries.to_point_to(actor=actor(people.farah), on=TODAY) == [made]

    def test_a_head_keeps_nothing(self, here, people):
        made = self.add(people)
        with pytest.raises(Forbidden):
            operations.retire_destination(actor=actor(people.grace), at=NOW, destination=made)

    def test_the_database_keeps_no_event_without_a_day(self, here, people):
        made = self.add(people)
        with pytest.raises(IntegrityError), transaction.atomic():
            Destination.objects.filter(pk=made.pk).update(kind="event")
