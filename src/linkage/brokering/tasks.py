"""The jobs of asking people."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.brokering import operations
from linkage.database.jobs import periodic, task


@periodic(name="brokering.tick", cron="20 8-15 * * 1-5")
def tick() -> None:
    """Once an hour of the school day, have each programme remind and let lapse what is due."""
    operations.have_ticked(actor=Actor.system("approaches"), at=timezone.now())


@task(name="brokering.tick-in-programme")
def tick_in_programme(*, programme_id: uuid.UUID) -> None:
    """Remind and let lapse in one programme; repeated, it finds nothing more to do."""
    operations.tick(actor=Actor.system("approaches", programme_id), at=timezone.now())
