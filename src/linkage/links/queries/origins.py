"""Where links came from."""

from uuid import UUID

from linkage.access.actor import Actor
from linkage.links import policy
from linkage.links.enums import LinkStatus
from linkage.links.models import Link


def introduction_of(*, actor: Actor, support_request_id: UUID) -> Link | None:
    """Return the link a request led to, the latest that was not taken back; None when the actor may not open it."""
    made = Link.objects.whole().filter(programme_id=actor.tenant_id, support_request_id=support_request_id)
    found = made.exclude(status=LinkStatus.UNDONE).order_by("-introduced_at").first()
    return found if policy.sees(actor, found) else None
