"""Everybody who could be considered for a request, the unavailable too, so that "why not" can be told."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.directory.enums import EntryStatus, Visibility
from linkage.directory.models import Entry, EntryArea
from linkage.directory.queries import gathering, index
from linkage.directory.queries.capacity import Standing, standings
from linkage.directory.queries.entries import is_broker
from linkage.kernel.days import day_of
from linkage.kernel.half_terms import counted_from
from linkage.organisations import queries as organisations
from linkage.organisations.models import Organisation

CONSIDERED = (EntryStatus.LISTED, EntryStatus.PAUSED, EntryStatus.LAPSED)


@dataclass(frozen=True)
class Pooled:
    """One person who could be considered, with the facts that reasons are made of.

    `places_left` counts the current half-term and is 0 while their school has stopped; `asked_this_half_term` is how
    many schools they have been promised to in it. `status` is the entry's (listed, paused or lapsed).
    """

    entry_id: uuid.UUID
    person_id: uuid.UUID
    name: str
    kind: str
    job_title: str
    words: str
    organisation: Organisation
    area_codes: frozenset[str]
    ways: tuple[str, ...]
    phases: tuple[str, ...]
    radius_miles: int | None
    places: int
    places_left: int
    is_school_stopped: bool
    asked_this_half_term: int
    status: str
    paused_until: date | None
    confirmed_at: datetime


def pool(*, actor: Actor, area_ids: Iterable[uuid.UUID] = (), on: date | None = None) -> list[Pooled]:
    """Return who has one of these areas (with none given: everybody), by name; full and paused people included.

    `on` is the day whose half-term counts, today when not given. Those who asked not to be shown to everybody are
    left out unless the actor chooses whom to ask.
    """
    found = Entry.objects.filter(programme_id=actor.tenant_id, status__in=CONSIDERED)
    found = found.exclude(organisation_id__in=organisations.left_ids(actor=actor))
    areas = list(area_ids)
    if areas:
        found = found.filter(pk__in=EntryArea.objects.filter(area_id__in=areas).values("entry_id"))
    if not is_broker(actor=actor):
        found = found.filter(visibility=Visibility.EVERYBODY)
    entries = list(
        found.select_related("person", "organisation")
        .prefetch_related(Prefetch("entry_areas", EntryArea.objects.select_related("area")))
        .order_by("person__name", "pk")
    )
    counted = counted_from(on or day_of(timezone.now()))
    kept = standings(actor=actor, entries=entries, period_starts_on=counted)
    return [_pooled(each, kept[each.pk]) for each in entries]


def how_many(*, actor: Actor, text: str = "", area_codes: Iterable[str] = (), phases: Iterable[str] = ()) -> int:
    """Return how many listed people could help with these words or areas: the live count of the ask.

    Words and areas widen each other; phases narrow. Nothing given counts everybody listed.
    """
    meaning = index.understand(actor=actor, text=text)
    suggested = tuple(dict.fromkeys((*area_codes, *meaning.suggested)))
    asked = index.Asked(words=meaning.words, suggested=suggested, phases=tuple(phases), seen=index.seen_by(actor=actor))
    return gathering.count(actor=actor, asked=asked)


def _pooled(entry: Entry, standing: Standing) -> Pooled:
    return Pooled(
        entry_id=entry.pk,
        person_id=entry.person_id,
        name=entry.headline,
        kind=entry.kind,
        job_title=entry.job_title,
        words=entry.words,
        organisation=entry.organisation,
        area_codes=frozenset(each.area.code for each in entry.entry_areas.all()),
        ways=tuple(entry.ways),
        phases=tuple(entry.phases),
        radius_miles=entry.radius_miles,
        places=standing.places,
        places_left=standing.places_left,
        is_school_stopped=standing.is_stopped,
        asked_this_half_term=standing.places_promised,
        status=entry.status,
        paused_until=entry.paused_until_on,
        confirmed_at=entry.confirmed_at,
    )
