"""Who goes says whether the weeks suit; the host chooses the day."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.peer_review import policy, rules
from linkage.peer_review.enums import VisitingStatus
from linkage.peer_review.models import RoundSchool, Visit, Visiting
from linkage.peer_review.operations import adjusting, telling
from linkage.peer_review.presenters import mails
from linkage.people import operations as people_operations
from linkage.programmes import queries as programmes


class UnableToGiveBack(Refused):
    """Somebody else was quicker, or the visit has been."""


class UnableToChooseDay(Refused):
    """A day on which the visit cannot be."""


@operation(policy.ACCEPT, target="school")
def accept(*, actor: Actor, at: datetime, school: RoundSchool) -> int:
    """Say that all visits the actor goes to suit; return to how many that was said now."""
    school.hold()
    policy.ACCEPT.check(actor, school)
    asked = Visiting.objects.filter(
        programme_id=actor.tenant_id,
        visit__round=school.round,
        organisation=school.organisation,
        person=school.person,
        status=VisitingStatus.ASKED,
    )
    number = asked.update(status=VisitingStatus.ACCEPTED, answered_at=at)
    if school.person is not None:
        people_operations.note_answer(actor=actor, at=at, person=school.person)
    return number


@operation(policy.GIVE_BACK, target="visiting")
def give_back(*, actor: Actor, at: datetime, visiting: Visiting) -> Visiting:
    """Say that the actor cannot go to a visit; the change that moves the fewest people is prepared at once.

    Nobody else is told before it is published, but who runs the round. Raises UnableToGiveBack.
    """
    visit = Visit.objects.whole().get(pk=visiting.visit_id)
    visit.hold()
    visiting.refresh_from_db(fields=["status"])
    visiting.visit = visit
    if not policy.GIVE_BACK.allows(actor, visiting):
        raise UnableToGiveBack("This visit has been, or you do not go to it any more")
    visiting.status, visiting.answered_at = VisitingStatus.GIVEN_BACK, at
    visiting.is_writer = visiting.is_lead = False
    visiting.save()
    visit.sequence += 1
    visit.save(update_fields=["sequence"])
    plan = adjusting.cannot(
        actor=actor, at=at, review_round=visit.round, host_id=visit.host_id, visitor_id=visiting.organisation_id
    )
    school = visit.round.schools.select_related("round__programme", "organisation", "person").get(
        organisation_id=visiting.organisation_id
    )
    said = mails.not_any_more(visit.host.name)
    telling.changed(actor=actor, at=at, school=school, person=visiting.person, lines=[(said, visit, True)])
    telling.given_back(actor=actor, at=at, visiting=visiting, plan=plan)
    return visiting


@operation(policy.CHOOSE_DAY, target="visit")
def choose_day(*, actor: Actor, at: datetime, visit: Visit, visits_on: date) -> Visit:
    """Choose or change the day of a visit within its week; everybody's calendar gets it. Raises UnableToChooseDay."""
    visit.hold()
    if not policy.CHOOSE_DAY.allows(actor, visit):
        raise UnableToChooseDay("This visit has been, or is cancelled")
    calendar = programmes.calendar(actor=actor, authority_code=visit.host.authority_code, organisation_id=visit.host_id)
    UnableToChooseDay.unless_none(
        rules.day_is_in_week(visits_on, visit.week_on, is_open=calendar.is_open(visits_on), today=day_of(at))
    )
    visit.visits_on, visit.changed_at = visits_on, at
    visit.sequence += 1
    visit.save()
    telling.day_chosen(actor=actor, at=at, visit=visit)
    return visit
