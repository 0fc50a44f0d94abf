"""A school for which nobody was found is not forgotten."""

from datetime import timedelta

import pytest

from linkage.brokering import queries
from linkage.database.tenancy import acting_in
from linkage.people.tests.factories import actor, coordinator
from linkage.programmes.tests.factories import NOW
from linkage.support_requests import operations as support_requests
from linkage.support_requests.models import SupportRequest

pytestmark = pytest.mark.django_db
# The clock stands in November: places are counted anew from January on.
NEXT_HALF_TERM = NOW + timedelta(days=70)


@pytest.fixture
def nobody_yet(here, ours):
    with acting_in(here.id):
        support_requests.record_cannot_help(
            actor=actor(ours.farah), at=NOW, support_request=ours.request, reason="Everybody is full"
        )
        yield ours


def waiting(someone, at):
    return list(queries.next_actions(actor=actor(someone), at=at))


def test_until_places_are_counted_anew_it_waits(nobody_yet):
    [action] = waiting(nobody_yet.farah, NOW + timedelta(days=1))
    assert (action.title, action.waiting_for) == ("Reading in Year 9", "somebody who can help")
    assert action.happens_next == "You look again from Friday 1 January 2027, or on any day before"


def test_then_whoever_looks_after_it_looks_again(here, nobody_yet):
    amir = coordinator(here, name="Amir Noor")
    [action] = waiting(nobody_yet.farah, NEXT_HALF_TERM)
    assert (action.title, action.waiting_for) == ("Look again: Reading in Year 9", "")
    assert waiting(amir, NEXT_HALF_TERM) == []
    SupportRequest.objects.update(owner=None)
    assert [each.title for each in waiting(amir, NEXT_HALF_TERM)] == ["Look again: Reading in Year 9"]


def test_choosing_again_ends_it(nobody_yet):
    support_requests.start_choosing(actor=actor(nobody_yet.farah), at=NOW, support_request=nobody_yet.request)
    assert waiting(nobody_yet.farah, NEXT_HALF_TERM) == []


def test_the_school_has_nothing_to_do_about_it(nobody_yet):
    assert waiting(nobody_yet.daniel, NEXT_HALF_TERM) == []
