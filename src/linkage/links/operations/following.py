"""What the two ends say about their link: nobody else says it for them."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.directory import operations as directory
from linkage.kernel.errors import Refused
from linkage.links import policy, queries, rules
from linkage.links.enums import LinkStatus
from linkage.links.models import Link


class UnableToClose(Refused):
    """A link that has ended already, was taken back, or still can be."""


@operation(policy.SAY_MET, target="link")
def say_met(*, actor: Actor, at: datetime, link: Link) -> Link:  # noqa: ARG001 (the audit entry tells who)
    """Say that the two have spoken or met. Saying it twice changes nothing."""
    link.hold()
    if link.state != LinkStatus.IN_TOUCH:
        _refuse_ended(link)
        link.move_to(LinkStatus.IN_TOUCH, at)
        link.save()
    return link


@part_of_operation
def record_taken_further(*, actor: Actor, at: datetime, link: Link) -> Link:  # noqa: ARG001
    """Note that more than a conversation is being planned of it: who plans together is in touch.

    Its row is held by the caller; what is in touch or done already stays so.
    """
    if link.state == LinkStatus.INTRODUCED:
        link.move_to(LinkStatus.IN_TOUCH, at)
        link.save()
    return link


@operation(policy.SAY_NOT_YET, target="link")
def say_not_yet(*, actor: Actor, at: datetime, link: Link) -> Link:  # noqa: ARG001 (the audit entry is what is kept)
    """Say that the two have not spoken yet; the other end sees it, and nothing else changes."""
    link.hold()
    _refuse_ended(link)
    return link


@operation(policy.FINISH, target="link")
def finish(*, actor: Actor, at: datetime, link: Link, note: str = "") -> Link:
    """Say that the two are done; `note` is for the other end.

    Raises UnableToClose for a link that has ended, and for one that can still be taken back.
    """
    return _close(actor, link, LinkStatus.DONE, at, note)


@operation(policy.FAIL, target="link")
def fail(*, actor: Actor, at: datetime, link: Link, note: str = "") -> Link:
    """Say that it did not happen: the place is given back, and who looks after the request chooses again.

    Raises UnableToClose for a link that has ended, and for one that can still be taken back.
    """
    closed = _close(actor, link, LinkStatus.DID_NOT_HAPPEN, at, note)
    directory.release_place(actor=actor, at=at, source_id=link.pk)
    return closed


def _close(actor: Actor, link: Link, status: LinkStatus, at: datetime, note: str) -> Link:
    link.hold()
    _refuse_ended(link)
    UnableToClose.unless_none(rules.can_be_ended(queries.undoing(actor=actor, link=link), at))
    link.move_to(status, at)
    link.closing_note = note
    link.save()
    return link


def _refuse_ended(link: Link) -> None:
    if not link.is_open:
        raise UnableToClose(f"This link has ended already: {link.state.label.lower()}")
