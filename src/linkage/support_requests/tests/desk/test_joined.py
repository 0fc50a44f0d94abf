"""A school joined something instead of being introduced: somebody asks how it went, and nobody forgets to."""

from datetime import timedelta

import pytest

from linkage.people.models import RoleGrant
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations, queries
from linkage.support_requests.tests.waiting import asked, on, waiting_for

pytestmark = pytest.mark.django_db


class TestJoined:
    """The network begins on Tuesday 10 November: ten working days later, on Tuesday 24, somebody asks how it went."""

    @pytest.fixture
    def joined(self, here, thistlebank, daniel, farah):
        made = asked(here, thistlebank, daniel, farah, title="Phonics")
        operations.record_joined(
            actor=actor(farah),
            at=NOW,
            support_request=made,
            kind="network",
            name="The phonics network",
            joins_on=on(10).date(),
        )
        return made

    def test_until_then_the_owner_reads_when(self, joined, farah, daniel):
        [action] = waiting_for(farah)
        assert (action.waiting_for, action.happens_next) == (
            "Thistlebank School",
            "You ask how it went from Tuesday 24 November 2026",
        )
        assert waiting_for(daniel) == []

    def test_from_then_on_they_ask_and_close_it(self, joined, farah):
        [action] = waiting_for(farah, on(24))
        assert (action.title, action.waiting_for, action.working_days_left) == (
            "Ask how it went: Phonics",
            "",
            0,
        )
        assert action.text == (
            "Thistlebank School joined The phonics network. Close the request, or look for somebody after all"
        )
        steps = queries.Steps(actor(farah), on(24), [joined])
        assert steps.waits_for(joined) == queries.WaitsFor("Farah Siddiqui", "to ask how it went")
        operations.close(actor=actor(farah), at=on(24), support_request=joined)
        assert waiting_for(farah, on(24)) == []

    def test_long_after_it_joined_it_is_not_forgotten(self, joined, farah):
        [action] = waiting_for(farah, NOW + timedelta(days=200))
        assert action.title == "Ask how it went: Phonics"

    def test_with_nobody_to_look_after_it_each_coordinator_has_it(self, joined, farah, amy):
        RoleGrant.objects.filter(person=farah).delete()
        assert [each.title for each in waiting_for(amy, on(24))] == ["Nobody looks after this request: Phonics"]
