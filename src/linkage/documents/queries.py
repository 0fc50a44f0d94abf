"""Reads of files. Whoever calls these has asked already whether the actor may read whatever keeps the file."""

from django.conf import settings
from django.db.models import Q, QuerySet

from linkage.access.actor import Actor
from linkage.documents.enums import FileState
from linkage.documents.models import FileContent, StoredFile
from linkage.kernel.errors import NotFound

S = FileState


def is_served(*, actor: Actor, file: StoredFile) -> bool:  # noqa: ARG001 (every query takes who asks)
    """Whether a file may be handed out: checked, and where there is a scanner found clean by it."""
    return file.state == S.CLEAN and (file.scanned_at is not None or not settings.CLAMD)


def content(*, actor: Actor, file: StoredFile) -> bytes:
    """Return what is in a file that may be handed out; raises NotFound for every other."""
    if not is_served(actor=actor, file=file):
        raise NotFound("file")
    found = FileContent.objects.filter(programme_id=actor.tenant_id, file=file).first()
    if found is None:
        raise NotFound("file")
    return bytes(found.content)


def unscanned(*, actor: Actor) -> QuerySet[StoredFile]:
    """Return the files that the scanner has said nothing about yet, the oldest first."""
    found = StoredFile.objects.filter(~Q(state=S.REFUSED), programme_id=actor.tenant_id, scanned_at=None)
    return found.order_by("added_at", "pk")
