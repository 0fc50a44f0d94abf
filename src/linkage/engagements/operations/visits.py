"""Booking a visit, moving it, and cancelling it: its day goes to the ledger, and both schools are told."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.directory import operations as directory
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import VisitStatus
from linkage.engagements.models import Engagement, UnableToMoveVisit, Visit
from linkage.engagements.operations.visit_telling import tell_booked, tell_cancelled, tell_moved
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.people import queries as people
from linkage.people.models import Person

V = VisitStatus


class UnableToBookVisit(Refused):
    """A day on which nobody can visit, or more days than there are."""


@operation(policy.BOOK_VISIT, target="engagement")
def book_visit(
    *,
    actor: Actor,
    at: datetime,
    engagement: Engagement,
    visitor_id: UUID,
    visits_on: date,
    about: str,
    half_days: int = 2,
    is_afternoon: bool = False,
) -> Visit:
    """Book a day, a morning or an afternoon; the visitor and who leads at the host are told, with it for a calendar.

    Raises UnableToBookVisit for a day on which it cannot be, for more days than were agreed, and where the visitor or
    their school have none left.
    """
    engagement.hold()
    visit = Visit(
        programme_id=engagement.programme_id,
        engagement=engagement,
        visitor=_visitor(actor, engagement, visitor_id),
        visits_on=visits_on,
        half_days=half_days,
        is_afternoon=is_afternoon and half_days == 1,
        about=about,
        booked_by=people.person(actor=actor, person_id=actor.person_id),
        booked_at=at,
        changed_at=at,
    )
    UnableToBookVisit.unless_none(_problems(actor, visit))
    _save(visit, at)
    _promise(actor, at, visit, [visits_on])
    tell_booked(actor=actor, at=at, visit=visit)
    return visit


@operation(policy.MOVE_VISIT, target="visit")
def move_visit(
    *,
    actor: Actor,
    at: datetime,
    visit: Visit,
    visits_on: date,
    reason: str,
    half_days: int = 2,
    is_afternoon: bool = False,
) -> Visit:
    """Move a visit to another day or another part of it, and say why; both are told, and its old day is given back.

    Raises UnableToBookVisit as booking does, UnableToMoveVisit for one whose note was sent or that was cancelled.
    """
    visit.hold()
    _refuse_unless_planned(visit)
    before, was_on = (visit.visits_on, visit.half_days, visit.is_afternoon), visit.visits_on
    visit.visits_on, visit.half_days, visit.is_afternoon = visits_on, half_days, is_afternoon and half_days == 1
    if before == (visit.visits_on, visit.half_days, visit.is_afternoon):
        raise UnableToBookVisit([Violation("is_another_day", "Choose another day or another part of it", "visits_on")])
    UnableToBookVisit.unless_none(_problems(actor, visit))
    visit.sequence += 1
    _save(visit, at)
    _promise(actor, at, visit, [was_on, visits_on])
    tell_moved(actor=actor, at=at, visit=visit, was_on=was_on, reason=reason)
    return visit


@operation(policy.CANCEL_VISIT, target="visit")
def cancel_visit(*, actor: Actor, at: datetime, visit: Visit, reason: str) -> Visit:
    """Cancel a visit and say why: both are told, and the visitor's day is free again.

    Where the school that is helped does so with less notice than was agreed, its time counts as given. Raises
    UnableToMoveVisit for one whose note was sent, UnableToBookVisit while nothing may be changed.
    """
    visit.hold()
    UnableToBookVisit.unless_none(rules.visits_can_be_booked(visit.engagement.status))
    counts = queries.would_count_as_given(actor=actor, visit=visit, today=day_of(at))
    _cancel(actor, at, visit, reason, counts_as_given=counts)
    return visit


@part_of_operation
def cancel_planned(
    *,
    actor: Actor,
    at: datetime,
    engagement: Engagement,
    reason: str,
    visitor_id: UUID | None = None,
    owed_until: date | None = None,
) -> int:
    """Cancel the visits still to come, all or one visitor's, where the whole is stopped or somebody leaves.

    Both are told, and the days given back; return how many there were. What was booked until `owed_until` is owed, so
    it counts as given. The engagement is held by the caller.
    """
    rows = Visit.objects.whole().filter(programme_id=actor.tenant_id, engagement=engagement, status=V.PLANNED)
    wanted = rows.filter(visits_on__gt=day_of(at), **({"visitor_id": visitor_id} if visitor_id else {}))
    found = list(wanted.order_by("visits_on", "pk"))
    for visit in found:
        visit.engagement = engagement
        counts = owed_until is not None and visit.visits_on <= owed_until
        _cancel(actor, at, visit, reason, counts_as_given=counts)
    return len(found)


def _cancel(actor: Actor, at: datetime, visit: Visit, reason: str, *, counts_as_given: bool) -> None:
    visit.move_to(V.CANCELLED)
    visit.cancel_reason, visit.counts_as_given = reason, counts_as_given
    visit.sequence += 1
    _save(visit, at)
    _promise(actor, at, visit, [visit.visits_on])
    tell_cancelled(actor=actor, at=at, visit=visit)


def _refuse_unless_planned(visit: Visit) -> None:
    if visit.state != V.PLANNED:
        raise UnableToMoveVisit(f"This visit is now “{visit.state.label}”, so it cannot be moved any more")


def _visitor(actor: Actor, engagement: Engagement, visitor_id: UUID) -> Person:
    people_here = queries.visitors_of(actor=actor, engagement=engagement)
    found: dict[UUID, Person] = {each.person_id: each.person for each in people_here}
    if visitor_id not in found:
        sentence = f"Choose somebody of {engagement.home_organisation.name} who takes part"
        raise UnableToBookVisit([Violation("the_visitor_takes_part", sentence, field="visitor_id")])
    return found[visitor_id]


def _problems(actor: Actor, visit: Visit) -> list[Violation]:
    """Everything that stands against this day; where nothing can be booked at all, that alone."""
    engagement = visit.engagement
    closed = rules.visits_can_be_booked(engagement.status)
    if closed:
        return closed
    started_on = day_of(engagement.started_at) if engagement.started_at else None
    time = rules.Time(engagement.starts_on, engagement.ends_on, started_on)
    is_taken = queries.is_taken(actor=actor, visitor_id=visit.visitor_id, on=visit.visits_on, but=visit)
    calendar = queries.calendar_of(actor=actor, engagement=engagement)
    days = queries.days_of(actor=actor, engagement=engagement, but=visit)
    return [
        *rules.the_day_is_agreed(time, visit.visits_on),
        *rules.the_school_is_open(calendar, visit.visits_on),
        *rules.the_visitor_is_free(visit.visits_on, visit.visitor.name, is_taken=is_taken),
        *rules.days_are_left(engagement.half_days, days.used + days.booked, visit.half_days),
    ]


def _save(visit: Visit, at: datetime) -> None:
    """Keep it; of two bookings of one visitor for one day at two schools the second is refused by the database."""
    visit.changed_at = at
    try:
        with transaction.atomic():
            visit.save()
    except IntegrityError as error:
        if "engagements_visit_once_a_day" not in str(error):
            raise
        taken = rules.the_visitor_is_free(visit.visits_on, visit.visitor.name, is_taken=True)
        raise UnableToBookVisit(taken) from error


def _promise(actor: Actor, at: datetime, visit: Visit, days: Iterable[date]) -> None:
    """Let the ledger promise, for the half-terms of these days, what this visitor has booked here."""
    engagement = visit.engagement
    booked = queries.promised_days(actor=actor, engagement=engagement, visitor_id=visit.visitor_id)
    try:
        for on in days:
            directory.promise_days(
                actor=actor,
                at=at,
                person=visit.visitor,
                organisation=engagement.home_organisation,
                source_id=engagement.pk,
                on=on,
                days=booked.get(rules.half_term_of(on), 0),
                entry=engagement.entry,
            )
    except directory.UnableToBook as error:
        raise UnableToBookVisit(rules.the_ledger_has_room(str(error), visit.visitor.name)) from error
