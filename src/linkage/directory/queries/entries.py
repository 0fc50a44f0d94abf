"""Entries: people in the directory, in words they own."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from linkage.access.actor import Actor
from linkage.areas.models import Area
from linkage.database import tenancy
from linkage.directory.enums import EntryKind, EntryStatus, Visibility
from linkage.directory.models import Entry, EntryArea
from linkage.kernel.errors import NotFound
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation
from linkage.people import queries as people

# What everybody may look at; the rest only its person, their head and those who run the programme.
OPEN_TO_ALL = (EntryStatus.LISTED, EntryStatus.PAUSED, EntryStatus.LAPSED)


@dataclass(frozen=True)
class Contact:
    """How to reach somebody; shown to those who run the programme and to the person, to others after a link."""

    email: str
    phone: str


def entry(*, actor: Actor, entry_id: uuid.UUID) -> Entry:
    """Return an entry with its person, school, areas and nomination; raises NotFound."""
    found = _visible(actor).filter(pk=entry_id).first()
    if found is None:
        raise NotFound("entry")
    return found


def entries_by_id(*, actor: Actor, entry_ids: Iterable[uuid.UUID]) -> QuerySet[Entry]:
    """Return those of these entries that the actor may look at, in no order."""
    return _visible(actor).filter(pk__in=list(entry_ids))


def own_entry(*, actor: Actor) -> Entry | None:
    """Return the actor's own entry, the one that stands; None when they have none."""
    if actor.person_id is None:
        return None
    mine = _visible(actor).filter(person_id=actor.person_id, kind=EntryKind.PERSON)
    return mine.exclude(status=EntryStatus.WITHDRAWN).order_by("listed_at").first()


def listed_entry(*, actor: Actor, person_id: uuid.UUID | None, organisation_id: uuid.UUID) -> Entry | None:
    """Return what somebody is listed with at a school, where the actor may look at it; None without that."""
    if person_id is None:
        return None
    theirs = _visible(actor).filter(person_id=person_id, organisation_id=organisation_id, kind=EntryKind.PERSON)
    return theirs.filter(status=EntryStatus.LISTED).first()


def home_school(*, actor: Actor) -> Organisation | None:
    """Return the school the actor belongs to, the first by name where there are several; None without one."""
    return next(iter(home_schools(actor=actor)), None)


def home_schools(*, actor: Actor) -> list[Organisation]:
    """Return the schools the actor belongs to or answers for, by name."""
    mine = actor.staff_of | actor.organisations("head", "chair", "trust_officer")
    here = Organisation.objects.filter(pk__in=mine).order_by("name")
    return tenancy.read_once(("home schools", mine), lambda: list(here), of=(Organisation,)) if mine else []


def staff_entries(*, actor: Actor, organisation_id: uuid.UUID) -> QuerySet[Entry]:
    """Return what stands of one school's staff, by name; raises NotFound for who does not act for the school."""
    if not (actor.acts_for(organisation_id, "head", "chair", "trust_officer") or is_broker(actor=actor)):
        raise NotFound("school")
    standing = _visible(actor).filter(organisation_id=organisation_id).exclude(status=EntryStatus.WITHDRAWN)
    return standing.order_by("person__name")


def areas_of(*, actor: Actor, entry: Entry) -> list[Area]:  # noqa: ARG001 (the entry was found for this actor)
    """Return the areas of an entry by name."""
    return sorted((each.area for each in entry.entry_areas.all()), key=lambda area: area.name)


def designations_of(*, actor: Actor, entry: Entry, on: date) -> list[people.Holding]:
    """Return what whoever the entry is about holds on that day: its person, or the school or body that offers it."""
    return [each for each in people.holdings(actor=actor, on=on) if each.holder_id == entry.holder_id]


def contact(*, actor: Actor, entry: Entry) -> Contact | None:
    """Return how to reach the entry's person, or None for who may not see it."""
    if is_broker(actor=actor) or actor.is_person(entry.person_id):
        return Contact(entry.person.email, entry.person.phone)
    return None


def has_left(*, actor: Actor, entry: Entry) -> bool:
    """Whether the entry's school took part and does so no longer: nobody finds its people then."""
    return organisations.has_left(actor=actor, organisation_id=entry.organisation_id)


def is_broker(*, actor: Actor) -> bool:
    """Whether the actor chooses whom to ask, so sees those who are not shown to everybody."""
    return actor.is_system or actor.has("coordinator", "officer")


def _visible(actor: Actor) -> QuerySet[Entry]:
    if actor.programme_id is None or actor.kind not in ("person", "link", "system"):
        return Entry.objects.none()
    mine = Entry.objects.filter(programme_id=actor.tenant_id)
    if not is_broker(actor=actor):
        left = Q(organisation_id__in=organisations.left_ids(actor=actor))
        mine = mine.filter(
            (Q(status__in=OPEN_TO_ALL, visibility=Visibility.EVERYBODY) & ~left)
            | Q(person_id=actor.person_id)
            | Q(organisation_id__in=actor.organisations("head", "chair", "trust_officer"))
        )
    return with_all(actor=actor, entries=mine)


def with_all(*, actor: Actor, entries: QuerySet[Entry]) -> QuerySet[Entry]:  # noqa: ARG001 (the caller narrowed them)
    """Return the same entries with what their pages and mails show."""
    return entries.select_related("programme", "person", "organisation", "nomination__nominated_by").prefetch_related(
        Prefetch("entry_areas", EntryArea.objects.select_related("area"))
    )
