"""A higher app waits for the school: each is part of an operation of that app, and leaves its entry to it."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.support_requests.enums import RequestStatus
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.operations.questions import settle_waiting


@part_of_operation
def wait_for_school(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:  # noqa: ARG001
    """Stop the clock until the school has said something; raises UnableToMoveRequest where it cannot be waited for."""
    support_request.hold()
    if support_request.state == RequestStatus.SUBMITTED:
        support_request.move_to(RequestStatus.ACKNOWLEDGED)
    support_request.acknowledged_at = support_request.acknowledged_at or at
    support_request.routed_at = support_request.routed_at or at
    support_request.move_to(RequestStatus.WAITING_FOR_SCHOOL)
    support_request.waiting_since = at
    support_request.save()


@part_of_operation
def return_from_school(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """Let the clock run again: back to choosing. A request that has gone on meanwhile stays where it is."""
    support_request.hold()
    if support_request.state != RequestStatus.WAITING_FOR_SCHOOL:
        return
    settle_waiting(actor=actor, at=at, support_request=support_request)
    support_request.move_to(RequestStatus.MATCHING)
    support_request.save()
