"""The nightly job that forgets people who never answered."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import defer, periodic, task
from linkage.people import operations
from linkage.programmes import queries as programmes


@periodic(name="people.forget-unanswered", cron="20 3 * * *")
def forget_unanswered() -> None:
    """Have each programme forget whose name was typed and who never answered."""
    for programme in programmes.all_programmes(actor=Actor.system("forget-unanswered")):
        defer("people.forget-in-programme", programme_id=programme.pk, queueing_lock=f"forget {programme.pk}")


@task(name="people.forget-in-programme")
def forget_in_programme(*, programme_id: uuid.UUID) -> None:
    """Forget them in one programme; repeated, it finds nothing more to do."""
    operations.forget_unanswered(actor=Actor.system("forget-unanswered", programme_id), at=timezone.now())
