"""What a higher app did with a request: each is part of an operation of that app, and leaves its entry to it."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.support_requests.enums import ENDED, RequestStatus
from linkage.support_requests.models import SupportRequest


@part_of_operation
def record_linked(*, actor: Actor | None = None, at: datetime, support_request: SupportRequest) -> None:  # noqa: ARG001
    """Mark a request as introduced; raises UnableToMoveRequest when it was withdrawn or closed meanwhile."""
    _begin(support_request, at)
    support_request.move_to(RequestStatus.LINKED)
    support_request.introduced_at = at
    support_request.waiting_since = None
    support_request.save()


@part_of_operation
def record_approaching(*, actor: Actor | None = None, at: datetime, support_request: SupportRequest) -> None:  # noqa: ARG001
    """Mark that somebody has been asked for a request; asking a second person changes nothing."""
    _begin(support_request, at)
    if support_request.state == RequestStatus.APPROACHING:
        return
    if support_request.state != RequestStatus.MATCHING:
        support_request.move_to(RequestStatus.MATCHING)
    support_request.move_to(RequestStatus.APPROACHING)
    support_request.save()


@part_of_operation
def return_to_choosing(*, actor: Actor | None = None, at: datetime, support_request: SupportRequest) -> None:  # noqa: ARG001
    """Send a request back to choosing: nobody could help, or an introduction was undone.

    The promise to introduce runs on from the day it was sent, so an undone introduction is late when it is late.
    One that is closed or withdrawn stays so: nothing is left to choose for it.
    """
    support_request.hold()
    if support_request.state in ENDED:
        return
    support_request.move_to(RequestStatus.MATCHING)
    support_request.introduced_at = None
    support_request.save()


def _begin(support_request: SupportRequest, at: datetime) -> None:
    """Hold the request; who acts on one nobody has looked at has looked at it."""
    support_request.hold()
    if support_request.state == RequestStatus.SUBMITTED:
        support_request.move_to(RequestStatus.ACKNOWLEDGED)
    support_request.acknowledged_at = support_request.acknowledged_at or at
    support_request.routed_at = support_request.routed_at or at
