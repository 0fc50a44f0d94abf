"""Links from before Linkage: brought in together, and taken out together."""
# ruff: noqa: ARG001 - every consequence takes actor and at

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.links import policy
from linkage.links.models import PastLink


@dataclass(frozen=True)
class PastLinkTold:
    """One row of the old spreadsheet; `client` and `home` are ids of organisations."""

    linked_on: date
    said_when: str
    client: str
    home: str
    people: str
    about: str
    area_code: str
    notes: str
    row_key: str


@part_of_operation
def add_past(*, actor: Actor, at: datetime, past: Sequence[PastLinkTold]) -> list[PastLink]:
    """Keep links from before Linkage, in their order; raises IntegrityError for one that is there already."""
    return PastLink.objects.bulk_create(
        PastLink(
            programme_id=actor.tenant_id,
            linked_on=each.linked_on,
            said_when=each.said_when,
            client_organisation_id=each.client,
            home_organisation_id=each.home,
            people=each.people,
            about=each.about,
            area_code=each.area_code,
            notes=each.notes,
            row_key=each.row_key,
            added_at=at,
        )
        for each in past
    )


@part_of_operation
def remove_past(*, actor: Actor, at: datetime, past_ids: Collection[UUID]) -> None:
    """Delete links from before Linkage that were brought in by mistake."""
    PastLink.objects.filter(programme_id=actor.tenant_id, pk__in=past_ids).delete()


@operation(policy.TAKE_PAST)
def note_past_taken(*, actor: Actor, at: datetime) -> None:
    """Note that the list of links from before Linkage was taken home as a file: names of people stand in it."""
