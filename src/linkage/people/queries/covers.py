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
    person_id: uuid.UUID
    looks_after_id: uuid.UUID
    from_on: date
    to_on: date

    def is_on(self, day: date) -> bool:
        """Whether they are away on that day."""
        return self.from_on <= day <= self.to_on


def away(*, actor: Actor, at: datetime) -> list[Away]:
    """Return who is away now or will be, the earliest first; remembered while nothing changes."""
    rows = Cover.objects.filter(programme_id=actor.tenant_id, ended_at=None).order_by("from_on", "pk")
    fields = ("pk", "person_id", "looks_after_id", "from_on", "to_on")
    found = tenancy.read_once("away", lambda: [Away(*row) for row in rows.values_list(*fields)], of=(Cover,))
    return [each for each in found if each.to_on >= day_of(at)]


def covering(*, actor: Actor, at: datetime) -> dict[uuid.UUID, Person]:
    """Return {who is away today: who looks after their list}."""
    now = {each.person_id: each.looks_after_id for each in away(actor=actor, at=at) if each.is_on(day_of(at))}
    if not now:
        return {}
    found = Person.objects.filter(programme_id=actor.tenant_id, pk__in=set(now.values()))
    people = tenancy.read_once(("who covers", day_of(at)), lambda: {each.pk: each for each in found})
    return {key: people[who] for key, who in now.items() if who in people}


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
