"""Jobs of the areas."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.areas import operations
from linkage.database.jobs import periodic, task


@periodic(name="areas.complete", cron="40 3 * * *")
def complete() -> None:
    """Each night, have every programme given the areas that a new version of Linkage brought."""
    operations.have_completed(actor=Actor.system("areas.complete"), at=timezone.now())


@task(name=operations.JOB)
def complete_in_programme(*, programme_id: uuid.UUID) -> None:
    """Add the shipped areas that the programme has not got; repeated, it finds nothing more to do."""
    operations.complete(actor=Actor.system("areas.complete", programme_id), at=timezone.now())
