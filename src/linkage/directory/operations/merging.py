"""Two records of one human in the directory: one entry at each school, and one account of what is promised."""

from collections import defaultdict
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.directory.enums import EntryKind, EntryStatus
from linkage.directory.models import Allowance, Commitment, DriveAsk, Entry, UnmetNeed
from linkage.directory.operations.shortlists import settle_shortlists
from linkage.people.models import Person

COUNTED = (EntryStatus.LISTED, EntryStatus.PAUSED, EntryStatus.LAPSED)


@part_of_operation
def settle_merge(*, actor: Actor, at: datetime, kept: Person, gone: Person) -> None:
    """Keep one entry of each school (a listed one first, then the one confirmed last) and put promises together.

    The limit of each half-term is what the entries that stay offer, and never less than both have promised.
    """
    entries = Entry.objects.select_for_update().filter(kind=EntryKind.PERSON, person__in=[kept, gone])
    by_school = defaultdict(list)
    for entry in entries.exclude(status=EntryStatus.WITHDRAWN):
        by_school[entry.organisation_id].append(entry)
    for same in by_school.values():
        for entry in sorted(same, key=_worth, reverse=True)[1:]:
            entry.move(EntryStatus.WITHDRAWN)
            entry.save(update_fields=Entry.STANDING)
    Entry.objects.filter(person=gone).update(person=kept)
    _move_promises(kept, gone)
    _drop_what_is_there_twice(kept, gone)
    settle_shortlists(actor=actor, at=at, kept=kept, gone=gone)


def _drop_what_is_there_twice(kept: Person, gone: Person) -> None:
    """A need is noted once a day for one person, and a head is asked once in a drive."""
    noted = set(UnmetNeed.objects.filter(person=kept).values_list("noted_on", "need"))
    for need in UnmetNeed.objects.filter(person=gone):
        if (need.noted_on, need.need) in noted:
            need.delete()
    DriveAsk.objects.filter(head=gone, drive__in=DriveAsk.objects.filter(head=kept).values("drive")).delete()


def _worth(entry: Entry) -> tuple[bool, datetime, str]:
    return entry.status == EntryStatus.LISTED, entry.confirmed_at, str(entry.pk)


def _move_promises(kept: Person, gone: Person) -> None:
    """The ledger counts by itself as promises move; there must be room for them before they do."""
    offered = Entry.objects.filter(person=kept, kind=EntryKind.PERSON, status__in=COUNTED)
    places, days = sum(each.places for each in offered), sum(each.days for each in offered)
    for period in _periods(kept, gone):
        standing = Commitment.objects.filter(
            person__in=[kept, gone], entry=None, period_starts_on=period, released_at=None
        )
        limits = {
            "places_limit": max(places, sum(each.places for each in standing)),
            "days_limit": max(days, sum(each.days for each in standing)),
        }
        Allowance.objects.update_or_create(
            programme_id=kept.programme_id, person=kept, period_starts_on=period, defaults=limits
        )
    of_kept = Commitment.objects.filter(person=kept).values_list("source_id", "period_starts_on")
    twice = set(of_kept)
    for promise in Commitment.objects.filter(person=gone):
        # One introduction counts one place, also where it was promised of both records.
        if (promise.source_id, promise.period_starts_on) in twice:
            promise.delete()
    Commitment.objects.filter(person=gone).update(person=kept)
    Allowance.objects.filter(person=gone).delete()


def _periods(kept: Person, gone: Person) -> set[date]:
    """The half-terms in which either of them has promised anything, or could have."""
    kept_open = Allowance.objects.filter(person__in=[kept, gone])
    return set(kept_open.values_list("period_starts_on", flat=True))
