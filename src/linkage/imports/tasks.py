"""Jobs of imports."""

import uuid

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.imports import operations


@periodic(name="imports.tidy", cron="20 3 * * *")
def tidy() -> None:
    """Each night, have each programme forget spreadsheets that nobody went on with."""
    operations.have_tidied(actor=Actor.system("imports.tidy"), at=timezone.now())


@task(name="imports.tidy-in-programme")
def tidy_in_programme(*, programme_id: uuid.UUID) -> None:
    """Forget what is old; repeated, it finds nothing more to do."""
    operations.tidy(actor=Actor.system("imports.tidy", programme_id), at=timezone.now())
