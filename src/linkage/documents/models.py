"""Files that are kept, apart from what is in them."""

from datetime import datetime

from django.db import models

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.documents import enums
from linkage.documents.rules.kinds import KINDS
from linkage.documents.rules.naming import size_words
from linkage.programmes.models import OwnedByProgramme


class StoredFile(OwnedByProgramme):
    """One file: what it is called, what it is, and whether it may be handed out; whose it is says what keys to it.

    `scanned_at` is when the malware scanner found nothing; without a scanner our own checks are all there is (ADR 18).
    """

    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=4, choices=enums.FileKind)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=enums.FileState)
    added_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = tenant_constraints("documents_file")
        indexes = [
            # What has still to be scanned is looked for every few minutes.
            models.Index(
                fields=["programme"],
                condition=models.Q(scanned_at=None) & ~models.Q(state=enums.FileState.REFUSED),
                name="documents_file_unscanned",
            )
        ]

    @property
    def kind_words(self) -> str:
        """What it is and how large: "PDF, 380 KB"."""
        return f"{enums.FileKind(self.kind).label}, {size_words(self.size)}"

    @property
    def content_type(self) -> str:
        """As what it is sent."""
        return KINDS[self.kind].content_type

    @property
    def is_refused(self) -> bool:
        """Whether a scanner found something in it after it had been taken in."""
        return self.state == enums.FileState.REFUSED

    def move_to(self, state: enums.FileState, at: datetime) -> None:
        """Set whether it may be handed out (the caller saves); raises ValueError for a move not in the table."""
        if state not in enums.FILE_MOVES[enums.FileState(self.state)]:
            msg = f"a file that is {self.state} does not become {state}"
            raise ValueError(msg)
        self.state, self.scanned_at = state, at


class FileContent(OwnedByProgramme):
    """The bytes of a file: a table of their own, so that no list ever reads them along."""

    file = TenantForeignKey(StoredFile, on_delete=models.CASCADE, related_name="contents")
    content = models.BinaryField()

    class Meta:
        constraints = [
            *tenant_constraints("documents_content", "file"),
            models.UniqueConstraint(fields=["programme", "file"], name="documents_content_once"),
        ]
