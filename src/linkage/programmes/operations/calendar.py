"""The programme's school calendar: whose term dates it follows, and what it adds."""

import uuid
from datetime import date, datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.kernel.errors import Refused
from linkage.programmes import policy, queries, rules
from linkage.programmes.enums import ClosureKind
from linkage.programmes.models import Closure


class UnableToChangeCalendar(Refused):
    """The dates cannot be."""


@operation(policy.CHANGE_CALENDAR)
def follow_calendar(*, actor: Actor, at: datetime, calendar: str, authority_code: str = "") -> list[Closure]:  # noqa: ARG001
    """Copy the shipped term dates `calendar` for everybody, or for one authority's schools; they can be edited after.

    Dates copied before for the same schools go; what was added by hand stays. `calendar` "" only takes them away.
    Returns the copies. Raises UnableToChangeCalendar when no such calendar is shipped.
    """
    shipped = next((each for each in queries.shipped_calendars(actor=actor) if each.key == calendar), None)
    UnableToChangeCalendar.unless_none(rules.calendar_is_shipped(calendar, is_known=shipped is not None))
    earlier = queries.closures(actor=actor).filter(authority_code=authority_code, organisation_id=None)
    earlier.exclude(source="").delete()
    if not authority_code:
        settings = queries.settings(actor=actor)
        settings.calendar = calendar
        settings.save(update_fields=["calendar"])
    return Closure.objects.bulk_create(
        Closure(
            programme_id=actor.tenant_id,
            kind=ClosureKind.HOLIDAY,
            name=name,
            starts_on=starts_on,
            ends_on=ends_on,
            authority_code=authority_code,
            source=calendar,
        )
        for name, starts_on, ends_on in (shipped.closures if shipped else ())
    )


@operation(policy.CHANGE_CALENDAR)
def add_closure(
    *,
    actor: Actor,
    at: datetime,  # noqa: ARG001
    kind: str,
    name: str,
    starts_on: date,
    ends_on: date | None = None,
    authority_code: str = "",
    organisation_id: uuid.UUID | None = None,
) -> Closure:
    """Add a holiday or a closed day for everybody, one authority's schools or one school.

    Without `ends_on` it is one day. Raises UnableToChangeCalendar.
    """
    ends_on = ends_on or starts_on
    UnableToChangeCalendar.unless_none(
        [
            *rules.closure_is_named(name),
            *rules.closure_is_in_order(starts_on, ends_on, is_holiday=kind == ClosureKind.HOLIDAY),
        ]
    )
    return Closure.objects.create(
        programme_id=actor.tenant_id,
        kind=kind,
        name=name.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        authority_code=authority_code,
        organisation_id=organisation_id,
    )


@operation(policy.REMOVE_CLOSURE, target="closure")
def remove_closure(*, actor: Actor, at: datetime, closure: Closure) -> Closure:  # noqa: ARG001
    """Take a closure out of the calendar: its days count again."""
    closure.delete()
    return closure
