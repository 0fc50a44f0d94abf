"""The nightly job that forgets people who never answered."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.people import operations


@periodic(name="people.forget-unanswered", cron="20 3 * * *")
def forget_unanswered() -> None:
    """Have each programme forget whose name was typed and who never answered."""
    operations.have_forgotten(actor=Actor.system("forget-unanswered"), at=timezone.now())


@task(name="people.forget-in-programme")
def forget_in_programme(*, programme_id: uuid.UUID) -> None:
    """Forget them in one programme; repeated, it finds nothing more to do."""
    operations.forget_unanswered(actor=Actor.system("forget-unanswered", programme_id), at=timezone.now())
