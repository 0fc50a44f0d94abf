"""The programme's own bodies."""

from uuid import UUID

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.organisations.models import Organisation


def bodies(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the hubs and partners of the actor's programme, by name."""
    return Organisation.objects.filter(programme_id=actor.tenant_id).order_by("name", "pk")


def body(*, actor: Actor, body_id: UUID) -> Organisation:
    """Return one of them; raises NotFound, for a school of the register too."""
    found = bodies(actor=actor).filter(pk=body_id).first()
    if found is None:
        raise NotFound("body")
    return found
