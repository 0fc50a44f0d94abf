"""The import of the national register: one file, one transaction, however the file is packed and written."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.database import tenancy
from linkage.kernel.days import day_of
from linkage.organisations import policy
from linkage.organisations.enums import ImportStatus
from linkage.organisations.models import Organisation, RegisterImport
from linkage.organisations.operations.register_load import Load
from linkage.organisations.rules import shipped

Progress = Callable[[int], None]


@operation(policy.IMPORT_REGISTER)
def import_register(
    *,
    actor: Actor,  # noqa: ARG001 - the door asks for who
    at: datetime,
    path: Path,
    file_name: str,
    is_dry_run: bool = False,
    on: date | None = None,
    progress: Progress | None = None,
    record: RegisterImport | None = None,
) -> RegisterImport:
    """Read a file of the register into Linkage, or with `is_dry_run` only say what it would do.

    `on` is the day the file is of; without it the file's name, or the newest change in it, says so. `progress` is told
    the rows read so far. All usable rows come in, or none. Returns the record of the import with its counts; raises
    UnableToReadRegister for a file that is none of the register's.
    """
    made = record or RegisterImport(file_name=file_name[:200], started_at=at)
    # The register is written outside of any programme.
    with tenancy.acting_in(None):
        with transaction.atomic():
            load = Load(on=on, named=file_name, today=day_of(at), progress=progress)
            load.run(path)
            transaction.set_rollback(is_dry_run)
        load.tell(made)
        made.is_dry_run = is_dry_run
        made.status = ImportStatus.DONE
        made.finished_at = at
        made.save()
    return made


@operation(policy.LOAD_SHIPPED_REGISTER)
def load_shipped_register(*, actor: Actor, at: datetime) -> RegisterImport | None:
    """Load the register extract that comes with Linkage; None when there are schools already."""
    with tenancy.acting_in(None):
        if Organisation.objects.filter(programme=None, urn__isnull=False).exists():
            return None
    return import_register(
        actor=actor, at=at, path=shipped.REGISTER, file_name=shipped.REGISTER.name, on=shipped.REGISTER_DATE
    )
