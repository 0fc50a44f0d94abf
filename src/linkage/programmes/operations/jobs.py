"""What is to be done in each programme."""

from datetime import datetime

from linkage.access.actor import Actor
from linkage.access.operation import part_of_operation
from linkage.database.jobs import defer
from linkage.programmes import queries


@part_of_operation
def have_done_in_each(*, actor: Actor, at: datetime, job: str) -> None:  # noqa: ARG001 - of every consequence
    """Have `job` done in each programme by a job of its own: what goes wrong in one keeps no other waiting.

    A job that still waits in a programme is not put there twice.
    """
    for programme in queries.all_programmes(actor=actor):
        defer(job, programme_id=programme.pk, queueing_lock=f"{job} {programme.pk}")
