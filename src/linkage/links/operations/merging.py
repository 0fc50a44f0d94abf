"""Why two records of people must not become one: an introduction has two ends."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.links.models import Link
from linkage.people.models import Person
from linkage.people.operations import UnableToMerge


@part_of_operation
def refuse_merge(*, actor: Actor, at: datetime, kept: Person, gone: Person) -> None:  # noqa: ARG001
    """Raise UnableToMerge when the two were introduced to each other: that would leave a link with one end."""
    both = [kept, gone]
    if Link.objects.filter(asker__in=both, helper__in=both).exists():
        raise UnableToMerge("They were introduced to each other, so they are two people")
