"""Jobs of the register.

The worker reads uploads itself: it is not the web process, and the reader takes no more memory for a larger file, knows
no nested formats, and stops at its limits of bytes, rows, columns and length of a row before it reads further.
"""

from uuid import UUID

from django.utils import timezone

from linkage.access.actor import Actor
from linkage.database import jobs
from linkage.organisations import operations


@jobs.task(name="organisations.import_register", queue="imports", own_transactions=True)
def import_register(*, programme_id: UUID | None, import_id: UUID) -> None:  # noqa: ARG001 - the register has none
    """Try or read in an uploaded register file."""
    actor = Actor.system("organisations.import_register")
    operations.begin_import(actor=actor, at=timezone.now(), import_id=import_id)
    operations.run_import(actor=actor, at=timezone.now(), import_id=import_id)
