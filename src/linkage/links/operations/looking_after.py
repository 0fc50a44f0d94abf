"""What the programme does about a link that did not come about: it asks, and it chooses again."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.links import policy, queries
from linkage.links.models import Link
from linkage.support_requests import operations as support_requests


class UnableToChooseAgain(Refused):
    """A link whose request waits for nobody to choose again."""


@operation(policy.FOLLOW_UP, target="link")
def follow_up(*, actor: Actor, at: datetime, link: Link) -> Link:  # noqa: ARG001 (the audit entry tells who)
    """Note that the two were asked what is in the way. Noting it twice changes nothing more."""
    link.hold()
    link.followed_up_at = at
    link.save()
    return link


@operation(policy.CHOOSE_AGAIN, target="link")
def choose_again(*, actor: Actor, at: datetime, link: Link) -> Link:
    """Send the request of a link that did not happen back to choosing.

    Raises UnableToChooseAgain when that was done already, or the request has ended.
    """
    link.support_request.hold()
    link.hold()
    if not queries.waits_for_choosing(actor=actor, link=link):
        raise UnableToChooseAgain("Somebody has chosen again already, or the request has ended")
    support_requests.return_to_choosing(actor=actor, at=at, support_request=link.support_request)
    return link
