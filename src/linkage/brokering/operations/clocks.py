"""What time does: reminders on the third and seventh working day of whoever is asked, the lapse on the tenth."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.brokering import policy, queries
from linkage.brokering.enums import ApproachStatus
from linkage.brokering.models import AskedPerson
from linkage.brokering.operations import telling
from linkage.brokering.operations.answering import go_on
from linkage.brokering.operations.ending import NOT_THIS_TIME, end, release
from linkage.directory.rules import Nudge, nudge
from linkage.kernel.days import day_of
from linkage.programmes import queries as programmes
from linkage.programmes.operations import have_done_in_each
from linkage.support_requests import operations as support_requests


@operation(policy.TICK)
def have_ticked(*, actor: Actor, at: datetime) -> None:
    """Have each programme remind and let lapse what is due."""
    have_done_in_each(actor=actor, at=at, job="brokering.tick-in-programme")


@operation(policy.TICK)
def tick(*, actor: Actor, at: datetime) -> int:
    """Remind whoever has not answered, and let lapse what nobody answered; return how many people heard from us.

    Each reminder goes once, and only on a working school day of whoever is asked. While the programme is paused nobody
    hears anything. Whoever left or took a break before their turn is asked no more.
    """
    if programmes.settings(actor=actor).paused_at is not None:
        return 0
    told = sum(_look_after(actor, at, asked) for asked in queries.waiting_to_answer(actor=actor))
    for request in queries.left_without_anybody(actor=actor):
        support_requests.record_nobody_asked(actor=actor, at=at, support_request=request)
    return told


def _look_after(actor: Actor, at: datetime, asked: AskedPerson) -> bool:
    """Hold one question and do what is due for it, seen afresh: an answer of this very moment counts first."""
    approach = asked.approach
    approach.support_request.hold()
    approach.hold()
    asked.refresh_from_db(fields=["answered_at", "asked_at", "counts_from", "reminders"])
    if asked.state != "asked":
        return False
    if not queries.is_there(actor=actor, entry=approach.entry, is_with_them=not asked.releases):
        release(actor=actor, at=at, approach=approach, because=NOT_THIS_TIME)
        go_on(actor=actor, at=at, support_request=approach.support_request)
        telling.said_no(actor=actor, at=at, approach=approach, asked=asked)
        return True
    due = _due(actor, at, asked)
    if due == "lapse":
        end(actor=actor, at=at, approach=approach, status=ApproachStatus.LAPSED)
        telling.lapsed(actor=actor, at=at, approach=approach, asked=asked)
        go_on(actor=actor, at=at, support_request=approach.support_request)
        telling.said_no(actor=actor, at=at, approach=approach, asked=asked)
    elif due:
        asked.reminders = 2 if due == "second" else 1
        asked.save(update_fields=["reminders"])
        telling.ask(actor=actor, at=at, asked=asked, is_reminder=True)
    return bool(due)


def _due(actor: Actor, at: datetime, asked: AskedPerson) -> Nudge:
    calendar = queries.calendar_of(actor=actor, asked=asked)
    if asked.counts_from is None or not calendar.is_open(day_of(at)):
        return ""
    if asked.questions.filter(answered_at=None).exists():
        return ""
    settings = programmes.settings(actor=actor)
    return nudge(
        days=calendar.between(day_of(asked.counts_from), day_of(at)),
        reminders=asked.reminders,
        first=settings.first_reminder_days,
        second=settings.second_reminder_days,
        lapse=settings.lapse_days,
    )
