"""What is in the way of an engagement the actor has found."""

from uuid import UUID

from linkage.access.actor import Actor
from linkage.engagements import policy
from linkage.engagements.models import Engagement, Hindrance
from linkage.kernel.errors import NotFound


def hindrances(*, actor: Actor, engagement: Engagement) -> list[Hindrance]:
    """Return what is in the way of the actor's own engagement, by its day, and then what was settled, the last first.

    Nothing for who is of neither school.
    """
    return opened_hindrances(actor=actor, engagement=engagement) if policy.is_party(actor, engagement) else []


def opened_hindrances(*, actor: Actor, engagement: Engagement) -> list[Hindrance]:
    """Return the same for who was let read it; whoever calls this has asked for that."""
    rows = Hindrance.objects.filter(programme_id=actor.tenant_id, engagement=engagement)
    found = [_with(engagement, each) for each in rows.select_related("owner", "raised_by").order_by("due_on", "pk")]
    settled = sorted((each for each in found if each.settled_at), key=lambda each: str(each.settled_at), reverse=True)
    return [*(each for each in found if not each.settled_at), *settled]


def hindrance(*, actor: Actor, engagement: Engagement, hindrance_id: UUID) -> Hindrance:
    """Return one of them; raises NotFound."""
    rows = hindrances(actor=actor, engagement=engagement)
    found = next((each for each in rows if each.pk == hindrance_id), None)
    if found is None:
        raise NotFound("hindrance")
    return found


def _with(engagement: Engagement, found: Hindrance) -> Hindrance:
    found.engagement = engagement
    return found
