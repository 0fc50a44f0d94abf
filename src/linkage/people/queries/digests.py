"""Whose list goes out."""

import uuid
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from linkage.access.actor import Actor
from linkage.people.enums import DigestRhythm
from linkage.people.models import Affiliation, Digest, Person, RoleGrant


def has_begun(*, actor: Actor, week: date) -> bool:
    """Return whether somebody's weekly list of the week that begins on `week` has been looked at."""
    rows = Digest.objects.filter(programme_id=actor.tenant_id, for_on=week)
    return rows.filter(person__digest_rhythm=DigestRhythm.WEEKLY).exists()


def awaiting_list(*, actor: Actor, on: date, rhythm: str, for_on: date) -> list[uuid.UUID]:
    """Return the ids of those whose list of the time that begins on `for_on` has not been looked at.

    Only people who take part: who holds a role, or has done something themselves and still stands at a school. Whoever
    has left, or never answered, is written to by nobody.
    """
    made = Digest.objects.filter(person=OuterRef("pk"), for_on=for_on)
    people = _taking_part(actor, on).filter(~Exists(made), digest_rhythm=rhythm)
    return list(people.order_by("pk").values_list("pk", flat=True))


def takes_part(*, actor: Actor, person: Person, on: date) -> bool:
    """Return whether this person takes part in the actor's programme on that day."""
    return _taking_part(actor, on).filter(pk=person.pk).exists()


def _taking_part(actor: Actor, on: date) -> QuerySet[Person]:
    holds = RoleGrant.objects.current(on).filter(person=OuterRef("pk"))
    stands = Affiliation.objects.standing().filter(person=OuterRef("pk"))
    everybody = Person.objects.filter(programme_id=actor.tenant_id)
    return everybody.filter(Q(Exists(holds)) | Q(Exists(stands), answered_at__isnull=False))
