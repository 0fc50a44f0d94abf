"""Jobs of what schools do well."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.practice import operations


@periodic(name="practice.tick", cron="25 8-16 * * 1-5")
def tick() -> None:
    """Once an hour of the school day, have each programme look what is due."""
    operations.have_ticked(actor=Actor.system("practice.tick"), at=timezone.now())


@task(name="practice.tick-in-programme")
def tick_in_programme(*, programme_id: uuid.UUID) -> None:
    """Ask, remind, let lapse; repeated, it finds nothing more to do."""
    operations.tick(actor=Actor.system("practice.tick", programme_id), at=timezone.now())
