"""Who looks after requests: only somebody who works on requests now, whoever owned them once."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Q

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel.days import day_of
from linkage.people import queries as people
from linkage.people.enums import Role
from linkage.people.models import Person, RoleGrant, RoleGrantQuerySet
from linkage.support_requests import rules
from linkage.support_requests.models import SupportRequest

_COORDINATORS = Q(role=Role.COORDINATOR, organisation=None)


class Owners:
    """The owners of many requests as they are now; who works on requests is read once."""

    def __init__(self, actor: Actor, at: datetime) -> None:
        self._actor = actor
        self._at = at

    def of(self, support_request: SupportRequest) -> Person | None:
        """Who looks after this one; None also when its owner no longer works on requests of its school."""
        return support_request.owner if self._is_able(support_request.owner_id, support_request) else None

    def acting(self, support_request: SupportRequest) -> Person | None:
        """Who works on this one today: its owner, or whoever stands in while they are away; None where nobody does."""
        owner = self.of(support_request)
        if owner is None or owner.pk not in self.away:
            return owner
        cover = self.away[owner.pk]
        return cover if cover and self._is_able(cover.pk, support_request) else None

    def waits_for(self, actor: Actor, support_request: SupportRequest) -> bool:
        """Whether what comes next waits for this actor, who may do it: the owner, who covers, anybody without one."""
        owner = self.of(support_request)
        return owner is None or actor.looks_after(owner.pk)

    def gone(self, support_request: SupportRequest) -> Person | None:
        """Who looked after this one and no longer works on requests of its school; None while somebody does."""
        return None if self.of(support_request) else support_request.owner

    @cached_property
    def away(self) -> dict[UUID, Person | None]:
        """Who is away today, with who stands in for them."""
        return people.covering(actor=self._actor, at=self._at)

    def _is_able(self, person_id: UUID | None, support_request: SupportRequest) -> bool:
        return bool({(person_id, None), (person_id, support_request.organisation_id)} & self._able)

    @cached_property
    def _able(self) -> set[tuple[UUID, UUID | None]]:
        return who_works(actor=self._actor, at=self._at)


def who_works(*, actor: Actor, at: datetime) -> set[tuple[UUID, UUID | None]]:
    """Return who works for the programme now: each with the school they are officer of, None for the whole of it.

    Asked once for a page.
    """
    held = _grants(actor, at).filter(_COORDINATORS | Q(role=Role.OFFICER))
    key = ("who works", actor.programme_id, at)
    return tenancy.read_once(key, lambda: set(held.values_list("person_id", "organisation_id")))


def owner_of(*, actor: Actor, support_request: SupportRequest, at: datetime) -> Person | None:
    """Return who looks after a request now; None when nobody does."""
    return Owners(actor, at).of(support_request)


def desk(*, actor: Actor, support_request: SupportRequest, at: datetime) -> list[Person]:
    """Return who hears of a request on the programme's side: who works on it today, else the coordinators."""
    owner = Owners(actor, at).acting(support_request)
    return [owner] if owner else _people(_grants(actor, at).filter(_COORDINATORS))


def possible_owners(*, actor: Actor, at: datetime, support_request: SupportRequest | None = None) -> list[Person]:
    """Return who may look after a request, by name: coordinators, and officers of the programme or of its school.

    Without a request, who may look after some.
    """
    officers = Q(role=Role.OFFICER)
    if support_request:
        officers &= Q(organisation=None) | Q(organisation=support_request.organisation_id)
    return _people(_grants(actor, at).filter(_COORDINATORS | officers))


def owner_for(*, actor: Actor, support_request: SupportRequest, at: datetime) -> Person | None:
    """Return who should look after a new request: the officer named for the school, else a coordinator.

    Of several it is the one with the fewest open requests, and nobody who is away while another is here. None where
    the programme has nobody yet.
    """
    grants = _grants(actor, at)
    named = grants.filter(role=Role.OFFICER, organisation=support_request.organisation)
    return _least_busy(actor, named, at) or _least_busy(actor, grants.filter(_COORDINATORS), at)


def loads(*, actor: Actor, among: Iterable[Person], at: datetime) -> list[rules.Load]:
    """Return how many open requests each of these looks after, and who of them is away, in their order."""
    able = list(among)
    owned = SupportRequest.objects.filter(programme_id=actor.tenant_id, owner__in=able).open()
    open_now = dict(owned.values_list("owner_id").annotate(open_now=Count("pk")))
    away = Owners(actor, at).away
    return [rules.Load(str(each.pk), each.name, open_now.get(each.pk, 0), each.pk in away) for each in able]


def _least_busy(actor: Actor, grants: RoleGrantQuerySet, at: datetime) -> Person | None:
    able = {str(grant.person.pk): grant.person for grant in grants}
    found = loads(actor=actor, among=able.values(), at=at)
    chosen = rules.lightest(found) or min(found, key=lambda each: each.open_now, default=None)
    return able[chosen.key] if chosen else None


def _people(grants: RoleGrantQuerySet) -> list[Person]:
    return sorted({grant.person for grant in grants}, key=lambda someone: (someone.name, str(someone.pk)))


def _grants(actor: Actor, at: datetime) -> RoleGrantQuerySet:
    current = RoleGrant.objects.current(day_of(at)).select_related("person")
    return current.filter(programme_id=actor.tenant_id)
