"""What time does: reminders, visits that have been and their reports, a round that runs and ends or nobody runs."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.peer_review import policy, rules
from linkage.peer_review.enums import GOING_ON, TO_COME, WITHOUT_REPORT, Answer, Asking, RoundStatus, VisitStatus
from linkage.peer_review.models import LineCheck, Round, RoundSchool, Visit
from linkage.peer_review.operations import following, planning, report_telling, telling
from linkage.peer_review.operations.rounds import ask, end, tell_vacancy
from linkage.peer_review.rules import weeks
from linkage.people import queries as people
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each

# A job that has not planned a round by then has been lost, and is asked for again.
LOST_AFTER = timedelta(minutes=30)


@operation(policy.TICK)
def have_ticked(*, actor: Actor, at: datetime) -> None:
    """Have each programme do what is due."""
    have_done_in_each(actor=actor, at=at, job="peer_review.tick-in-programme")


@operation(policy.TICK)
def tick(*, actor: Actor, at: datetime) -> int:
    """Do in one programme what is due, and return how many things that were; nothing while it is paused."""
    if programmes.settings(actor=actor).paused_at is not None:
        return 0
    rows = Round.objects.filter(programme_id=actor.tenant_id).exclude(status=RoundStatus.CLOSED)
    done = 0
    for found in rows.whole().order_by("created_at", "pk"):
        found.hold()
        tell_vacancy(actor=actor, at=at, review_round=found)
        if found.state == RoundStatus.OPEN:
            done += _reminded(actor, at, found)
        elif found.state == RoundStatus.SOLVING and found.solving_since and at - found.solving_since > LOST_AFTER:
            planning.have_solved(actor=actor, at=at, review_round=found)
        elif found.state in GOING_ON:
            done += _gone_on(actor, at, found)
    return done + _chased(actor, at) + _asked_how_it_stands(actor, at)


def _chased(actor: Actor, at: datetime) -> int:
    """Remind whoever a report waits for, also once its round is over; the second time whoever runs it hears of it."""
    calendar, today, done = programmes.calendar(actor=actor), day_of(at), 0
    if not calendar.is_open(today):
        return 0
    waiting = Visit.objects.filter(programme_id=actor.tenant_id, status__in=WITHOUT_REPORT, waits_since__isnull=False)
    for visit in waiting.whole().order_by("waits_since", "pk"):
        assert visit.waits_since is not None
        if not rules.is_reminder_due(calendar.between(day_of(visit.waits_since), today), visit.reminders):
            continue
        visit.hold()
        visit.reminders += 1
        visit.save(update_fields=["reminders"])
        _remind(actor, at, visit)
        done += 1
    return done


def _remind(actor: Actor, at: datetime, visit: Visit) -> None:
    if visit.state == VisitStatus.HAPPENED:
        report_telling.report_wanted(actor=actor, at=at, visit=visit, is_reminder=True)
    elif visit.state == VisitStatus.DRAFTED:
        report_telling.sent(actor=actor, at=at, visit=visit, is_reminder=True)
    else:
        report_telling.sent_back(actor=actor, at=at, visit=visit, is_reminder=True)
    if visit.reminders == len(rules.REMIND_AFTER):
        report_telling.late(actor=actor, at=at, visit=visit)


def _asked_how_it_stands(actor: Actor, at: datetime) -> int:
    """Ask hosts what has become of their points: some months after the report, and before they are visited again."""
    agreed = Visit.objects.filter(programme_id=actor.tenant_id, status=VisitStatus.AGREED)
    answered = LineCheck.objects.filter(line__version__visit=OuterRef("pk"))
    due = agreed.filter(agreed_at__lte=at - timedelta(days=rules.ASKED_AFTER_DAYS))
    visited_again = Visit.objects.filter(host=OuterRef("host"), round__follows=OuterRef("round"), status__in=TO_COME)
    again = agreed.filter(Exists(visited_again))
    done = 0
    for asking, visits in ((Asking.LATER, due), (Asking.NEXT, again)):
        for visit in visits.exclude(Exists(answered.filter(asking=asking))).whole().order_by("agreed_at", "pk"):
            visit.hold()
            done += following.ask_how_it_stands(actor=actor, at=at, visit=visit, asking=asking)
    return done


def _reminded(actor: Actor, at: datetime, found: Round) -> int:
    """Remind who has not answered; ask who has a head only now."""
    calendar, today, done = programmes.calendar(actor=actor), day_of(at), 0
    days_left = calendar.between(today, found.answers_by_on)
    if days_left < 0 or not calendar.is_open(today):
        return 0
    silent = RoundSchool.objects.filter(round=found, answer=Answer.NONE).select_related("organisation")
    schools = list(silent.select_for_update(of=("self",)))
    heads = people.heads_of(actor=actor, organisation_ids=[each.organisation_id for each in schools])
    for each in schools:
        each.round = found
        head = heads.get(each.organisation_id)
        if head is None:
            continue
        if each.asked_at is None:
            ask(actor=actor, at=at, schools=[each])
        elif day_of(each.asked_at) < today and rules.is_to_be_reminded(days_left=days_left, reminders=each.reminders):
            each.reminders += 1
            each.save(update_fields=["reminders"])
            telling.asked(actor=actor, at=at, school=each, head=head, is_reminder=True)
            done += 1
    return done


def _gone_on(actor: Actor, at: datetime, found: Round) -> int:
    """Let a round run from its first week, note visits that have been, and end it a while after its last."""
    today, done = day_of(at), 0
    if found.state == RoundStatus.PUBLISHED and rules.has_begun(found.first_week_on, today):
        found.move_to(RoundStatus.RUNNING)
        found.save(update_fields=["status"])
    for visit in Visit.objects.filter(round=found, status__in=TO_COME).whole():
        if weeks.is_over(visit.week_on, visit.visits_on, today):
            visit.hold()
            visit.wait(VisitStatus.HAPPENED, at)
            visit.save()
            report_telling.report_wanted(actor=actor, at=at, visit=visit, is_reminder=False)
            done += 1
    if rules.is_all_over(found.last_week_on, today):
        end(actor=actor, at=at, review_round=found)
        done += 1
    return done
