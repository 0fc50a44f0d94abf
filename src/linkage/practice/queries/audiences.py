"""Which schools something is for, where it is not for everybody: each kind of audience knows those the actor is in.

Nothing of who belongs to an audience is kept with a practice: whoever leaves it finds it no more from then on.
"""

from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q, QuerySet

from linkage.access.actor import Actor
from linkage.organisations import queries as organisations
from linkage.people.enums import Role
from linkage.practice.enums import FOR_ALL, Audience


class Keys(Protocol):
    """Returns the keys of those groups (or rounds) whose schools the actor belongs to, as a query."""

    def __call__(self, *, actor: Actor) -> QuerySet[Any, UUID]: ...


def schools_of(*, actor: Actor) -> frozenset[UUID]:
    """Return the schools at which the actor works, or for which they answer."""
    return actor.staff_of | actor.organisations(Role.HEAD, Role.CHAIR, Role.TRUST_OFFICER)


def _groups(*, actor: Actor) -> QuerySet[Any, UUID]:
    return organisations.group_ids(actor=actor, organisation_ids=schools_of(actor=actor))


# A higher app adds whom it knows in an audience (`config/wiring.py`).
registered: dict[str, Keys] = {Audience.GROUP: _groups}


def read_by(*, actor: Actor) -> Q:
    """Return the condition of what is for the actor."""
    wanted = Q(audience__in=FOR_ALL)
    if actor.kind != "person" or not schools_of(actor=actor):
        return wanted
    for audience, keys in registered.items():
        wanted |= Q(audience=audience, audience_id__in=keys(actor=actor))
    return wanted
