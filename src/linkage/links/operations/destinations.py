"""Keeping the list of what schools can be pointed to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.areas.models import Area
from linkage.kernel.days import day_of
from linkage.kernel.errors import Refused
from linkage.links import policy
from linkage.links.enums import DestinationKind
from linkage.links.models import Destination, DestinationArea
from linkage.links.rules import signposts as rules
from linkage.people.models import Person


class UnableToKeepDestination(Refused):
    """A resource or service that is not whole, or that cannot be said to be right."""


@dataclass(frozen=True)
class Described:
    """What is said of a destination: everything its form asks."""

    kind: str
    title: str
    about: str
    website: str
    contact: str
    phases: Sequence[str]
    happens_on: date | None
    review_on: date
    owner: Person
    areas: Sequence[Area]


@operation(policy.ADD_DESTINATION)
def add_destination(*, actor: Actor, at: datetime, described: Described) -> Destination:
    """Put something on the list; raises UnableToKeepDestination for what nobody could reach, or is over."""
    made = Destination(programme_id=actor.tenant_id, added_at=at)
    _describe(made, described, at)
    return made


@operation(policy.CHANGE_DESTINATION, target="destination")
def change_destination(*, actor: Actor, at: datetime, destination: Destination, described: Described) -> None:  # noqa: ARG001
    """Change what is said of it, which says that the rest is right; raises UnableToKeepDestination."""
    destination.hold()
    _describe(destination, described, at)


@operation(policy.CONFIRM_DESTINATION, target="destination")
def confirm_destination(*, actor: Actor, at: datetime, destination: Destination) -> None:  # noqa: ARG001
    """Say that it is still right, for half a year; raises UnableToKeepDestination for an event that is over."""
    destination.hold()
    today = day_of(at)
    if destination.is_over(today):
        raise UnableToKeepDestination("This event is over. Give it a new date, or take it off the list")
    if destination.retired_at is not None:
        raise UnableToKeepDestination("Somebody has taken this off the list meanwhile")
    destination.checked_at = at
    destination.review_on = rules.next_review(today, destination.happens_on)
    destination.save()


@operation(policy.RETIRE_DESTINATION, target="destination")
def retire_destination(*, actor: Actor, at: datetime, destination: Destination) -> None:  # noqa: ARG001
    """Take it off the list; what schools were pointed to before keeps its name. Twice changes nothing."""
    destination.hold()
    destination.retired_at = destination.retired_at or at
    destination.save()


@operation(policy.RESTORE_DESTINATION, target="destination")
def restore_destination(*, actor: Actor, at: datetime, destination: Destination) -> None:  # noqa: ARG001
    """Put it back on the list. Schools are pointed to it while it is looked at in time. Twice changes nothing."""
    destination.hold()
    destination.retired_at = None
    destination.save()


def _describe(destination: Destination, described: Described, at: datetime) -> None:
    today, is_event = day_of(at), described.kind == DestinationKind.EVENT
    happens_on = described.happens_on if is_event else None
    UnableToKeepDestination.unless_none(
        [
            *rules.can_be_reached(described.website, described.contact),
            *rules.is_dated(is_event=is_event, happens_on=happens_on, today=today),
            *rules.is_reviewed_in_time(described.review_on, today),
        ]
    )
    for name in ("kind", "title", "about", "website", "contact", "review_on", "owner"):
        setattr(destination, name, getattr(described, name))
    destination.phases = list(described.phases)
    destination.happens_on, destination.checked_at = happens_on, at
    destination.save()
    wanted = [area.pk for area in described.areas]
    destination.destination_areas.exclude(area_id__in=wanted).delete()
    for area_id in wanted:
        DestinationArea.objects.get_or_create(
            programme_id=destination.programme_id, destination=destination, area_id=area_id
        )
