"""Somebody leaves, or two records become one: what that does to where they take part."""

import pytest

from linkage.access.operation import _inside
from linkage.database.tenancy import acting_in
from linkage.engagements import operations, policy
from linkage.engagements.models import Participant
from linkage.engagements.tests.factories import world
from linkage.people.operations import UnableToMerge
from linkage.people.tests.factories import actor, staff
from linkage.programmes.tests.factories import NOW, programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours():
    found = programme(slug="ribble", name="Ribble Linkage")
    with acting_in(found.id):
        yield world(found)


def leave(ours, who, school):
    with _inside("test"):
        operations.leave(actor=actor(ours.farah), at=NOW, person=who, organisation=school)
    ours.engagement.hold()


def merge(ours, kept, gone):
    with _inside("test"):
        operations.settle_merge(actor=actor(ours.farah), at=NOW, kept=kept, gone=gone)
    ours.engagement.hold()


def join(ours, who, by):
    return operations.add_person(actor=actor(by), at=NOW, engagement=ours.engagement, person_id=who.pk)


class TestLeaving:
    def test_the_head_leads_where_whoever_led_has_left(self, ours):
        leave(ours, ours.priya, ours.harrowgill)
        assert ours.engagement.lead("home") == ours.helen
        assert not policy.is_party(actor(ours.priya), ours.engagement)
        # The control: the other school's people stay as they were.
        assert ours.engagement.lead("client") == ours.daniel

    def test_who_only_takes_part_is_gone_and_the_lead_stays(self, ours):
        una = staff(ours.programme, ours.thistlebank, name="Una Marsh")
        join(ours, una, ours.grace)
        leave(ours, una, ours.thistlebank)
        assert [each.person for each in ours.engagement.of_side("client")] == [ours.daniel]

    def test_who_leaves_another_school_stays(self, ours):
        leave(ours, ours.priya, ours.thistlebank)
        assert ours.engagement.lead("home") == ours.priya


class TestMerging:
    def test_of_two_records_one_takes_part_and_leads_where_either_led(self, ours):
        twin = staff(ours.programme, ours.thistlebank, name="Dan Whitlow")
        join(ours, twin, ours.grace)
        merge(ours, twin, ours.daniel)
        assert [(each.person, each.is_lead) for each in ours.engagement.of_side("client")] == [(twin, True)]

    def test_two_who_take_part_for_two_schools_are_two_people(self, ours):
        with pytest.raises(UnableToMerge, match="two schools"):
            merge(ours, ours.daniel, ours.priya)
        assert Participant.objects.filter(left_at=None).count() == 2
