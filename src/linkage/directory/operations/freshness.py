"""Once a term: is your entry still right? Asked, reminded twice, and then an entry lapses where everybody sees it."""

from datetime import date, datetime
from functools import cache

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.directory import rules
from linkage.directory.enums import EntryStatus
from linkage.directory.models import Entry
from linkage.directory.operations import telling_entries
from linkage.kernel.days import day_of
from linkage.organisations import queries as organisations
from linkage.people import queries as people
from linkage.programmes import queries as programmes
from linkage.programmes.models import ProgrammeSettings


@part_of_operation
def ask_and_remind(*, actor: Actor, at: datetime, settings: ProgrammeSettings) -> int:
    """Ask who is due, remind who has not answered, let lapse what nobody confirmed; return how many were written to.

    Only on working school days of the entry's school. Whoever takes a break is asked once they are back.
    """
    listed = (
        Entry.objects.filter(programme_id=actor.tenant_id, status=EntryStatus.LISTED)
        .exclude(organisation_id__in=organisations.left_ids(actor=actor))
        .select_related("person", "organisation", "programme", "nomination__nominated_by")
    )
    told = _asked(actor, at, listed.filter(asked_at=None), settings)
    return told + sum(_nudged(actor, at, each, settings) for each in _held(listed.filter(asked_at__isnull=False)))


@part_of_operation
def doubt(*, actor: Actor, at: datetime, entry: Entry) -> bool:
    """Ask at once whether an entry is still right, because somebody said it is not; return whether its person is asked.

    Whoever is being asked already, or is not listed, is not asked again.
    """
    entry.refresh_from_db(fields=[*Entry.STANDING, "asked"], from_queryset=Entry.objects.select_for_update())
    if entry.status != EntryStatus.LISTED or entry.asked_at is not None:
        return False
    entry.asked_at, entry.asked, entry.reminders = at, entry.asked + 1, 0
    entry.save(update_fields=["asked_at", "asked", "reminders"])
    telling_entries.still_right(actor=actor, at=at, entry=entry)
    return True


@part_of_operation
def doubt_no_more(*, actor: Actor, at: datetime, entry: Entry, since: datetime) -> bool:  # noqa: ARG001
    """Ask no more whether an entry is right, where only a word of that moment doubted it; return whether we had."""
    entry.refresh_from_db(fields=[*Entry.STANDING, "asked"], from_queryset=Entry.objects.select_for_update())
    if entry.asked_at != since:
        return False
    entry.asked_at, entry.asked = None, entry.asked - 1
    entry.save(update_fields=["asked_at", "asked"])
    return True


def _asked(actor: Actor, at: datetime, listed: QuerySet[Entry], settings: ProgrammeSettings) -> int:
    today = day_of(at)
    if not programmes.calendar(actor=actor).is_open(today):
        return 0

    @cache
    def term(day: date) -> int:
        return programmes.term_number(actor=actor, on=day)

    due = [
        pk
        for pk, confirmed_at in listed.values_list("pk", "confirmed_at")
        if rules.may_be_asked_anew(
            terms_since=term(today) - term(day_of(confirmed_at)),
            days_since=(today - day_of(confirmed_at)).days,
            every=settings.confirm_terms,
        )
    ]
    for entry in _held(listed.filter(pk__in=due)):
        entry.asked_at, entry.asked, entry.reminders = at, entry.asked + 1, 0
        entry.save(update_fields=["asked_at", "asked", "reminders"])
        telling_entries.still_right(actor=actor, at=at, entry=entry)
    return len(due)


def _nudged(actor: Actor, at: datetime, entry: Entry, settings: ProgrammeSettings) -> bool:
    home, today = entry.organisation, day_of(at)
    calendar = programmes.calendar(actor=actor, authority_code=home.authority_code, organisation_id=home.pk)
    if entry.asked_at is None or not calendar.is_open(today):
        return False
    due = rules.nudge(
        days=calendar.between(day_of(entry.asked_at), today),
        reminders=entry.reminders,
        first=settings.first_reminder_days,
        second=settings.second_reminder_days,
        lapse=settings.lapse_days,
    )
    if due == "lapse":
        entry.move(EntryStatus.LAPSED)
        entry.lapsed_at = at
        head = people.head_of(actor=actor, organisation_id=entry.organisation_id)
        telling_entries.entry_lapsed(actor=actor, at=at, entry=entry, head=head)
    elif due:
        entry.reminders = 2 if due == "second" else 1
        telling_entries.still_right(actor=actor, at=at, entry=entry)
    entry.save(update_fields=Entry.STANDING)
    return bool(due)


def _held(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Held while they are asked: of two clocks at the same moment the second finds them asked."""
    return entries.select_for_update(of=("self",))
