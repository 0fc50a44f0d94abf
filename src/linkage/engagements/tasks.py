"""The jobs of engagements."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.engagements import operations


@periodic(name="engagements.agreements", cron="25 8-15 * * 1-5")
def agreements() -> None:
    """Once an hour of the school day, have each programme remind who has still to sign."""
    operations.have_unsigned_reminded(actor=Actor.system("agreements"), at=timezone.now())


@task(name="engagements.agreements-in-programme")
def agreements_in_programme(*, programme_id: uuid.UUID) -> None:
    """Remind who has still to sign in one programme; repeated on a day, it finds nothing more to do."""
    operations.remind_unsigned(actor=Actor.system("agreements", programme_id), at=timezone.now())
