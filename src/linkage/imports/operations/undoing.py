"""Undo what a spreadsheet brought, as far as nobody has acted on it."""

from datetime import datetime
from uuid import UUID

from linkage.access.actor import Actor
from linkage.access.operation import operation
from linkage.directory import operations as directory
from linkage.imports import policy
from linkage.imports.enums import ImportKind, ImportStatus
from linkage.imports.models import UNDO_DAYS, SheetImport
from linkage.kernel.errors import Refused
from linkage.links import operations as links


class UnableToUndo(Refused):
    """It was undone already, or its time is over."""


@operation(policy.UNDO, target="sheet_import")
def undo(*, actor: Actor, at: datetime, sheet_import: SheetImport) -> SheetImport:
    """Take back what came in. Whoever answered stays; whoever was asked is told so; what was not sent is not.

    Raises UnableToUndo when it is not, or no more, to be undone.
    """
    sheet_import.hold()
    if sheet_import.state != ImportStatus.DONE:
        raise UnableToUndo("This has been undone already")
    if sheet_import.undo_by_at is None or at > sheet_import.undo_by_at:
        raise UnableToUndo(f"The {UNDO_DAYS} days for undoing it are over")
    kept = _take_back(actor, at, sheet_import)
    pairs = list(zip(sheet_import.made_ids, sheet_import.row_keys, strict=True))
    sheet_import.counts = {**sheet_import.counts, "undone": len(pairs) - len(kept), "kept": len(kept)}
    sheet_import.move(ImportStatus.UNDONE)
    sheet_import.undone_at = at
    # Whoever stays, and whoever said no, is not asked again by the same file: their keys stay with them.
    sheet_import.made_ids = [made for made, _ in pairs if made in kept]
    sheet_import.row_keys = [key for made, key in pairs if made in kept]
    sheet_import.rows, sheet_import.skipped = [], []
    sheet_import.save()
    return sheet_import


def _take_back(actor: Actor, at: datetime, sheet_import: SheetImport) -> set[UUID]:
    if sheet_import.kind == ImportKind.PAST_LINKS:
        links.remove_past(actor=actor, at=at, past_ids=sheet_import.made_ids)
        return set()
    return directory.take_back(actor=actor, at=at, nomination_ids=sheet_import.made_ids, about_id=sheet_import.pk)
