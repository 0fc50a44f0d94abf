"""What a programme kept in spreadsheets before: one list brought in, one undone, one still being checked."""

from datetime import datetime
from functools import partial
from importlib import resources

from linkage.demo.stage import Stage
from linkage.demo.stories.programmes import Plan
from linkage.imports import operations
from linkage.imports.enums import ImportKind
from linkage.imports.models import SheetImport

DONE_DAYS_AGO, UNDONE_DAYS_AGO, BEGUN_DAYS_AGO = 40, 39, 2


def tell(stage: Stage, plan: Plan) -> None:
    """Bring the old lists in early on, and an export of a form this week; smaller programmes have none."""
    if plan.slug != "ribble":
        return
    diary = stage.diary
    diary.note(diary.ago(DONE_DAYS_AGO), partial(_add, stage, "old-list.csv", "Support brokered 2024 and 2025.csv"))
    diary.note(diary.ago(UNDONE_DAYS_AGO), partial(_add_and_undo, stage))
    diary.note(diary.ago(BEGUN_DAYS_AGO), partial(_begin, stage))


def _add(stage: Stage, file: str, name: str, at: datetime) -> None:
    _, is_added = operations.import_at_once(
        actor=stage.coordinator,
        at=at,
        kind=ImportKind.PAST_LINKS,
        name=name,
        content=_content(stage, file),
        is_dry_run=False,
    )
    assert is_added


def _add_and_undo(stage: Stage, at: datetime) -> None:
    """The wrong file, seen at once."""
    _add(stage, "old-list-2023.csv", "Support brokered 2023 draft.csv", at)
    made = SheetImport.objects.get(created_at=at)
    operations.undo(actor=stage.coordinator, at=stage.diary.after(at, 0), sheet_import=made)


def _begin(stage: Stage, at: datetime) -> None:
    operations.bring(
        actor=stage.coordinator,
        at=at,
        kind=ImportKind.NOMINATIONS,
        name="Autumn nominations.csv",
        content=_content(stage, "autumn-form.csv"),
    )


def _content(stage: Stage, file: str) -> bytes:
    return (resources.files("linkage.demo") / "data" / stage.programme.slug / file).read_bytes()
