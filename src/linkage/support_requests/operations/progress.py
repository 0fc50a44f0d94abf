"""Working on a request: whose it is, what is asked of the school, and how it ends."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.people.models import Person
from linkage.support_requests import policy, queries, rules
from linkage.support_requests.enums import OPEN, OUTCOMES, JoinedKind, RequestStatus, UnmetReason
from linkage.support_requests.models import SupportRequest
from linkage.support_requests.operations.ending import end_looking
from linkage.support_requests.operations.questions import settle_waiting
from linkage.support_requests.operations.telling import note_answered, tell
from linkage.support_requests.presenters import mails


class UnableToReassign(Refused):
    """A person who could not look after a request."""


class UnableToChoose(Refused):
    """A request for which nobody can be chosen now."""


class UnableToClose(Refused):
    """A request that still waits for something."""


@operation(policy.TAKE, target="support_request")
def take(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """Say that we have it: who does so looks after it from here on, and the school is told their name."""
    support_request.hold()
    support_request.move_to(RequestStatus.ACKNOWLEDGED)
    support_request.acknowledged_at = at
    support_request.owner_id = actor.person_id
    support_request.save()
    tell(actor=actor, at=at, support_request=support_request, write=mails.acknowledged)


@operation(policy.REASSIGN, target="support_request")
def reassign(*, actor: Actor, at: datetime, support_request: SupportRequest, owner: Person) -> None:
    """Give a request to somebody else who may look after it; they find it among their next actions."""
    support_request.hold()
    if owner not in queries.possible_owners(actor=actor, support_request=support_request, at=at):
        raise UnableToReassign("Choose a coordinator, or an officer who works with this school")
    support_request.owner = owner
    support_request.save()


@operation(policy.CHOOSE, target="support_request")
def start_choosing(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:  # noqa: ARG001
    """Begin to choose who to introduce; from here on the request is routed. Beginning twice changes nothing.

    Raises UnableToChoose while the school has a question to answer, and when there is nothing left to choose.
    """
    support_request.hold()
    if support_request.state == RequestStatus.WAITING_FOR_SCHOOL:
        raise UnableToChoose("The school has a question to answer first")
    if support_request.state not in (*OPEN, RequestStatus.CANNOT_HELP_YET, RequestStatus.JOINED):
        raise UnableToChoose(f"The request is now “{support_request.state.label}”: there is nobody to choose")
    support_request.acknowledged_at = support_request.acknowledged_at or at
    support_request.routed_at = support_request.routed_at or at
    if support_request.state == RequestStatus.SUBMITTED:
        support_request.move_to(RequestStatus.ACKNOWLEDGED)
    if support_request.state not in (RequestStatus.MATCHING, RequestStatus.APPROACHING):
        support_request.move_to(RequestStatus.MATCHING)
    support_request.save()


@operation(policy.CANNOT_HELP, target="support_request")
def record_cannot_help(
    *,
    actor: Actor,
    at: datetime,
    support_request: SupportRequest,
    reason: str,
    unmet_reason: str = UnmetReason.OTHER,
) -> None:
    """Say plainly that nobody can be found yet, and why; the school is told, and choosing can begin again any day.

    `reason` is what the school reads, `unmet_reason` what the programme counts.
    """
    support_request.hold()
    support_request.move_to(RequestStatus.CANNOT_HELP_YET)
    support_request.closing_reason = reason
    support_request.unmet_reason = unmet_reason
    support_request.routed_at = support_request.routed_at or at
    settle_waiting(actor=actor, at=at, support_request=support_request)
    support_request.save()
    end_looking(actor=actor, at=at, support_request=support_request)
    tell(actor=actor, at=at, support_request=support_request, write=mails.cannot_help)


@operation(policy.JOIN, target="support_request")
def record_joined(
    *,
    actor: Actor,
    at: datetime,
    support_request: SupportRequest,
    kind: JoinedKind | str,
    name: str,
    joins_on: date | None = None,
    note: str = "",
) -> None:
    """Say that the school joins a network or comes to an event instead; the school is told, with a line of ours."""
    support_request.hold()
    support_request.move_to(RequestStatus.JOINED)
    support_request.joined_kind, support_request.joined_name = kind, name
    support_request.joined_on, support_request.joined_note = joins_on, note
    support_request.helped_at = at
    support_request.routed_at = support_request.routed_at or at
    settle_waiting(actor=actor, at=at, support_request=support_request)
    support_request.save()
    end_looking(actor=actor, at=at, support_request=support_request)
    tell(actor=actor, at=at, support_request=support_request, write=mails.joined)


@operation(policy.CLOSE, target="support_request")
def close(*, actor: Actor, at: datetime, support_request: SupportRequest) -> None:
    """Close a request that has come to its end.

    Raises UnableToClose before there is one, and while an introduction can still be taken back.
    """
    support_request.hold()
    if support_request.state not in OUTCOMES:
        raise UnableToClose("Say first what came of it")
    UnableToClose.unless_none(rules.the_introduction_stands(at, support_request.stands_at))
    support_request.move_to(RequestStatus.CLOSED)
    support_request.closed_at = at
    support_request.save()
    end_looking(actor=actor, at=at, support_request=support_request)


@operation(policy.WITHDRAW, target="support_request")
def withdraw(*, actor: Actor, at: datetime, support_request: SupportRequest, reason: str = "") -> None:
    """Withdraw a request: the asker, the school's contact or its head, on any day before it is closed."""
    support_request.hold()
    support_request.move_to(RequestStatus.WITHDRAWN)
    support_request.closed_at = at
    support_request.closing_reason = reason
    settle_waiting(actor=actor, at=at, support_request=support_request)
    support_request.save()
    end_looking(actor=actor, at=at, support_request=support_request)
    tell(actor=actor, at=at, support_request=support_request, write=mails.withdrawn)
    note_answered(actor=actor, at=at)
