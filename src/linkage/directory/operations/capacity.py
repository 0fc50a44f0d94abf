"""The capacity ledger: the one place where anything of a person's time is promised."""

import uuid
from datetime import date, datetime

from django.db import IntegrityError, transaction

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.directory import rules
from linkage.directory.enums import CommitmentKind
from linkage.directory.models import Commitment, Entry
from linkage.kernel.errors import Refused
from linkage.kernel.half_terms import counted_from
from linkage.organisations.models import Organisation
from linkage.people.models import Person


class UnableToBook(Refused):
    """The person or their school has promised all they can in that half-term."""


@part_of_operation
def book_place(
    *,
    actor: Actor,  # noqa: ARG001 - the house's signature
    at: datetime,
    person: Person,
    organisation: Organisation,
    source_id: uuid.UUID,
    on: date,
    entry: Entry | None = None,
) -> Commitment:
    """Promise one place in the half-term of `on`: the person's, or that of the offer `entry`; a link books no days.

    `organisation` is their home school, `source_id` what promises (a link): booking twice for it is one promise.
    Raises UnableToBook when the database refuses because they, or their school, are full or stopped.
    """
    period_starts_on = counted_from(on)
    wanted = {
        "person": person,
        "entry": None if entry is None or entry.is_person else entry,
        "organisation": organisation,
        "period_starts_on": period_starts_on,
        "kind": CommitmentKind.LINK,
        "places": 1,
        "days": 0,
        "made_at": at,
        "released_at": None,
    }
    try:
        with transaction.atomic():
            made, _ = Commitment.objects.update_or_create(
                programme_id=person.programme_id,
                source_id=source_id,
                person=person,
                period_starts_on=period_starts_on,
                defaults=wanted,
            )
    except IntegrityError as error:
        _refuse(error)
        raise
    return made


@part_of_operation
def promise_days(
    *,
    actor: Actor,
    at: datetime,
    person: Person,
    organisation: Organisation,
    source_id: uuid.UUID,
    on: date,
    days: int,
    entry: Entry | None = None,
) -> Commitment | None:
    """Let what this source promises of a person in the half-term of `on` be so many days; with none it is given back.

    `organisation` is their home school, whose days count too; with an offer as `entry` only those. Return the promise,
    None where none stands. More days than before are a new promise, so a stop refuses them; fewer are always possible.
    Raises UnableToBook when the database refuses because they, or their school, are full or stopped.
    """
    period_starts_on = counted_from(on)
    key = {"source_id": source_id, "person": person, "period_starts_on": period_starts_on}
    kept = Commitment.objects.filter(programme_id=actor.tenant_id, **key).select_for_update().first()
    standing = kept.days if kept and kept.released_at is None else 0
    try:
        with transaction.atomic():
            if kept and days != standing and (days > standing or not days):
                # Given back first: what then is promised anew is looked at as new.
                kept.released_at = at
                kept.save()
            if not days:
                return None
            made = kept or Commitment(programme_id=actor.tenant_id, **key)
            made.organisation, made.kind, made.days = organisation, CommitmentKind.ENGAGEMENT, days
            made.entry = None if entry is None or entry.is_person else entry
            made.made_at, made.released_at = (made.made_at if days == standing else at), None
            made.save()
    except IntegrityError as error:
        _refuse(error)
        raise
    return made


def _refuse(error: IntegrityError) -> None:
    """Say in words what the limit that was met means; any other fault of the data is not told as a full diary."""
    violations = rules.is_full(_constraint_of(error))
    if violations:
        raise UnableToBook(violations) from error


@part_of_operation
def release_place(*, actor: Actor, at: datetime, source_id: uuid.UUID) -> int:
    """Give back what this source promised; return how many promises were standing. Releasing twice changes nothing."""
    standing = Commitment.objects.filter(programme_id=actor.tenant_id, source_id=source_id, released_at=None)
    return standing.update(released_at=at)


@part_of_operation
def hand_over_place(*, actor: Actor, at: datetime, source_id: uuid.UUID, to_id: uuid.UUID) -> int:  # noqa: ARG001
    """Let what this source promised be promised by another; return how many promises stand.

    No place is given back in between, so nobody else can take it and no limit is looked at anew.
    """
    standing = Commitment.objects.filter(programme_id=actor.tenant_id, source_id=source_id, released_at=None)
    return standing.update(source_id=to_id)


def _constraint_of(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", "") or "")
