"""A school closes while something goes on: found in the register, told, and then gone on with or stopped."""

from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.directory import operations as directory
from linkage.engagements import policy, queries, rules
from linkage.engagements.enums import OPEN, VisitStatus
from linkage.engagements.models import Assurance, Engagement, Participant, SchoolChange, Visit
from linkage.engagements.operations.agreements import note_change
from linkage.engagements.operations.handing_over import have_lead, step_back
from linkage.engagements.operations.lifecycle import stop_for
from linkage.engagements.operations.settling import settle
from linkage.engagements.operations.telling import tell_closed, tell_moved_school
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.violations import Violation
from linkage.links.enums import Side
from linkage.organisations import queries as organisations
from linkage.organisations.enums import SchoolStatus
from linkage.organisations.models import Organisation
from linkage.people import queries as people
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each


class UnableToMoveSchool(Refused):
    """A school that cannot take the place of the closed one, or something that is settled already."""


@operation(policy.REMIND_DUE)
def have_closed_found(*, actor: Actor, at: datetime) -> None:
    """Have each programme look which of its engagements go on with a closed school."""
    have_done_in_each(actor=actor, at=at, job="engagements.schools-in-programme")


@operation(policy.REMIND_DUE)
def find_closed(*, actor: Actor, at: datetime) -> int:
    """Note each closed school of what goes on, and tell whoever looks after it, once; return how many were new.

    One that the register has open again waits for nobody any more. Nothing happens while the programme is paused.
    """
    if programmes.programme(actor=actor).paused_at is not None:
        return 0
    waiting = SchoolChange.objects.filter(programme_id=actor.tenant_id, settled_at=None)
    for each in waiting.select_related("was"):
        if each.was.status != SchoolStatus.CLOSED:
            each.delete()
    return sum(_note_closed(actor, at, each) for each in queries.at_closed_schools(actor=actor).order_by("pk"))


def _note_closed(actor: Actor, at: datetime, engagement: Engagement) -> int:
    engagement.hold()
    new = 0
    for side in Side:
        school = _school(engagement, side)
        if school.status != SchoolStatus.CLOSED or engagement.state not in OPEN:
            continue
        of = {"programme_id": engagement.programme_id, "engagement": engagement, "side": side, "was": school}
        change, is_new = SchoolChange.objects.get_or_create(**of, defaults={"found_at": at})
        if is_new:
            new += 1
            tell_closed(actor=actor, at=at, engagement=engagement, school=change.was)
    return new


@operation(policy.MOVE_SCHOOL, target="change")
def move_school(*, actor: Actor, at: datetime, change: SchoolChange, school_id: UUID) -> Engagement:
    """Let it go on with the school that took the place of the closed one; everybody is told.

    Who is of its confirmed staff goes on taking part, and nobody else of the old one does. What is signed stays as it
    is, and a new version says who is party now. Promised days, and the word that checks are in order, are the new
    school's. Raises UnableToMoveSchool for a school that cannot take its place, and where it is settled already.
    """
    engagement = _held(change)
    found = organisations.successors(actor=actor, organisation=change.was)
    school = next((each for each in found if each.pk == school_id), None)
    UnableToMoveSchool.unless_none(queries.successor_problems(actor=actor, change=change, school=school))
    assert school is not None  # what the rule asks first
    _take_place(engagement, change.side, school)
    _settled(actor, at, change, school)
    _bring_people(actor, at, engagement, change.side, school)
    if change.side == Side.HOME:
        _bring_promises(actor, at, engagement)
    said = f"{change.was.name} is now {school.name}{f' (URN {school.urn})' if school.urn else ''}."
    note_change(actor=actor, at=at, engagement=engagement, change=said)
    settle(actor=actor, at=at, engagement=engagement)
    tell_moved_school(actor=actor, at=at, engagement=engagement, change=change)
    return engagement


@operation(policy.STOP_CLOSED, target="change")
def stop_closed(*, actor: Actor, at: datetime, change: SchoolChange) -> Engagement:
    """Stop it, as nobody carries on what the closed school did; what is owed is what its side would owe."""
    engagement = _held(change)
    _settled(actor, at, change, None)
    reason = f"{change.was.name} has closed, and no school took its place"
    stop_for(actor=actor, at=at, engagement=engagement, side=change.side, reason=reason)
    return engagement


def _held(change: SchoolChange) -> Engagement:
    """Of two who settle it at once the second is told."""
    engagement: Engagement = change.engagement
    engagement.hold()
    change.refresh_from_db(from_queryset=SchoolChange.objects.select_related("was", "now"))
    change.engagement = engagement
    if change.settled_at is not None:
        done = f"It goes on with {change.now.name} already" if change.now else "It was stopped already"
        raise UnableToMoveSchool(done)
    engagement.refuse_unless(*OPEN)
    return engagement


def _settled(actor: Actor, at: datetime, change: SchoolChange, school: Organisation | None) -> None:
    change.now, change.settled_at = school, at
    change.settled_by = people.person(actor=actor, person_id=actor.person_id)
    change.save()


def _school(engagement: Engagement, side: str) -> Organisation:
    found: Organisation = engagement.client_organisation if side == Side.CLIENT else engagement.home_organisation
    return found


def _take_place(engagement: Engagement, side: str, school: Organisation) -> None:
    if side == Side.CLIENT:
        engagement.client_organisation = school
    else:
        engagement.home_organisation = school
        # An offer of the old school's is nobody's any more; what a person gives stays theirs.
        engagement.entry = engagement.entry if engagement.entry and engagement.entry.is_person else None
        # Whoever employs the visitors now says that the checks are in order.
        Assurance.objects.filter(programme_id=engagement.programme_id, engagement=engagement).delete()
    engagement.save()


def _bring_people(actor: Actor, at: datetime, engagement: Engagement, side: str, school: Organisation) -> None:
    taking_part = engagement.of_side(side)
    along = queries.moves_along(actor=actor, at=at, participants=taking_part, to=school)
    stay = [each for each in taking_part if each.person_id in along]
    Participant.objects.filter(pk__in=[each.pk for each in stay]).update(organisation=school)
    for each in taking_part:
        if each.person_id not in along:
            each.engagement = engagement
            step_back(actor=actor, at=at, participant=each, why=f"{each.person.name} is not at {school.name}")
    engagement.hold()
    if not any(each.is_lead for each in engagement.of_side(side)):
        have_lead(actor=actor, at=at, engagement=engagement, side=side)
        engagement.hold()


def _bring_promises(actor: Actor, at: datetime, engagement: Engagement) -> None:
    """Let days that are still to come be promised of the new school; raises UnableToMoveSchool where it has none."""
    planned = Visit.objects.filter(engagement=engagement, status=VisitStatus.PLANNED, visits_on__gt=day_of(at))
    for visit in planned.select_related("visitor").order_by("visits_on", "pk"):
        booked = queries.promised_days(actor=actor, engagement=engagement, visitor_id=visit.visitor_id)
        for days in (0, booked.get(rules.half_term_of(visit.visits_on), 0)):
            _promise(actor, at, visit, engagement, days)


def _promise(actor: Actor, at: datetime, visit: Visit, engagement: Engagement, days: int) -> None:
    try:
        directory.promise_days(
            actor=actor,
            at=at,
            person=visit.visitor,
            organisation=engagement.home_organisation,
            source_id=engagement.pk,
            on=visit.visits_on,
            days=days,
            entry=engagement.entry,
        )
    except directory.UnableToBook as error:
        said = f"{error}. Ask {visit.visitor.name} and their head to offer more days, or to move a visit"
        raise UnableToMoveSchool([Violation("the_days_come_along", said)]) from error
