"""What time does to designations: who holds one is asked before it ends, and it runs out where everybody sees it."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.people import policy
from linkage.people.enums import DesignationStatus
from linkage.people.models import Designation
from linkage.people.operations import telling_designations as telling
from linkage.people.rules import designations as rules
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each


@operation(policy.TICK_DESIGNATIONS)
def have_ticked_designations(*, actor: Actor, at: datetime) -> None:
    """Have each programme do what is due of its designations."""
    have_done_in_each(actor=actor, at=at, job="people.designations-in-programme")


@operation(policy.TICK_DESIGNATIONS)
def tick_designations(*, actor: Actor, at: datetime) -> int:
    """Ask who is due, let run out what nobody renewed, end what was said to end; return how many changed.

    Asked once, sixty days before the last day, and told once when it has run out. While the programme is paused
    nobody hears anything, and what is past its last day is shown to nobody all the same.
    """
    if programmes.programme(actor=actor).paused_at is not None:
        return 0
    held = Designation.objects.filter(
        programme_id=actor.tenant_id, status=DesignationStatus.HELD, to_on__isnull=False
    ).order_by("to_on", "pk")
    return sum(_done(actor, at, each) for each in held.whole().select_for_update(of=("self",)))


def _done(actor: Actor, at: datetime, designation: Designation) -> bool:
    due = rules.due(
        to_on=designation.to_on,
        today=day_of(at),
        is_asked=designation.is_questioned,
        is_to_end=designation.is_to_end,
    )
    if due == "end":
        designation.move(DesignationStatus.ENDED)
        designation.ended_on = designation.to_on
    elif due == "lapse":
        designation.move(DesignationStatus.LAPSED)
        _ask(designation, at)
        telling.ran_out(actor=actor, at=at, designation=designation)
    elif due == "ask":
        _ask(designation, at)
        telling.ending(actor=actor, at=at, designation=designation)
    if due:
        designation.save(update_fields=Designation.STANDING)
    return bool(due)


def _ask(designation: Designation, at: datetime) -> None:
    designation.asked_at, designation.asked = at, designation.asked + 1
