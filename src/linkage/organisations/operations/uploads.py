"""A register file handed in by the browser: kept, tried by the worker, then read in when the operator says so."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.database import jobs, tenancy
from linkage.kernel.errors import Refused
from linkage.organisations import policy
from linkage.organisations.enums import ImportStatus
from linkage.organisations.models import RegisterImport
from linkage.organisations.operations.register import Progress, import_register
from linkage.organisations.rules.register_files import LIMIT_BYTES, UnableToReadRegister

JOB = "organisations.import_register"
KEPT_UPLOADS = 5


class Upload(Protocol):
    """What a browser sent: a name, a size, and the bytes in pieces."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterable[bytes]:
        """Yield the bytes."""


class UnableToStartImport(Refused):
    """The upload cannot be taken, or has been dealt with."""


@operation(policy.START_IMPORT)
def start_import(*, actor: Actor, at: datetime, upload: Upload) -> RegisterImport:  # noqa: ARG001 - the door asks for who
    """Keep an uploaded file and have the worker try it: a dry run that says what it would do.

    Raises UnableToStartImport for a file that is too large.
    """
    if not upload.size or upload.size > LIMIT_BYTES:
        limit = f"The file must be smaller than {LIMIT_BYTES // 1_000_000} MB" if upload.size else "The file is empty"
        raise UnableToStartImport(limit)
    folder = Path(settings.HOME) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _forget_oldest(folder)
    path = folder / f"{uuid4()}.register"
    with path.open("wb") as file:
        for piece in upload.chunks():
            file.write(piece)
    made = RegisterImport.objects.create(
        file_name=Path(upload.name or "register.csv").name[:200], file_path=str(path), is_dry_run=True, started_at=at
    )
    jobs.defer(JOB, programme_id=None, import_id=made.pk)
    return made


@operation(policy.CONFIRM_IMPORT, target="tried")
def confirm_import(*, actor: Actor, at: datetime, tried: RegisterImport) -> RegisterImport:  # noqa: ARG001
    """Have the worker read in a file whose dry run is done; raises UnableToStartImport when it cannot be any more."""
    if tried.status != ImportStatus.DONE or not tried.is_dry_run or not Path(tried.file_path).is_file():
        raise UnableToStartImport("This file has been read in or put away. Choose it again")
    made = RegisterImport.objects.create(
        file_name=tried.file_name, file_path=tried.file_path, rows_total=tried.rows_total, started_at=at
    )
    tried.file_path = ""
    tried.save(update_fields=["file_path"])
    jobs.defer(JOB, programme_id=None, import_id=made.pk)
    return made


@operation(policy.IMPORT_REGISTER)
def begin_import(*, actor: Actor, at: datetime, import_id: UUID) -> RegisterImport:  # noqa: ARG001
    """Say that a file that waits is being read: kept at once, so that the page can show it."""
    with tenancy.acting_in(None):
        RegisterImport.objects.filter(pk=import_id, status=ImportStatus.WAITING).update(status=ImportStatus.RUNNING)
        return RegisterImport.objects.get(pk=import_id)


@operation(policy.IMPORT_REGISTER)
def run_import(*, actor: Actor, at: datetime, import_id: UUID) -> RegisterImport:
    """Read in, or only try, a file that was begun. Run again after a crash it starts from the beginning.

    A file that cannot be read is not an error of the job: the record says why.
    """
    with tenancy.acting_in(None):
        record = RegisterImport.objects.get(pk=import_id)
    if record.status != ImportStatus.RUNNING:
        return record
    path = Path(record.file_path)
    try:
        with _telling(import_id) as told:
            import_register(
                actor=actor,
                at=at,
                path=path,
                file_name=record.file_name,
                is_dry_run=record.is_dry_run,
                progress=told,
                record=record,
            )
    except UnableToReadRegister as problem:
        record.status, record.message, record.finished_at = ImportStatus.FAILED, str(problem), at
        with tenancy.acting_in(None):
            record.save()
    if not record.is_dry_run or record.status == ImportStatus.FAILED:
        path.unlink(missing_ok=True)
    return record


@contextmanager
def _telling(import_id: UUID) -> Iterator[Progress]:
    """Write the rows read so far by a connection of its own: what the import writes nobody sees before its end."""

    def tell(rows: int) -> None:
        with tenancy.acting_in(None):
            waiting = RegisterImport.objects.filter(pk=import_id, status=ImportStatus.RUNNING)
            # At the end the import holds this row itself, and is waiting for us.
            if waiting.select_for_update(skip_locked=True).exists():
                waiting.update(rows_read=rows)

    def told(rows: int) -> None:
        pool.submit(tell, rows)

    def close() -> None:
        connection.close()  # the one of the thread this runs in

    with ThreadPoolExecutor(1, thread_name_prefix="progress") as pool:
        try:
            yield told
        finally:
            pool.submit(close)


def _forget_oldest(folder: Path) -> None:
    """Keep the last few uploads only: a dry run that nobody confirms must not fill the disk."""
    kept = sorted(folder.glob("*.register"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[KEPT_UPLOADS - 1 :]:
        path.unlink(missing_ok=True)
