"""Papers that belong to an engagement, in their versions; what is in them keeps the app of documents."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from linkage.database.constraints import TenantForeignKey, tenant_constraints
from linkage.documents.models import StoredFile
from linkage.engagements import enums
from linkage.engagements.models.engagements import Engagement
from linkage.engagements.models.readiness import ReadinessAsking
from linkage.links.enums import Side
from linkage.people.models import Person
from linkage.programmes.models import OwnedByProgramme

if TYPE_CHECKING:
    from datetime import datetime


class Paper(OwnedByProgramme):
    """One paper, what it is, and to which step it belongs by the step's code, if to any.

    `side` is that of whoever added it, empty for whoever runs the programme. With an `asking` it is evidence for the
    answer of that side about a theme, and seen like the answer. Taken off, it has no file any more.
    """

    engagement = TenantForeignKey(Engagement, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(max_length=100)
    side = models.CharField(max_length=6, choices=Side, blank=True)
    code = models.SlugField(max_length=30, blank=True)
    asking = TenantForeignKey(ReadinessAsking, on_delete=models.CASCADE, null=True, blank=True, related_name="papers")
    theme = models.CharField(max_length=12, choices=enums.Theme, blank=True)
    added_by = TenantForeignKey(Person, related_name="+")
    added_at = models.DateTimeField()
    taken_off_by = TenantForeignKey(Person, null=True, blank=True, related_name="+")
    taken_off_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_paper", "engagement", "asking", "added_by", "taken_off_by"),
            models.CheckConstraint(
                condition=Q(asking=None, theme="") | (Q(asking__isnull=False) & ~Q(theme="") & ~Q(side="")),
                name="engagements_paper_evidence",
            ),
        ]

    @property
    def trail(self) -> list["PaperVersion"]:
        """Its versions, the newest first; read with `queries.papers_of`."""
        return list(self.versions.all())

    @property
    def newest(self) -> "PaperVersion":
        """The version that counts; read with `queries.papers_of`."""
        return self.trail[0]

    @property
    def changed_at(self) -> "datetime":
        """When its newest version came; read with `queries.papers_of`."""
        return self.newest.added_at


class PaperVersion(OwnedByProgramme):
    """One version of a paper: its file, and who added it when."""

    paper = TenantForeignKey(Paper, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = TenantForeignKey(StoredFile, related_name="+")
    added_by = TenantForeignKey(Person, related_name="+")
    added_at = models.DateTimeField()
    # When whoever added it was told that a scanner has found something in it since.
    refused_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("engagements_paperversion", "paper", "file", "added_by"),
            models.UniqueConstraint(fields=["programme", "paper", "number"], name="engagements_paperversion_once"),
        ]
