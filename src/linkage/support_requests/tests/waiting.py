"""A request in one of its states, and for whom it waits on a day of November."""

from datetime import datetime

from linkage.kernel.days import LONDON
from linkage.people.tests.factories import actor
from linkage.programmes.tests.factories import NOW
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import Question
from linkage.support_requests.tests.factories import support_request
from linkage.ui import registry

S = RequestStatus


def on(day, month=11, hour=10):
    return datetime(2026, month, day, hour, tzinfo=LONDON)


def asked(here, thistlebank, daniel, owner, state=S.MATCHING, **fields):
    stamps = {"acknowledged_at": NOW, "routed_at": NOW} if state != S.SUBMITTED else {}
    waiting = {"waiting_since": NOW} if state == S.WAITING_FOR_SCHOOL else {}
    made = support_request(
        here, thistlebank, asked_by=daniel, owner=owner, status=state, **{**stamps, **waiting, **fields}
    )
    if state == S.WAITING_FOR_SCHOOL:
        Question.objects.create(
            programme=here, support_request=made, words="Which year?", asked_by=owner or daniel, asked_at=NOW
        )
    return made


def waiting_for(someone, at=NOW):
    return registry.waiting_for(actor(someone), at)
