"""Keeping entries to come back to, and what becomes of those that leave."""

from datetime import datetime, timedelta

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.directory import policy, queries
from linkage.directory.models import Entry, ShortlistPlace
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.people.models import Person

# More than anybody looks through; a shortlist is short.
MOST_KEPT = 30
# How long an entry that left is still shown as gone, so that its absence is no riddle.
SHOWN_AS_GONE = timedelta(days=30)


class UnableToKeep(Refused):
    """An entry that does not come into the shortlist."""


@operation(policy.KEEP, target="entry")
def keep_entry(*, actor: Actor, at: datetime, entry: Entry) -> ShortlistPlace:
    """Keep an entry in the actor's shortlist; kept twice it stands there once. Raises UnableToKeep."""
    assert actor.person_id is not None
    mine = ShortlistPlace.objects.filter(programme_id=actor.tenant_id, person_id=actor.person_id)
    already = mine.filter(entry=entry).first()
    if already is not None:
        return already
    if not Entry.objects.filter(queries.there_for(actor=actor), pk=entry.pk).exists():
        raise UnableToKeep(f"{entry.headline} cannot be asked for at the moment, so the shortlist does not take them")
    if mine.count() >= MOST_KEPT:
        raise UnableToKeep(f"Your shortlist holds {MOST_KEPT}. Take one out, then keep this one")
    place, _ = ShortlistPlace.objects.get_or_create(
        programme_id=actor.tenant_id, person_id=actor.person_id, entry=entry, defaults={"kept_at": at}
    )
    return place


@operation(policy.DROP, target="place")
def drop_entry(*, actor: Actor, at: datetime, place: ShortlistPlace) -> None:  # noqa: ARG001
    """Take an entry out of the actor's own shortlist."""
    ShortlistPlace.objects.filter(pk=place.pk).delete()


@part_of_operation
def clear_shortlists(*, actor: Actor, at: datetime) -> None:
    """Note since when kept entries are gone, forget those that have been for a while, and welcome back who returned."""
    today = day_of(at)
    ours = ShortlistPlace.objects.filter(programme_id=actor.tenant_id)
    there = queries.places_there(actor=actor)
    ours.filter(there).exclude(gone_on=None).update(gone_on=None)
    ours.exclude(there).filter(gone_on=None).update(gone_on=today)
    ours.filter(gone_on__lte=today - SHOWN_AS_GONE).delete()


@part_of_operation
def settle_shortlists(*, actor: Actor, at: datetime, kept: Person, gone: Person) -> None:  # noqa: ARG001
    """Put two shortlists of one human together, each entry once."""
    there = ShortlistPlace.objects.filter(person=kept).values("entry")
    ShortlistPlace.objects.filter(person=gone, entry__in=there).delete()
    ShortlistPlace.objects.filter(person=gone).update(person=kept)
