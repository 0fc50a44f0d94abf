"""Which steps each kind has: the programme's own, in versions."""

from collections.abc import Sequence
from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.engagements import policy, queries, rules
from linkage.engagements.models import Step, StepList
from linkage.kernel.errors import Refused
from linkage.people import queries as people
from linkage.people.models import Person


class UnableToSaveSteps(Refused):
    """A list of steps that is not whole."""


@operation(policy.EDIT_STEPS)
def save_steps(*, actor: Actor, at: datetime, kind: str, steps: Sequence[rules.StepText]) -> StepList:
    """Keep the steps of a kind as a new version; what is running keeps the steps it began with.

    Raises UnableToSaveSteps for no step at all.
    """
    if not steps:
        raise UnableToSaveSteps("Keep at least one step")
    person = people.person(actor=actor, person_id=actor.person_id)
    return _keep(actor, at, kind, steps, saved_by=person)


@part_of_operation
def step_list_of(*, actor: Actor, at: datetime, kind: str) -> StepList:
    """Return the steps a new engagement of a kind begins with; the first one writes those that Linkage ships down."""
    found = queries.newest_steps(actor=actor, kind=kind)
    return found or _keep(actor, at, kind, rules.DEFAULTS[kind])


def _keep(
    actor: Actor, at: datetime, kind: str, steps: Sequence[rules.StepText], *, saved_by: Person | None = None
) -> StepList:
    newest = queries.newest_steps(actor=actor, kind=kind)
    made = StepList.objects.create(
        programme_id=actor.tenant_id,
        kind=kind,
        version=newest.version + 1 if newest else 1,
        saved_by=saved_by,
        saved_at=at,
    )
    Step.objects.bulk_create(
        Step(programme_id=actor.tenant_id, step_list=made, place=place, **each._asdict())
        for place, each in enumerate(steps, start=1)
    )
    return made
