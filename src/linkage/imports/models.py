"""Spreadsheets being taken in, and how their columns were matched."""

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.imports import enums
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme

UNDO_DAYS = 30


class SheetImport(OwnedByProgramme):
    """One spreadsheet: its table as it was handed in, what was decided about it, and what was made of it.

    `mapping` has a field's name for each column (empty: not used), `answers` what was decided by the key of the
    question. `rows` is [[number, [cells]]]; once the import is done only the rows that were left out are kept, and
    those for a time. `row_keys` tell a row that came in before, without its words: nobody is asked twice.
    """

    kind = models.CharField(max_length=12, choices=enums.ImportKind)
    status = models.CharField(max_length=10, choices=enums.ImportStatus, default=enums.ImportStatus.CHECKING)
    brought_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=200)
    header_row = models.PositiveIntegerField()
    headings = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    answers = models.JSONField(default=dict)
    # What words for areas were taken for: {folded words: [codes]}; found once, as each takes a look at all areas.
    suggested = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    row_keys = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    made_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = tenant_constraints("imports_sheetimport", "brought_by")
        indexes = [models.Index(fields=["programme", "kind", "status"], name="imports_sheetimport_kind")]

    @property
    def state(self) -> enums.ImportStatus:
        """Where it has got to, with its words."""
        return enums.ImportStatus(self.status)

    @property
    def undo_by_at(self) -> datetime | None:
        """Until when it can be undone; None for what is not done."""
        if self.confirmed_at is None or self.state != enums.ImportStatus.DONE:
            return None
        return self.confirmed_at + timedelta(days=UNDO_DAYS)

    def move(self, to: enums.ImportStatus) -> None:
        """Move by the table of states, and by nothing else; raises ValueError for a move not in it."""
        if to not in enums.IMPORT_MOVES[self.state]:
            raise ValueError(f"an import does not go from {self.status} to {to}")
        self.status = to

    def hold(self) -> None:
        """Lock its row until the transaction ends, and read it afresh: of two at once the second sees the first."""
        self.refresh_from_db(from_queryset=SheetImport.objects.select_for_update())


class ColumnMemory(OwnedByProgramme):
    """How the columns of files with these headings were matched last: {folded heading: field}."""

    kind = models.CharField(max_length=12, choices=enums.ImportKind)
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            *tenant_constraints("imports_columnmemory"),
            models.UniqueConstraint(fields=["programme", "kind", "fingerprint"], name="imports_columnmemory_once"),
        ]
