"""What becomes of entries and nominations when somebody no longer works at a school."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.directory.enums import EntryKind, EntryStatus, NominationStatus
from linkage.directory.models import Entry, Nomination
from linkage.organisations.models import Organisation
from linkage.people.models import Person

CAN_BE_FOUND = (EntryStatus.LISTED, EntryStatus.PAUSED, EntryStatus.LAPSED)
WAITING = (NominationStatus.AWAITING_AGREEMENT, NominationStatus.AWAITING_APPROVAL)


@part_of_operation
def hide_leaver(*, actor: Actor, at: datetime, person: Person, organisation: Organisation) -> int:  # noqa: ARG001
    """Hide the entry of somebody who left this school, and withdraw what waits there; return how many were hidden.

    What is promised of them stands: those who were introduced are told by whoever looks after the link.
    """
    here = {"programme_id": person.programme_id, "organisation": organisation}
    entries = Entry.objects.select_for_update().filter(
        person=person, kind=EntryKind.PERSON, status__in=CAN_BE_FOUND, **here
    )
    for entry in entries:
        entry.move(EntryStatus.HIDDEN)
        entry.save(update_fields=Entry.STANDING)
    for nomination in Nomination.objects.select_for_update().filter(nominee=person, status__in=WAITING, **here):
        nomination.move(NominationStatus.WITHDRAWN)
        nomination.save(update_fields=["status"])
    return len(entries)
