"""Bring a spreadsheet in, and forget it again."""
# ruff: noqa: ARG001 - every operation takes actor and at, whether it needs both or not

from datetime import datetime, timedelta
from pathlib import PurePath

from linkage.access.actor import Actor
from linkage.access.operation import operation, part_of_operation
from linkage.documents import gateway
from linkage.imports import policy, problem, rules
from linkage.imports.enums import ImportKind, ImportStatus
from linkage.imports.models import UNDO_DAYS, ColumnMemory, SheetImport
from linkage.kernel.errors import Refused
from linkage.programmes.operations import have_done_in_each
from linkage.search.folding import fold

# Each nomination is a mail to somebody: more than these at once nobody looks through.
MOST_ROWS = {ImportKind.NOMINATIONS: 1_000, ImportKind.PAST_LINKS: 5_000}
MOST_UNFINISHED = 5
# A spreadsheet that nobody went on with holds names of people who were never told.
UNFINISHED_DAYS = 14


class UnableToBring(Refused):
    """A file that cannot be read, or holds no table."""


@operation(policy.BRING)
def bring(*, actor: Actor, at: datetime, kind: str, name: str, content: bytes) -> SheetImport:
    """Read a spreadsheet and keep its table to be checked; its columns are matched as well as can be told.

    Nothing is made of it yet. Raises UnableToBring with a sentence for whoever chose the file.
    """
    try:
        sheet = gateway.read(content, name)
    except gateway.UnableToReadSheet as refused:
        raise UnableToBring(refused.violations) from refused
    table = rules.table_in([(row.number, row.cells) for row in sheet.rows], kind)
    if table is None:
        raise UnableToBring("We found no headings with rows below them. Give each column a heading, and save it again")
    most = MOST_ROWS[ImportKind(kind)]
    if len(table.rows) > most:
        raise UnableToBring(f"The file has {len(table.rows):,} rows. Split it into files of at most {most:,}")
    made = SheetImport(
        programme_id=actor.tenant_id,
        kind=kind,
        brought_by_id=actor.person_id,
        file_name=PurePath(name.replace("\\", "/")).name[-200:],
        header_row=table.header_row,
        headings=list(table.headings),
        rows=[[number, list(cells)] for number, cells in table.rows],
        skipped=[list(row) for row in table.left_out],
        created_at=at,
    )
    made.mapping = [guess.field for guess in rules.remembered(kind, table, _memory(actor, made))]
    made.suggested = problem.suggested(actor=actor, sheet_import=made)
    made.save()
    _forget_unfinished(actor, made)
    return made


@operation(policy.DISCARD, target="sheet_import")
def discard(*, actor: Actor, at: datetime, sheet_import: SheetImport) -> None:
    """Throw a spreadsheet away that is still being checked: nothing of it is kept."""
    sheet_import.hold()
    if sheet_import.state != ImportStatus.CHECKING:
        raise UnableToBring("What this file holds has been added already")
    sheet_import.delete()


@operation(policy.TAKE_ROWS, target="sheet_import")
def note_rows_taken(*, actor: Actor, at: datetime, sheet_import: SheetImport) -> None:
    """Note that the rows left out were taken home as a file."""


@operation(policy.TIDY)
def have_tidied(*, actor: Actor, at: datetime) -> None:
    """Have each programme forget what is old."""
    have_done_in_each(actor=actor, at=at, job="imports.tidy-in-programme")


@operation(policy.TIDY)
def tidy(*, actor: Actor, at: datetime) -> int:
    """Forget spreadsheets nobody went on with, and the rows left out of those that came in; return how many."""
    ours = SheetImport.objects.filter(programme_id=actor.tenant_id)
    unfinished = ours.filter(status=ImportStatus.CHECKING, created_at__lt=at - timedelta(days=UNFINISHED_DAYS))
    forgotten = unfinished.delete()[0]
    old = ours.filter(confirmed_at__lt=at - timedelta(days=UNDO_DAYS)).exclude(rows=[])
    return forgotten + old.update(rows=[], skipped=[], answers={}, suggested={})


def _memory(actor: Actor, made: SheetImport) -> dict[str, str]:
    found = ColumnMemory.objects.filter(
        programme_id=actor.tenant_id, kind=made.kind, fingerprint=rules.fingerprint(made.headings)
    ).first()
    return dict(found.mapping) if found else {}


@part_of_operation
def remember(*, actor: Actor, at: datetime, sheet_import: SheetImport) -> None:
    """Keep how the columns were matched, for the next file with these headings."""
    mapping = dict(zip(map(fold, sheet_import.headings), sheet_import.mapping, strict=True))
    ColumnMemory.objects.update_or_create(
        programme_id=actor.tenant_id,
        kind=sheet_import.kind,
        fingerprint=rules.fingerprint(sheet_import.headings),
        defaults={"mapping": mapping, "saved_at": at},
    )


def _forget_unfinished(actor: Actor, newest: SheetImport) -> None:
    """Keep the last few only: files that nobody goes on with must not fill the database."""
    waiting = SheetImport.objects.filter(programme_id=actor.tenant_id, status=ImportStatus.CHECKING)
    kept = list(waiting.order_by("-created_at").values_list("pk", flat=True)[:MOST_UNFINISHED])
    waiting.exclude(pk__in=[newest.pk, *kept]).delete()
