"""What a higher app did with a request: each is part of an operation of that app, and leaves its entry to it."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.support_requests.enums import ENDED, RequestStatus
from linkage.support_requests.models import SupportRequest, UnableToMoveRequest
from linkage.support_requests.operations.ending import end_looking
from linkage.support_requests.operations.questions import settle_waiting


@part_of_operation
def record_linked(
    *, actor: Actor, at: datetime, support_request: SupportRequest, stands_at: datetime | None = None
) -> None:
    """Mark a request as introduced; raises UnableToMoveRequest when it was withdrawn or closed meanwhile.

    Until `stands_at` the introduction can be taken back, and the request is not closed.

    Who introduces somebody for a request nobody has looked at has looked at it. Of several people who are wanted the
    first makes it introduced; each further one counts anew until when it can be taken back.
    """
    support_request.hold()
    if support_request.state == RequestStatus.LINKED:
        support_request.stands_at = stands_at
        support_request.save()
        return
    if support_request.state == RequestStatus.SUBMITTED:
        support_request.move_to(RequestStatus.ACKNOWLEDGED)
    support_request.acknowledged_at = support_request.acknowledged_at or at
    support_request.routed_at = support_request.routed_at or at
    support_request.move_to(RequestStatus.LINKED)
    support_request.introduced_at, support_request.stands_at = at, stands_at
    settle_waiting(actor=actor, at=at, support_request=support_request)
    support_request.save()


@part_of_operation
def record_approaching(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """Mark a request as one for which somebody was asked; raises UnableToMoveRequest when it has ended.

    Where somebody was introduced already and another is wanted, it stays introduced.
    """
    support_request.hold()
    if support_request.state in (RequestStatus.APPROACHING, RequestStatus.LINKED):
        return
    support_request.acknowledged_at = support_request.acknowledged_at or at
    support_request.routed_at = support_request.routed_at or at
    if support_request.state == RequestStatus.SUBMITTED:
        support_request.move_to(RequestStatus.ACKNOWLEDGED)
    settle_waiting(actor=actor, at=at, support_request=support_request)
    if support_request.state != RequestStatus.MATCHING:
        support_request.move_to(RequestStatus.MATCHING)
    support_request.move_to(RequestStatus.APPROACHING)
    support_request.save()


@part_of_operation
def record_signposted(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """Mark a request as pointed to something; raises UnableToMoveRequest when it was withdrawn or closed meanwhile.

    Who points a school to something for a request nobody has looked at has looked at it.
    """
    support_request.hold()
    if support_request.state == RequestStatus.SUBMITTED:
        support_request.move_to(RequestStatus.ACKNOWLEDGED)
    support_request.acknowledged_at = support_request.acknowledged_at or at
    support_request.routed_at = support_request.routed_at or at
    support_request.move_to(RequestStatus.SIGNPOSTED)
    support_request.signposted_at = at
    settle_waiting(actor=actor, at=at, support_request=support_request)
    support_request.save()
    end_looking(actor=actor, at=at, support_request=support_request)


@part_of_operation
def record_nobody_asked(
    *,
    actor: Actor,  # noqa: ARG001 (the house's signature)
    at: datetime,  # noqa: ARG001
    support_request: SupportRequest,
    is_another_need: bool = False,
) -> None:
    """Nobody is being asked any more: the programme chooses again, or first looks at the need again.

    A request that is no longer at the asking stays where it is.
    """
    support_request.hold()
    if support_request.state == RequestStatus.APPROACHING:
        support_request.move_to(RequestStatus.IN_TRIAGE if is_another_need else RequestStatus.MATCHING)
        support_request.save()


@part_of_operation
def record_not_met(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:  # noqa: ARG001
    """Count a request as met no longer: what its school was pointed to did not help."""
    support_request.hold()
    support_request.signposted_at = None
    support_request.save()


@part_of_operation
def return_to_choosing(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:  # noqa: ARG001
    """Send a request back to choosing: nobody or nothing could help, or an introduction was undone.

    The promise to introduce runs on from the day it was sent, so an undone introduction is late when it is late.
    One that is closed or withdrawn stays so: nothing is left to choose for it.
    """
    support_request.hold()
    if support_request.state in ENDED:
        return
    support_request.move_to(RequestStatus.MATCHING)
    support_request.save()


@part_of_operation
def record_buying(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:  # noqa: ARG001
    """Note that days of support were put before whoever approves money: it is routed, and stays in choosing till then.

    The promise to the school runs on, as money that was only asked for helps nobody. Raises UnableToMoveRequest when
    it has come to something else or has ended.
    """
    support_request.hold()
    if not support_request.awaits_help:
        raise UnableToMoveRequest(
            f"The request is now “{support_request.state.label}”, so nothing can be bought for it"
        )
    if support_request.state == RequestStatus.SUBMITTED:
        support_request.move_to(RequestStatus.ACKNOWLEDGED)
    support_request.acknowledged_at = support_request.acknowledged_at or at
    support_request.routed_at = support_request.routed_at or at
    if support_request.state in (RequestStatus.ACKNOWLEDGED, RequestStatus.IN_TRIAGE, RequestStatus.CANNOT_HELP_YET):
        support_request.move_to(RequestStatus.MATCHING)
    support_request.save()


@part_of_operation
def record_commissioned(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """Mark a request as one for which support is being bought: the money is approved, and the promise is kept.

    Raises UnableToMoveRequest when it has come to something else or has ended.
    """
    support_request.hold()
    support_request.move_to(RequestStatus.COMMISSIONED)
    support_request.helped_at = at
    settle_waiting(actor=actor, at=at, support_request=support_request)
    support_request.save()
    end_looking(actor=actor, at=at, support_request=support_request)
