"""Looking after an enquiry: whose it is, what is written back and forth, and how it ends."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.enquiries import policy, queries
from linkage.enquiries.enums import EnquiryStatus
from linkage.enquiries.models import Enquiry, Reply
from linkage.enquiries.operations import telling
from linkage.kernel.errors import Refused
from linkage.people.models import Person


class UnableToReassign(Refused):
    """A person who does not deal with enquiries."""


class UnableToWriteBack(Refused):
    """An enquiry that has ended."""


@operation(policy.TAKE, target="enquiry")
def take(*, actor: Actor, at: datetime, enquiry: Enquiry) -> None:
    """Take an enquiry on: a new one, one nobody looks after, or one whose draft was thrown away.

    The sender of a new one is told who has it, and by when they hear more.
    """
    enquiry.hold()
    was_new = enquiry.state == EnquiryStatus.NEW
    if enquiry.is_lost:
        _begin_again(enquiry, at)
    elif was_new:
        enquiry.move_to(EnquiryStatus.OWNED, at)
    enquiry.owner_id = actor.person_id
    enquiry.save()
    if was_new:
        telling.taken(actor=actor, at=at, enquiry=enquiry)


@operation(policy.REASSIGN, target="enquiry")
def reassign(*, actor: Actor, at: datetime, enquiry: Enquiry, owner: Person) -> None:
    """Give an enquiry to somebody else who deals with them; they find it among their next actions."""
    enquiry.hold()
    if owner not in queries.possible_owners(actor=actor, at=at):
        raise UnableToReassign("Choose a coordinator or an officer of the programme")
    enquiry.owner = owner
    enquiry.save()


@operation(policy.REPLY, target="enquiry")
def reply(*, actor: Actor, at: datetime, enquiry: Enquiry, words: str) -> None:
    """Answer the sender by mail; who answers what nobody looks after has it from here on."""
    enquiry.hold()
    enquiry.move_to(EnquiryStatus.ANSWERED, at)
    if queries.owner_of(actor=actor, enquiry=enquiry, at=at) is None:
        enquiry.owner_id = actor.person_id
    enquiry.save()
    _write(actor, at, enquiry, words)
    telling.answered(actor=actor, at=at, enquiry=enquiry, words=words)


@operation(policy.WRITE_BACK, target="enquiry")
def write_back(*, actor: Actor, at: datetime, enquiry: Enquiry, words: str) -> None:
    """Write to the programme again about the same: the clock starts anew. Raises UnableToWriteBack once it is over."""
    enquiry.hold()
    if enquiry.question == "ended":
        raise UnableToWriteBack("This has been closed. Write to us anew from the public page")
    if enquiry.state == EnquiryStatus.ANSWERED:
        _begin_again(enquiry, at)
        enquiry.save()
    _write(actor, at, enquiry, words)
    telling.written_back(actor=actor, at=at, enquiry=enquiry, words=words)


@operation(policy.CLOSE, target="enquiry")
def close(*, actor: Actor, at: datetime, enquiry: Enquiry, reason: str, is_told: bool) -> None:
    """Close an enquiry with a reason, which the sender is told or not."""
    enquiry.hold()
    enquiry.move_to(EnquiryStatus.CLOSED, at)
    enquiry.closing_reason = reason.strip()
    enquiry.save()
    if is_told:
        telling.closed(actor=actor, at=at, enquiry=enquiry)


def _begin_again(enquiry: Enquiry, at: datetime) -> None:
    """Whoever looks after it has something to do again: the clock starts anew, and no head is asked."""
    enquiry.move_to(EnquiryStatus.OWNED, at)
    enquiry.waiting_since, enquiry.passed_to, enquiry.passed_at = at, None, None


def _write(actor: Actor, at: datetime, enquiry: Enquiry, words: str) -> None:
    assert actor.person_id is not None
    Reply.objects.create(
        programme_id=enquiry.programme_id,
        enquiry=enquiry,
        words=words.strip(),
        written_by_id=actor.person_id,
        written_at=at,
    )
