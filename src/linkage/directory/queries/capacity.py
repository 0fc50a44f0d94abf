"""How much of somebody's time is left, as the ledger counts it."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from linkage.access.actor import Actor
from linkage.directory.models import Allowance, Commitment, Entry, OfferAllowance, SchoolCeiling
from linkage.directory.queries.entries import staff_entries
from linkage.kernel.half_terms import counted_from
from linkage.programmes import queries as programmes

HALF_TERMS_SHOWN = 3


@dataclass(frozen=True)
class Standing:
    """What one person (or one offer) has promised in one half-term, and whether their school takes new promises."""

    places: int
    places_promised: int
    days: int
    days_promised: int
    is_stopped: bool = False

    @property
    def places_left(self) -> int:
        """Schools they can still take; none while their school has stopped."""
        return 0 if self.is_stopped else max(0, self.places - self.places_promised)

    @property
    def days_left(self) -> int:
        """Days they can still give; none while their school has stopped."""
        return 0 if self.is_stopped else max(0, self.days - self.days_promised)


@dataclass(frozen=True)
class HalfTermCapacity:
    """One row of the days bar: a half-term by name and how the person stands in it."""

    name: str
    starts_on: date
    ends_on: date
    standing: Standing


@dataclass(frozen=True)
class StaffHalfTerm:
    """What is promised of a school's staff in one half-term."""

    name: str
    standings: dict[uuid.UUID, Standing]
    promises: tuple[Commitment, ...]

    @property
    def days(self) -> int:
        """The days promised by all staff together, those who have left since too."""
        return sum(each.days for each in self.promises)

    @property
    def places(self) -> int:
        """The schools promised by all staff together."""
        return sum(each.places for each in self.promises)


@dataclass(frozen=True)
class StaffPromises:
    """What a school's staff have promised in this half-term and the next, person by person."""

    entries: tuple[Entry, ...]
    half_terms: tuple[StaffHalfTerm, ...]

    @property
    def gone(self) -> tuple[Commitment, ...]:
        """What still stands of people who have no entry at the school any more."""
        here = {each.person_id for each in self.entries}
        return tuple(each for term in self.half_terms for each in term.promises if each.person_id not in here)


def standings(*, actor: Actor, entries: Iterable[Entry], period_starts_on: date) -> dict[uuid.UUID, Standing]:
    """Return {entry id: Standing} in the half-term of that day: one query, none where `with_promises`.

    The places of a person are those of all their entries together; an offer has its own.
    """
    return _standings(actor, entries, (period_starts_on,))[period_starts_on]


def with_promises(*, actor: Actor, entries: QuerySet[Entry], periods: Collection[date]) -> QuerySet[Entry]:
    """Return the entries with what the ledger has of them in these half-terms, and whether their school has stopped."""
    here = {"programme_id": actor.tenant_id, "period_starts_on__in": list(periods)}
    offer = JSONObject(period="period_starts_on", places_limit="places_limit", places="places_promised")
    person = JSONObject(
        period="period_starts_on",
        places_limit="places_limit",
        places="places_promised",
        days_limit="days_limit",
        days="days_promised",
    )
    stopped = SchoolCeiling.objects.filter(
        programme_id=actor.tenant_id, organisation_id=OuterRef("organisation_id"), is_stopped=True
    )
    return entries.annotate(
        promised_by_person=ArraySubquery(
            Allowance.objects.filter(person_id=OuterRef("person_id"), **here).values(json=person)
        ),
        promised_of_offer=ArraySubquery(
            OfferAllowance.objects.filter(entry_id=OuterRef("pk"), **here).values(json=offer)
        ),
        is_school_stopped=Exists(stopped),
    )


def _standings(
    actor: Actor, entries: Iterable[Entry], periods: Collection[date]
) -> dict[date, dict[uuid.UUID, Standing]]:
    """The same in several half-terms, in as many queries."""
    wanted: list[Any] = list(entries)
    if wanted and not hasattr(wanted[0], "is_school_stopped"):
        mine = Entry.objects.filter(programme_id=actor.tenant_id, pk__in=[each.pk for each in wanted])
        wanted = list(with_promises(actor=actor, entries=mine, periods=periods))
    return {period: {each.pk: _standing(each, period) for each in wanted} for period in periods}


def capacity(*, actor: Actor, entry: Entry, on: date) -> list[HalfTermCapacity]:
    """Return how the entry's person stands in the half-term of `on` and the next two."""
    shown, start = [], on
    for _ in range(HALF_TERMS_SHOWN):
        period = programmes.half_term(actor=actor, on=start)
        # The days shown follow the calendar, the count does not: a later half-term is known by its middle.
        middle = period.starts_on + (period.ends_on - period.starts_on) / 2
        shown.append((period, counted_from(on if start == on else middle)))
        start = period.ends_on + timedelta(days=1)
    kept = _standings(actor, [entry], [counted for _, counted in shown])
    return [
        HalfTermCapacity(period.name, period.starts_on, period.ends_on, kept[counted][entry.pk])
        for period, counted in shown
    ]


def promised_of_staff(*, actor: Actor, organisation_id: uuid.UUID, on: date) -> StaffPromises:
    """Return what each colleague of a school has promised in the half-term of that day and the next, by name.

    A constant number of queries, however many colleagues and promises there are.
    """
    entries = tuple(staff_entries(actor=actor, organisation_id=organisation_id).prefetch_related(None))
    now = programmes.half_term(actor=actor, on=on)
    later = programmes.next_half_term(actor=actor, on=on)
    middle = later.starts_on + (later.ends_on - later.starts_on) / 2
    counted = {counted_from(on): now.name, counted_from(middle): later.name}
    made = Commitment.objects.filter(
        programme_id=actor.tenant_id,
        organisation_id=organisation_id,
        period_starts_on__in=counted,
        released_at=None,
    ).select_related("person", "entry")
    promises = list(made.order_by("made_at", "pk"))
    kept = _standings(actor, entries, tuple(counted))
    return StaffPromises(
        entries,
        tuple(
            StaffHalfTerm(
                name=name,
                standings=kept[start],
                promises=tuple(each for each in promises if each.period_starts_on == start),
            )
            for start, name in counted.items()
        ),
    )


def _standing(entry: Any, period: date) -> Standing:
    is_stopped = entry.is_school_stopped or entry.stopped_at is not None
    kept = entry.promised_by_person if entry.is_person else entry.promised_of_offer
    for each in kept:
        if each["period"] == period.isoformat():
            days = each.get("days_limit", entry.days), each.get("days", 0)
            return Standing(each["places_limit"], each["places"], *days, is_stopped)
    return Standing(entry.places, 0, entry.days, 0, is_stopped)
