"""Who looks after enquiries: only somebody who deals with them now, whoever owned them once."""

from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Count

from linkage.access.actor import Actor
from linkage.enquiries.models import Enquiry
from linkage.kernel.days import day_of
from linkage.people.enums import Role
from linkage.people.models import Person, RoleGrant, RoleGrantQuerySet
from linkage.support_requests import queries as support_requests


class Owners:
    """The owners of many enquiries as they are now; who deals with enquiries is read once."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        self._actor = actor
        self._at = at

    def of(self, enquiry: Enquiry) -> Person | None:
        """Who looks after this one; None also when its owner no longer deals with enquiries."""
        return enquiry.owner if enquiry.owner_id in self._able else None

    @cached_property
    def _able(self) -> set[UUID | None]:
        working = support_requests.who_works(actor=self._actor, at=self._at)
        return {person_id for person_id, school_id in working if school_id is None}


def owner_of(*, actor: Actor, enquiry: Enquiry, at: datetime) -> Person | None:
    """Return who looks after an enquiry now; None when nobody does."""
    return Owners(actor, at).of(enquiry)


def possible_owners(*, actor: Actor, at: datetime) -> list[Person]:
    """Return who may look after an enquiry, by name."""
    held = _grants(actor, at, Role.COORDINATOR, Role.OFFICER)
    return sorted({grant.person for grant in held}, key=lambda someone: (someone.name, str(someone.pk)))


def owner_for(*, actor: Actor, at: datetime) -> Person | None:
    """Return who should look after a new enquiry: of the coordinators the one with the fewest that are open."""
    able = {grant.person for grant in _grants(actor, at, Role.COORDINATOR)}
    owned = Enquiry.objects.filter(programme_id=actor.tenant_id, owner__in=able).open()
    open_now = dict(owned.values_list("owner_id").annotate(open_now=Count("pk")))
    return min(able, key=lambda someone: (open_now.get(someone.pk, 0), someone.name, str(someone.pk)), default=None)


def _grants(actor: Actor, at: datetime, *roles: Role) -> RoleGrantQuerySet:
    current = RoleGrant.objects.current(day_of(at)).select_related("person")
    return current.filter(programme_id=actor.tenant_id, role__in=roles, organisation=None)
