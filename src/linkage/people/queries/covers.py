"""Who is away, and who looks after their list meanwhile."""

import uuid
from datetime import datetime

from linkage.access.actor import Actor
from linkage.database import tenancy
from linkage.kernel.days import day_of
from linkage.kernel.errors import NotFound
from linkage.people import policy
from linkage.people.enums import Role
from linkage.people.models import Cover, Person, RoleGrant
from linkage.people.rules import covers as rules


def away(*, actor: Actor, at: datetime) -> list[Cover]:
    """Return who is away now or will be, the earliest first; asked once for a page."""
    rows = Cover.objects.to_come(day_of(at)).filter(programme_id=actor.tenant_id)
    found = rows.select_related("person", "looks_after").order_by("from_on", "pk")
    return tenancy.read_once(("away", day_of(at)), lambda: list(found))


def covering(*, actor: Actor, at: datetime) -> dict[uuid.UUID, Person | None]:
    """Return {who is away today: who stands in for them, None where nobody is here for it}."""
    now = [each for each in away(actor=actor, at=at) if each.is_on(day_of(at))]
    people = {each.looks_after_id: each.looks_after for each in now}
    # `to_come` says who is able.
    able = {each.pk: each.is_able for each in now}  # type: ignore[attr-defined]
    covers = {each.person_id: each.looks_after_id if able[each.pk] else None for each in now}
    found = {person: rules.stands_in(person, covers) for person in covers}
    return {person: people[by] if by else None for person, by in found.items()}


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
