"""A head stops new promises of one colleague, or lets them in again."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.directory import policy
from linkage.directory.models import Entry
from linkage.directory.operations import telling_entries


@operation(policy.STOP_ENTRY, target="entry")
def stop_entry(*, actor: Actor, at: datetime, entry: Entry, is_stopped: bool) -> Entry:
    """Let nothing new be promised of an entry, or let it again; what is promised stands, and its person is told.

    The ledger refuses from now on: a promise that is being made at this moment either stands already or is refused.
    Stopping twice changes nothing.
    """
    entry.refresh_from_db(fields=["stopped_at"], from_queryset=Entry.objects.select_for_update())
    if is_stopped == (entry.stopped_at is not None):
        return entry
    entry.stopped_at = at if is_stopped else None
    entry.save(update_fields=["stopped_at"])
    telling_entries.stopped(actor=actor, at=at, entry=entry)
    return entry
