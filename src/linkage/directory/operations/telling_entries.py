"""The mails about an entry that stands: is it still right, it lapsed, it goes to another school."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from linkage.access import links
from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.directory import policy
from linkage.directory.enums import MoveStatus
from linkage.directory.models import Entry, SchoolMove
from linkage.directory.presenters import entry_mails as mails
from linkage.messaging import operations as messaging
from linkage.messaging.presenters import Mail, Recipient
from linkage.people.models import Person


@part_of_operation
def still_right(*, actor: Actor, at: datetime, entry: Entry) -> None:
    """Ask whoever keeps the entry whether it is still right; a reminder is the same question."""
    _send(actor, at, entry, "still_right", mails.still_right(entry, _token(entry)), [entry.person])


@part_of_operation
def named(*, actor: Actor, at: datetime, entry: Entry) -> None:
    """Somebody was named as who is written to for an offer: they are asked whether that is right."""
    _send(actor, at, entry, "named", mails.named(entry, _token(entry), by=actor.name), [entry.person])


@part_of_operation
def entry_lapsed(*, actor: Actor, at: datetime, entry: Entry, head: Person | None) -> None:
    """No answer came: who keeps the entry can bring it back by one click, and their head is told."""
    _send(actor, at, entry, "entry_lapsed", mails.lapsed(entry, _token(entry)), [entry.person])
    if head is not None and head.pk != entry.person_id:
        _send(actor, at, entry, "entry_lapsed_at_school", mails.lapsed_to_head(entry), [head])


@part_of_operation
def hidden(*, actor: Actor, at: datetime, entry: Entry) -> None:
    """Somebody else said that they left the school: the person is told, and what they can do about it."""
    if not actor.is_person(entry.person_id):
        _send(actor, at, entry, "hidden", mails.hidden(entry), [entry.person])


@part_of_operation
def move_asked(*, actor: Actor, at: datetime, move: SchoolMove, heads: Iterable[Person]) -> None:
    """The new school's head is asked whether the entry comes with the person."""
    _send(actor, at, move.entry, "move_asked", mails.move_asked(move), heads, mails.values_of_move(move))


@part_of_operation
def move_answered(*, actor: Actor, at: datetime, move: SchoolMove, old_head: Person | None) -> None:
    """The new head's answer: the person hears it, and after a yes the head whose school they left."""
    values = mails.values_of_move(move)
    is_agreed = move.status == MoveStatus.AGREED
    mail, person = mails.move_answered(move), move.entry.person
    _send(actor, at, move.entry, "move_agreed" if is_agreed else "move_declined", mail, [person], values)
    if old_head is not None and is_agreed:
        _send(actor, at, move.entry, "moved_away", mails.moved_away(move), [old_head], values)


@part_of_operation
def stopped(*, actor: Actor, at: datetime, entry: Entry) -> None:
    """The head stopped new requests, or lets them in again: whoever keeps the entry is told."""
    if not actor.is_person(entry.person_id):
        mail = mails.stopped(entry)
        _send(actor, at, entry, "stopped" if entry.stopped_at else "let_in_again", mail, [entry.person])


def _token(entry: Entry) -> str:
    return links.make(
        policy.RIGHT_LINK,
        programme_id=entry.programme_id,
        record_id=entry.pk,
        person_id=entry.person_id,
        state=entry.question,
    )


def _send(
    actor: Actor,
    at: datetime,
    entry: Entry,
    kind: str,
    mail: Mail,
    to: Iterable[Person],
    names: Mapping[str, str] | None = None,
) -> None:
    recipients = [Recipient(one.name, one.email, one.pk) for one in to]
    if recipients:
        messaging.send(
            actor=actor,
            at=at,
            mail=mail,
            to=recipients,
            kind=f"directory.{kind}",
            about=entry,
            names=names or mails.values_of(entry),
        )
