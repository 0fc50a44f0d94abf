"""What stands in somebody's shortlist; nobody reads another's."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from linkage.access.actor import Actor
from linkage.areas.models import Area
from linkage.database import tenancy
from linkage.directory.enums import EntryStatus, Visibility
from linkage.directory.models import Entry, ShortlistPlace
from linkage.directory.queries.capacity import Standing, standings
from linkage.directory.queries.entries import areas_of, is_broker, with_all
from linkage.kernel.errors import NotFound
from linkage.kernel.half_terms import counted_from
from linkage.organisations import queries as organisations
from linkage.people import queries as people

# Who takes a break comes back; whoever lapsed, left or withdrew cannot be asked.
STANDING = (EntryStatus.LISTED, EntryStatus.PAUSED)
BROKERS = ("coordinator", "officer")


@dataclass(frozen=True)
class Shortlisted:
    """An entry somebody keeps: with its areas and standing while it can be looked at, without once it is gone."""

    place: ShortlistPlace
    entry: Entry
    areas: tuple[Area, ...]
    standing: Standing | None

    @property
    def is_there(self) -> bool:
        """Whether it can still be looked at and asked for."""
        return self.standing is not None


def shortlist(*, actor: Actor, on: date) -> list[Shortlisted]:
    """Return the actor's shortlist, what was kept last first; how many there are costs no query more."""
    places = list(_mine(actor).order_by("-kept_at", "pk"))
    entries = Entry.objects.filter(programme_id=actor.tenant_id, pk__in=[each.entry_id for each in places])
    by_id = {each.pk: each for each in with_all(actor=actor, entries=entries)}
    there = set(entries.filter(there_for(actor=actor)).values_list("pk", flat=True))
    standing = standings(actor=actor, entries=[by_id[key] for key in there], period_starts_on=counted_from(on))
    return [
        Shortlisted(
            place=each,
            entry=by_id[each.entry_id],
            areas=tuple(areas_of(actor=actor, entry=by_id[each.entry_id])) if each.entry_id in there else (),
            standing=standing.get(each.entry_id),
        )
        for each in places
    ]


def there_for(*, actor: Actor) -> Q:
    """What this actor can keep and ask for, as a condition on entries."""
    seen = Q() if is_broker(actor=actor) else Q(visibility=Visibility.EVERYBODY)
    return seen & Q(status__in=STANDING) & ~Q(organisation_id__in=organisations.left_ids(actor=actor))


def places_there(*, actor: Actor) -> Q:
    """The same of everybody's shortlist, as a condition on places: each sees what their own part lets them find."""
    brokers = [each.pk for role in BROKERS for each in people.people_with(actor=actor, role=role)]
    seen = Q(entry__visibility=Visibility.EVERYBODY) | Q(person_id__in=brokers)
    left = Q(entry__organisation_id__in=organisations.left_ids(actor=actor))
    return seen & Q(entry__status__in=STANDING) & ~left


def is_shortlisted(*, actor: Actor, entry: Entry) -> bool:
    """Whether the entry stands in the actor's shortlist."""
    ids = _mine(actor).values_list("entry_id", flat=True)
    kept = tenancy.read_once(("shortlist", actor.person_id), lambda: frozenset(ids), of=(ShortlistPlace,))
    return entry.pk in kept


def shortlist_place(*, actor: Actor, entry_id: uuid.UUID) -> ShortlistPlace:
    """Return the actor's own place of an entry, also of one that is gone; raises NotFound."""
    found = _mine(actor).filter(entry_id=entry_id).select_related("entry__person").first()
    if found is None:
        raise NotFound("shortlist")
    return found


def marked(*, actor: Actor) -> Exists:
    """Return whether each entry of a query stands in the actor's shortlist: one column, and no query more."""
    return Exists(_mine(actor).filter(entry_id=OuterRef("pk")))


def _mine(actor: Actor) -> QuerySet[ShortlistPlace]:
    if actor.person_id is None or actor.kind != "person":
        return ShortlistPlace.objects.none()
    return ShortlistPlace.objects.filter(programme_id=actor.tenant_id, person_id=actor.person_id)
