"""The note of a visit: a draft of its writer's, sent, agreed by the host for good, or sent back with a line."""

from dataclasses import dataclass
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.engagements import policy, rules
from linkage.engagements.enums import VisitStatus
from linkage.engagements.models import UnableToMoveVisit, Visit
from linkage.engagements.operations.visit_telling import tell_sent_back, tell_written
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.people import queries as people

V = VisitStatus


class UnableToWriteNote(Refused):
    """A note that comes too early, is not whole, or cannot be written now."""


class UnableToAgreeNote(Refused):
    """A note that cannot be agreed or sent back now."""


@dataclass(frozen=True)
class Note:
    """What the visitor writes: what we did, what it has changed so far, what comes next."""

    done: str = ""
    so_far: str = ""
    next_step: str = ""


@operation(policy.KEEP_NOTE, target="visit")
def keep_note(*, actor: Actor, at: datetime, visit: Visit, note: Note) -> Visit:  # noqa: ARG001 (the audit entry)
    """Keep a draft that nobody but its writer sees.

    Raises UnableToWriteNote before the day of the visit and while nothing may be changed, UnableToMoveVisit once the
    note was sent or the visit cancelled.
    """
    _write(at, visit, note)
    visit.save()
    return visit


@operation(policy.SEND_NOTE, target="visit")
def send_note(*, actor: Actor, at: datetime, visit: Visit, note: Note) -> Visit:
    """Send the note to the host, who agrees it or sends it back; whoever leads there, and their head, are told.

    Raises as keeping a draft does, and UnableToWriteNote for a note that is not whole.
    """
    _write(at, visit, note)
    UnableToWriteNote.unless_none(rules.the_note_is_whole(note.done, note.so_far, note.next_step))
    visit.move_to(V.WRITTEN)
    visit.written_at, visit.sent_back = at, ""
    visit.save()
    tell_written(actor=actor, at=at, visit=visit)
    return visit


@operation(policy.AGREE_NOTE, target="visit")
def agree_note(*, actor: Actor, at: datetime, visit: Visit) -> Visit:
    """Agree a note: it is final, and nobody changes it any more.

    Raises UnableToMoveVisit unless it waits to be agreed, UnableToAgreeNote while nothing may be changed.
    """
    visit.hold()
    UnableToAgreeNote.unless_none(rules.notes_can_be_written(visit.engagement.status))
    visit.move_to(V.AGREED)
    visit.agreed_at = visit.changed_at = at
    visit.agreed_by = people.person(actor=actor, person_id=actor.person_id)
    visit.save()
    return visit


@operation(policy.SEND_NOTE_BACK, target="visit")
def send_note_back(*, actor: Actor, at: datetime, visit: Visit, sent_back: str) -> Visit:
    """Send a note back with a line on what should be put otherwise; its writer is told.

    Raises UnableToMoveVisit unless it waits to be agreed, UnableToAgreeNote while nothing may be changed.
    """
    visit.hold()
    UnableToAgreeNote.unless_none(rules.notes_can_be_written(visit.engagement.status))
    if visit.state != V.WRITTEN:
        raise UnableToMoveVisit(f"This visit is now “{visit.state.label}”, so its note cannot be sent back any more")
    visit.move_to(V.PLANNED)
    visit.sent_back, visit.written_at, visit.changed_at = sent_back, None, at
    visit.save()
    tell_sent_back(actor=actor, at=at, visit=visit)
    return visit


def _write(at: datetime, visit: Visit, note: Note) -> None:
    visit.hold()
    if visit.state != V.PLANNED:
        raise UnableToMoveVisit(f"This visit is now “{visit.state.label}”, so its note cannot be changed any more")
    UnableToWriteNote.unless_none(
        [
            *rules.notes_can_be_written(visit.engagement.status),
            *rules.the_visit_has_come(visit.visits_on, day_of(at)),
        ]
    )
    visit.done, visit.so_far, visit.next_step, visit.changed_at = note.done, note.so_far, note.next_step, at
