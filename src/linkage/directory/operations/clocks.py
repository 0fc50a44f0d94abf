"""What time does: reminders on the third and seventh working day, the lapse on the tenth, breaks that end."""

from datetime import date, datetime, timedelta

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.database.jobs import defer
from linkage.directory import policy, rules
from linkage.directory.enums import EntryStatus, NominationStatus
from linkage.directory.models import Entry, Nomination
from linkage.directory.operations import freshness, telling
from linkage.directory.operations.saved_searches import note_new
from linkage.directory.operations.shortlists import clear_shortlists
from linkage.kernel.days import day_of
from linkage.kernel.working_days import SchoolCalendar
from linkage.programmes import queries as programmes
from linkage.programmes.models import ProgrammeSettings
from linkage.programmes.operations import have_done_in_each


@operation(policy.TICK)
def have_ticked(*, actor: Actor, at: datetime) -> None:
    """Have each programme do what is due."""
    have_done_in_each(actor=actor, at=at, job="directory.tick-in-programme")


@operation(policy.TICK)
def tick(*, actor: Actor, at: datetime) -> int:
    """Do what is due in the actor's programme; return how many people heard from us or came back from a break.

    Each reminder goes once, and only on a working school day of the colleague's school. Drafts that were left lying
    are forgotten. While the programme is paused nobody hears anything.
    """
    lock = f"directory.learn-words.{actor.tenant_id}"
    defer("directory.learn-words", programme_id=actor.tenant_id, queueing_lock=lock)
    settings, today = programmes.settings(actor=actor), day_of(at)
    clear_shortlists(actor=actor, at=at)
    if settings.paused_at is not None:
        return 0
    waiting = Nomination.objects.filter(
        programme_id=actor.tenant_id, status=NominationStatus.AWAITING_AGREEMENT, lapsed_at=None
    ).select_related("nominee", "nominated_by", "organisation", "programme")
    told = sum(_nudged(actor, at, each, settings) for each in waiting.select_for_update(of=("self",)))
    _forget_drafts(actor, at - timedelta(days=settings.unanswered_erase_days))
    note_new(actor=actor, at=at)
    told += freshness.ask_and_remind(actor=actor, at=at, settings=settings)
    return told + _back_from_break(actor, today)


def _nudged(actor: Actor, at: datetime, nomination: Nomination, settings: ProgrammeSettings) -> bool:
    home = nomination.organisation
    calendar = programmes.calendar(actor=actor, authority_code=home.authority_code, organisation_id=home.pk)
    due = _due(nomination, calendar, day_of(at), settings)
    if due == "lapse":
        nomination.lapsed_at = at
        telling.lapsed(actor=actor, at=at, nomination=nomination)
    elif due:
        nomination.reminders = 2 if due == "second" else 1
        telling.remind(actor=actor, at=at, nomination=nomination)
    nomination.save(update_fields=["reminders", "lapsed_at"])
    return bool(due)


def _due(nomination: Nomination, calendar: SchoolCalendar, today: date, settings: ProgrammeSettings) -> rules.Nudge:
    if nomination.sent_at is None or not calendar.is_open(today):
        return ""
    return rules.nudge(
        days=calendar.between(day_of(nomination.sent_at), today),
        reminders=nomination.reminders,
        first=settings.first_reminder_days,
        second=settings.second_reminder_days,
        lapse=settings.lapse_days,
    )


def _back_from_break(actor: Actor, today: date) -> int:
    ended = Entry.objects.filter(
        programme_id=actor.tenant_id, status=EntryStatus.PAUSED, paused_until_on__lte=today
    ).select_for_update()
    for entry in ended:
        entry.move(EntryStatus.LISTED)
        entry.save(update_fields=Entry.STANDING)
    return len(ended)


def _forget_drafts(actor: Actor, before: datetime) -> None:
    """Delete drafts nobody has touched since: they hold a name and address of somebody who was never told."""
    old = Nomination.objects.filter(programme_id=actor.tenant_id, status=NominationStatus.DRAFT)
    old.filter(saved_at__lt=before).delete()
