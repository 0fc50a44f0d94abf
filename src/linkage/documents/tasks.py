"""The jobs of files."""

import uuid

from django.conf import settings
from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database.jobs import periodic, task
from linkage.documents import operations, queries


@periodic(name="documents.scan", cron="*/5 * * * *")
def scan() -> None:
    """Every five minutes, have each programme scan what waits for the scanner; without one there is nothing to do."""
    if settings.CLAMD:
        operations.have_scanned(actor=Actor.system("files"), at=timezone.now())


@task(name="documents.scan-in-programme")
def scan_in_programme(*, programme_id: uuid.UUID) -> None:
    """Scan what waits in one programme; repeated, it finds nothing more to do."""
    actor = Actor.system("files", programme_id)
    if queries.unscanned(actor=actor).exists():
        operations.scan_waiting(actor=actor, at=timezone.now())
