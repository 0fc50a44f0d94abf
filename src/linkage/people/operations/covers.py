"""Somebody is away: who looks after their list, from when until when."""

from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.people import policy, queries
from linkage.people.models import Cover, Person
from linkage.people.operations import telling
from linkage.people.rules import covers


class UnableToArrangeCover(Refused):
    """Days, or a person, that leave the list with nobody."""


@operation(policy.ARRANGE_COVER, target="person")
def arrange_cover(
    *, actor: Actor, at: datetime, person: Person, looks_after: Person, from_on: date, to_on: date
) -> Cover:
    """Have somebody look after a person's list for some days; what was arranged before for that person ends.

    Whoever looks after it is told. Raises UnableToArrangeCover.
    """
    Person.objects.select_for_update().get(programme_id=person.programme_id, pk=person.pk)
    UnableToArrangeCover.unless_none(
        [
            *covers.days_are_to_come(from_on, to_on, day_of(at)),
            *covers.somebody_else_looks_after_it(
                is_oneself=looks_after == person,
                runs_it=looks_after in queries.who_runs_it(actor=actor, at=at),
            ),
            *covers.they_are_here(
                looks_after.name,
                is_away=any(
                    each.person == looks_after and each.from_on <= to_on and each.to_on >= from_on
                    for each in queries.away(actor=actor, at=at)
                ),
            ),
        ]
    )
    Cover.objects.filter(programme_id=person.programme_id, person=person, ended_at=None).update(ended_at=at)
    made = Cover.objects.create(
        programme_id=person.programme_id,
        person=person,
        looks_after=looks_after,
        from_on=from_on,
        to_on=to_on,
        arranged_by_id=actor.person_id,
        arranged_at=at,
    )
    if not actor.is_person(looks_after.pk):
        telling.cover(actor=actor, at=at, cover=made)
    return made


@operation(policy.END_COVER, target="cover")
def end_cover(*, actor: Actor, at: datetime, cover: Cover) -> Cover:  # noqa: ARG001
    """End it at once: whoever was away is back. Ending twice changes nothing."""
    cover.refresh_from_db(from_queryset=Cover.objects.select_for_update())
    if cover.ended_at is None:
        cover.ended_at = at
        cover.save(update_fields=["ended_at"])
    return cover
