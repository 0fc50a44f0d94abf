"""What a school is strong in, and what hubs and partners offer to many schools at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.areas import queries as areas
from linkage.directory import policy, rules
from linkage.directory.enums import EntryStatus, Price
from linkage.directory.models import Entry, EntryArea, OfferAllowance
from linkage.directory.operations import telling_entries
from linkage.directory.operations.entries import UnableToChangeEntry
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.kernel.half_terms import counted_from
from linkage.organisations.models import Organisation
from linkage.people import operations as people


class UnableToOffer(Refused):
    """Something is missing, or the school offers the same already."""


@dataclass(frozen=True)
class Offering:
    """What is offered, as its school or body words it; `price_pence` is in pence, None without a number."""

    title: str
    words: str
    area_codes: Sequence[str]
    phases: Sequence[str]
    ways: Sequence[str]
    places: int
    price: str
    price_pence: int | None
    price_note: str
    is_online: bool


@operation(policy.ADD_OFFER, target="organisation")
def add_offer(
    *,
    actor: Actor,
    at: datetime,
    organisation: Organisation,
    contact_name: str,
    contact_email: str,
    offering: Offering,
) -> Entry:
    """List what a school or body offers. Whoever is written to for it is asked at once whether it is right.

    Without their yes it lapses as any other entry does. Raises UnableToOffer.
    """
    title = " ".join(offering.title.split())
    here = Entry.objects.filter(programme_id=actor.tenant_id, organisation=organisation, title__iexact=title)
    is_there = here.exclude(status=EntryStatus.WITHDRAWN).exists()
    UnableToOffer.unless_none([*rules.has_areas(offering.area_codes), *rules.is_offered_once(is_there=is_there)])
    UnableToOffer.unless_none(rules.price_is_whole(price=offering.price, pence=offering.price_pence))
    contact = people.find_or_add(actor=actor, at=at, name=contact_name, email=contact_email)
    entry = Entry(
        programme_id=actor.tenant_id,
        organisation=organisation,
        person=contact,
        kind=rules.kind_of_offer(organisation.kind),
        listed_at=at,
        confirmed_at=at,
    )
    _write(actor, entry, offering)
    if not actor.is_person(contact.pk):
        entry.asked_at, entry.asked = at, 1
        entry.save(update_fields=["asked_at", "asked"])
        people.note_told(actor=actor, at=at, person=contact)
        telling_entries.named(actor=actor, at=at, entry=entry)
    return entry


@operation(policy.CHANGE, target="entry")
def change_offer(*, actor: Actor, at: datetime, entry: Entry, offering: Offering) -> Entry:
    """Change what is offered; to say it anew is to confirm it. Raises UnableToChangeEntry below what is promised."""
    entry.refresh_from_db(fields=Entry.STANDING, from_queryset=Entry.objects.select_for_update())
    kept = OfferAllowance.objects.filter(entry=entry, period_starts_on__gte=counted_from(day_of(at)))
    promised = max((row.places_promised for row in kept), default=0)
    UnableToChangeEntry.unless_none(
        [
            *rules.has_areas(offering.area_codes),
            *rules.price_is_whole(price=offering.price, pence=offering.price_pence),
            *rules.keeps_promises(offered=offering.places, promised=promised, unit="places", field="places"),
        ]
    )
    entry.is_right(at)
    _write(actor, entry, offering)
    kept.update(places_limit=offering.places)
    return entry


def _write(actor: Actor, entry: Entry, offering: Offering) -> None:
    entry.title, entry.words = " ".join(offering.title.split()), offering.words.strip()
    entry.phases, entry.ways, entry.places = list(offering.phases), list(offering.ways), offering.places
    entry.price, entry.price_note = offering.price, offering.price_note.strip()
    entry.price_pence = offering.price_pence if offering.price == Price.COST else None
    entry.is_online = offering.is_online
    entry.save()
    held = areas.by_codes(actor=actor, codes=list(offering.area_codes))
    EntryArea.objects.filter(entry=entry).exclude(area__in=held).delete()
    for area in held:
        EntryArea.objects.get_or_create(programme_id=entry.programme_id, entry=entry, area=area)
