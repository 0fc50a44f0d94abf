"""Reads of imports."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from linkage.access.actor import Actor
from linkage.imports import policy, problem
from linkage.imports.models import SheetImport
from linkage.imports.problem import Trial
from linkage.kernel.errors import NotFound


def imports(*, actor: Actor) -> QuerySet[SheetImport]:
    """Return the spreadsheets of the actor's programme, the newest first, without their rows."""
    if not policy.SEE.allows(actor):
        return SheetImport.objects.none()
    found = SheetImport.objects.filter(programme_id=actor.tenant_id).select_related("programme", "brought_by")
    return found.defer("rows", "row_keys", "made_ids").order_by("-created_at")


def sheet_import(*, actor: Actor, import_id: UUID) -> SheetImport:
    """Return a spreadsheet of the actor's programme; raises NotFound."""
    found = SheetImport.objects.filter(programme_id=actor.tenant_id, pk=import_id).select_related("programme")
    one = found.first() if policy.SEE.allows(actor) else None
    if one is None:
        raise NotFound("import")
    return one


def trial(*, actor: Actor, sheet_import: SheetImport, at: datetime) -> Trial:
    """Return what an import would do, row by row; it changes nothing."""
    return problem.assemble(actor=actor, sheet_import=sheet_import, at=at)
