"""Taking files in, letting them go, and having them scanned."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.documents import policy, queries
from linkage.documents.enums import FileState
from linkage.documents.gateway import Checked, Verdict, scanned
from linkage.documents.models import FileContent, StoredFile
from linkage.programmes.operations import have_done_in_each

S = FileState
# So many in one run: a scanner that comes back finds the rest the next time.
MOST_AT_ONCE = 50


@part_of_operation
def keep(*, actor: Actor, at: datetime, file: Checked) -> StoredFile:
    """Keep a file that was looked through. Where there is a scanner that said nothing, it is held until it does."""
    is_scanned = file.verdict == Verdict.CLEAN
    made = StoredFile.objects.create(
        programme_id=actor.tenant_id,
        name=file.name,
        kind=file.kind,
        size=file.size,
        sha256=file.sha256,
        state=S.CLEAN if is_scanned or not settings.CLAMD else S.HELD,
        added_at=at,
        scanned_at=at if is_scanned else None,
    )
    FileContent.objects.create(programme_id=actor.tenant_id, file=made, content=file.content)
    return made


@part_of_operation
def drop(*, actor: Actor, at: datetime, file: StoredFile) -> None:  # noqa: ARG001 (each part is told when)
    """Let a file go for good, with what is in it."""
    StoredFile.objects.filter(programme_id=actor.tenant_id, pk=file.pk).delete()


@operation(policy.SCAN)
def have_scanned(*, actor: Actor, at: datetime) -> None:
    """Have each programme scan what waits."""
    have_done_in_each(actor=actor, at=at, job="documents.scan-in-programme")


@operation(policy.SCAN)
def scan_waiting(*, actor: Actor, at: datetime) -> int:
    """Ask the scanner about each file that it has said nothing about; return how many it has now.

    Where it does not answer the rest waits for the next time, held as it was. A file that is found harmful is emptied.
    """
    done = 0
    for file in queries.unscanned(actor=actor)[:MOST_AT_ONCE]:
        kept = FileContent.objects.filter(programme_id=actor.tenant_id, file=file).first()
        verdict = scanned(bytes(kept.content), settings.CLAMD) if kept and settings.CLAMD else Verdict.UNKNOWN
        if verdict == Verdict.UNKNOWN:
            break
        _note(actor, at, file, verdict)
        done += 1
    return done


def _note(actor: Actor, at: datetime, file: StoredFile, verdict: Verdict) -> None:
    with transaction.atomic():
        if verdict == Verdict.HARMFUL:
            file.move_to(S.REFUSED, at)
            FileContent.objects.filter(programme_id=actor.tenant_id, file=file).delete()
        elif file.state == S.HELD:
            file.move_to(S.CLEAN, at)
        else:
            file.scanned_at = at
        # Somebody may have let it go meanwhile.
        StoredFile.objects.filter(programme_id=actor.tenant_id, pk=file.pk).update(
            state=file.state, scanned_at=file.scanned_at
        )
