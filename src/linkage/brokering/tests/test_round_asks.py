"""A round of a programme that asks first: whom the plan gives is asked, and who is planned after them stands ready."""

import pytest

from linkage.brokering import operations
from linkage.brokering.models import Approach, Decision
from linkage.brokering.tests.factories import settings_of
from linkage.links.models import Link
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus

pytestmark = pytest.mark.django_db


def send(ours):
    plan = operations.plan(actor=actor(ours.farah), at=NOW)
    operations.approve(actor=actor(ours.farah), at=NOW, plan=plan, request_ids=[ours.request.pk], knows_of_none=True)
    ours.request.refresh_from_db()
    return plan


def test_the_round_asks_and_introduces_nobody(here_in, asking):
    plan = send(asking)
    assert asking.request.status == RequestStatus.APPROACHING
    assert Link.objects.count() == 0
    sent = Approach.objects.get(status="sent")
    assert [str(sent.entry_id)] == [pair["entry"] for pair in plan.rows[0]["asks"]]
    ready = Approach.objects.filter(status="prepared")
    assert [str(each.entry_id) for each in ready] == [pair["entry"] for pair in plan.rows[0]["next"]]
    snapshot = Decision.objects.get().snapshot
    assert snapshot["round"]["plan"] == str(plan.pk)
    assert snapshot["candidates"], "what was known of everybody is kept beside it"


def test_the_control_a_programme_that_introduces_at_once(here_in, asking):
    settings_of(here_in, introducing="at_once")
    send(asking)
    assert (Link.objects.count(), Approach.objects.count()) == (1, 0)
