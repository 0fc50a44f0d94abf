"""The nightly job that forgets what is over."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.enquiries import operations

NAME = "enquiries.forget"


@periodic(name=NAME, cron="50 3 * * *")
def forget() -> None:
    """Each night, have each programme forget the enquiries nobody confirmed and those that ended long ago."""
    operations.have_forgotten(actor=Actor.system(NAME), at=timezone.now())


@task(name="enquiries.forget-in-programme")
def forget_in_programme(*, programme_id: uuid.UUID) -> None:
    """Forget them in one programme; repeated, it finds nothing more to do."""
    operations.forget(actor=Actor.system(NAME, programme_id), at=timezone.now())
