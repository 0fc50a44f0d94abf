"""Visitors note on the way what they see; whoever writes the report begins with it."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.peer_review import policy, queries
from linkage.peer_review.models import Note, Visit
from linkage.people import queries as people


class UnableToNote(Refused):
    """A note that cannot be kept."""


@operation(policy.NOTE, target="visit")
def note(*, actor: Actor, at: datetime, visit: Visit, kind: str, text: str) -> Note:
    """Keep a note for the visitors of this visit. Raises UnableToNote, also once the report is agreed."""
    visit.hold()
    if not policy.NOTE.allows(actor, visit):
        raise UnableToNote("The report is agreed, so nothing is noted any more")
    UnableToNote.unless_none(queries.worries(actor=actor, text=text))
    return Note.objects.create(
        programme_id=actor.tenant_id,
        visit=visit,
        person=people.person(actor=actor, person_id=actor.person_id),
        kind=kind,
        text=text,
        made_at=at,
    )


@operation(policy.TAKE_NOTE_BACK, target="note")
def take_note_back(*, actor: Actor, at: datetime, note: Note) -> None:  # noqa: ARG001
    """Delete a note of one's own; what came of it in the report stays there."""
    Note.objects.filter(programme_id=actor.tenant_id, pk=note.pk).delete()
