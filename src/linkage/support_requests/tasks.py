"""The jobs of requests."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.support_requests import operations


@periodic(name="support_requests.tick", cron="25 8-15 * * 1-5")
def tick() -> None:
    """Once an hour of the school day, have each programme remind schools and tell of what is long late."""
    operations.have_ticked(actor=Actor.system("support_requests.tick"), at=timezone.now())


@task(name="support_requests.tick-in-programme")
def tick_in_programme(*, programme_id: uuid.UUID) -> None:
    """Remind and tell in one programme; repeated, it finds nothing more to do."""
    operations.tick(actor=Actor.system("support_requests.tick", programme_id), at=timezone.now())
