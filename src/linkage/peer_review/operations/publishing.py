"""Publishing a plan: the first time to everybody, later only to those whom a change concerns."""

from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.peer_review import policy, queries
from linkage.peer_review.enums import GOES, RoundStatus, VisitingStatus
from linkage.peer_review.models import RotaPlan, Round, RoundSchool, Visit, Visiting
from linkage.peer_review.operations import telling
from linkage.peer_review.presenters import mails
from linkage.peer_review.rules import changes, weeks
from linkage.people.models import Person

Lines = dict[tuple[UUID, UUID], list[tuple[str, Visit, bool]]]


class UnableToPublish(Refused):
    """A plan that is not published any more."""


@operation(policy.PUBLISH, target="review_round")
def publish(*, actor: Actor, at: datetime, review_round: Round, plan: RotaPlan) -> list[Visit]:
    """Make the visits of a plan and tell whoever goes; of a change, only those whom it concerns. Return the visits.

    Visits that have been stay as they were. Raises UnableToPublish for a plan that is not the latest, and for one in
    which a school has no week.
    """
    review_round.hold()
    _refuse_old(actor, review_round, plan)
    is_first = review_round.state == RoundStatus.PROPOSED
    schools = {
        str(each.organisation_id): each
        for each in RoundSchool.objects.filter(programme_id=actor.tenant_id, round=review_round).whole()
    }
    lines = _apply(at, review_round, plan, schools)
    plan.published_at, plan.published_by_id = at, actor.person_id
    plan.save(update_fields=["published_at", "published_by_id"])
    if is_first:
        review_round.move_to(RoundStatus.PUBLISHED)
        review_round.published_at = at
        review_round.save()
        _tell_all(actor, at, review_round, schools)
    else:
        _tell_concerned(actor, at, schools, lines)
    found = Visit.objects.filter(programme_id=actor.tenant_id, round=review_round).standing().whole()
    return list(found.order_by("week_on", "host__name"))


def _refuse_old(actor: Actor, review_round: Round, plan: RotaPlan) -> None:
    if not policy.PUBLISH.allows(actor, review_round):
        raise UnableToPublish("Somebody else was quicker: this round cannot be published any more")
    newest = queries.latest(actor=actor, review_round=review_round)
    if newest is None or newest.pk != plan.pk:
        raise UnableToPublish("It was planned again since you looked. Look at the new plan first")
    if newest.published_at is not None:
        raise UnableToPublish("This plan is published already")
    if not plan.is_possible or plan.outcome["unplaced"]:
        raise UnableToPublish("This plan is not whole: some schools have no week, or the rules cannot all be kept")


def _apply(at: datetime, review_round: Round, plan: RotaPlan, schools: dict[str, RoundSchool]) -> Lines:
    """Change the visits into those of the plan; return what each person is told of it."""
    rows = Visit.objects.filter(programme_id=review_round.programme_id, round=review_round).standing().whole()
    visits = {str(each.host_id): each for each in rows}
    been = {host for host, each in visits.items() if weeks.is_over(each.week_on, each.visits_on, day_of(at))}
    stands = [_stood(each) for host, each in visits.items() if host not in been]
    wanted = [each for each in changes.planned(plan.visits) if each.host not in been]
    lines: Lines = {}
    for change in changes.changes(stands, wanted):
        visit = visits.get(change.host) or Visit(
            programme_id=review_round.programme_id,
            round=review_round,
            host=schools[change.host].organisation,
            week_on=weeks.monday(change.after.week if change.after else 0),
            made_at=at,
            changed_at=at,
        )
        who = {str(each.organisation_id): each.person for each in visit.going} if change.before else {}
        _change(at, visit, change, schools)
        who |= {key: each.person for key, each in schools.items() if each.person is not None and key not in who}
        for key in change.concerned:
            if key in who:
                told = (schools[key].pk, who[key].pk)
                lines.setdefault(told, []).append((_said(visit, change, key), visit, _is_out(change, key)))
    return lines


def _stood(visit: Visit) -> changes.Stood:
    writer, lead = visit.writer, visit.lead
    return changes.Stood(
        host=str(visit.host_id),
        week=weeks.number_of(visit.week_on),
        visitors=frozenset(str(each.organisation_id) for each in visit.going),
        writer=str(writer.organisation_id) if writer else "",
        lead=str(lead.organisation_id) if lead else "",
    )


def _change(at: datetime, visit: Visit, change: changes.Change, schools: dict[str, RoundSchool]) -> None:
    """Make one visit what it is to be: its week, who goes and who writes; counted up for calendars."""
    if change.after is None:
        visit.cancel(at)
        visit.save()
        visit.visitings.filter(status__in=GOES).update(status=VisitingStatus.LET_GO)
        return
    if change.before is not None:
        visit.sequence += 1
        visit.changed_at = at
    if change.is_moved:
        visit.moved_from_on, visit.visits_on = visit.starts_on, None
        visit.week_on = weeks.monday(change.after.week)
    visit.save()
    goes = visit.visitings.filter(status__in=GOES)
    goes.filter(organisation_id__in=change.gone).update(status=VisitingStatus.LET_GO, is_writer=False, is_lead=False)
    if change.is_moved:
        # Another week is another question.
        goes.update(status=VisitingStatus.ASKED, answered_at=None)
    for key in sorted(change.come):
        person = schools[key].person
        assert person is not None
        Visiting.objects.create(
            programme_id=visit.programme_id,
            visit=visit,
            organisation=schools[key].organisation,
            person=person,
            asked_at=at,
        )
    for part, who in (("is_writer", change.after.writer), ("is_lead", change.after.lead)):
        those = [who] if who else []
        goes.exclude(organisation_id__in=those).update(**{part: False})
        goes.filter(organisation_id__in=those).update(**{part: True})


def _said(visit: Visit, change: changes.Change, key: str) -> str:
    """What one change is for one school, in a sentence."""
    is_host, week = key == change.host, mails.week_of(visit.week_on)
    if change.after is None:
        return "Your school is not visited any more." if is_host else mails.not_any_more(visit.host.name)
    if is_host:
        moved = f"Your school is visited in {week} now" if change.is_moved else f"Others visit your school in {week}"
        return f"{moved}. Its page says who comes."
    if key in change.gone:
        return mails.not_any_more(visit.host.name)
    writes, leads = change.after.writer == key, change.after.lead == key
    if key in change.come or change.is_moved:
        return mails.you_visit(visit.host.name, visit.week_on, writes=writes, leads=leads)
    was = change.before or change.after
    said = [
        *mails.part("write the report", was=was.writer == key, now=writes),
        *mails.part("lead the visit", was=was.lead == key, now=leads),
    ]
    return f"{visit.host.name}, {week}: {' '.join(said)}"


def _is_out(change: changes.Change, key: str) -> bool:
    return change.after is None or key in change.gone


def _tell_all(actor: Actor, at: datetime, review_round: Round, schools: dict[str, RoundSchool]) -> None:
    visits = list(Visit.objects.filter(round=review_round).standing().whole().order_by("week_on", "host__name"))
    for school in schools.values():
        mine = [each for each in visits if school.organisation_id in _schools_of(each)]
        if mine and school.person is not None:
            telling.published(actor=actor, at=at, school=school, visits=mine)


def _schools_of(visit: Visit) -> set[UUID]:
    return {visit.host_id, *(each.organisation_id for each in visit.going)}


def _tell_concerned(actor: Actor, at: datetime, schools: dict[str, RoundSchool], lines: Lines) -> None:
    """Tell each person once, with all that changes for them; of a school that left, whoever went for it."""
    by_key = {each.pk: each for each in schools.values()}
    people = Person.objects.in_bulk([person_id for _, person_id in lines])
    for (school_id, person_id), said in lines.items():
        telling.changed(actor=actor, at=at, school=by_key[school_id], person=people[person_id], lines=said)
