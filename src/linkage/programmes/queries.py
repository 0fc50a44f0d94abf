"""Reads of the tenant."""

from linkage.access.actor import Actor
from linkage.kernel.errors import NotFound
from linkage.programmes.models import Programme, ProgrammeSettings


def find(slug: str) -> Programme | None:
    """Return the programme with this slug, or None; public, as its front page is."""
    return Programme.objects.filter(slug=slug).first()


def settings(*, actor: Actor) -> ProgrammeSettings:
    """Return the settings of the actor's programme; raises NotFound outside of one."""
    found = ProgrammeSettings.objects.select_related("programme").filter(programme_id=actor.programme_id).first()
    if found is None:
        raise NotFound("programme settings")
    return found
