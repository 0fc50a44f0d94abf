"""Who is away, and who looks after their list meanwhile."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.people import policy
from linkage.people.enums import Role
from linkage.people.models import Cover, Person, RoleGrant


@dataclass(frozen=True)
class Away:
    """Somebody's days away: whose, who looks after their list, and from when until when."""

    cover_id: uuid.UUID
    person: Person
    looks_after: Person
    from_on: date
    to_on: date

    def is_on(self, day: date) -> bool:
        """Whether they are away on that day."""
        return self.from_on <= day <= self.to_on


def away(*, actor: Actor, at: datetime) -> list[Away]:
    """Return who is away now or will be, the earliest first; asked once for a page."""
    rows = Cover.objects.filter(programme_id=actor.tenant_id, ended_at=None, to_on__gte=day_of(at))
    found = rows.select_related("person", "looks_after").order_by("from_on", "pk")
    return tenancy.read_once(
        ("away", day_of(at)),
        lambda: [Away(each.pk, each.person, each.looks_after, each.from_on, each.to_on) for each in found],
    )


def covering(*, actor: Actor, at: datetime) -> dict[uuid.UUID, Person]:
    """Return {who is away today: who looks after their list}."""
    today = day_of(at)
    return {each.person.pk: each.looks_after for each in away(actor=actor, at=at) if each.is_on(today)}


def cover(*, actor: Actor, cover_id: uuid.UUID) -> Cover:
    """Return an arrangement that the actor may end; raises NotFound otherwise."""
    rows = Cover.objects.filter(programme_id=actor.tenant_id, pk=cover_id, ended_at=None)
    found = rows.select_related("person", "looks_after").first()
    if found is None or not policy.END_COVER.allows(actor, found):
        raise NotFound("cover")
    return found


def who_runs_it(*, actor: Actor, at: datetime) -> list[Person]:
    """Return the coordinators and officers of the whole programme, by name: those who have a list to look after."""
    held = RoleGrant.objects.current(day_of(at)).filter(programme_id=actor.tenant_id, organisation=None)
    runs = held.filter(role__in=(Role.COORDINATOR, Role.OFFICER)).select_related("person")
    return sorted({grant.person for grant in runs}, key=lambda someone: (someone.name, str(someone.pk)))
