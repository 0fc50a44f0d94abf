"""What time does: once its day has come whoever shows it is asked, reminded twice, and then it lapses visibly."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.directory import rules as directory_rules
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.practice import policy, rules
from linkage.practice.enums import PracticeStatus
from linkage.practice.models import Practice
from linkage.practice.operations import telling
from linkage.programmes import queries as programmes
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.operations import have_done_in_each


class UnableToConfirm(Refused):
    """Somebody else was quicker."""


@operation(policy.CONFIRM, target="practice")
def confirm(*, actor: Actor, at: datetime, practice: Practice) -> Practice:
    """Say that it is still right: it is found (again), and asked about in a year.

    Raises UnableToConfirm where it was answered or changed meanwhile.
    """
    practice.hold()
    if not policy.CONFIRM.allows(actor, practice):
        raise UnableToConfirm("It has been answered or changed since you opened the page")
    practice.note_shared(at)
    practice.asked_at, practice.reminders = None, 0
    practice.review_on = rules.next_review_on(day_of(at))
    practice.save()
    return practice


@operation(policy.TICK)
def have_ticked(*, actor: Actor, at: datetime) -> None:
    """Have each programme do what is due."""
    have_done_in_each(actor=actor, at=at, job="practice.tick-in-programme")


@operation(policy.TICK)
def tick(*, actor: Actor, at: datetime) -> int:
    """Ask about what is due, remind, let lapse; return how many that were. Nothing while the programme is paused."""
    settings, today = programmes.settings(actor=actor), day_of(at)
    if settings.paused_at is not None:
        return 0
    ours = Practice.objects.whole().filter(programme_id=actor.tenant_id)
    due = ours.filter(status=PracticeStatus.SHARED, review_on__lte=today).select_for_update(of=("self",))
    waiting = list(ours.filter(status=PracticeStatus.DUE).select_for_update(of=("self",)))
    asked = sum(_asked(actor, at, each) for each in due)
    return asked + sum(_nudged(actor, at, each, settings) for each in waiting)


def _asked(actor: Actor, at: datetime, practice: Practice) -> bool:
    if not _is_open(actor, at, practice):
        return False
    practice.move(PracticeStatus.DUE)
    practice.asked_at, practice.asked, practice.reminders = at, practice.asked + 1, 0
    practice.save(update_fields=Practice.STANDING)
    telling.still_right(actor=actor, at=at, practice=practice)
    return True


def _nudged(actor: Actor, at: datetime, practice: Practice, settings: ProgrammeSettings) -> bool:
    school, today = practice.organisation, day_of(at)
    if practice.asked_at is None or not _is_open(actor, at, practice):
        return False
    calendar = programmes.calendar(actor=actor, authority_code=school.authority_code, organisation_id=school.pk)
    due = directory_rules.nudge(
        days=calendar.between(day_of(practice.asked_at), today),
        reminders=practice.reminders,
        first=settings.first_reminder_days,
        second=settings.second_reminder_days,
        lapse=settings.lapse_days,
    )
    if due == "lapse":
        practice.move(PracticeStatus.LAPSED)
        practice.lapsed_at = at
        telling.lapsed(actor=actor, at=at, practice=practice)
    elif due:
        practice.reminders = 2 if due == "second" else 1
        telling.still_right(actor=actor, at=at, practice=practice)
    practice.save(update_fields=Practice.STANDING)
    return bool(due)


def _is_open(actor: Actor, at: datetime, practice: Practice) -> bool:
    """Whether it is a working day of the school that shows it."""
    school = practice.organisation
    calendar = programmes.calendar(actor=actor, authority_code=school.authority_code, organisation_id=school.pk)
    return calendar.is_open(day_of(at))
