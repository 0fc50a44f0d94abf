"""What requests come to beside an introduction: nobody yet and why, and what a school joins instead."""

from datetime import datetime, timedelta

from linkage.demo.stage import Stage
from linkage.demo.stories.buying import Step
from linkage.kernel.days import day_of
from linkage.support_requests import operations
from linkage.support_requests.enums import JoinedKind, UnmetReason
from linkage.support_requests.models import SupportRequest

REASONS = {
    UnmetReason.NOBODY_LISTED: "Nobody on our list has done this yet. We have asked two neighbouring programmes.",
    UnmetReason.NOBODY_NEAR: "Those who do this are more than an hour away, and it cannot be done online.",
    UnmetReason.NOBODY_FREE: "Both people who do this have promised all their places until spring.",
    UnmetReason.NOT_FOR_US: "This is for the educational psychologists. Your SENCO has their number.",
    UnmetReason.OTHER: "We would rather talk first. Somebody rings you this week.",
}
JOINS = {
    JoinedKind.NETWORK: ("The network of science technicians", "They meet once each half-term, next at Wyreholme."),
    JoinedKind.EVENT: ("A launch half-day for new subject leaders", "Lunch is at 12 noon. Bring one question."),
}


def because(unmet: UnmetReason) -> Step:
    """Return a step that says that nobody can be found yet, and why."""

    def said(stage: Stage, request: SupportRequest, at: datetime) -> None:
        operations.record_cannot_help(
            actor=stage.coordinator, at=at, support_request=request, reason=REASONS[unmet], unmet_reason=unmet
        )

    return said


def joins(kind: JoinedKind) -> Step:
    """Return a step that says what the school joins instead."""

    def said(stage: Stage, request: SupportRequest, at: datetime) -> None:
        name, note = JOINS[kind]
        operations.record_joined(
            actor=stage.coordinator,
            at=at,
            support_request=request,
            kind=kind,
            name=name,
            joins_on=day_of(at) + timedelta(days=20),
            note=note,
        )

    return said


REFUSALS = tuple(because(unmet) for unmet in REASONS)
JOININGS = tuple(joins(kind) for kind in JOINS)
