"""The programme's own list of designations."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.kernel.errors import Refused
from linkage.people import policy
from linkage.people.models import DesignationTitle
from linkage.people.rules import designations as rules
from linkage.programmes.models import Programme


class UnableToChangeTitles(Refused):
    """A title cannot be called that."""


@part_of_operation
def seed_titles(*, actor: Actor, at: datetime, programme: Programme) -> None:  # noqa: ARG001
    """Give a programme that was just founded the usual designations; it may change them all."""
    DesignationTitle.objects.bulk_create(
        DesignationTitle(programme_id=programme.pk, name=name, awarded_by=awarded_by, holder=holder)
        for name, awarded_by, holder in rules.SHIPPED
    )


@operation(policy.ADD_TITLE)
def add_title(*, actor: Actor, at: datetime, name: str, awarded_by: str, holder: str) -> DesignationTitle:  # noqa: ARG001
    """Add a designation to the list; raises UnableToChangeTitles."""
    made = DesignationTitle(programme_id=actor.tenant_id)
    _call(made, name, awarded_by)
    made.holder = holder
    made.save()
    return made


@operation(policy.CHANGE_TITLES, target="title")
def change_title(
    *,
    actor: Actor,  # noqa: ARG001 - the house's signature
    at: datetime,  # noqa: ARG001
    title: DesignationTitle,
    name: str,
    awarded_by: str,
    is_in_use: bool,
) -> DesignationTitle:
    """Call a designation something else, or take it out of use; who holds it keeps it. Raises UnableToChangeTitles."""
    _call(title, name, awarded_by)
    title.is_in_use = is_in_use
    title.save()
    return title


def _call(title: DesignationTitle, name: str, awarded_by: str) -> None:
    name = " ".join(name.split())
    others = DesignationTitle.objects.filter(programme_id=title.programme_id).exclude(pk=title.pk)
    UnableToChangeTitles.unless_none(
        [*rules.title_is_given(name), *rules.title_is_new(name, others.values_list("name", flat=True))]
    )
    title.name, title.awarded_by = name, " ".join(awarded_by.split())
