"""What a listed person does with their entry, and what a school sets for its staff."""
# ruff: noqa: ARG001 - every operation takes actor and at, whether it needs both or not

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.directory import policy, rules
from linkage.directory.enums import ENTRY_MOVES, EntryKind, EntryStatus, PausedBy
from linkage.directory.models import Allowance, Entry, SchoolAllowance, SchoolCeiling
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.half_terms import counted_from
from linkage.kernel.violations import Violation
from linkage.organisations.models import Organisation
from linkage.people.enums import AffiliationStatus

# Entries whose places count: a break does not take back what was offered.
COUNTED = (EntryStatus.LISTED, EntryStatus.PAUSED, EntryStatus.LAPSED)


class UnableToChangeEntry(Refused):
    """A change that breaks a promise, or an entry that has ended."""


class UnableToSetCeiling(Refused):
    """A limit below what the school's staff have promised already."""


@operation(policy.CHANGE, target="entry")
def change(
    *,
    actor: Actor,
    at: datetime,
    entry: Entry,
    job_title: str,
    words: str,
    ways: Sequence[str],
    places: int,
    days: int,
    radius_miles: int | None,
    visibility: str,
) -> Entry:
    """Change what is offered, in the person's own words; to say it anew is also to confirm it.

    New limits hold from this half-term on. Raises UnableToChangeEntry when less is offered than is promised.
    """
    _hold(entry)
    others = _counted(entry).exclude(pk=entry.pk)
    limits = {
        "places": places + sum(each.places for each in others),
        "days": days + sum(each.days for each in others),
    }
    from_on = counted_from(day_of(at))
    UnableToChangeEntry.unless_none(_keeps_promises(entry, limits, from_on))
    entry.job_title, entry.words, entry.ways = job_title.strip(), words.strip(), list(ways)
    entry.places, entry.days, entry.radius_miles = places, days, radius_miles
    entry.visibility = visibility
    entry.is_right(at)
    entry.save()
    _allowances(entry, from_on).update(places_limit=limits["places"], days_limit=limits["days"])
    return entry


@operation(policy.CONFIRM, target="entry")
def confirm(*, actor: Actor, at: datetime, entry: Entry) -> Entry:
    """Say that the entry is still right; one that lapsed is listed again."""
    _hold(entry)
    entry.is_right(at)
    entry.save(update_fields=[*Entry.STANDING, "confirmed_at"])
    return entry


@operation(policy.PAUSE, target="entry")
def pause(*, actor: Actor, at: datetime, entry: Entry, until: date | None = None) -> Entry:
    """Take a break, until a day or until said otherwise: nobody new is introduced. What is promised stands.

    A break that somebody takes themselves is theirs: nobody else ends it.
    """
    _hold(entry)
    UnableToChangeEntry.unless_none(rules.can_move(entry.status, EntryStatus.PAUSED, ENTRY_MOVES))
    UnableToChangeEntry.unless_none(rules.is_to_come(until, day_of(at)))
    entry.move(EntryStatus.PAUSED)
    entry.paused_until_on = until
    entry.paused_by = PausedBy.PERSON if actor.is_person(entry.person_id) else PausedBy.PROGRAMME
    entry.save(update_fields=Entry.STANDING)
    return entry


@part_of_operation
def take_break(*, actor: Actor, at: datetime, entry: Entry, until: date) -> bool:
    """Begin somebody's own break on the word they gave elsewhere; return whether one began.

    Who is not listed now has no break to take: nothing changes.
    """
    _hold(entry)
    if entry.status != EntryStatus.LISTED or rules.is_to_come(until, day_of(at)):
        return False
    entry.move(EntryStatus.PAUSED)
    entry.paused_until_on = until
    entry.paused_by = PausedBy.PERSON if actor.is_person(entry.person_id) else PausedBy.PROGRAMME
    entry.save(update_fields=Entry.STANDING)
    return True


@part_of_operation
def end_break(*, actor: Actor, at: datetime, entry: Entry, until: date) -> bool:
    """End the break that a word given elsewhere began, as it was not theirs; return whether it still stood."""
    _hold(entry)
    if entry.status != EntryStatus.PAUSED or entry.paused_until_on != until or entry.is_own_break:
        return False
    entry.move(EntryStatus.LISTED)
    entry.save(update_fields=Entry.STANDING)
    return True


@operation(policy.RESUME, target="entry")
def resume(*, actor: Actor, at: datetime, entry: Entry) -> Entry:
    """End a break: the entry is listed again; one hidden because its person left, only once they work there again.

    Raises UnableToChangeEntry when the break is somebody else's own.
    """
    _hold(entry)
    is_own = actor.is_person(entry.person_id)
    UnableToChangeEntry.unless_none(rules.is_theirs_to_end(is_own_break=entry.is_own_break, is_own_entry=is_own))
    if entry.status == EntryStatus.HIDDEN:
        works = entry.person.affiliations.filter(organisation_id=entry.organisation_id)
        is_there = works.filter(status=AffiliationStatus.CONFIRMED).exists()
        UnableToChangeEntry.unless_none(rules.works_there(is_there=is_there))
    UnableToChangeEntry.unless_none(rules.can_move(entry.status, EntryStatus.LISTED, ENTRY_MOVES))
    entry.move(EntryStatus.LISTED)
    entry.save(update_fields=Entry.STANDING)
    return entry


@operation(policy.WITHDRAW, target="entry")
def withdraw(*, actor: Actor, at: datetime, entry: Entry) -> Entry:
    """Leave the directory for good. What is promised stands; nothing new can be."""
    _hold(entry)
    UnableToChangeEntry.unless_none(rules.can_move(entry.status, EntryStatus.WITHDRAWN, ENTRY_MOVES))
    entry.move(EntryStatus.WITHDRAWN)
    entry.save(update_fields=Entry.STANDING)
    if entry.is_person:
        _keep_only_promised(entry, counted_from(day_of(at)))
    return entry


def _counted(entry: Entry) -> QuerySet[Entry]:
    """The entries whose places make up what the person offers."""
    return Entry.objects.filter(person_id=entry.person_id, kind=EntryKind.PERSON, status__in=COUNTED)


def _keep_only_promised(entry: Entry, from_on: date) -> None:
    """Lower the person's limits to what their other entries offer, but never below what is promised."""
    others = list(_counted(entry))
    places, days = sum(each.places for each in others), sum(each.days for each in others)
    for row in _allowances(entry, from_on):
        row.places_limit, row.days_limit = max(places, row.places_promised), max(days, row.days_promised)
        row.save(update_fields=["places_limit", "days_limit"])


@operation(policy.SET_CEILING, target="organisation")
def set_ceiling(
    *, actor: Actor, at: datetime, organisation: Organisation, days_limit: int | None, is_stopped: bool
) -> SchoolCeiling:
    """Set how many days the school gives in a half-term (None: no limit), and whether it takes anything new.

    Holds from this half-term on. Raises UnableToSetCeiling when less is given than is promised.
    """
    ceiling, _ = SchoolCeiling.objects.get_or_create(programme_id=actor.tenant_id, organisation=organisation)
    SchoolCeiling.objects.select_for_update().get(pk=ceiling.pk)
    from_on = counted_from(day_of(at))
    kept = SchoolAllowance.objects.filter(
        programme_id=actor.tenant_id, organisation=organisation, period_starts_on__gte=from_on
    )
    if days_limit is not None:
        promised = max((row.days_promised for row in kept), default=0)
        UnableToSetCeiling.unless_none(
            rules.keeps_promises(offered=days_limit, promised=promised, unit="days", field="days_limit")
        )
    ceiling.days_limit, ceiling.is_stopped = days_limit, is_stopped
    ceiling.save(update_fields=["days_limit", "is_stopped"])
    kept.update(days_limit=days_limit)
    return ceiling


def _hold(entry: Entry) -> None:
    """Read the state anew and keep it: of two changes at the same moment the second finds the first."""
    entry.refresh_from_db(fields=Entry.STANDING, from_queryset=Entry.objects.select_for_update())


def _allowances(entry: Entry, from_on: date) -> Any:
    return Allowance.objects.filter(
        programme_id=entry.programme_id, person_id=entry.person_id, period_starts_on__gte=from_on
    )


def _keeps_promises(entry: Entry, limits: dict[str, int], from_on: date) -> list[Violation]:
    rows = list(_allowances(entry, from_on))
    promised = {
        "places": max((row.places_promised for row in rows), default=0),
        "days": max((row.days_promised for row in rows), default=0),
    }
    return [
        violation
        for unit, offered in limits.items()
        for violation in rules.keeps_promises(offered=offered, promised=promised[unit], unit=unit, field=unit)
    ]
