"""What becomes of entries and nominations when somebody no longer works at a school, and where their entry goes."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.directory import policy, rules
from linkage.directory.enums import MOVE_MOVES, EntryKind, EntryStatus, MoveStatus, NominationStatus
from linkage.directory.models import Entry, Nomination, SchoolMove
from linkage.directory.operations import telling_entries
from linkage.kernel.errors import Refused
from linkage.organisations.models import Organisation
from linkage.people import operations as people
from linkage.people import queries as persons
from linkage.people.models import Person

CAN_BE_FOUND = (EntryStatus.LISTED, EntryStatus.PAUSED, EntryStatus.LAPSED)
WAITING = (NominationStatus.AWAITING_AGREEMENT, NominationStatus.AWAITING_APPROVAL)


class UnableToMove(Refused):
    """An entry that cannot go to another school, or a question that was answered already."""


@operation(policy.LEAVE_SCHOOL, target="entry")
def leave_school(
    *, actor: Actor, at: datetime, entry: Entry, to_organisation: Organisation | None = None
) -> SchoolMove | None:
    """Say that an entry's person has left its school: it is hidden, and what is promised stands.

    With `to_organisation` the head there is asked to take the entry in. Raises UnableToMove.
    """
    _hold(entry)
    is_open = entry.status != EntryStatus.WITHDRAWN
    is_asked = SchoolMove.objects.filter(entry=entry, status=MoveStatus.ASKED).exists()
    same = to_organisation is not None and to_organisation.pk == entry.organisation_id
    UnableToMove.unless_none(rules.can_leave(is_standing=is_open, is_asked=is_asked, is_same_school=same))
    people.end_work(actor=actor, at=at, person=entry.person, organisation=entry.organisation)
    entry.refresh_from_db(fields=Entry.STANDING)
    # Somebody without any work noted at the school has left it all the same.
    if entry.status in CAN_BE_FOUND:
        entry.move(EntryStatus.HIDDEN)
        entry.save(update_fields=Entry.STANDING)
    telling_entries.hidden(actor=actor, at=at, entry=entry)
    return _ask_new_school(actor, at, entry, to_organisation) if to_organisation is not None else None


def _ask_new_school(actor: Actor, at: datetime, entry: Entry, to_organisation: Organisation) -> SchoolMove:
    move = SchoolMove.objects.create(
        programme_id=entry.programme_id,
        entry=entry,
        from_organisation=entry.organisation,
        to_organisation=to_organisation,
        said_by_id=actor.person_id,
        said_at=at,
    )
    head = persons.head_of(actor=actor, organisation_id=to_organisation.pk)
    telling_entries.move_asked(actor=actor, at=at, move=move, heads=[head] if head else [])
    return move


@operation(policy.TAKE_IN, target="move")
def take_in(*, actor: Actor, at: datetime, move: SchoolMove) -> SchoolMove:
    """Agree that somebody works here now: their entry is listed at this school in the words they wrote.

    What was promised before keeps the school it was promised at. Raises UnableToMove.
    """
    entry = _answer(actor, at, move, MoveStatus.AGREED)
    people.take_on(
        actor=actor, at=at, person=entry.person, organisation=move.to_organisation, job_title=entry.job_title
    )
    here = Entry.objects.filter(person_id=entry.person_id, organisation=move.to_organisation, kind=EntryKind.PERSON)
    is_there = here.exclude(status=EntryStatus.WITHDRAWN).exclude(pk=entry.pk).exists()
    UnableToMove.unless_none(rules.is_listed_once(is_listed=is_there))
    entry.organisation = move.to_organisation
    entry.move(EntryStatus.LISTED)
    entry.stopped_at = None
    entry.save(update_fields=[*Entry.STANDING, "organisation", "stopped_at"])
    old_head = persons.head_of(actor=actor, organisation_id=move.from_organisation_id)
    telling_entries.move_answered(actor=actor, at=at, move=move, old_head=old_head)
    return move


@operation(policy.TAKE_IN, target="move")
def turn_away(*, actor: Actor, at: datetime, move: SchoolMove) -> SchoolMove:
    """Say no: the entry stays hidden, and its person is told. Raises UnableToMove."""
    _answer(actor, at, move, MoveStatus.DECLINED)
    telling_entries.move_answered(actor=actor, at=at, move=move, old_head=None)
    return move


def _answer(actor: Actor, at: datetime, move: SchoolMove, to: MoveStatus) -> Entry:
    """Keep the answer and return the entry, held; of two answers at the same moment the second finds the first."""
    move.refresh_from_db(fields=["status"], from_queryset=SchoolMove.objects.select_for_update())
    UnableToMove.unless_none(rules.can_move(move.status, to, MOVE_MOVES))
    move.status, move.answered_at, move.answered_by_id = to, at, actor.person_id
    move.save(update_fields=["status", "answered_at", "answered_by"])
    entry: Entry = move.entry
    _hold(entry)
    UnableToMove.unless_none(rules.is_hidden_still(is_hidden=entry.status == EntryStatus.HIDDEN))
    return entry


def _hold(entry: Entry) -> None:
    entry.refresh_from_db(fields=Entry.STANDING, from_queryset=Entry.objects.select_for_update())


@part_of_operation
def hide_leaver(*, actor: Actor, at: datetime, person: Person, organisation: Organisation) -> int:  # noqa: ARG001
    """Hide the entry of somebody who left this school, and withdraw what waits there; return how many were hidden.

    What is promised of them stands: those who were introduced are told by whoever looks after the link. For what the
    school itself offers, its head is written to from now on; without one it is hidden until somebody else is named.
    """
    here = {"programme_id": person.programme_id, "organisation": organisation}
    entries = Entry.objects.filter(person=person, status__in=CAN_BE_FOUND, **here).select_for_update()
    own = [each for each in entries if each.is_person]
    head = persons.head_of(actor=actor, organisation_id=organisation.pk)
    heir = head if head is not None and head.pk != person.pk else None
    for entry in entries:
        if entry.is_person or heir is None:
            entry.move(EntryStatus.HIDDEN)
        else:
            entry.person = heir
        entry.save(update_fields=[*Entry.STANDING, "person"])
    for nomination in Nomination.objects.select_for_update().filter(nominee=person, status__in=WAITING, **here):
        nomination.move(NominationStatus.WITHDRAWN)
        nomination.save(update_fields=["status"])
    return len(own)
