"""Asking that ends without a yes of theirs: others were quicker, the school needs nobody, or we stop."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.brokering import policy, queries
from linkage.brokering.enums import UNDER_WAY, ApproachStatus, ShortlistEnd
from linkage.brokering.models import Approach, AskedPerson
from linkage.brokering.operations import telling
from linkage.brokering.operations.sharing import end_shared
from linkage.directory import operations as directory
from linkage.kernel.errors import Refused
from linkage.support_requests import operations as support_requests
from linkage.support_requests.models import SupportRequest

ENOUGH = "Enough people have said yes"
NOT_NEEDED = "The school no longer looks for somebody"
STOPPED = "We have stopped asking"
NOT_THIS_TIME = "It does not go ahead this time"


class UnableToStopAsking(Refused):
    """Somebody who is not being asked any more."""


@operation(policy.STOP_ASKING, target="approach")
def stop_asking(*, actor: Actor, at: datetime, approach: Approach) -> Approach:
    """Ask somebody no more: their place is free, and whoever was asked is told. The next stands ready as before.

    Raises UnableToStopAsking when they answered meanwhile.
    """
    approach.support_request.hold()
    approach.hold()
    if approach.state not in UNDER_WAY:
        raise UnableToStopAsking(f"This is now “{approach.state.label}”: there is nothing left to stop")
    release(actor=actor, at=at, approach=approach, because=STOPPED)
    if not queries.is_anybody_under_way(actor=actor, support_request=approach.support_request):
        support_requests.record_nobody_asked(actor=actor, at=at, support_request=approach.support_request)
    return approach


@part_of_operation
def release(*, actor: Actor, at: datetime, approach: Approach, because: str) -> None:
    """Let somebody go: no answer of theirs is needed any more."""
    end(actor=actor, at=at, approach=approach, status=ApproachStatus.RELEASED)
    telling.released(actor=actor, at=at, approach=approach, because=because)


@part_of_operation
def end(*, actor: Actor, at: datetime, approach: Approach, status: ApproachStatus) -> None:
    """End the asking of one in a state without a yes; the place they were held is free."""
    approach.move_to(status, at)
    approach.save()
    directory.release_place(actor=actor, at=at, source_id=approach.pk)


@part_of_operation
def release_all(*, actor: Actor, at: datetime, support_request: SupportRequest, because: str = NOT_NEEDED) -> None:
    """Let everybody go who is asked or stands ready for a request; the caller holds it."""
    for approach in queries.under_way(actor=actor, support_request=support_request):
        release(actor=actor, at=at, approach=approach, because=because)


@part_of_operation
def forget_colleagues(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:  # noqa: ARG001
    """Forget whom people suggested: nobody is looked for any more, and those named never knew of it."""
    AskedPerson.objects.filter(programme_id=actor.tenant_id, approach__support_request=support_request).exclude(
        colleague_name=""
    ).update(colleague_name="", colleague_email="")


@part_of_operation
def end_looking(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """The request has ended: everybody asked is told, the school has nothing to choose, nobody suggested is kept."""
    end_shared(actor=actor, at=at, support_request=support_request, because=ShortlistEnd.OVER)
    release_all(actor=actor, at=at, support_request=support_request)
    forget_colleagues(actor=actor, at=at, support_request=support_request)


@part_of_operation
def settle_others(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """As soon as enough people have said yes, the others are let go at once."""
    if queries.has_enough(actor=actor, support_request=support_request):
        release_all(actor=actor, at=at, support_request=support_request, because=ENOUGH)
