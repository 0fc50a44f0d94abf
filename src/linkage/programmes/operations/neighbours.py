"""Sharing with another programme of the installation: it holds once both have said so, and ends once one has not."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.programmes import policy
from linkage.programmes.models import Neighbour, Programme


@operation(policy.SHARE_WITH)
def share_with(*, actor: Actor, at: datetime, other: Programme) -> None:
    """Say that ours shares with another programme; whoever has said so already changes nothing."""
    Neighbour.objects.get_or_create(programme_id=actor.tenant_id, other=other, defaults={"since": at})


@operation(policy.SHARE_NO_MORE)
def share_no_more(*, actor: Actor, at: datetime, other: Programme) -> None:  # noqa: ARG001 - of every operation
    """Share with another programme no more: from now on neither finds anything of the other."""
    Neighbour.objects.filter(programme_id=actor.tenant_id, other=other).delete()
