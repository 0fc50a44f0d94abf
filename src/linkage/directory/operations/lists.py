"""Lists that are taken home."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.directory import policy


@operation(policy.TAKE_LIST)
def note_list_taken(*, actor: Actor, at: datetime) -> None:
    """Note that the list of entries or nominations was taken home as a file: the entry says who and when."""
